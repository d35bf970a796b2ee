// Turning TikTok's clockwork and limits while the simulator runs. Refuses to leave the agenda as it was: what a rule would do is set
// anew for every open order and authorization.
import { armReturn } from "./aftersales/return.ts";
import { type Core, found } from "./core/core.ts";
import type { Limits, Rules } from "./core/state.ts";
import { armOrder } from "./orders/clock.ts";
import { rearmNotices } from "./sellers/grant.ts";

/** Switched back on, a rule does at the next tick what it would have done meanwhile, each at its own moment. */
export function changeRules(core: Core, change: Partial<Rules>): Rules {
  Object.assign(core.state.rules, change);
  for (const order of Object.values(core.state.orders)) armOrder(core, order);
  for (const one of Object.values(core.state.returns)) armReturn(core, one);
  rearmNotices(core);
  core.changed();
  return core.state.rules;
}

/** Takes effect with the next call; buckets keep what they hold, up to the new size. */
export function changeLimits(core: Core, change: Partial<Limits>): Limits {
  Object.assign(core.state.limits, change);
  core.changed();
  return core.state.limits;
}

/** Notes that a buyer once returned something: such a buyer may always be written to. */
export function recordReturn(core: Core, input: { shopId: string; buyerId: string }): void {
  const shop = found(core.state.shops[input.shopId], "shop", input.shopId);
  if (!shop.returnBuyerIds.includes(input.buyerId)) shop.returnBuyerIds.push(input.buyerId);
  core.changed();
}
