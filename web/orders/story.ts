/** An order told in two sentences, for somebody who has three seconds: what has happened, what comes next. Pure over TikTok's facts. */
import { writeTime } from "../ui/clock.ts";
import { speak } from "../words/words.ts";
import type { OrderPage } from "./queries.ts";

const MS = 1000;
const GONE = new Set(["AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"]);
const OUT = new Set(["CANCELLED", "CANCEL"]);

const unitsOf = (page: OrderPage) => page.groups.flatMap((group) => group.units);

/** `zone` is the store's. */
export function tellStory(page: OrderPage, zone: string): string {
  const words = speak("order");
  const { order } = page;
  const day = (seconds: number) => writeTime(seconds * MS, "day", zone);
  if (order.cancel_requested && order.stage !== "cancelled") return words.story.cancelAsked;
  switch (order.stage) {
    case "unpaid":
      return words.story.unpaid;
    case "on_hold":
      return words.story.onHoldShort;
    case "cancelled": {
      const by = words.cancelledBy[order.cancel_by ?? ""] ?? "";
      return words.story.cancelled(order.cancel_time ? day(order.cancel_time) : "", by, order.cancel_reason ?? "");
    }
    case "delivered":
    case "completed":
      return order.delivery_time ? words.story.delivered(day(order.delivery_time)) : speak("stages").order[order.stage];
    default:
      return order.fulfilled_by === "store" && !order.collection_time ? words.story.fbt : tellWay(page, day, zone);
  }
}

function tellWay(page: OrderPage, day: (seconds: number) => string, zone: string): string {
  const { story, countUnits } = speak("order");
  const { order } = page;
  const wanted = unitsOf(page).filter((unit) => !OUT.has(unit.status));
  const gone = wanted.filter((unit) => GONE.has(unit.status)).length;
  const left = wanted.length - gone;
  const carrier = page.packages.find((parcel) => parcel.provider)?.provider ?? story.carrier;
  const told: string[] = [];
  if (gone > 0 && order.collection_time) told.push(story.travelling(countUnits(gone), day(order.collection_time), carrier));
  else if (gone > 0 && order.rts_time) told.push(story.handedOver(countUnits(gone), day(order.rts_time), carrier));
  else if (gone > 0) told.push(story.travellingShort(countUnits(gone)));
  if (left > 0 && gone > 0) told.push(story.rest(countUnits(left)));
  else if (left > 0 && order.rts_sla_time) told.push(story.toShip(countUnits(left), writeTime(order.rts_sla_time * MS, "full", zone)));
  else if (left > 0) told.push(story.toShipShort(countUnits(left)));
  if (left === 0 && order.delivery_sla_time) told.push(story.expected(day(order.delivery_sla_time)));
  return told.join(" ");
}
