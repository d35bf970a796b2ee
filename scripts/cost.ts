// `node scripts/cost.ts`: what a month costs at Cloudflare, item by item, from what orders and conversations are measured to use.
// `--orders N --messages N --views N` say how much there is. Forty of each go through the same step at once, as they do where there are many.
import { parseArgs } from "node:util";
import { Buyer, sellUnits } from "../test/stories/shopkeeper.ts";
import { COUNTING_ENTRY, meter, type Usage } from "./bench/counting.ts";
import { SIZES } from "./bench/data.ts";
import { type Goal, type Measured, type Row, round, rowOf } from "./bench/row.ts";
import { type Connected, connectShop, UNTHROTTLED } from "./bench/shop.ts";
import { type Stand, withStands } from "./bench/stand.ts";
import { build } from "./build.ts";

/** Dollars for a million, beyond what the plan includes: https://developers.cloudflare.com/workers/platform/pricing/, /d1/platform/pricing/,
 *  /queues/platform/pricing/, /durable-objects/platform/pricing/, /r2/pricing/. A queue's message is written, read and deleted. */
const DOLLARS: Record<keyof Usage, number> = {
  requests: 0.3,
  d1Read: 0.001,
  d1Written: 1,
  roomRead: 0.001,
  roomWritten: 1,
  roomCalls: 0.15,
  queued: 3 * 0.4,
  putObjects: 4.5,
  logLines: 0.6,
};
/** Not to be measured on one's own machine: processor time of a request, and how long a room is awake for a call with its 128 MB. */
const CPU_MS_ASSUMED = 5;
const CPU_DOLLARS = 0.02;
const ROOM_GB_SECONDS_ASSUMED = 0.128 * 0.02;
const ROOM_GB_SECOND_DOLLARS = 12.5;
/** A month's share that five dollars include. */
const INCLUDED: Partial<Record<keyof Usage, number>> = {
  requests: 10e6,
  d1Read: 25e9,
  d1Written: 50e6,
  roomRead: 25e9,
  roomWritten: 50e6,
  roomCalls: 1e6,
  queued: 1e6 / 3,
  putObjects: 1e6,
  logLines: 20e6,
};
const PLAN_DOLLARS = 5;
const MILLION = 1e6;
const ORDERS_DOLLARS_MOST = 25;
const MESSAGES_DOLLARS_MOST = 11;
const TOGETHER = 40;
/** A buyer asks, asks again, and is answered. */
const MESSAGES_EACH = 3;
const ITEMS = Object.keys(DOLLARS) as (keyof Usage)[];

interface Measure {
  order: Usage;
  message: Usage;
  view: Usage;
}

const share = (usage: Usage, part: number) => Object.fromEntries(ITEMS.map((item) => [item, usage[item] * part])) as unknown as Usage;
const add = (usages: Usage[]) =>
  Object.fromEntries(ITEMS.map((item) => [item, usages.reduce((sum, one) => sum + one[item], 0)])) as unknown as Usage;

/** Of a million of them, nothing included. */
function price(usage: Usage): number {
  const time = usage.requests * CPU_MS_ASSUMED * CPU_DOLLARS + usage.roomCalls * ROOM_GB_SECONDS_ASSUMED * ROOM_GB_SECOND_DOLLARS;
  return ITEMS.reduce((sum, item) => sum + usage[item] * DOLLARS[item], time);
}

function measureUsage(): Promise<Measure> {
  return withStands([{ size: SIZES.S, entry: COUNTING_ENTRY }], async (stand) => {
    stand.hosted.simulator.world.changeLimits(UNTHROTTLED);
    const shop = await connectShop(stand, "Costly");
    const order = share(await liveOrders(stand, shop), 1 / TOGETHER);
    const message = share(await talk(stand, shop), 1 / (TOGETHER * MESSAGES_EACH));
    const view = await meter(stand, () => stand.desk(0).get("/api/tickets?view=resolved"));
    return { order, message, view };
  });
}

/** Paid, let go, shipped, scanned, delivered, completed: six pushes each. */
async function liveOrders(stand: Stand, shop: Connected): Promise<Usage> {
  const { simulator } = stand.hosted;
  const { world } = simulator;
  const ids: string[] = [];
  const place = () => {
    for (let at = 0; at < TOGETHER; at += 1) ids.push(sellUnits({ shop: world }, shop, at % 5 < 3 ? 2 : 1).id);
    return simulator.tick();
  };
  const used = [await meter(stand, place)];
  for (const act of [world.endHold, world.ship, world.scan, world.deliver, world.complete])
    used.push(
      await meter(stand, () => {
        for (const id of ids) act(id);
        return simulator.tick();
      }),
    );
  return add(used);
}

async function talk(stand: Stand, shop: Connected): Promise<Usage> {
  const buyers = Array.from({ length: TOGETHER }, (_, at) => new Buyer({ shop: stand.hosted.simulator.world }, shop, `asks${at}`));
  const say = (text: string) =>
    meter(stand, () => {
      for (const buyer of buyers) buyer.writes(text);
      return stand.hosted.simulator.tick();
    });
  const used = [await say("Where is my parcel?"), await say("It should be here by now")];
  const tickets = await stand.rows<{ id: string }>("SELECT id FROM ticket WHERE store_id = ?", shop.store);
  const body = { type: "TEXT", text: "It leaves today and is there on Friday" };
  const answer = ({ id }: { id: string }) => stand.desk(0).post(`/api/tickets/${id}/replies`, { id: `cost-${id}`, body });
  used.push(await meter(stand, () => Promise.all(tickets.map(answer))));
  return add(used);
}

export async function measureCost(): Promise<Measured> {
  const { order, message, view } = await measureUsage();
  const line = (name: string, usage: Usage): Row =>
    rowOf(name, "$ a million", [price(usage)], {
      rows_read: round(usage.d1Read + usage.roomRead),
      rows_written: round(usage.d1Written + usage.roomWritten),
    });
  const goal = (name: string, usage: Usage, most: number): Goal => ({ name, kind: "count", is: round(price(usage)), most });
  return {
    rows: [line("orders, six pushes each", order), line("messages", message), line("pages of tickets", view)],
    goals: [goal("$ for a million orders", order, ORDERS_DOLLARS_MOST), goal("$ for a million messages", message, MESSAGES_DOLLARS_MOST)],
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      orders: { type: "string", default: "100000" },
      messages: { type: "string", default: "50000" },
      views: { type: "string", default: "300000" },
    },
  });
  build(["worker"]);
  const { order, message, view } = await measureUsage();
  const month = add([share(order, Number(values.orders)), share(message, Number(values.messages)), share(view, Number(values.views))]);
  let total = PLAN_DOLLARS;
  console.log(`A month of ${values.orders} orders, ${values.messages} messages and ${values.views} pages of tickets`);
  for (const item of ITEMS) {
    const dollars = (Math.max(0, month[item] - (INCLUDED[item] ?? 0)) * DOLLARS[item]) / MILLION;
    total += dollars;
    console.log(`${item.padEnd(12)}${Math.round(month[item]).toLocaleString("en").padStart(16)}${`$${dollars.toFixed(2)}`.padStart(12)}`);
  }
  console.log(`${"with the plan".padEnd(28)}${`$${total.toFixed(2)}`.padStart(12)}`);
  for (const [name, usage] of Object.entries({ order, message, "page of tickets": view })) {
    const each = ITEMS.map((item) => `${item} ${round(usage[item])}`).join(", ");
    console.log(`One ${name}: ${each}; a million of them, nothing included: $${price(usage).toFixed(2)}`);
  }
}
