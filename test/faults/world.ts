// One seed, one whole system: the product on the platform's virtual time, the pretend TikTok Shop attached to it, an admin at the desk.
// Nothing of the product is replaced; what goes wrong are the platform's faults and the shop's.
import { createSimulator, type World as ShopWorld, type Simulator } from "../../simulator/index.ts";
import { APP_URL, type Desk, SESSION_SECRET, seatAdmin } from "./desk.ts";
import { type Mix, productFor, WHOLE } from "./mixes.ts";
import { createPlatform, type Platform } from "./platform/index.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Tuesday night without a change of clocks nearby. */
const START = Date.UTC(2026, 9, 6, 9);
const SIMULATOR_URL = "https://shop.example";
/** A retried job comes back within this long; quiet is not expected before. */
const QUIET_MINUTES_MAX = 60;
const QUEUES = ["tillside-live", "tillside-long", "tillside-live-dead", "tillside-long-dead"];

export const APPS = (["US", "ROW"] as const).map((region) => ({
  region,
  appKey: `appkey${region}`,
  appSecret: `the-secret-of-the-${region}-app`,
  serviceId: `service${region}`,
  redirectUrl: `${APP_URL}/connect/tiktok/${region.toLowerCase()}`,
  webhookUrl: `${APP_URL}/webhooks/tiktok/${region.toLowerCase()}`,
}));

/** Sees each call to TikTok before it is answered, and may hold it back. */
export type Witness = (request: Request, answer: () => Promise<Response>) => Promise<Response>;

export interface World {
  seed: number;
  platform: Platform;
  simulator: Simulator;
  /** The truth, and the acts of everybody who is not at the desk. */
  shop: ShopWorld;
  admin: Desk;
  now(): number;
  rows<T = Record<string, unknown>>(sql: string, ...values: (string | number)[]): T[];
  /** Lets time pass. */
  later(ms: number): Promise<void>;
  /** Until no job is left, whatever it takes within reason. */
  settle(): Promise<void>;
  witness(witness: Witness): void;
}

/** How TikTok's webhooks travel: takes one, and may hand it on whenever and however often it likes. */
export type Carrier = (request: Request, hand: (request: Request) => Promise<Response>, platform: Platform) => Promise<Response>;

const AT_ONCE: Carrier = (request, hand) => hand(request);

export async function openWorld(seed: number, carry: Carrier = AT_ONCE, mix: Mix = WHOLE): Promise<World> {
  const product = await productFor(mix);
  const witnesses: Witness[] = [];
  const answer = (request: Request, at = 0): Promise<Response> => {
    const witness = witnesses[at];
    return witness ? witness(request, () => answer(request, at + 1)) : simulator.fetch(request);
  };
  const secrets = { SESSION_SECRET, SEAL_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`, SETUP_TOKEN: "setup" };
  const vars = { ...product.config.vars, ...secrets, APP_URL };
  const config = { ...product.config, vars, internet: (request: Request) => answer(request) };
  const platform = createPlatform({ seed, startAt: START, ...product.begin(), config });
  const simulator: Simulator = createSimulator({
    clock: platform.clock,
    seed,
    origin: SIMULATOR_URL,
    deliver: (request) => carry(request, (one) => platform.fetch(one), platform),
    pause: (ms) => platform.pause(ms),
  });
  const { world: shop } = simulator;
  for (const app of APPS) shop.registerApp(app);
  platform.attend(simulator);
  const admin = seatAdmin(platform, START);
  for (const { region, appKey, serviceId, appSecret } of APPS)
    await admin.ask("PUT", `/api/tiktok-apps/${region}`, { appKey, serviceId, secret: appSecret });
  const { clock } = platform;
  return {
    seed,
    platform,
    simulator,
    shop,
    admin,
    now: clock.now,
    rows: <T>(sql: string, ...values: (string | number)[]) => platform.database.prepare(sql).all(...values) as T[],
    later: (ms) => platform.runUntil(clock.now() + ms),
    settle: () => settle(platform),
    witness: (witness) => void witnesses.push(witness),
  };
}

async function settle(platform: Platform): Promise<void> {
  await platform.settle();
  for (let minutes = 0; QUEUES.some((name) => platform.queue(name).length > 0); minutes += 1) {
    if (minutes >= QUIET_MINUTES_MAX) throw new Error(`never quiet: ${JSON.stringify(QUEUES.map((name) => platform.queue(name)))}`);
    await platform.runUntil(platform.clock.now() + MINUTE);
    await platform.settle();
  }
}
