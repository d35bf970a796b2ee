// Many at once: thousands of webhooks at the door, and two hundred screens that show one ticket.
import { Buyer, sellUnits } from "../../test/stories/shopkeeper.ts";
import type Listening from "../../test/stories/socket.ts";
import { crowd, push } from "./control.ts";
import { SIZES } from "./data.ts";
import { PEOPLE } from "./people.ts";
import { join, type Measured, round, rowOf, type Scale } from "./row.ts";
import { type Connected, connectShop, UNTHROTTLED, writeNow } from "./shop.ts";
import { type Stand, withStands } from "./stand.ts";

const SHOPS = { quick: 4, full: 50 };
const WEBHOOKS = { quick: 400, full: 10_000 };
const AT_ONCE = 50;
const ORDERS_PER_SHOP = 20;
/** TikTok waits this long. */
const ANSWER_MS_MOST = 3_000;
const DRAIN_SECONDS_MOST = 60;
const SCREENS = { quick: 40, full: 200 };
const FRAMES = { quick: 10, full: 100 };
const LAST_FRAME_MS_MOST = 40;

export async function measureRushing({ isFull }: Scale): Promise<Measured> {
  const pick = ({ quick, full }: { quick: number; full: number }) => (isFull ? full : quick);
  return withStands([{ size: SIZES.S }], async (stand) => {
    stand.hosted.simulator.world.changeLimits(UNTHROTTLED);
    return join([await rush(stand, pick(SHOPS), pick(WEBHOOKS)), await show(stand, pick(SCREENS), pick(FRAMES))]);
  });
}

async function rush(stand: Stand, shops: number, webhooks: number): Promise<Measured> {
  const { world } = stand.hosted.simulator;
  const connected: { shop: Connected; orders: string[] }[] = [];
  for (let at = 0; at < shops; at += 1) {
    const orders: string[] = [];
    const shop = await connectShop(stand, `Rush ${at}`, (one) => {
      for (let order = 0; order < ORDERS_PER_SHOP; order += 1) orders.push(sellUnits({ shop: world }, one).id);
    });
    connected.push({ shop, orders });
  }
  await stand.settle();
  const from = stand.log.length;
  let refused = 0;
  const begun = performance.now();
  const times = await crowd(webhooks, AT_ONCE, async (at) => {
    const { shop, orders } = connected[at % shops] as (typeof connected)[number];
    const status = await push(stand, shop.id, orders[Math.floor(at / shops) % orders.length] ?? "");
    if (status !== 200) refused += 1;
  });
  const told = (performance.now() - begun) / 1000;
  const done = () =>
    stand.log
      .slice(from)
      .reduce((sum, line) => sum + (line.door === "consumer" && line.job?.startsWith("notified") ? (line.count ?? 0) : 0), 0);
  await stand.until("the queue is empty", () => done() >= webhooks - refused);
  const drained = (performance.now() - begun) / 1000 - told;
  const answered = rowOf(`${webhooks} webhooks of ${shops} shops, ${AT_ONCE} at once`, "ms", times);
  return {
    rows: [answered, rowOf("the queue is empty after the last", "s", [round(drained)])],
    goals: [
      { name: "webhooks refused in a rush", kind: "count", is: refused, most: 0 },
      { name: "slowest answer in a rush, ms", kind: "timing", is: Math.round(Math.max(...times)), most: ANSWER_MS_MOST },
      { name: "seconds until a rush is worked off", kind: "timing", is: round(drained), most: DRAIN_SECONDS_MOST },
    ],
  };
}

/** Every screen hears of each note; how long after the first the last one does. */
async function show(stand: Stand, screens: number, frames: number): Promise<Measured> {
  const shop = await connectShop(stand, "Showy");
  await writeNow(stand, new Buyer({ shop: stand.hosted.simulator.world }, shop, "watched"), "Is anybody there?");
  await stand.settle();
  const [ticket] = await stand.rows<{ id: string }>("SELECT id FROM ticket WHERE store_id = ?", shop.store);
  await stand.rows("INSERT OR IGNORE INTO store_right (user_id, store_id, bits) SELECT id, ?, 3 FROM user", shop.store);
  const sockets: Listening[] = [];
  for (let at = 0; at < screens; at += 1) sockets.push(await stand.desk(at % PEOPLE).listen(`/api/tickets/${ticket?.id}/live`));
  await stand.settle();
  const spread: number[] = [];
  for (let frame = 0; frame < frames; frame += 1) spread.push(await tellAll(stand, sockets, `/api/tickets/${ticket?.id}/notes`, frame));
  for (const socket of sockets) socket.close();
  const row = rowOf(`${screens} screens of one ticket: the last after the first`, "ms", spread);
  return { rows: [row], goals: [{ name: row.name, kind: "timing", is: row.p95, most: LAST_FRAME_MS_MOST }] };
}

async function tellAll(stand: Stand, sockets: Listening[], address: string, frame: number): Promise<number> {
  const heardAt: number[] = [];
  const all = sockets.map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.onHeard = ({ t }) => {
          if (t !== "changed") return;
          socket.onHeard = () => {};
          heardAt.push(performance.now());
          resolve();
        };
      }),
  );
  await stand.desk(0).post(address, { id: `bench-note-${frame}`, text: `Note ${frame}` });
  await Promise.all(all);
  return Math.max(...heardAt) - Math.min(...heardAt);
}
