/** Calls of routes by their names: `caller.tickets[":id"].$get({ param, query })` is GET /tickets/tkt_1?…. Their types are Hono's, from the
 *  Worker's own routes; this is the little of Hono's client that a browser of one origin needs. */
import type { Newest } from "./newest.ts";

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

type Carry = Newest["carry"];

function call(carry: Carry, path: string[], method: string, asked: Asked = {}, { init }: { init?: RequestInit } = {}): Promise<Response> {
  const [body, type] = asked.json === undefined ? [{}, {}] : [{ body: JSON.stringify(asked.json) }, { "content-type": "application/json" }];
  const verb = method.toUpperCase();
  return carry(verb, (carried) => fetch(addressOf(path, asked), { method: verb, headers: { ...type, ...carried }, ...body, ...init }));
}

/** A caller of the routes below `base`; each name read from it is one more part of the path, and `$method` calls. */
export function callerOf(base: string, carry: Carry): unknown {
  const below = (path: string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => {
        if (typeof name !== "string" || name === "then") return undefined;
        const method = name.replace(METHOD, "");
        if (method === name) return below([...path, name]);
        return (asked?: Asked, how?: { init?: RequestInit }) => call(carry, path, method, asked, how);
      },
    });
  return below([base]);
}
