// A buyer corrects where an order should go, which takes it out of a parcel shared with other orders. Refuses once it has been shipped.
import type { Address } from "../buyers/buyer.ts";
import type { Core } from "../core/core.ts";
import { publish } from "../webhooks/publish.ts";
import { changeOrder } from "./change.ts";
import { leaveSharedParcel } from "./combine.ts";
import { expectStatus, orderOf } from "./moves.ts";
import type { Order } from "./order.ts";

/** The buyer corrects where the parcel should go. */
export function changeAddress(core: Core, orderId: string, address: Partial<Address>): Order {
  const order = orderOf(core, orderId);
  expectStatus(order, ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"], "change the address");
  changeOrder(core, order, () => {
    order.address = { ...order.address, ...address };
    order.hasNewAddress = true;
  });
  leaveSharedParcel(core, order, "ADDRESS_UPDATE_SPLIT");
  publish(core, { topic: 3, shopId: order.shopId, data: { order_id: order.id, update_time: order.updateTime } });
  return order;
}
