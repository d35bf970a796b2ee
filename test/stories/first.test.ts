import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ preset: "seller" });
});
afterAll(() => world.close());

test("a store is connected and everything comes in", async () => {
  const t0 = Date.now();
  const store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
  console.log("settled", Date.now() - t0);
  console.log(await world.rows("select * from backfill"));
  console.log(await world.rows("select stage, scope, fulfilled_by, count(*) n from orders group by 1,2,3"));
  console.log(await world.rows("select * from order_count"));
  console.log(await world.rows("select * from ticket_count"));
  console.log(await world.rows("select state, count(*) n, sum(is_current) cur from ticket group by 1"));
  console.log(
    await world.rows("select count(*) n from listing"),
    await world.rows("select * from failed_item limit 5"),
    await world.rows("select * from dead_letter limit 5"),
  );
  const shop = world.shop.shops.find((s) => s.region === "US" && s.name.includes("GlowLab"))!;
  const [bf] = await world.rows<{ from_time: number }>("select from_time from backfill where stream='orders'");
  console.log("truth", world.shop.countOrders(shop.id, { ge: bf!.from_time }), world.shop.conversations(shop.id).length);
  const page = await world.admin.get<any>("/api/tickets?view=todo");
  console.log(page.rows.length, page.rows[0], page.next);
  const t = await world.admin.get<any>(`/api/tickets/${page.rows[0].id}`);

  console.log(await world.admin.get<any>("/api/tickets/counts"), await world.admin.get<any>("/api/orders/counts"));
  const o = await world.admin.get<any>("/api/orders");

  console.log(world.log.filter((l) => l.verdict && !["done", "taken"].includes(l.verdict)).slice(0, 10));
  const by = new Map<string, number[]>();
  for (const l of world.log) {
    const k = `${l.door} ${l.job ?? l.route}`;
    const v = by.get(k) ?? [0, 0, 0, 0];
    v[0]!++;
    v[1]! += l.trips ?? 0;
    v[2]! += l.rowsRead ?? 0;
    v[3]! += l.rowsWritten ?? 0;
    by.set(k, v);
  }
  console.log(by);
  expect(store).toMatch(/^sto_/);
});
