// Proof that nothing is missing: days counted against TikTok's totals, what was lost found and named, a receipt of each; rows of the batch ledger for
// an appeal; and one list of what costs points next.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusal } from "./desk.ts";
import { Buyer, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Day {
  day: string;
  state: string;
  theirs: number | null;
  ours: number | null;
  repaired: number;
  isWaiting: boolean;
}
interface Gaps {
  stores: { store: { id: string }; days: Day[]; older: Day[]; waiting: number; can: { check: object } }[];
}
interface Receipt {
  theirs: number;
  ours: number;
  theirs_after: number;
  ours_after: number;
  repaired: string[];
  missing: { id: string | null; reason: string; words: string | null; count: number }[];
  verdict: string;
  person: string | null;
}

let world: World;
let shop: Shop;
let store: string;
const zone = "America/Los_Angeles";
const dayOf = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
const gaps = async () => {
  const [own] = (await world.admin.get<Gaps>(`/api/gaps?store=${store}`)).stores;
  if (!own) throw new Error("no such store");
  return own;
};
const dayNow = async (day: string) => (await gaps()).days.find((one) => one.day === day);
const receiptsOf = async (day: string) => (await world.admin.get<{ receipts: Receipt[] }>(`/api/stores/${store}/gaps/${day}`)).receipts;
const proved = () => world.until("every day is proved", async () => (await gaps()).waiting === 0);

/** Until the store's own night has come, and the round that names it. */
async function sleepThroughTheNight(): Promise<void> {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit" }).format(world.now()));
  await world.later((28 - hour) * HOUR_MS);
  await world.tillside.cron("*/5 * * * *");
  await proved();
}

beforeAll(async () => {
  world = await openWorld();
  world.shop.changeRules({ hold: false, autoCancel: false });
  world.shop.changeLimits({ requestsPerSecond: 1_000, burst: 5_000 });
  shop = openShop(world, "GlowLab");
  for (let at = 0; at < 40; at += 1) sellUnits(world, shop);
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  await world.tillside.cron("*/5 * * * *");
});
afterAll(() => world.close());

describe("a day counted against TikTok's total", () => {
  test("finds 50 orders that neither a webhook nor a search told of before the sweep had passed, and keeps the receipt", async () => {
    const { faults } = world.hosted.simulator;
    faults.raise({ kind: "webhook_lost" });
    faults.raise({ kind: "unlisted", on: "orders.search", ms: 2 * HOUR_MS });
    const lost = Array.from({ length: 50 }, () => sellUnits(world, shop).id);
    const day = dayOf(world.now());
    for (let round = 0; round < 2; round += 1) {
      await world.later(HOUR_MS / 2);
      await world.tillside.cron("*/5 * * * *");
      await world.settle();
    }
    faults.clear();
    await world.tillside.cron("*/5 * * * *");
    await world.settle();
    const here = () => world.rows("SELECT id FROM orders WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(lost));
    expect(await here()).toHaveLength(0);

    await sleepThroughTheNight();

    expect(await here()).toHaveLength(50);
    const total = world.shop.countOrders(shop.id);
    const [receipt] = await receiptsOf(day);
    expect(receipt).toMatchObject({
      theirs: total,
      ours: total - 50,
      theirs_after: total,
      ours_after: total,
      verdict: "repaired",
      person: null,
    });
    expect(new Set(receipt?.repaired)).toEqual(new Set(lost));
    expect(receipt?.missing).toEqual([]);
    expect(await dayNow(day)).toMatchObject({ state: "repaired", theirs: total, ours: total, repaired: 50 });
    const others = (await gaps()).days.filter((one) => one.day !== day);
    expect(others.filter(({ state }) => state !== "equal")).toEqual([]);
    expect(others).toHaveLength(29);
  });

  test("names an order that TikTok counts and that cannot be read, with its reason, until it can", async () => {
    const day = dayOf(world.now());
    const bad = sellUnits(world, shop);
    const { currency } = world.shop.order(bad.id);
    (world.shop.order(bad.id) as { currency: string }).currency = "";
    await world.settle();
    await sleepThroughTheNight();
    const [receipt] = await receiptsOf(day);
    expect(receipt).toMatchObject({ theirs: 1, ours: 0, verdict: "open" });
    expect(receipt?.missing).toEqual([{ id: bad.id, reason: "unreadable", words: expect.stringContaining("currency"), count: 1 }]);
    (world.shop.order(bad.id) as { currency: string }).currency = currency;

    await world.admin.post(`/api/stores/${store}/gaps`, { day });
    await proved();
    expect((await receiptsOf(day)).map(({ verdict, person }) => [verdict, person])).toEqual([
      ["repaired", "Ana Admin"],
      ["open", null],
    ]);
  });

  test("is asked for by whoever manages the store, for days that are over and whose orders are kept here", async () => {
    const reader = await world.agent("Rita Reader", [{ store, rights: ["read"] }]);
    expect((await reader.get<Gaps>("/api/gaps")).stores[0]?.can.check).toMatchObject({ ok: false });
    expect(await refusal(reader.post(`/api/stores/${store}/gaps`, { day: null }))).toMatchObject({ code: "right-missing" });
    for (const day of [dayOf(world.now()), dayOf(world.now() + DAY_MS), dayOf(world.now() - 200 * DAY_MS), "2026-02-30"])
      expect((await refusal(world.admin.post(`/api/stores/${store}/gaps`, { day }))).code).toBe("day-unprovable");
    const stranger = await world.agent("Sam Stranger", []);
    expect((await stranger.get<Gaps>("/api/gaps")).stores).toEqual([]);
  });

  test("that TikTok refuses to tell stays open with TikTok's words", async () => {
    const day = dayOf(world.now() - DAY_MS);
    world.hosted.simulator.faults.raise({
      kind: "business_error",
      on: "orders.search",
      code: 21_001_001,
      words: "No permission for this period.",
    });
    await world.admin.post(`/api/stores/${store}/gaps`, { day });
    await proved();
    world.hosted.simulator.faults.clear();
    expect((await receiptsOf(day))[0]?.missing).toMatchObject([{ reason: "refused", words: expect.stringContaining("No permission") }]);
  });
});

describe("a pack of evidence", () => {
  test("holds the rows of one order, is opened by admins alone, and who asked and opened stands in the audit log", async () => {
    const order = sellUnits(world, shop);
    await world.settle();
    const wanted = { id: "evidence-click", store, order: order.id, fromAt: world.now() - HOUR_MS, untilAt: world.now() + HOUR_MS };
    const pack = await world.admin.post<{ id: string; rows: number; state: string }>("/api/evidence-packs", { ...wanted, format: "json" });
    expect(pack).toMatchObject({ state: "done" });
    expect(pack.rows).toBeGreaterThan(0);
    const file = await world.admin.send("GET", `/api/evidence-packs/${pack.id}/file`);
    const batches = (await file.json()) as { batch: string; sha256: string; intact: boolean; body: string; rows: { ids: string[] }[] }[];
    expect(batches.every(({ intact }) => intact)).toBe(true);
    expect(new Set(batches.flatMap(({ rows }) => rows.flatMap(({ ids }) => ids)))).toEqual(new Set([order.id]));
    const [first] = batches;
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(first?.body))).toString("hex");
    expect([first?.sha256, first?.batch]).toEqual([digest, expect.stringContaining(digest.slice(0, 16))]);
    const csv = await world.admin.post<{ id: string }>("/api/evidence-packs", {
      ...wanted,
      id: "evidence-click-2",
      order: null,
      format: "csv",
    });
    expect(await (await world.admin.send("GET", `/api/evidence-packs/${csv.id}/file`)).text()).toContain(order.id);
    const actions = await world.rows<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY id", pack.id);
    expect(actions.map(({ action }) => action)).toEqual(["write-evidence", "open-evidence"]);
    const old = { ...wanted, id: "evidence-click-3", fromAt: 0, untilAt: 1, format: "csv" };
    expect((await refusal(world.admin.post("/api/evidence-packs", old))).code).toBe("evidence-gone");
  });

  test("is forgotten whole: a part that was put down while it was stopped lies nowhere afterwards", async () => {
    const wanted = { id: "evidence-click-4", store, order: null, fromAt: world.now() - HOUR_MS, untilAt: world.now(), format: "csv" };
    const { id } = await world.admin.post<{ id: string }>("/api/evidence-packs", wanted);
    await world.rows("UPDATE evidence_pack SET state = 'stopped', parts = 0, created_at = 1 WHERE id = ?", id);
    const bucket = await world.tillside.miniflare.getR2Bucket("MAIL");
    const parts = async () => (await bucket.list({ prefix: `packs/${id}/` })).objects.length;
    expect(await parts()).toBe(1);
    await world.tillside.cron("17 3 * * *");
    expect([await parts(), await world.rows("SELECT state FROM evidence_pack WHERE id = ?", id)]).toEqual([0, [{ state: "forgotten" }]]);
  });
});

