// Ratios of one run, asked in turns so that whatever else the machine does falls on both: how much longer it takes over more data, and against a
// Worker that does nothing or reads one row.
import { Buyer } from "../../test/stories/shopkeeper.ts";
import { CONTROL_ENTRY, crowd, ONE_ROW, push, pushNothing } from "./control.ts";
import { SIZES } from "./data.ts";
import { type Goal, type Measured, median, type Row, round, rowOf, type Scale } from "./row.ts";
import { type Connected, connectShop, hear, listenToLists, UNTHROTTLED, writeNow } from "./shop.ts";
import { type Stand, timed, withStands } from "./stand.ts";

const ROUNDS = { quick: 3, full: 9 };
const TIMES = { quick: 8, full: 40 };
const PUSHES = { quick: 100, full: 600 };
const PUSHED_AT_ONCE = 10;
const SLOPE_MOST = 1.15;
const OVER_ONE_ROW_MOST = 3;
const DOOR_LEAST = 0.17;
const UNKNOWN_SHOP = "7495000000000000000";
const LIST = "/api/tickets?view=resolved";
const SEARCH = "/api/tickets/search?q=parcel";

interface Side {
  stand: Stand;
  shop: Connected;
  ticket: string;
}

export async function measureGrowing({ isFull }: Scale): Promise<Measured> {
  const sizes = [SIZES.S, isFull ? SIZES.L : SIZES.M].map((size) => ({ size, entry: CONTROL_ENTRY }));
  return withStands(sizes, async (small, large) => {
    if (!small || !large) throw new Error("two stands are compared");
    const sides = [await prepare(small), await prepare(large)] as const;
    const times = isFull ? TIMES.full : TIMES.quick;
    const taken = new Map<string, number[]>();
    for (let turn = 0; turn < (isFull ? ROUNDS.full : ROUNDS.quick); turn += 1) {
      for (const [at, side] of turn % 2 === 0 ? sides.entries() : [...sides.entries()].reverse())
        for (const [name, act] of ACTS) keep(taken, `${name} @${sizes[at]?.size.name}`, await repeat(times, () => act(side)));
      for (const [name, perSecond] of await knock(small, isFull ? PUSHES.full : PUSHES.quick)) keep(taken, name, perSecond);
    }
    return judge(taken, small.size.name, large.size.name);
  });
}

const ACTS: [name: string, act: (side: Side) => Promise<unknown>][] = [
  ["list", ({ stand }) => timed(stand.desk(0), LIST)],
  ["search", ({ stand }) => timed(stand.desk(0), SEARCH)],
  ["open", ({ stand, ticket }) => timed(stand.desk(0), `/api/tickets/${ticket}`)],
  ["one row", ({ stand }) => timed(stand.desk(0), ONE_ROW)],
  ["message in", hearOne],
];

async function prepare(stand: Stand): Promise<Side> {
  stand.hosted.simulator.world.changeLimits(UNTHROTTLED);
  const shop = await connectShop(stand, "Growly");
  const buyer = new Buyer({ shop: stand.hosted.simulator.world }, shop, "first");
  await writeNow(stand, buyer, "Where is my parcel?");
  await stand.until("the ticket is there", async () => (await ticketOf(stand, shop)) !== undefined);
  await stand.settle();
  for (const address of [LIST, SEARCH]) await timed(stand.desk(0), address);
  return { stand, shop, ticket: (await ticketOf(stand, shop)) ?? "" };
}

const ticketOf = async (stand: Stand, shop: Connected) =>
  (await stand.rows<{ id: string }>("SELECT id FROM ticket WHERE store_id = ? AND last_by = 'buyer' AND preview <> ''", shop.store))[0]?.id;

/** A buyer nobody knows yet. */
async function hearOne({ stand, shop }: Side): Promise<void> {
  const { world } = stand.hosted.simulator;
  const socket = await listenToLists(stand);
  await hear(stand, shop, socket, new Buyer({ shop: world }, shop, `new${world.changes}`), "Is it still on its way?");
  socket.close();
}

async function repeat(times: number, act: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const begun = performance.now();
    await act();
    taken.push(performance.now() - begun);
  }
  return taken;
}

/** Webhooks at the door, and as many at a door that does nothing: how many a second. */
async function knock(stand: Stand, pushes: number): Promise<[name: string, perSecond: number[]][]> {
  const rate = async (act: (at: number) => Promise<unknown>) => {
    const begun = performance.now();
    await crowd(pushes, PUSHED_AT_ONCE, act);
    return [pushes / ((performance.now() - begun) / 1000)];
  };
  const body = JSON.stringify({ type: 1, shop_id: UNKNOWN_SHOP, data: { order_id: "1" } });
  const nothing = await rate(() => pushNothing(stand, body));
  const door = await rate((at) => push(stand, UNKNOWN_SHOP, String(at)));
  await stand.settle();
  return [
    ["webhooks a second, door that does nothing", nothing],
    ["webhooks a second", door],
  ];
}

function keep(taken: Map<string, number[]>, name: string, values: number[]): void {
  taken.set(name, [...(taken.get(name) ?? []), ...values]);
}

function judge(taken: Map<string, number[]>, small: string, large: string): Measured {
  const of = (name: string) => median(taken.get(name) ?? []);
  const rows: Row[] = [...taken].map(([name, values]) => rowOf(name, name.startsWith("webhooks") ? "a second" : "ms", values));
  const goals: Goal[] = ["list", "open", "search", "message in"].map((name) => ({
    name: `${name}: @${large} over @${small}`,
    kind: "ratio",
    is: round(of(`${name} @${large}`) / of(`${name} @${small}`)),
    most: SLOPE_MOST,
  }));
  for (const name of ["list", "open"])
    goals.push({
      name: `${name} @${large} over one row`,
      kind: "ratio",
      is: round(of(`${name} @${large}`) / of(`one row @${large}`)),
      most: OVER_ONE_ROW_MOST,
    });
  const door = of("webhooks a second") / of("webhooks a second, door that does nothing");
  goals.push({ name: "webhook door over one that does nothing", kind: "ratio", is: round(door), least: DOOR_LEAST });
  return { rows, goals };
}
