// The webhook door: who is let in, what is kept, what a burst and a lost hour do.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Buyer, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let shop: Shop;
beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  await world.settle();
});
afterAll(() => world.close());

const sign = (body: string, key = "appUS", secret = "secret-of-US") =>
  createHmac("sha256", secret)
    .update(key + body)
    .digest("hex");
const knock = (body: string, signature: string | null, region = "us") =>
  fetch(`${world.tillside.url}/webhooks/tiktok/${region}`, {
    method: "POST",
    headers: signature === null ? {} : { authorization: signature },
    body,
  });
const body = (more: object = {}) =>
  JSON.stringify({
    type: 1,
    tts_notification_id: "1",
    shop_id: shop.id,
    timestamp: Math.floor(world.now() / 1000),
    data: { order_id: "576900000000000999" },
    ...more,
  });
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ["orders", "ticket", "conversation", "failed_item", "dead_letter", "listing", "cursor"].map((table) =>
        world.rows(`SELECT * FROM ${table}`),
      ),
    ),
  );

test("signed by TikTok it is taken with an empty answer", async () => {
  const order = sellUnits(world, shop);
  await world.settle();
  const text = body({ data: { order_id: order.id } });
  const answer = await knock(text, sign(text));
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  await world.settle();
});

test("unsigned, wrongly signed, signed with another app's secret or for another region: 401, and nothing is kept but a counter", async () => {
  const before = await everything();
  const text = body();
  const wrong = [null, "", "nonsense", sign(text).toUpperCase(), sign(`${text} `), sign(text, "appROW"), sign(text, "appUS", "guessed")];
  for (const signature of wrong) expect((await knock(text, signature)).status).toBe(401);
  expect((await knock(text, sign(text), "row")).status).toBe(401);
  expect((await knock(text, sign(text), "mars")).status).toBe(404);
  expect(await everything()).toBe(before);
  await world.settle();
  await world.later(61_000);
  await knock(text, "nonsense");
  await world.until("the counter is written", async () => {
    const [row] = await world.rows<{ n: number }>("SELECT SUM(count) AS n FROM door_count WHERE verdict = 'unsigned'");
    return (row?.n ?? 0) >= wrong.length;
  });
});

test("too big is 413 whatever it says of its length", async () => {
  const big = body({ data: { order_id: "1", padding: "x".repeat(300_000) } });
  expect((await knock(big, sign(big))).status).toBe(413);
  const stream = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 30; part += 1) controller.enqueue(new TextEncoder().encode("x".repeat(10_000)));
      controller.close();
    },
  });
  // Node asks for the word "duplex" with a stream; the types of the platform do not know it.
  const streaming = { method: "POST", body: stream, headers: { authorization: "x" }, duplex: "half" };
  const answer = await fetch(`${world.tillside.url}/webhooks/tiktok/us`, streaming);
  expect(answer.status).toBe(413);
});

test("signed but garbage, of an unknown topic, or for an unknown shop: 200, and nothing happens", async () => {
  const before = await everything();
  const garbage = [
    "",
    "{",
    "null",
    "[]",
    '"text"',
    "{}",
    '{"type":"one"}',
    body({ type: 9_999 }),
    body({ type: 68 }),
    body({ shop_id: "7499999999999999999" }),
    body({ data: {} }),
    body({ data: null }),
  ];
  const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
  for (const text of [...garbage, deep]) expect((await knock(text, sign(text))).status, text.slice(0, 40)).toBe(200);
  await world.settle();
  expect(await everything()).toBe(before);
});

test("only what TikTok answers counts, never what a webhook says: an old one replayed changes nothing", async () => {
  const order = sellUnits(world, shop);
  world.shop.endHold(order.id);
  await world.settle();
  const text = body({ tts_notification_id: "77", data: { order_id: order.id, order_status: "CANCEL", update_time: 99_999_999_999 } });
  for (let time = 0; time < 3; time += 1) await knock(text, sign(text));
  await world.settle();
  expect(await world.rows("SELECT status FROM orders WHERE id = ?", order.id)).toEqual([{ status: "AWAITING_SHIPMENT" }]);
});

test("ids that come as numbers stay what they are", async () => {
  world.hosted.simulator.faults.raise({ kind: "ids_as_numbers" });
  const order = sellUnits(world, shop);
  const buyer = new Buyer(world, shop, "numbers");
  buyer.writes("Hello");
  await world.settle();
  world.hosted.simulator.faults.clear();
  expect(await world.rows("SELECT id FROM orders WHERE id = ?", order.id)).toEqual([{ id: order.id }]);
  expect(await world.rows("SELECT conversation_id FROM ticket WHERE buyer_name = 'numbers'")).toEqual([
    { conversation_id: buyer.conversationId },
  ]);
});

test("the secret may be rotated without a webhook lost", async () => {
  const { appSecret } = world.shop.rotateSecret("appUS") as { appSecret: string };
  await world.admin.put("/api/tiktok-apps/US", { appKey: "appUS", serviceId: "serviceUS", secret: appSecret });
  const text = body();
  expect((await knock(text, sign(text))).status).toBe(200);
  expect((await knock(text, sign(text, "appUS", appSecret))).status).toBe(200);
  world.shop.endRotation("appUS");
  await world.admin.post("/api/tiktok-apps/US/end-rotation", {});
  expect((await knock(text, sign(text))).status).toBe(401);
  expect((await knock(text, sign(text, "appUS", appSecret))).status).toBe(200);
  const order = sellUnits(world, shop);
  await world.settle();
  expect(await world.rows("SELECT id FROM orders WHERE id = ?", order.id)).toHaveLength(1);
});

