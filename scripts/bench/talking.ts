// Buyers write, agents listen and open: from TikTok's push to the frame on an agent's socket, and from a click to a ticket on the page. Rooms are
// made by buyers who write, each a Durable Object as in production.
import { Buyer } from "../../test/stories/shopkeeper.ts";
import { drawWords } from "./chance.ts";
import { SIZES } from "./data.ts";
import { type Goal, join, type Measured, type Row, rowOf, type Scale } from "./row.ts";
import { type Connected, connectShop, hear, listenToLists, UNTHROTTLED } from "./shop.ts";
import { type Stand, timed, withStands } from "./stand.ts";

const ROOMS = { quick: 40, full: 2_000 };
const OPENED = { quick: 20, full: 300 };
/** What opening reads beside messages: session, person, rights, store, conversation, order and its parts. */
const OPEN_ROWS_MOST = 12;
const MESSAGES = 3;
const HEARD_MS_MOST = 150;

export async function measureTalking({ isFull }: Scale): Promise<Measured> {
  const parts: Measured[] = [];
  for (const size of isFull ? [SIZES.S, SIZES.L] : [SIZES.S, SIZES.M])
    parts.push(
      await withStands([{ size }], (stand) => talk(stand, isFull ? ROOMS.full : ROOMS.quick, isFull ? OPENED.full : OPENED.quick)),
    );
  return join(parts);
}

async function talk(stand: Stand, rooms: number, opened: number): Promise<Measured> {
  stand.hosted.simulator.world.changeLimits(UNTHROTTLED);
  // More buyers order than there is stock.
  stand.hosted.simulator.world.changeRules({ stockLimits: false });
  const shop = await connectShop(stand, "Chatterly");
  const buyers = Array.from({ length: rooms }, (_, at) => new Buyer({ shop: stand.hosted.simulator.world }, shop, `buyer${at}`));
  const row = rowOf(`from a push to an agent's screen @${stand.size.name}`, "ms", await hearAll(stand, shop, buyers));
  await stand.settle();
  const { rows, goals } = await open(stand, shop, opened);
  return { rows: [row, ...rows], goals: [{ name: row.name, kind: "timing", is: row.p95, most: HEARD_MS_MOST }, ...goals] };
}

/** Each message is pushed alone, and the next one when an agent has heard of it. */
async function hearAll(stand: Stand, shop: Connected, buyers: Buyer[]): Promise<number[]> {
  const socket = await listenToLists(stand);
  const times: number[] = [];
  for (const [at, buyer] of buyers.entries()) {
    buyer.comesFrom(buyer.buys());
    for (let message = 0; message < MESSAGES; message += 1) times.push(await hear(stand, shop, socket, buyer, drawWords(at, message, 40)));
  }
  socket.close();
  return times;
}

async function open(stand: Stand, shop: Connected, count: number): Promise<{ rows: Row[]; goals: Goal[] }> {
  const desk = stand.desk(0);
  const tickets = await stand.rows<{ id: string }>(
    "SELECT id FROM ticket WHERE store_id = ? ORDER BY number DESC LIMIT ?",
    shop.store,
    count,
  );
  const address = (id: string | undefined) => `/api/tickets/${id}`;
  let body = "";
  const counts = await stand.spend(
    ({ door, route }) => door === "http" && route === "GET /api/tickets/:id",
    async () => ({ body } = await timed(desk, address(tickets[0]?.id))),
  );
  const { entries, orders } = JSON.parse(body) as { entries: object[]; orders: object[] };
  const times: number[] = [];
  for (const { id } of tickets) times.push((await timed(desk, address(id))).ms);
  const name = `open a ticket of ${entries.length} entries and ${orders.length} order @${stand.size.name}`;
  return {
    rows: [rowOf(name, "ms", times, counts)],
    goals: [
      { name: `${name}: rows read`, kind: "count", is: counts.rows_read, most: entries.length + OPEN_ROWS_MOST },
      { name: `${name}: rows written`, kind: "count", is: counts.rows_written, most: 0 },
      { name: `${name}: round trips`, kind: "count", is: counts.round_trips, most: 1 },
    ],
  };
}
