// Pushes: where they go, how they are signed, how they are tried again, and how they are lost, repeated, late and odd.
import { describe, expect, it } from "vitest";
import { signPush } from "../../simulator/webhooks/deliver.ts";
import { HOUR, MIDNIGHT, openCaller, openStage, take } from "./simulator-caller.ts";

const MINUTE = 60_000;
const EVENTS = "/event/202309/webhooks";

async function openShop() {
  const stage = openStage();
  const caller = await openCaller(stage);
  const { world, faults } = stage.simulator;
  const place = () => world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
  return { stage, caller, world, faults, place };
}

describe("a push", () => {
  it("is a signed POST of TikTok's envelope to the app's address", async () => {
    const { stage, place } = await openShop();
    const order = place();
    await stage.clock.pass(0);
    const [push] = stage.pushed;
    expect(push?.headers.get("content-type")).toBe("application/json");
    expect(push?.headers.get("authorization")).toBe(signPush(stage.app.appKey, stage.app.appSecret, push?.text ?? ""));
    expect(push?.body).toEqual({
      type: 1,
      tts_notification_id: expect.stringMatching(/^76\d{17}$/),
      shop_id: stage.shopId,
      timestamp: MIDNIGHT / 1000,
      data: { order_id: order.id, order_status: "UNPAID", is_on_hold_order: false, update_time: MIDNIGHT / 1000 },
    });
    expect(stage.simulator.world.webhookLog).toMatchObject([{ ok: true, status: 200, attempt: 1, topic: 1 }]);
  });

  it("goes to nobody before the seller authorizes, and nowhere when there is nothing to deliver with", async () => {
    const stage = openStage();
    stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    await stage.clock.pass(0);
    expect(stage.pushed).toEqual([]);
    const silent = openStage("GB", { deliver: undefined });
    await openCaller(silent);
    silent.simulator.world.placeOrder({ shopId: silent.shopId, lines: [{ skuId: silent.skuId }] });
    await silent.clock.pass(0);
    expect([silent.simulator.quiet(), silent.simulator.world.webhookLog]).toEqual([true, []]);
  });

  it("is tried after two minutes, half an hour, three and twelve hours, with the same id, and then no more", async () => {
    const { stage, place } = await openShop();
    stage.receiver.answer = () => new Response(null, { status: 500 });
    place();
    await stage.clock.pass(0);
    const gaps: number[] = [];
    for (let next = stage.simulator.nextDue(); stage.pushed.length < 5 && next !== null; next = stage.simulator.nextDue()) {
      gaps.push(next - stage.clock.now());
      await stage.clock.pass(next - stage.clock.now());
    }
    expect(gaps).toEqual([2 * MINUTE, 30 * MINUTE, 3 * HOUR, 12 * HOUR]);
    expect(new Set(stage.pushed.map(({ body }) => body.tts_notification_id)).size).toBe(1);
    await stage.clock.pass(24 * HOUR);
    expect(stage.pushed).toHaveLength(5);
    expect(stage.simulator.world.webhookLog.map(({ ok, attempt }) => [ok, attempt])).toEqual(
      [1, 2, 3, 4, 5].map((attempt) => [false, attempt]),
    );
  });

  it("has its ladder scaled by a switch", async () => {
    const { stage, faults, place } = await openShop();
    faults.retryScale = 0.001;
    stage.receiver.answer = () => new Response(null, { status: 503 });
    place();
    await stage.clock.pass(0);
    expect(stage.simulator.nextDue()).toBe(stage.clock.now() + 120);
  });

  it.each<[string, () => Response | Promise<Response>, number | null]>([
    ["any other status, even 204", () => new Response(null, { status: 204 }), 204],
    ["401", () => new Response(null, { status: 401 }), 401],
    ["a broken connection", () => Promise.reject(new TypeError("fetch failed")), null],
  ])("has failed with %s", async (_name, answer, status) => {
    const { stage, place } = await openShop();
    stage.receiver.answer = answer;
    place();
    await stage.clock.pass(0);
    expect(stage.simulator.world.webhookLog).toMatchObject([{ ok: false, status }]);
    stage.receiver.answer = () => new Response(null, { status: 200 });
    await stage.clock.pass(2 * MINUTE);
    expect(stage.simulator.world.webhookLog.at(-1)).toMatchObject({ ok: true, attempt: 2 });
  });

  it("has failed when the answer takes longer than three seconds", async () => {
    const { stage, place } = await openShop();
    stage.receiver.answer = () => {
      stage.clock.set(stage.clock.now() + 3_001);
      return new Response(null, { status: 200 });
    };
    place();
    await stage.clock.pass(0);
    expect(stage.simulator.world.webhookLog).toMatchObject([{ ok: false, result: "over 3 s" }]);
  });

  it("travels fifty at a time", async () => {
    const { stage, place } = await openShop();
    let [now, most] = [0, 0];
    stage.receiver.answer = async () => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now--;
      return new Response(null, { status: 200 });
    };
    for (let i = 0; i < 2_000; i++) place();
    await stage.clock.pass(0);
    expect(stage.pushed).toHaveLength(2_000);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(50);
    expect(stage.simulator.quiet()).toBe(true);
  });
});

