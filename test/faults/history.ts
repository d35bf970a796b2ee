// One whole history from one seed: shops with a past are connected, trade and talk go on, agents work, consent ends and is given again,
// and a changing swarm of faults is on. Then the faults end, two sweep periods pass, and what we hold must equal what is true.
import { Agents } from "./agents.ts";
import { Balance } from "./balance.ts";
import { Imports } from "./imports.ts";
import { watchInvariants } from "./invariants.ts";
import { type Mix, mixOf } from "./mixes.ts";
import { type Chance, createChance } from "./platform/chance.ts";
import { Shelves } from "./shelves.ts";
import { addSeller, authorizeStore, connectStores, type Store, stateOf } from "./stores.ts";
import { Trade } from "./trade.ts";
import { compareNumbers } from "./truth/balance.ts";
import { findUnread } from "./truth/goods.ts";
import { findClosed } from "./truth/imports.ts";
import { findDifferences } from "./truth.ts";
import { changeWeather, clearWeather } from "./weather.ts";
import { DAY, HOUR, MINUTE, openWorld, type World } from "./world.ts";

export interface Told {
  differences: string[];
  digest: string;
  /** Which faults were on, one line for each change. */
  weather: string[];
  events: number;
  /** The last events, oldest first. */
  trace: string;
}

/** Half the histories leave time between events, half hardly any. */
const GAP_MS = { sparse: 30_000, dense: 1_000 };
/** Many short histories meet more than a few long ones: what goes wrong needs few steps, and the right faults. */
export const STEPS = { sparse: 16, dense: 24 };
const PAST_STEPS = 12;
const WEATHER_CHANGES = 3;
const STEPS_PER_SHELF_ACT = 6;
const DIFFERENCES_SHOWN_MAX = 20;
const EVENTS_SHOWN = 40;
/** How often it is looked whether all is equal. */
const LOOK_EVERY_MS = 5 * MINUTE;
/** The longest a quiet store's conversations go unasked (worker/sync/cron.ts), twice. */
const SWEEP_PERIODS_MS = 2 * 15 * MINUTE;
/** A number that was refused may wait an hour, and a sale counts for half of one. */
const RUSH_OVER_MS = 75 * MINUTE;
/** What the door could not take TikTok brings again, for the last time 15 and a half hours after the first. */
const LAST_WEBHOOK_MS = 16 * HOUR;

/** Less of a history: where the whole one ends wrong, the least that still does says most. */
export interface Cut {
  /** It ends after this many steps. */
  steps?: number;
  /** Faults, by their names in the weather, that are not on. */
  without?: readonly string[];
}

