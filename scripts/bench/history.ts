// A shop's past, placed at the pretend TikTok with its clock set back: orders over two months, all of them waiting to be brought in.
import { type Shop, sellUnits } from "../../test/stories/shopkeeper.ts";
import { mix } from "./chance.ts";
import type { Stand } from "./stand.ts";

const PAST_MS = 60 * 86_400_000;
/** 1.6 units an order. */
const SECOND_UNIT_SHARE = 0.6;

export function placeOrders(stand: Stand, shop: Shop, count: number): void {
  const { world } = stand.hosted.simulator;
  // Nothing of TikTok's own happens to them meanwhile.
  world.changeRules({ hold: false, paymentTimeout: false, autoCancel: false, completes: false, stockLimits: false });
  const buyers = Array.from({ length: 50 }, (_, at) => world.addBuyer({ region: "US", nickname: `past${at}` }).id);
  for (let at = 0; at < count; at += 1) {
    stand.clock.behind = PAST_MS * (1 - at / count) + 1_000;
    sellUnits({ shop: world }, shop, mix(at, 51) < SECOND_UNIT_SHARE ? 2 : 1, { buyerId: buyers[at % buyers.length] });
  }
  stand.clock.behind = 0;
}
