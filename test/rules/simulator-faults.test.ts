// Faults: where they strike, how often, what the caller meets, and whether the act behind the call happened.
import { describe, expect, it } from "vitest";
import type { FaultOrder } from "../../simulator/faults.ts";
import { createSimulator } from "../../simulator/index.ts";
import { openCaller, openStage, type Row, take } from "./simulator-caller.ts";

const SEARCH = "/order/202309/orders/search";

async function openChat() {
  const waits: number[] = [];
  const stage = openStage("GB", { pause: async (ms) => void waits.push(ms) });
  const caller = await openCaller(stage);
  const { world, faults } = stage.simulator;
  const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
  world.writeAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, text: "Hi" });
  const talk = world.conversations(stage.shopId)[0]?.id ?? "";
  const path = `/customer_service/202309/conversations/${talk}/messages`;
  const send = () => caller.send(path, { type: "TEXT", content: '{"content":"Hello"}' });
  const search = () => caller.send(SEARCH, {}, { page_size: "10" });
  return { stage, caller, world, faults, talk, path, send, search, waits, order };
}

describe("a call gone wrong", () => {
  it.each<[FaultOrder["kind"], number, number]>([
    ["error500", 500, 36009003],
    ["rate_limit", 429, 36009002],
  ])("answers %s with HTTP %i and code %i, and nothing happened", async (kind, status, code) => {
    const { faults, send, world } = await openChat();
    faults.raise({ kind, on: "send", count: 1 });
    const reply = await send();
    expect([reply.status, reply.body.code, world.sentReplies()]).toEqual([status, code, []]);
    expect((await send()).body.code).toBe(0);
  });

  it.each(["down", "html", "refused", "timeout_before"] as const)("gives no usable answer with %s, and nothing happened", async (kind) => {
    const { faults, send, world } = await openChat();
    faults.raise({ kind, on: "send", count: 1 });
    await expect(send()).rejects.toThrow();
    expect(world.sentReplies()).toEqual([]);
    expect((await send()).body.code).toBe(0);
  });

  it.each(["truncated", "timeout_after"] as const)("gives no usable answer with %s, although it happened", async (kind) => {
    const { faults, send, world, talk } = await openChat();
    faults.raise({ kind, on: "send", count: 1 });
    await expect(send()).rejects.toThrow();
    expect(world.sentReplies(talk)).toHaveLength(1);
  });

  it("answers in an envelope nobody knows, although it happened", async () => {
    const { faults, send, world } = await openChat();
    faults.raise({ kind: "envelope", on: "send", count: 1 });
    expect((await send()).body).not.toHaveProperty("code");
    expect(world.sentReplies()).toHaveLength(1);
  });

  it("waits through the pause it was given when it is slow or hangs", async () => {
    const { faults, send, waits } = await openChat();
    faults.raise({ kind: "slow", on: "send", count: 1, ms: 700 });
    expect((await send()).body.code).toBe(0);
    faults.raise({ kind: "timeout_after", on: "send", count: 1, how: "hang" });
    await expect(send()).rejects.toThrow("fetch failed");
    expect(waits).toEqual([700, 60_000]);
  });

  it("is written into the record of calls", async () => {
    const { faults, send, search, world } = await openChat();
    faults.raise({ kind: "timeout_after", on: "send", count: 1 });
    await expect(send()).rejects.toThrow();
    await search();
    expect(world.calls.slice(-2)).toMatchObject([
      { name: "chat.send", code: 0, status: null, fault: "timeout_after" },
      { name: "orders.search", code: 0, status: 200, fault: "" },
    ]);
  });
});

