/** The two clocks of an order and what happens if both run out: label in, carrier scan, TikTok's own cancellation. One track, three stops. */
import { For, Show } from "solid-js";
import { now, placeOf, writeTime } from "../ui/clock.ts";
import { HOUR_MS } from "../ui/units.ts";
import "./parts.css";
import { Due, Pie, stepOf } from "../ui/due.tsx";
import { keepStyle } from "../ui/style.ts";
import { speak } from "../words/words.ts";
import type { Order, Stage } from "./queries.ts";

const MS = 1000;
/** Shipping clocks last days and turn at fixed hours (the step is said in words too). */
export const SHIPPING_SOON_MS = 24 * HOUR_MS;
export const SHIPPING_URGENT_MS = 4 * HOUR_MS;

export interface Stop {
  name: string;
  /** Epoch milliseconds. */
  at: number;
  /** When it was met. */
  met: number | null;
}

const OPEN: readonly Stage[] = ["on_hold", "in_review", "held", "ready_to_ship", "partially_shipped", "shipped"];

/** The stops that still mean something; none for orders that TikTok ships, or that are over. */
export function stopsOf(order: Order): Stop[] {
  if (order.fulfilled_by === "store" || !OPEN.includes(order.stage)) return [];
  const words = speak("order");
  const isPacked = order.rts_time !== null && order.stage === "shipped";
  const isScanned = order.collection_time !== null && order.stage === "shipped";
  const stops: (Stop | null)[] = [
    stop(words.labelBy, order.rts_sla_time, isPacked ? order.rts_time : null),
    stop(words.scanBy, order.tts_sla_time, isScanned ? order.collection_time : null),
    isScanned ? null : stop(words.cancelAt, isPacked ? order.collection_due_time : order.shipping_due_time, null),
  ];
  const known = stops.filter((one) => one !== null);
  return known.every((one) => one.met !== null) ? [] : known;
}

const stop = (name: string, seconds: number | null, met: number | null): Stop | null =>
  seconds === null ? null : { name, at: seconds * MS, met: met === null ? null : met * MS };

export function Clocks(props: { order: Order; zone: string }) {
  const words = speak("order");
  const stops = () => stopsOf(props.order);
  const from = () => (props.order.paid_time ?? props.order.create_time) * MS;
  const end = () => Math.max(...stops().map((one) => one.at));
  const share = (at: number) => Math.min(1, Math.max(0, (at - from()) / Math.max(1, end() - from())));
  return (
    <div class="clocks">
      <header>
        <h2>{words.deadlines}</h2>
        <span class="dim small">{words.zone(placeOf(props.zone))}</span>
      </header>
      <div
        class="track"
        role="img"
        aria-label={words.deadlinesSay(
          stops()
            .map((one) => `${one.name} ${writeTime(one.at, "full", props.zone)}`)
            .join("; "),
        )}
      >
        <Gone share={share(now())} />
        <For each={stops()}>{(one) => <StopMark stop={one} share={share(one.at)} />}</For>
      </div>
      <ol>
        <For each={stops()}>{(one) => <StopLine stop={one} from={from()} zone={props.zone} />}</For>
      </ol>
    </div>
  );
}

function Gone(props: { share: number }) {
  return <span ref={(element) => keepStyle(element, "--now", () => props.share)} class="gone" />;
}

function StopMark(props: { stop: Stop; share: number }) {
  const look = () => {
    if (props.stop.met !== null) return "done";
    const step = stepOf(props.stop.at - now(), SHIPPING_SOON_MS, SHIPPING_URGENT_MS);
    return step === "left" ? "" : step === "soon" ? "soon" : "late";
  };
  return <i ref={(element) => keepStyle(element, "--at", () => props.share)} class={look()} />;
}

function StopLine(props: { stop: Stop; from: number; zone: string }) {
  return (
    <li>
      <span>{props.stop.name}</span>
      <Show
        when={props.stop.met}
        fallback={<Due at={props.stop.at} spanMs={props.stop.at - props.from} soonMs={SHIPPING_SOON_MS} urgentMs={SHIPPING_URGENT_MS} />}
      >
        <Pie look="done">{speak("order").done}</Pie>
      </Show>
      <span class="small">{writeTime(props.stop.met ?? props.stop.at, "full", props.zone)}</span>
    </li>
  );
}
