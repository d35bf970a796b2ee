// One fixed history at TikTok without anybody at the desk, told in every order: each webhook comes when it likes, as often as it likes, and
// the clock asks for nothing. Tickets, what stands in them and their clocks are the same as when each came at once and once.
import fc from "fast-check";
import { expect, test } from "vitest";
import { addSeller, connectStores, type Store } from "./stores.ts";
import { readRooms } from "./truth/rooms.ts";
import { type Carrier, DAY, HOUR, MINUTE, openWorld, type World } from "./world.ts";

const SEED = 7;
const SECOND = 1_000;
const DELAY_MS_MAX = 6 * HOUR;
const COPIES_MAX = 3;
const ORDERS_TOLD = 30;

/** What TikTok's webhooks do: each is handed over after each of its delays. */
type Delays = number[];

interface Cast {
  world: World;
  store: Store;
  buyers: { id: string; orders: string[] }[];
}

/** [when, what]: buyers with two orders each, who ask, thank, change the subject, write twice within a second, and are answered elsewhere. */
const HISTORY: [number, (cast: Cast) => unknown][] = [
  [0, (cast) => write(cast, 0, "Where is my parcel?")],
  [20 * SECOND, (cast) => write(cast, 0, "Hello?")],
  [20 * SECOND, (cast) => write(cast, 0, "Anybody there?")],
  [MINUTE, (cast) => came(cast, 1, 0)],
  [MINUTE + 20 * SECOND, (cast) => write(cast, 1, "The lid is broken")],
  [2 * MINUTE, (cast) => elsewhere(cast, 0, "It leaves tomorrow morning.")],
  [5 * MINUTE, (cast) => write(cast, 0, "Thank you")],
  [HOUR, (cast) => came(cast, 1, 1)],
  [HOUR + 2 * SECOND, (cast) => robot(cast, 1, "Thanks for writing, we will be with you soon.")],
  [HOUR + MINUTE, (cast) => write(cast, 1, "And this one never came")],
  [HOUR + MINUTE, (cast) => card(cast, 1, 0)],
  [2 * HOUR, (cast) => write(cast, 2, "Is it vegan?")],
  [2 * HOUR + SECOND, (cast) => sticker(cast, 2)],
  [3 * HOUR, (cast) => elsewhere(cast, 1, "A new one is on its way to you today.")],
  [9 * HOUR, (cast) => elsewhere(cast, 2, "It is, and free of nuts as well.")],
  [9 * HOUR + SECOND, (cast) => write(cast, 2, "Great, and this order?")],
  [10 * HOUR, (cast) => card(cast, 2, 1)],
  [DAY, (cast) => robot(cast, 2, "We answer within a day.")],
  [3 * DAY, (cast) => write(cast, 0, "Still nothing here")],
  [3 * DAY + HOUR, (cast) => card(cast, 0, 1)],
];

const talkOf = ({ world, store, buyers }: Cast, at: number) =>
  world.shop.conversations(store.shop.id).find(({ buyerId }) => buyerId === buyers[at]?.id)?.id ?? "";
const send = ({ world, store, buyers }: Cast, at: number, type: string, content: unknown) =>
  world.shop.sendAsBuyer({ shopId: store.shop.id, buyerId: buyers[at]?.id ?? "", type, content });
const write = (cast: Cast, at: number, words: string) => send(cast, at, "TEXT", { content: words });
const came = (cast: Cast, at: number, order: number) =>
  send(cast, at, "BUYER_ENTER_FROM_ORDER", { order_id: cast.buyers[at]?.orders[order] });
const card = (cast: Cast, at: number, order: number) => send(cast, at, "ORDER_CARD", { order_id: cast.buyers[at]?.orders[order] });
const sticker = (cast: Cast, at: number) => send(cast, at, "EMOTICONS", "{}");
const robot = (cast: Cast, at: number, text: string) => cast.world.shop.sayAsRobot({ conversationId: talkOf(cast, at), text });
const elsewhere = (cast: Cast, at: number, text: string) =>
  cast.world.shop.typeInSellerCenter({ conversationId: talkOf(cast, at), text, agentName: "Sam" });

/** The history with its webhooks carried so; answers what the desk holds at the end. */
async function tell(delays: Delays[] | null): Promise<object> {
  let told = 0;
  let isLive = false;
  const carrier: Carrier = async (request, hand, platform) => {
    if (!isLive || !delays) return hand(request);
    const body = await request.text();
    for (const delay of delays[told % delays.length] ?? [0])
      platform.after(delay, () => void hand(new Request(request.url, { method: "POST", headers: request.headers, body })));
    told += 1;
    return new Response(null, { status: 200 });
  };
  const world = await openWorld(SEED, carrier);
  const [store] = addSeller(world, "Northwind", ["US"]);
  if (!store) throw new Error("a seller without a shop");
  const buyers = [0, 1, 2].map(() => world.shop.addBuyer({ region: "US" }).id).map((id) => ({ id, orders: [order(id), order(id)] }));
  function order(buyerId: string): string {
    const lines = [{ skuId: store?.skus[0] ?? "", quantity: 1 }];
    return world.shop.placeOrder({ shopId: store?.shop.id ?? "", buyerId, lines, paid: true }).id;
  }
  await world.later(DAY);
  await connectStores(world, [store]);
  await world.settle();
  isLive = true;
  const begin = world.now() + HOUR;
  for (const [at, what] of HISTORY) {
    await world.later(begin + at - world.now());
    what({ world, store, buyers });
    world.platform.after(0, () => {});
  }
  await world.later(DELAY_MS_MAX + HOUR);
  await world.settle();
  return whatStands(world);
}

/** Without what counts how often somebody looked, and without warnings: those say what was known when they were due. */
function whatStands(world: World): object {
  const rooms = readRooms(world)
    .map(({ id, kept: { head, facts }, entries }) => ({
      id,
      conversation: head.conversationId,
      facts,
      entries: entries
        .filter((entry) => entry.kind !== "event" || !entry.name.startsWith("clock-"))
        .map((entry) => (entry.kind === "event" ? { name: entry.name, at: entry.at, facts: entry.facts } : entry)),
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const tickets = world.rows(
    "SELECT id, is_current, follow_up_of, opening_index, state, turn, waiting_since, due_at FROM ticket ORDER BY id",
  );
  const rest = {
    orders: world.rows("SELECT ticket_id, order_id FROM ticket_order ORDER BY ticket_id, order_id"),
    breaches: world.rows("SELECT ticket_id, kind, started_at, due_at FROM sla_breach ORDER BY ticket_id, started_at, kind"),
    chats: world.rows("SELECT ticket_id, asked_at, answered_at FROM scored_chat ORDER BY ticket_id, asked_at"),
  };
  return { rooms, tickets, ...rest };
}

test("any order and repetition of the same deliveries ends with the same tickets, entries and clocks", async () => {
  const inOrder = await tell(null);
  expect((inOrder as { rooms: object[] }).rooms.length).toBeGreaterThan(HISTORY.length / 10);
  const delay = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 * MINUTE }), fc.integer({ min: 1, max: DELAY_MS_MAX }));
  const deliveries = fc.array(fc.array(delay, { minLength: 1, maxLength: COPIES_MAX }), { minLength: ORDERS_TOLD, maxLength: ORDERS_TOLD });
  await fc.assert(
    fc.asyncProperty(deliveries, async (delays) => {
      expect(await tell(delays)).toEqual(inOrder);
    }),
    { numRuns: 30, seed: SEED },
  );
});
