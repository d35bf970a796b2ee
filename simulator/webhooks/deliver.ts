// Carries due pushes to their addresses, many at once, signs them, and walks the retry ladder when one is not accepted.
// Refuses a timer of its own: an attempt's time is measured with the clock, and `deliver` gives up by itself.
import { createHmac } from "node:crypto";
import type { Core } from "../core/core.ts";
import { carryMail } from "../mail/carry.ts";
import { pushSecretOf } from "../sellers/app.ts";
import { ANSWER_MS_MAX, type Push, RETRY_DELAYS_MS, recordAttempt } from "./push.ts";

/** `msMax`: for how long whoever sends it waits for an answer. */
export type Deliver = (request: Request, msMax: number) => Promise<Response>;

/** Attempts under way at the same time. */
const ATTEMPTS_AT_ONCE_MAX = 50;

/** Developer docs, "Webhooks overview": hex of HMAC-SHA256 over app key and raw body, keyed with the app secret. */
export const signPush = (appKey: string, secret: string, body: string): string =>
  createHmac("sha256", secret)
    .update(appKey + body, "utf8")
    .digest("hex");

export interface Courier {
  /** Starts every due attempt there is room for. */
  start(): void;
  /** Resolves when one attempt under way has ended; at once if there is none. */
  next(): Promise<void>;
  isBusy(): boolean;
}

/** One courier per world: however many ticks run, no more than ATTEMPTS_AT_ONCE_MAX are under way. */
export function openCourier(core: Core, deliver: Deliver | undefined): Courier {
  const underWay = new Set<Promise<void>>();
  const start = () => {
    while (underWay.size < ATTEMPTS_AT_ONCE_MAX) {
      const due = core.postbag.takeDue(core.now());
      if (!due) return;
      const mail = core.state.mails[due.key];
      const push = core.state.pushes[due.key];
      const work = mail ? carryMail(core, mail, deliver) : push && carryPush(core, push, deliver);
      if (!work) continue;
      const attempt = work.finally(() => underWay.delete(attempt));
      underWay.add(attempt);
    }
  };
  return {
    start,
    next: async () => {
      await Promise.race(underWay);
    },
    isBusy: () => underWay.size > 0,
  };
}

const carryPush = (core: Core, push: Push, deliver: Deliver | undefined) =>
  deliver ? attemptPush(core, push, deliver) : Promise.resolve(givePushUp(core, push));

function givePushUp(core: Core, push: Push): void {
  delete core.state.pushes[push.id];
}

async function attemptPush(core: Core, push: Push, deliver: Deliver): Promise<void> {
  const app = core.state.apps[push.appKey];
  if (!app) return givePushUp(core, push);
  const startedAt = core.now();
  push.attempts++;
  const authorization = push.signature ?? signPush(app.appKey, pushSecretOf(core, app), push.body);
  const outcome = await sendOnce(deliver, push, authorization);
  const ms = core.now() - startedAt;
  const inTime = ms <= ANSWER_MS_MAX;
  const ok = outcome.status === 200 && inTime;
  const result = ok ? "200" : outcome.status === null ? outcome.words : inTime ? String(outcome.status) : "over 3 s";
  const { id: pushId, notificationId, topic, shopId, appKey, address, body, attempts: attempt } = push;
  const told = { at: startedAt, attempt, ok, status: outcome.status, result, ms };
  recordAttempt(core.state.webhookLog, { ...told, pushId, notificationId, topic, shopId, appKey, address, body });
  countAttempt(core, push, ok);
  const delay = RETRY_DELAYS_MS[push.attempts - 1];
  if (ok || delay === undefined) delete core.state.pushes[push.id];
  else core.postbag.set(push.id, core.now() + Math.round(delay * core.faults.retryScale));
  core.changed();
}

async function sendOnce(deliver: Deliver, push: Push, authorization: string): Promise<{ status: number | null; words: string }> {
  try {
    const headers = { "content-type": "application/json", authorization };
    const response = await deliver(new Request(push.address, { method: "POST", headers, body: push.body }), ANSWER_MS_MAX);
    await response.arrayBuffer();
    return { status: response.status, words: "" };
  } catch (error) {
    // Whatever kept the answer away (refused, timed out, a broken address) is one thing to TikTok: not accepted.
    return { status: null, words: error instanceof Error && error.name === "TimeoutError" ? "over 3 s" : "no answer" };
  }
}

function countAttempt(core: Core, push: Push, ok: boolean): void {
  const key = push.shopId ?? "";
  const count = core.state.pushCounts[key] ?? { delivered: 0, failed: 0, lastOkAt: null };
  if (ok) {
    count.delivered++;
    count.lastOkAt = core.now();
  } else count.failed++;
  core.state.pushCounts[key] = count;
}