describe("the Event API", () => {
  it("sets, lists and deletes an address for one topic of one shop, which overrides the app's", async () => {
    const { stage, caller, place } = await openShop();
    const address = "https://hooks.example.test/tts";
    expect((await caller.call("PUT", EVENTS, { body: { event_type: "ORDER_STATUS_CHANGE", address } })).body.data).toEqual({});
    const listed = await caller.read(EVENTS);
    expect(listed.body.data).toEqual({
      total_count: 1,
      webhooks: [{ event_type: "ORDER_STATUS_CHANGE", address, create_time: MIDNIGHT / 1000, update_time: MIDNIGHT / 1000 }],
    });
    place();
    await stage.clock.pass(0);
    expect(stage.simulator.world.webhookLog.at(-1)?.address).toBe(address);
    stage.simulator.doubts.eventApiOverrides = false;
    place();
    await stage.clock.pass(0);
    expect(stage.simulator.world.webhookLog.at(-1)?.address).toBe("https://app.example.test/hook");
    for (let i = 0; i < 2; i++)
      expect((await caller.call("DELETE", EVENTS, { body: { event_type: "ORDER_STATUS_CHANGE" } })).body.code).toBe(0);
    expect(take(await caller.read(EVENTS), "total_count")).toBe(0);
  });

  it("refuses topics without a name, and addresses TikTok would not call where the doubt is strict", async () => {
    const { stage, caller } = await openShop();
    const codeFor = async (event_type: string, address: string) =>
      (await caller.call("PUT", EVENTS, { body: { event_type, address } })).body.code;
    expect(await codeFor("FBT_INVENTORY_UPDATE", "https://a.test")).toBe(36009004);
    expect(await codeFor("NEW_MESSAGE", "nowhere")).toBe(36009004);
    expect(await codeFor("NEW_MESSAGE", "http://127.0.0.1:8787/hook")).toBe(0);
    stage.simulator.doubts.strictWebhookAddress = true;
    for (const address of ["http://a.test/h", "https://a.test:8443/h", "https://127.0.0.1/h", "https://localhost/h"])
      expect(await codeFor("NEW_MESSAGE", address)).toBe(36009004);
    expect(await codeFor("NEW_MESSAGE", "https://a.test/h")).toBe(0);
  });

  it("is not needed: topics are on for the app as a whole unless muted", async () => {
    const { stage, world, place } = await openShop();
    world.changeApp(stage.app.appKey, { mutedTopics: [1] });
    place();
    await stage.clock.pass(0);
    expect(stage.pushed).toEqual([]);
  });
});

describe("signing while a secret is rotated", () => {
  it.each(["old", "new"] as const)("uses the %s secret if the doubt says so", async (which) => {
    const { stage, world, place } = await openShop();
    const old = stage.app.appSecret;
    stage.simulator.doubts.secretDuringRotation = which;
    const fresh = world.rotateSecret(stage.app.appKey).appSecret;
    const signedWith = async () => {
      place();
      await stage.clock.pass(0);
      const push = stage.pushed.at(-1);
      return [old, fresh].find((secret) => signPush(stage.app.appKey, secret, push?.text ?? "") === push?.headers.get("authorization"));
    };
    expect(await signedWith()).toBe(which === "old" ? old : fresh);
    world.endRotation(stage.app.appKey);
    expect(await signedWith()).toBe(fresh);
  });
});

describe("pushes gone wrong", () => {
  it("are lost, repeated with the same id, late, and of topics nobody knows, as often as asked", async () => {
    const { stage, faults, place } = await openShop();
    faults.raise({ kind: "webhook_lost", on: "ORDER_STATUS_CHANGE", count: 1 });
    place();
    await stage.clock.pass(0);
    expect(stage.pushed).toEqual([]);
    expect(stage.simulator.world.webhookLog).toMatchObject([{ result: "lost" }]);
    faults.raise({ kind: "webhook_repeated", on: "1", count: 1 });
    place();
    await stage.clock.pass(0);
    expect(stage.pushed.map(({ body }) => body.tts_notification_id)).toEqual([
      stage.pushed[0]?.body.tts_notification_id,
      stage.pushed[0]?.body.tts_notification_id,
    ]);
    faults.raise({ kind: "webhook_late", count: 1, ms: 10_000 });
    place();
    await stage.clock.pass(9_999);
    expect(stage.pushed).toHaveLength(2);
    await stage.clock.pass(1);
    expect(stage.pushed).toHaveLength(3);
    faults.raise({ kind: "webhook_unknown", count: 1 });
    place();
    await stage.clock.pass(0);
    expect(stage.pushed.at(-1)?.body.type).toBeGreaterThanOrEqual(68);
    expect(faults.raised()).toEqual([]);
  });

  it("overtake each other", async () => {
    const { stage, faults, place } = await openShop();
    faults.raise({ kind: "webhook_reordered", ms: 5_000 });
    const ids = Array.from({ length: 20 }, () => place().id);
    for (let i = 0; i < 50; i++) await stage.clock.pass(100);
    const arrived = stage.pushed.map(({ body }) => body.data.order_id);
    expect(arrived).not.toEqual(ids);
    expect(new Set(arrived)).toEqual(new Set(ids));
  });

  it("carry product ids as numbers where TikTok's samples do", async () => {
    const { stage, world, faults } = await openShop();
    faults.raise({ kind: "ids_as_numbers", on: "16" });
    world.addProduct({ shopId: stage.shopId, title: "Scarf", skus: [{ name: "Red", price: 1 }] });
    await stage.clock.pass(0);
    expect(stage.pushed.at(-1)?.text).toMatch(/"product_id":\d{19},/);
  });

  it("say anything a test makes up, signed or not", async () => {
    const { stage, world } = await openShop();
    world.publishWebhook({ shopId: stage.shopId, type: 68, data: { anything: [1] }, notificationId: "1" });
    world.publishWebhook({ body: '{"odd":true}', signature: "wrong" });
    await stage.clock.pass(0);
    expect(stage.pushed.map(({ text }) => text)).toEqual([
      `{"type":68,"tts_notification_id":"1","shop_id":"${stage.shopId}","timestamp":${MIDNIGHT / 1000},"data":{"anything":[1]}}`,
      '{"odd":true}',
    ]);
    expect(stage.pushed[1]?.headers.get("authorization")).toBe("wrong");
  });
});
