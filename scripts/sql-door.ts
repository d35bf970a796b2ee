// A Worker beside the product that asks its database what scripts and stories want to know, by a port of its own. Miniflare's own handle holds up
// everything else in the process until an answer is there, and takes a thread to begin with; a fetch does neither.
import type { Miniflare } from "miniflare";

const NAME = "sql-door";

const SOURCE = `
export default {
  async fetch(request, env) {
    const { sql, values } = await request.json();
    try {
      return Response.json(values ? await env.DB.prepare(sql).bind(...values).all() : await env.DB.exec(sql));
    } catch (error) {
      return new Response(error.message, { status: 500 });
    }
  },
};
`;

/** What we use of D1, by the names of D1. */
export interface Database {
  prepare(sql: string): { bind(...values: unknown[]): { all<T>(): Promise<{ results: T[]; meta: Record<string, number> }> } };
  exec(sql: string): Promise<unknown>;
}

/** The Worker, as Miniflare takes it; `d1Databases` as the product's own. */
export const sqlDoorWorker = (d1Databases: unknown, compatibilityDate: string) => ({
  name: NAME,
  compatibilityDate,
  modules: [{ type: "ESModule", path: `${NAME}.js`, contents: SOURCE }],
  d1Databases,
  unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
});

export async function openDatabase(miniflare: Miniflare): Promise<Database> {
  const door = await miniflare.unsafeGetDirectURL(NAME);
  const ask = async <T>(question: { sql: string; values?: unknown[] }): Promise<T> => {
    const response = await fetch(door, { method: "POST", body: JSON.stringify(question) });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  };
  return {
    prepare: (sql) => ({ bind: (...values) => ({ all: () => ask({ sql, values }) }) }),
    exec: (sql) => ask({ sql }),
  };
}