test("2 000 webhooks as fast as 50 at a time go: none refused, all done, everything equal to TikTok's", async () => {
  const { faults } = world.hosted.simulator;
  faults.raise({ kind: "webhook_lost" });
  const orders = Array.from({ length: 400 }, () => sellUnits(world, shop));
  for (const order of orders) world.shop.endHold(order.id);
  await world.hosted.simulator.tick();
  faults.clear();
  const secret = world.shop.apps.find((app) => app.appKey === "appUS")?.appSecret ?? "";
  const bodies = Array.from({ length: 2_000 }, (_, at) =>
    body({ tts_notification_id: `burst-${at}`, data: { order_id: orders[at % orders.length]?.id } }),
  );
  const statuses = new Map<number, number>();
  const send = async (text: string) => {
    const { status } = await knock(text, sign(text, "appUS", secret));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const lanes = Array.from({ length: 50 }, async (_, lane) => {
    for (let at = lane; at < bodies.length; at += 50) await send(bodies[at] ?? "");
  });
  await Promise.all(lanes);
  expect([...statuses]).toEqual([[200, 2_000]]);
  await world.settle();
  const mirrored = await world.rows<{ id: string; status: string }>("SELECT id, status FROM orders");
  const byId = new Map(mirrored.map((row) => [row.id, row.status]));
  for (const order of orders) expect(byId.get(order.id)).toBe(world.shop.order(order.id).status);
  expect(await world.rows("SELECT * FROM dead_letter")).toEqual([]);
  // Repeated news of one order are one question: far fewer calls than webhooks.
  const details = world.shop.calls.filter((call) => call.path === "/order/202507/orders").length;
  expect(details).toBeLessThan(600);
});

test("an hour without webhooks: the cron brings everything, and brings it once", async () => {
  world.hosted.simulator.faults.raise({ kind: "webhook_lost" });
  const orders = Array.from({ length: 30 }, () => sellUnits(world, shop));
  const buyers = Array.from({ length: 5 }, (_, at) => new Buyer(world, shop, `quiet${at}`));
  for (const buyer of buyers) buyer.writes("Does anybody hear me?");
  await world.settle();
  await world.later(3_600_000);
  await world.tillside.cron("*/5 * * * *");
  for (let minute = 0; minute < 16; minute += 1) {
    await world.tillside.cron("* * * * *");
    await world.settle();
    await world.later(60_000);
  }
  world.hosted.simulator.faults.clear();
  const ids = new Set((await world.rows<{ id: string }>("SELECT id FROM orders")).map((row) => row.id));
  for (const order of orders) expect(ids.has(order.id)).toBe(true);
  const tickets = await world.rows("SELECT buyer_name FROM ticket WHERE buyer_name LIKE 'quiet%'");
  expect(tickets).toHaveLength(buyers.length);
});

test("a job that fails until its queue gives up is kept with its reason, begun again one by one or all at once, or let go", async () => {
  const fragile = await openWorld({ queues: { "tillside-live": { maxRetries: 1, retryDelay: 0 } } });
  try {
    const place = openShop(fragile, "Fragile");
    const store = await fragile.connect("US", "Fragile", "Fragile");
    await fragile.settle();
    type Letters = { letters: { id: string; store_id: string | null; why: string | null; job: { do: string; ids: string[] } }[] };
    const letters = async () => (await fragile.admin.get<Letters>("/api/dead-letters")).letters;
    const naming = async (order: { id: string }) => (await letters()).filter(({ job }) => job.ids.includes(order.id));
    const givenUp = async (order: { id: string }) => {
      await fragile.until("it is given up", async () => (await naming(order)).length > 0);
      return naming(order);
    };
    const cameIn = (order: { id: string }) => async () => (await fragile.rows("SELECT id FROM orders WHERE id = ?", order.id)).length === 1;
    const raised = fragile.hosted.simulator.faults.raise({ kind: "error500", on: "/order/202507/orders" });
    const [first, second, third] = [sellUnits(fragile, place), sellUnits(fragile, place), sellUnits(fragile, place)];
    const [letter] = await givenUp(first);
    expect(letter).toMatchObject({ store_id: store, job: { do: "notified", topic: "orders" }, why: expect.stringMatching(/./) });
    const dismissed = await givenUp(second);
    await givenUp(third);
    fragile.hosted.simulator.faults.lift(raised);
    await fragile.admin.post(`/api/dead-letters/${letter?.id}/replay`, {});
    await fragile.until("the first came in", cameIn(first));
    expect((await letters()).map(({ id }) => id)).not.toContain(letter?.id);
    for (const { id } of dismissed) await fragile.admin.delete(`/api/dead-letters/${id}`);
    expect(await fragile.rows("SELECT subject FROM audit WHERE action = 'dismiss-dead-letter' ORDER BY id")).toEqual(
      dismissed.map(({ id }) => ({ subject: id })),
    );
    const { count } = await fragile.admin.post<{ count: number }>("/api/dead-letters/replay", {});
    expect(count).toBeGreaterThan(0);
    await fragile.until("the third came in", cameIn(third));
    expect(await letters()).toEqual([]);
    const { stores } = await fragile.admin.get<{ stores: { id: string; webhookAt: number | null; gaps: number; lateRooms: number }[] }>(
      "/api/health/page",
    );
    expect(stores).toEqual([expect.objectContaining({ id: store, webhookAt: expect.any(Number), gaps: 0, lateRooms: 0, running: [] })]);
  } finally {
    await fragile.close();
  }
});
