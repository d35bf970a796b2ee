/** Where an order or a unit stands: a circle that fills as it goes, and the word. TikTok's own word stands beside ours, never translated. */
import { Icon, type IconName } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import type { Stage } from "./queries.ts";

const icons: Record<Stage, IconName> = {
  unpaid: "st-unpaid",
  on_hold: "st-hold",
  in_review: "st-review",
  held: "st-hold",
  ready_to_ship: "st-ready",
  partially_shipped: "st-part",
  shipped: "st-shipped",
  delivered: "st-delivered",
  completed: "st-completed",
  cancelled: "st-cancelled",
};

const unitIcons: Record<string, IconName> = {
  UNPAID: "st-unpaid",
  ON_HOLD: "st-hold",
  AWAITING_SHIPMENT: "st-ready",
  PARTIALLY_SHIPPING: "st-part",
  AWAITING_COLLECTION: "st-part",
  IN_TRANSIT: "st-shipped",
  DELIVERED: "st-delivered",
  COMPLETED: "st-completed",
  CANCELLED: "st-cancelled",
  CANCEL: "st-cancelled",
};

const OVER: readonly Stage[] = ["completed", "cancelled"];

export function StageWord(props: { stage: Stage; cancelAsked?: boolean }) {
  const words = speak("stages");
  return (
    <span class="stage" classList={{ todo: props.cancelAsked || props.stage === "in_review", over: OVER.includes(props.stage) }}>
      <Icon name={props.cancelAsked ? "st-cancelling" : icons[props.stage]} />
      {props.cancelAsked ? words.cancelAsked : words.order[props.stage]}
    </span>
  );
}

export function UnitWord(props: { status: string }) {
  return (
    <span class="stage" classList={{ over: ["CANCELLED", "CANCEL", "COMPLETED"].includes(props.status) }}>
      <Icon name={unitIcons[props.status] ?? "st-review"} />
      {speak("stages").unit[props.status] ?? props.status}
    </span>
  );
}