describe("what costs points next", () => {
  test("is one list over all sources, soonest first, and its pages meet without a gap", async () => {
    const buyer = new Buyer(world, shop, "asks");
    buyer.writes("Where is my parcel?");
    await world.settle();
    interface Row {
      kind: string;
      id: string;
      deadline: number;
    }
    interface Page {
      rows: Row[];
      next: string | null;
    }
    const all: Row[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Page = await world.admin.get<Page>(`/api/points?when=next&after=${after}`);
      all.push(...page.rows);
      after = page.next;
    }
    const late: Row[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Page = await world.admin.get<Page>(`/api/points?when=late&after=${after}`);
      late.push(...page.rows);
      after = page.next;
    }
    const open = await world.rows<{ id: string }>("SELECT id FROM orders WHERE due_time IS NOT NULL");
    expect(new Set([...all, ...late].filter(({ kind }) => kind === "dispatch").map(({ id }) => id))).toEqual(
      new Set(open.map(({ id }) => id)),
    );
    expect(all.filter(({ kind }) => kind === "chat")).toHaveLength(1);
    for (const rows of [all, late])
      expect(rows.map(({ deadline }) => deadline)).toEqual(rows.map(({ deadline }) => deadline).sort((a, b) => a - b));
    const { counts } = await world.admin.get<{ counts: Record<string, { next: number; late: number }> }>("/api/points/counts");
    const counted = (rows: Row[], kind: string) => rows.filter((row) => row.kind === kind).length;
    for (const kind of ["chat", "dispatch", "collection", "cancellation", "return"])
      expect([kind, counts[kind]]).toEqual([kind, { next: counted(all, kind), late: counted(late, kind) }]);
    const stranger = await world.agent("Stella Stranger", []);
    expect((await stranger.get<Page>("/api/points")).rows).toEqual([]);
  });
});
