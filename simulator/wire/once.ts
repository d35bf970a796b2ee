// An act told with an idempotency key happens once: the same key for the same call of the same shop answers as it did before.
// Refuses to remember failures; those may be tried again.
import type { Call } from "./route.ts";

const ANSWERS_KEPT_MAX = 1_000;

export function once(call: Call, act: () => unknown): unknown {
  const given = call.query.get("idempotency_key") ?? "";
  if (given === "") return act();
  const { answered } = call.core.state;
  const key = `${call.app.appKey}/${call.shop.id}/${call.route.name}/${given}`;
  if (Object.hasOwn(answered, key)) return answered[key];
  const answer = act();
  answered[key] = answer;
  const keys = Object.keys(answered);
  for (const old of keys.slice(0, Math.max(0, keys.length - ANSWERS_KEPT_MAX))) delete answered[old];
  return answer;
}