describe("where and how often", () => {
  it.each<[string, string]>([
    ["a name", "chat.send"],
    ["its last part", "send"],
    ["a pattern of names", "chat.*"],
    ["a pattern of paths", "*/messages"],
    ["method and path", "POST /customer_service/*"],
    ["nothing at all", ""],
  ])("strikes by %s", async (_name, on) => {
    const { faults, send } = await openChat();
    faults.raise({ kind: "error500", on });
    expect((await send()).body.code).toBe(36009003);
  });

  it("leaves other calls and other shops alone", async () => {
    const { faults, send, search, stage } = await openChat();
    faults.raise({ kind: "error500", on: "send" });
    faults.raise({ kind: "error500", on: "orders.search", shopId: "7495" });
    expect((await search()).body.code).toBe(0);
    faults.raise({ kind: "error500", on: "orders.search", shopId: stage.shopId });
    expect([(await search()).body.code, (await send()).body.code]).toEqual([36009003, 36009003]);
    faults.clear();
    expect([(await search()).body.code, (await send()).body.code]).toEqual([0, 0]);
  });

  it("lets some pass first, and lifts itself when it has struck often enough", async () => {
    const { faults, search } = await openChat();
    faults.raise({ kind: "error500", after: 2, count: 1 });
    const codes: number[] = [];
    for (let i = 0; i < 4; i++) codes.push((await search()).body.code);
    expect(codes).toEqual([0, 0, 36009003, 0]);
    expect(faults.raised()).toEqual([]);
  });

  it("strikes by a chance that comes from the seed", async () => {
    const run = async () => {
      const { faults, search } = await openChat();
      faults.raise({ kind: "rate_limit", probability: 0.4 });
      const codes: number[] = [];
      for (let i = 0; i < 60; i++) codes.push((await search()).body.code);
      return codes;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    const struck = first.filter((code) => code !== 0).length;
    expect(struck).toBeGreaterThan(10);
    expect(struck).toBeLessThan(40);
  });

  it("refuses a kind nobody knows", () => {
    const simulator = createSimulator({ clock: { now: () => 0 }, origin: "http://simulator.test" });
    expect(() => simulator.faults.raise(JSON.parse('{"kind":"earthquake"}'))).toThrow(/no fault/);
  });
});

describe("answers that are odd", () => {
  it("lose the digits of ids, gain fields, repeat rows, drift in their count, and fail on a page", async () => {
    const { stage, caller, world, faults, search } = await openChat();
    for (let i = 0; i < 29; i++) world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    faults.raise({ kind: "ids_as_numbers", on: "orders.search", count: 1 });
    expect(typeof take<Row[]>(await search(), "orders")[0]?.id).toBe("number");
    faults.raise({ kind: "unknown_fields", on: "orders.search", count: 1 });
    expect((await search()).body.data).toHaveProperty("experiment_bucket");
    const first = await search();
    const page_token = take<string>(first, "next_page_token");
    const second = () => caller.send(SEARCH, {}, { page_size: "10", page_token });
    faults.raise({ kind: "rows_repeat", on: "orders.search", count: 1 });
    expect(take<Row[]>(await second(), "orders")[0]?.id).toBe(take<Row[]>(first, "orders")[9]?.id);
    faults.raise({ kind: "page_fails", on: "orders.search", page: 2 });
    expect([(await search()).body.code, (await second()).body.code]).toEqual([0, 36009003]);
    faults.clear();
    faults.raise({ kind: "page_token_expired", on: "orders.search", count: 1 });
    expect([(await second()).body.code, (await second()).body.code]).toEqual([36009004, 0]);
    faults.raise({ kind: "count_drifts", on: "orders.search" });
    const counts = new Set<number>();
    for (let i = 0; i < 20; i++) counts.add(take(await search(), "total_count"));
    expect(counts.size).toBeGreaterThan(2);
    expect([...counts].every((count) => Math.abs(count - 30) <= 3)).toBe(true);
  });

  it("change an order without moving its update_time, moments after its last change and no later", async () => {
    const { stage, world, faults, order } = await openChat();
    const before = order.updateTime;
    await stage.clock.pass(5_000);
    faults.raise({ kind: "same_second", on: "orders" });
    world.pay(order.id);
    expect([order.status, order.updateTime]).toEqual(["ON_HOLD", before]);
    await stage.clock.pass(6_000);
    world.endHold(order.id);
    expect(order.updateTime).toBe(before + 11);
  });
});
