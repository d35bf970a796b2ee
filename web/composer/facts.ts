/** An order's facts as sentences that can be sent: what an agent types a hundred times a day. Pure over TikTok's facts. */
import type { OrderPage } from "../orders/queries.ts";
import { writeTime } from "../ui/clock.ts";
import { formatMoney } from "../ui/money.ts";
import { speak } from "../words/words.ts";

const MS = 1000;

export interface Fact {
  key: "tracking" | "status" | "expected" | "items" | "id" | "total";
  /** What it is called. */
  name: string;
  /** Its value in short. */
  value: string;
  sentence: string;
}

/** `zone` is the store's. */
export function factsOf(page: OrderPage, zone: string): Fact[] {
  const words = speak("facts");
  const { order } = page;
  const { names } = words;
  return [
    ...trackingFacts(page),
    { key: "status", name: names.status, value: speak("stages").order[order.stage], sentence: statusSentence(page, zone) },
    ...expectedFacts(page, zone),
    { key: "items", name: names.items, value: listItems(page), sentence: words.items(listItems(page)) },
    { key: "id", name: names.id, value: order.id, sentence: words.id(order.id) },
    { key: "total", name: names.total, value: totalOf(page), sentence: words.total(totalOf(page)) },
  ];
}

const totalOf = ({ order }: OrderPage) => formatMoney(order.total_minor, order.currency);
const dayOf = (seconds: number, zone: string) => writeTime(seconds * MS, "longDay", zone);

function trackingFacts({ packages }: OrderPage): Fact[] {
  const words = speak("facts");
  const tracked = packages.filter((parcel) => parcel.tracking_number);
  return tracked.map((parcel, at) => {
    const number = parcel.tracking_number ?? "";
    const carrier = parcel.provider ?? words.carrier;
    const sentence = tracked.length > 1 ? words.trackingOf(at + 1, carrier, number) : words.tracking(carrier, number);
    return { key: "tracking", name: words.names.tracking, value: [parcel.provider, number].filter(Boolean).join(" "), sentence };
  });
}

function statusSentence({ order, packages }: OrderPage, zone: string): string {
  const words = speak("facts");
  const carrier = packages.find((parcel) => parcel.provider)?.provider ?? words.carrier;
  if (order.stage === "shipped" && order.collection_time) return words.collectedOn(dayOf(order.collection_time, zone), carrier);
  if (["delivered", "completed"].includes(order.stage) && order.delivery_time) return words.deliveredOn(dayOf(order.delivery_time, zone));
  return words.status[order.stage];
}

/** The day TikTok holds the delivery to; before shipping, the day it must have left. */
function expectedFacts({ order }: OrderPage, zone: string): Fact[] {
  const words = speak("facts");
  if (order.stage === "shipped" && order.delivery_sla_time) {
    const day = dayOf(order.delivery_sla_time, zone);
    return [{ key: "expected", name: words.names.expected, value: day, sentence: words.expected(day) }];
  }
  if (order.stage === "ready_to_ship" && order.rts_sla_time) {
    const day = dayOf(order.rts_sla_time, zone);
    return [{ key: "expected", name: words.names.expected, value: day, sentence: words.shipsBy(day) }];
  }
  return [];
}

function listItems({ groups }: OrderPage): string {
  return groups.map(({ units, title, variation }) => `${units.length} × ${title}${variation ? ` (${variation})` : ""}`).join(", ");
}
