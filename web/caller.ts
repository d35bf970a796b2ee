/** Calls of routes by their names: `caller.tickets[":id"].$get({ param, query })` is GET /tickets/tkt_1?…. Their types are Hono's, from the
 *  Worker's own routes; this is the little of Hono's client that a browser of one origin needs. */

interface Asked {
  /** What stands in for the `:names` of a path. */
  param?: Record<string, string>;
  /** What is undefined is not asked for. */
  query?: Record<string, string | string[] | undefined>;
  json?: unknown;
}

const METHOD = /^\$(?=(get|post|put|patch|delete)$)/;

function addressOf(path: string[], { param = {}, query = {} }: Asked): string {
  const written = path.map((part) => (part.startsWith(":") ? encodeURIComponent(param[part.slice(1)] ?? "") : part)).join("/");
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => [name, one])));
  const search = new URLSearchParams(asked).toString();
  return search === "" ? written : `${written}?${search}`;
}

function call(path: string[], method: string, asked: Asked = {}, { init }: { init?: RequestInit } = {}): Promise<Response> {
  const body = asked.json === undefined ? {} : { body: JSON.stringify(asked.json), headers: { "content-type": "application/json" } };
  return fetch(addressOf(path, asked), { method: method.toUpperCase(), ...body, ...init });
}

/** A caller of the routes below `base`; each name read from it is one more part of the path, and `$method` calls. */
export function callerOf(base: string): unknown {
  const below = (path: string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => {
        if (typeof name !== "string" || name === "then") return undefined;
        const method = name.replace(METHOD, "");
        return method === name ? below([...path, name]) : (asked?: Asked, how?: { init?: RequestInit }) => call(path, method, asked, how);
      },
    });
  return below([base]);
}
