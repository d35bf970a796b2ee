// The Worker itself: what outlives an answer, and that answers of every shape arrive whole.
import { type Behaviour, behaves, pause, until } from "./behaviour.ts";

export const invocations: Behaviour[] = [
  behaves(
    "waitUntil goes on after the answer",
    async ({ ctx, room }) => {
      ctx.waitUntil(pause(50).then(() => room().write("afterwards")));
      return room().lines();
    },
    [],
  ),
  behaves(
    "what waitUntil did is there later",
    async ({ room, ctx }) => {
      ctx.waitUntil(pause(20).then(() => room().write("afterwards")));
      return until(async () => ((await room().lines()).length > 0 ? room().lines() : null));
    },
    ["afterwards"],
  ),
  behaves(
    "a failing waitUntil harms nobody",
    async ({ ctx, room }) => {
      ctx.waitUntil(Promise.reject(new Error("nobody hears")));
      return room().echo(1);
    },
    1,
  ),
  behaves("the clock is a whole number of milliseconds", () => Number.isInteger(Date.now()) && Date.now() > 1_600_000_000_000, true),
  behaves(
    "the clock moves while waiting",
    async () => {
      const before = Date.now();
      await pause(30);
      return Date.now() - before >= 25;
    },
    true,
  ),
  behaves("timers fire in order of their time", async () => {
    const seen: number[] = [];
    await Promise.all([30, 10, 20].map((ms) => pause(ms).then(() => seen.push(ms))));
    return seen;
  }, [10, 20, 30]),
  behaves(
    "a cleared timer does not fire",
    async () => {
      let fired = false;
      const timer = setTimeout(() => {
        fired = true;
      }, 10);
      clearTimeout(timer);
      await pause(30);
      return fired;
    },
    false,
  ),
  behaves("a timeout signal aborts in its time", async () => {
    const signal = AbortSignal.timeout(20);
    await pause(40);
    return [signal.aborted, (signal.reason as Error).name];
  }, [true, "TimeoutError"]),
  behaves("random ids are of version 4 and differ", () => {
    const made = [1, 2, 3].map(() => crypto.randomUUID());
    const isVersion4 = (id: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id);
    return [made.every(isVersion4), new Set(made).size];
  }, [true, 3]),
  behaves("random bytes fill what they are given", () => crypto.getRandomValues(new Uint8Array(32)).some((byte) => byte !== 0), true),
  behaves(
    "a digest is awaited",
    async () => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode("abc"))).slice(0, 4)),
    [186, 120, 22, 191],
  ),
  behaves("a Response of 101 keeps no body and its socket", () => {
    const [client] = Object.values(new WebSocketPair());
    const answer = new Response(null, { status: 101, webSocket: client } as ResponseInit) as Response & { webSocket: unknown };
    return [answer.status, answer.webSocket === client, answer.body];
  }, [101, true, null]),
  behaves("an ordinary Response has no socket", () => (new Response("x") as Response & { webSocket?: unknown }).webSocket ?? null, null),
];
