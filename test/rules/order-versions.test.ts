// What TikTok says of one order at different moments, mirrored in any order, any grouping and any number of times, leaves the same rows: the
// newest word, and of two within one second the one that was asked for later.
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { mirrorOrders } from "../../worker/orders/mirror.ts";
import type { StoreRow } from "../../worker/stores/table.ts";
import { findOrders, type TikTokOrder } from "../../worker/tiktok/orders.ts";
import { openCaller, openStage, type Stage } from "./simulator-caller.ts";
import { openDb, openSchema } from "./sqlite.ts";

const ROWS = ["orders", "order_line", "package", "recipient"];
/** How a row came to be what it says. */
const WAYS = new Set(["sent_at"]);

interface Version {
  raw: TikTokOrder;
  askedAt: number;
}

const database = openSchema();
database.exec(`INSERT INTO store (id, name, mark, marketplace, currency, time_zone, address, reply_target_minutes, created_at)
  VALUES ('sto_1', 'One', 1, 'GB', 'GBP', 'Europe/London', '{}', 60, 0)`);
let versions: Version[];
let kit: Kit;
let store: StoreRow;

beforeAll(async () => {
  const stage = openStage("GB");
  kit = { db: openDb(database), now: stage.clock.now } as unknown as Kit;
  store = (await kit.db.first<StoreRow>(sql`SELECT * FROM store`)) as StoreRow;
  versions = await liveOrder(stage);
});

/** From placed to delivered; now and then two things happen within a second, and it is asked for in between. */
async function liveOrder(stage: Stage): Promise<Version[]> {
  const { token } = await openCaller(stage);
  const { world } = stage.simulator;
  const line = {
    apiUrl: "https://open-api.tiktokglobalshop.com",
    app: { key: stage.app.appKey, secret: stage.app.appSecret },
    accessToken: token,
    cipher: stage.cipher,
    now: stage.clock.now,
    fetch: stage.simulator.fetch,
  };
  const { id } = world.placeOrder({ shopId: stage.shopId, paid: false, lines: [{ skuId: stage.skuId, quantity: 2 }] });
  const acts = [
    () => {},
    () => world.pay(id),
    () => world.endHold(id),
    () => world.changeAddress(id, { line1: "9 Moved Lane" }),
    () => world.ship(id, {}),
    () => world.scan(id),
    () => world.deliver(id),
  ];
  const told: Version[] = [];
  for (const [at, act] of acts.entries()) {
    act();
    const { orders } = await findOrders(line, [id]);
    told.push(...orders.map((raw) => ({ raw, askedAt: stage.clock.now() })));
    stage.clock.set(stage.clock.now() + (at % 2 === 0 ? 200 : 90_000));
  }
  return told;
}

async function mirror(told: Version[]): Promise<unknown> {
  for (const table of [...ROWS, "order_search"]) database.exec(`DELETE FROM ${table}`);
  for (const { raw, askedAt } of told) await mirrorOrders(kit, store, [raw], askedAt);
  return ROWS.map((table) =>
    database
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => Object.entries(row).filter(([name]) => !WAYS.has(name))),
  );
}

test("versions of an order in any order, and again, are the order as it is now", async () => {
  expect(new Set(versions.map(({ raw }) => raw.update_time)).size).toBeLessThan(versions.length);
  const asTold = await mirror(versions);
  const newest = versions.at(-1) as Version;
  const orders = fc.shuffledSubarray(versions, { minLength: 0 });
  await fc.assert(
    fc.asyncProperty(orders, orders, fc.nat(20), async (some, more, at) => {
      const told = [...some, ...more];
      told.splice(at % (told.length + 1), 0, newest);
      expect(await mirror(told)).toEqual(asTold);
    }),
    { numRuns: 40 },
  );
});
