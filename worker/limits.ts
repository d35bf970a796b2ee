/** How much one browser may ask. Cloudflare counts at each of its places and roughly (https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/),
 *  which costs no row and is enough to keep one from taking the desk away from the others; tries at a password are counted in D1. */
import { createMiddleware } from "hono/factory";
import type { Door } from "./door.ts";
import { Problem } from "./problem.ts";

/** The numbers themselves stand in wrangler.toml: how many in so many seconds, which may be 10 or 60. */
const WINDOW_SECONDS = 10;

/** What reads many rows, writes a file or begins long work. */
const HEAVY = [
  /\.csv$/,
  /\/search$/,
  /\/insights\//,
  /\/exports(\/|$)/,
  /\/evidence-packs/,
  /\/print-runs/,
  /\/audit\/check$/,
  /\/gaps/,
  /\/matching$/,
  /\/bulk\/jobs$/,
  /\/rules\/trials/,
];

export const isHeavy = (path: string) => HEAVY.some((pattern) => pattern.test(path));

/** By session, whose cookie is signed and cannot be made up; whoever has none is counted by address. */
export const limitAsking = createMiddleware<Door>(async (c, next) => {
  const { ASKED, ASKED_HEAVY } = c.env;
  const key = c.get("asking")?.tokenHash ?? `from ${c.req.header("cf-connecting-ip") ?? ""}`;
  const counters = [ASKED, isHeavy(c.req.path) ? ASKED_HEAVY : undefined].flatMap((counter) => counter ?? []);
  const answers = await Promise.all(counters.map((counter) => counter.limit({ key })));
  if (answers.some(({ success }) => !success)) throw new Problem("too-many", "too-many-questions", { seconds: WINDOW_SECONDS });
  await next();
});