export async function tellHistory(seed: number, cut: Cut = {}): Promise<Told> {
  const mix = mixOf(seed);
  const world = await openWorld(seed, undefined, mix);
  // TikTok promises that indexes grow, not that they are of one length.
  if (seed % 3 === 0) world.simulator.doubts.messageIndexes = "count";
  const chance = createChance(seed).stream("history");
  const weather: string[] = [];
  const told = (differences: string[]): Told => ({
    differences,
    weather,
    digest: world.platform.digest,
    events: Number(world.platform.digest.split(":")[0]),
    trace: world.platform.history(),
  });
  try {
    const stores = openShops(world, chance);
    const trade = new Trade(world, chance.stream("trade"), mix.hasSilence);
    const agents = new Agents(world, chance.stream("agents"));
    // Half of the sellers let the desk manage their stock.
    const shelves = seed % 2 === 0 ? new Shelves(world, chance.stream("shelves"), stores) : null;
    // One in five imports what TikTok ships.
    const imports = seed % 5 === 0 ? new Imports(world, chance.stream("imports"), stores, trade, shelves === null) : null;
    // One in six, of those with shelves, tells TikTok what is left on them.
    const balance = seed % 6 === 4 ? new Balance(world, chance.stream("balance"), stores) : null;
    await livePast(world, stores, trade, chance);
    const broken = watchInvariants(world);
    const cast: Cast = { world, mix, stores, trade, agents, shelves, imports, balance, chance, weather, isWithdrawn: false };
    await live(cast, cut);
    return told([...broken(), ...(await calm(cast))]);
  } catch (error) {
    return told([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  } finally {
    world.platform.close();
  }
}

/** All that is needed to look into it: what differs, what had just happened, and how to see it again. */
export function describeFailure(seed: number, { differences, weather, trace }: Told, cut: Cut = {}): string {
  const { steps, without = [] } = cut;
  const less = [
    ...(steps === undefined ? [] : [` --steps ${steps}`]),
    ...(without.length === 0 ? [] : [` --without "${without.join(",")}"`]),
  ];
  return [
    `seed ${seed}: ${differences.length} differences`,
    ...differences.slice(0, DIFFERENCES_SHOWN_MAX).map((line) => `  ${line}`),
    "faults:",
    ...weather.map((line) => `  ${line}`),
    "last events:",
    ...trace
      .split("\n")
      .slice(-EVENTS_SHOWN)
      .map((line) => `  ${line}`),
    `again: npm run faults -- --seed ${seed}${less.join("")}`,
  ].join("\n");
}

function openShops(world: World, chance: Chance): Store[] {
  const more = chance.pick([[], [], ["GB"], ["GB", "DE"]]);
  return [...addSeller(world, "Northwind", ["US"]), ...(more.length > 0 ? addSeller(world, "Sunrise", more) : [])];
}

/** A month of trade nobody of ours has seen. */
async function livePast(world: World, stores: Store[], trade: Trade, chance: Chance): Promise<void> {
  for (let step = 0; step < PAST_STEPS; step += 1) {
    await world.later(chance.fraction() * DAY);
    const store = chance.pick(stores);
    if (chance.happens(0.6)) trade.order(store);
    else trade.talk(store);
  }
}

interface Cast {
  world: World;
  mix: Mix;
  stores: Store[];
  trade: Trade;
  agents: Agents;
  shelves: Shelves | null;
  imports: Imports | null;
  balance: Balance | null;
  chance: Chance;
  weather: string[];
  /** Some seller took consent back. */
  isWithdrawn: boolean;
}

async function live(cast: Cast, { steps = Number.POSITIVE_INFINITY, without = [] }: Cut): Promise<void> {
  const { world, mix, stores, chance, weather } = cast;
  const houses = [cast.shelves, cast.imports, cast.balance].filter((house) => house !== null);
  const away = [...without, ...mix.spared];
  const pace = chance.happens(0.5) ? "sparse" : "dense";
  world.platform.crons.on = true;
  weather.push(`${mix.name}, ${pace}, ${changeWeather(world, chance, away).join(", ")}`);
  world.platform.after(0, () => connectStores(world, stores));
  await world.later(MINUTE);
  for (let step = 1; step <= Math.min(steps, STEPS[pace]); step += 1) {
    // Exponential: most gaps are short, some are long.
    await world.later(-Math.log(1 - chance.fraction()) * GAP_MS[pace]);
    if (step % Math.floor(STEPS[pace] / WEATHER_CHANGES) === 0) weather.push(changeWeather(world, chance, away).join(", "));
    world.platform.after(0, () => happen(cast, chance.pick(stores)));
    if (step % STEPS_PER_SHELF_ACT === 0) for (const house of houses) world.platform.after(0, () => house.act());
  }
}

/** One thing happens in one store. */
async function happen(cast: Cast, store: Store): Promise<void> {
  const { world, trade, agents, chance } = cast;
  const what = chance.fraction();
  if (what < 0.35) trade.order(store);
  else if (what < 0.65) trade.talk(store);
  else if (what < 0.93) await agents.act();
  else if (what < 0.95) world.shop.expireAccessToken({ shopId: store.shop.id });
  else if (what < 0.96) withdraw(cast, store);
  else if (what < 0.98) await reconnect(world, store);
  else world.platform.faults.crashAll("object");
}

function withdraw(cast: Cast, { shop }: Store): void {
  if (!cast.mix.hasSilence) return;
  cast.isWithdrawn = true;
  cast.world.shop.deauthorize({ shopId: shop.id });
}

/** An admin reads "Reauthorize" and does. */
async function reconnect(world: World, store: Store): Promise<void> {
  if (store.id !== "" && stateOf(world, store.id) === "reauthorize") await authorizeStore(world, store, store.id);
}

/** Everything works again: consent is given where it is missing, crons run, and time passes until nothing is left to do. Answers what is not equal
 * to the truth after that. */
async function calm(cast: Cast): Promise<string[]> {
  const { world, mix, stores, shelves, imports, balance } = cast;
  clearWeather(world);
  await world.later(MINUTE);
  await world.settle();
  await connectStores(world, stores);
  // What TikTok has taken back shows with the next calls.
  if (cast.isWithdrawn) await world.later(HOUR / 4);
  for (const store of stores) await reconnect(world, store);
  if (!mix.hasSilence) await bringLastWebhooks(world);
  await shelves?.manageAll();
  await imports?.importAll();
  await balance?.balanceAll();
  const until = world.now() + (balance ? RUSH_OVER_MS : SWEEP_PERIODS_MS);
  for (;;) {
    await world.later(Math.min(LOOK_EVERY_MS, until - world.now()));
    await world.settle();
    const isLast = world.now() >= until;
    if (isLast) world.platform.crons.on = false;
    const found = compareAll(cast);
    if (found.length === 0 || isLast) return found;
  }
}

/** Nothing is asked for meanwhile, and the clock rests with it: only TikTok rings. */
async function bringLastWebhooks({ platform, later, settle }: World): Promise<void> {
  platform.crons.on = false;
  await later(LAST_WEBHOOK_MS);
  await settle();
  platform.crons.on = true;
}

function compareAll({ world, stores, agents, imports, balance }: Cast): string[] {
  return [
    ...findDifferences(world, stores, agents),
    ...findUnread(world, stores),
    ...(imports ? findClosed(world, stores) : []),
    ...(balance ? compareNumbers(world, stores, balance) : []),
  ];
}
