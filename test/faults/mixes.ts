// Kinds of histories. Half are told with everything on; what one part of the product makes up for hides what is wrong with another, so a quarter
// has to do without the sweeps and a quarter without the overlap of its walks. Each takes its lines out of the product by the same means as a bug
// on purpose.
import { type Bug, bug, findBug, planting } from "./bugs.ts";
import { type Product, readProduct } from "./platform/product.ts";

export interface Mix {
  name: string;
  /** What is taken out of the product. */
  lacks: readonly Bug[];
  /** Faults that would end it wrong by right. */
  spared: readonly string[];
  /** Nobody but a sweep would bring it in: what happens while consent is withdrawn, and what TikTok does not ring for. */
  hasSilence: boolean;
}

/** TikTok's search shows everything at once. */
const LAGS = ["lag", "lag on orders.search", "lag on chat.list", "lag on chat.messages"];

/** The product as it is. */
export const WHOLE: Mix = { name: "all", lacks: [], spared: [], hasSilence: true };
const NO_SWEEP: Mix = {
  name: "webhooks alone",
  lacks: [
    bug("no sweep of conversations", "sync/cron.ts", '    { name: "sweep-chats", run: sweepChats },\n', ""),
    bug("no walk over orders", "sync/cron.ts", '    { name: "reconcile-orders", run: reconcileAllOrders },\n', ""),
    bug("no walk over cases", "sync/cron.ts", '    { name: "reconcile-aftersales", run: reconcileAllAftersales },\n', ""),
  ],
  spared: [...LAGS, "webhook_lost"],
  hasSilence: false,
};
export const NO_OVERLAP: Mix = {
  name: "no overlap",
  lacks: [bug("walks do not overlap", "sync/reconcile.ts", "RECONCILE_OVERLAP_SECONDS = 300", "RECONCILE_OVERLAP_SECONDS = 0")],
  spared: LAGS,
  hasSilence: true,
};

export const mixOf = (seed: number): Mix => [WHOLE, WHOLE, NO_SWEEP, NO_OVERLAP][seed % 4] ?? WHOLE;

/** The name of a bug to live with (bugs.ts); absent, the product as it is. */
const planted = process.env.PLANTED_BUG;
const products = new Map<string, Promise<Product>>();

/** The product for such histories, bundled once. */
export function productFor({ name, lacks }: Mix): Promise<Product> {
  const known = products.get(name);
  if (known) return known;
  const changes = [...(planted ? [findBug(planted)] : []), ...lacks].map(planting);
  const product = readProduct(new URL("../../wrangler.toml", import.meta.url), changes);
  products.set(name, product);
  return product;
}
