// Cloudflare fires cron triggers; locally nobody does. This fires the expressions of wrangler.toml by the machine's clock, in UTC as
// Cloudflare does. Only what stands there is understood: `*`, `*/n` and numbers.
import path from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { MINUTE_MS } from "../worker/units.ts";
import type { Tillside } from "./workerd.ts";

export function runCrons(tillside: Tillside): () => void {
  const { triggers } = readConfig({ config: path.resolve(import.meta.dirname, "../wrangler.toml") });
  let last = Math.floor(Date.now() / MINUTE_MS);
  const timer = setInterval(() => {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (minute === last) return;
    last = minute;
    for (const expression of triggers.crons ?? []) {
      if (isDue(expression, new Date(minute * MINUTE_MS))) void tillside.cron(expression).catch((error: unknown) => console.error(error));
    }
  }, 1_000);
  return () => clearInterval(timer);
}

function isDue(expression: string, at: Date): boolean {
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay()];
  return expression.split(" ").every((field, place) => {
    const value = now[place] ?? 0;
    if (field === "*") return true;
    return field.startsWith("*/") ? value % Number(field.slice(2)) === 0 : value === Number(field);
  });
}
