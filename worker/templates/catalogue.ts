/** Every placeholder there is, and what it stands for in one ticket. Pure over the facts it is given. What TikTok hides, what a person may not
 *  see and what we do not keep is unavailable with its reason, never blank. */
import { type KnownCase, newestOf } from "../aftersales/known.ts";
import type { OrderPage } from "../orders/order.ts";
import { localTime, startOfDay } from "../stores/calendar.ts";
import { buyerWords } from "./buyer-words.ts";
import type { Resolved } from "./placeholders.ts";
import type { Value } from "./values.ts";

export interface TicketKnown {
  now: number;
  /** The language the text is written in. */
  language: string;
  ticket: { number: number };
  buyer: { nickname: string; language: string; orders: number };
  store: { name: string; marketplace: string; zone: string };
  agent: { name: string };
  /** The order it is about; null where none is linked. */
  order: OrderPage | null;
  /** Cancellations and returns of the ticket's orders. */
  cases: readonly KnownCase[];
}

type Answer = (known: TicketKnown) => Resolved;
type OrderAnswer = (page: OrderPage, known: TicketKnown) => Resolved;

const SHORT_ID_CHARACTERS = 6;
const SECONDS_PER_DAY = 86_400;
const NOON_SECONDS = 43_200;
const SATURDAY = 6;

const give = (value: Value): Resolved => ({ value });
const text = (written: string | null | undefined): Resolved => (written ? give({ kind: "text", text: written }) : { missing: "not-known" });
const number = (count: number): Resolved => give({ kind: "number", number: count });
const date = (time: number | null, until = "not-yet"): Resolved => (time ? give({ kind: "date", time }) : { missing: until });
const list = (items: string[]): Resolved => (items.length > 0 ? give({ kind: "list", items }) : { missing: "not-known" });
const flag = (is: boolean, known: TicketKnown): Resolved => give({ kind: "flag", flag: is, words: buyerWords(known.language) });
const absences = new Map<Answer, string>();
function absent(code: string): Answer {
  const answer: Answer = () => ({ unavailable: code });
  absences.set(answer, code);
  return answer;
}

const ofOrder =
  (answer: OrderAnswer): Answer =>
  (known) =>
    known.order ? answer(known.order, known) : { missing: "no-order" };

/** Of the newest case of the order it is about. */
const ofCase =
  (kind: KnownCase["kind"] | undefined, answer: (one: KnownCase, known: TicketKnown) => Resolved): Answer =>
  (known) => {
    const newest = newestOf(known.cases, known.order?.order.id, kind);
    if (newest) return answer(newest, known);
    return { missing: known.order === null ? "no-order" : "no-case" };
  };
const ofReturn = (answer: Parameters<typeof ofCase>[1]) => ofCase("return", answer);
const standOf = ({ stand }: KnownCase, { language }: TicketKnown) => text(stand && buyerWords(language).stands[stand]);

/** What only the recipient's address tells. */
const ofRecipient = (pick: (recipient: NonNullable<OrderPage["recipient"]>) => string | null) =>
  ofOrder(({ recipient, recipientHidden }) => {
    if (recipientHidden || !recipient) return { unavailable: `hidden-${recipientHidden ?? "masked"}` };
    return text(pick(recipient));
  });

const groups = (page: OrderPage) => page.groups.filter(({ title }) => title !== "");
const item = (pick: (group: OrderPage["groups"][number]) => Resolved) =>
  ofOrder((page) => {
    const [first] = groups(page);
    return first ? pick(first) : { missing: "not-known" };
  });
const parcels = (pick: (parcel: OrderPage["packages"][number]) => string | null | undefined) =>
  ofOrder((page) => {
    const found = [...new Set(page.packages.flatMap((parcel) => pick(parcel) ?? []))];
    return found.length > 0
      ? give({ kind: "list", items: found })
      : { missing: page.order.fulfilled_by === "store" ? "not-told" : "not-yet" };
  });

const itemTitle = item(({ title }) => text(title));
const itemVariant = item(({ variation }) => text(variation));
const itemQuantity = item(({ units }) => number(units.length));
const itemSku = item(({ seller_sku }) => text(seller_sku));
const carrier = parcels(({ provider }) => provider);
const trackingNumber = parcels(({ tracking_number }) => tracking_number);
const trackingStatus: Answer = (known) => parcels(({ status }) => buyerWords(known.language).parcels[status])(known);

const shippedTime = (page: OrderPage) => page.order.collection_time ?? page.order.rts_time;

const ORDER: Record<string, Answer> = {
  id: ofOrder(({ order }) => text(order.id)),
  short_id: ofOrder(({ order }) => text(order.id.slice(-SHORT_ID_CHARACTERS))),
  status_text: ofOrder(({ order }, { language }) => text(buyerWords(language).stages[order.stage])),
  created_date: ofOrder(({ order }) => date(order.create_time)),
  paid_date: ofOrder(({ order }) => date(order.paid_time)),
  ship_by_date: ofOrder(({ order }) => date(order.rts_sla_time, "not-told")),
  shipped_date: ofOrder((page) => date(shippedTime(page))),
  delivered_date: ofOrder(({ order }) => date(order.delivery_time)),
  expected_from: absent("not-told"),
  expected_to: ofOrder(({ order }) => date(order.delivery_sla_time, "not-told")),
  days_since_shipped: ofOrder((page, { now }) => {
    const time = shippedTime(page);
    return time ? number(Math.max(0, Math.floor((now / 1000 - time) / SECONDS_PER_DAY))) : { missing: "not-yet" };
  }),
  total: ofOrder(({ order }) => give({ kind: "money", minor: order.total_minor, currency: order.currency })),
  currency: ofOrder(({ order }) => text(order.currency)),
  items: ofOrder((page) =>
    list(groups(page).map(({ units, title, variation }) => `${units.length} × ${title}${variation ? ` (${variation})` : ""}`)),
  ),
  "item.title": itemTitle,
  "item.variant": itemVariant,
  "item.qty": itemQuantity,
  "item.sku": itemSku,
  carrier,
  tracking_no: trackingNumber,
  tracking_status: trackingStatus,
  warehouse: ofOrder(({ order }) => text(order.warehouse)),
  is_fbt: ofOrder(({ order }, known) => flag(order.fulfilled_by === "store", known)),
  ship_city: ofRecipient(({ city }) => city),
  ship_country: ofRecipient(({ country }) => country),
  replaces: ofOrder(({ order }) => (order.replaced_order_id ? text(order.replaced_order_id) : { missing: "no-replacement" })),
  cancel_reason: ofOrder(({ order }) => (order.cancel_reason ? text(order.cancel_reason) : { missing: "not-cancelled" })),
};

const GROUPS: Record<string, Record<string, Answer>> = {
  buyer: {
    nickname: ({ buyer }) => text(buyer.nickname),
    first_name: ofRecipient(({ name }) => name?.split(/\s+/u)[0] ?? null),
    language: ({ buyer, language }) => text(new Intl.DisplayNames([language], { type: "language" }).of(buyer.language)),
    order_count: ({ buyer }) => number(buyer.orders),
    is_repeat: (known) => flag(known.buyer.orders > 1, known),
  },
  order: ORDER,
  item: { title: itemTitle, variant: itemVariant, qty: itemQuantity, sku: itemSku },
  package: {
    carrier,
    tracking_no: trackingNumber,
    status: trackingStatus,
    count: ofOrder((page) => number(page.packages.length)),
  },
  store: {
    name: ({ store }) => text(store.name),
    market: ({ store, language }) => text(new Intl.DisplayNames([language], { type: "region" }).of(store.marketplace)),
    hours_today: absent("not-set"),
    return_days: absent("not-set"),
  },
  agent: {
    first_name: ({ agent }) => text(agent.name.split(/\s+/u)[0]),
    name: ({ agent }) => text(agent.name),
  },
  ticket: { number: ({ ticket }) => text(String(ticket.number)) },
  return: {
    id: ofReturn(({ id }) => text(id)),
    status: ofReturn(standOf),
    requested_date: ofReturn(({ askedTime }) => date(askedTime)),
    changed_date: ofReturn(({ changedTime }) => date(changedTime)),
    deadline: ofReturn(({ answerBy }) => date(answerBy, "not-told")),
    is_replacement: ofReturn(({ type }, known) => flag(type === "REPLACEMENT", known)),
    keeps_item: ofReturn(({ keepsItem }, known) => flag(keepsItem, known)),
    shipping_paid_by: ofReturn(({ wayBackBy }, { language }) => text(wayBackBy && buyerWords(language).payers[wayBackBy])),
    carrier: ofReturn(({ carrier: name }) => text(name)),
    tracking_no: ofReturn(({ tracking }) => text(tracking)),
  },
  refund: {
    amount: ofCase(undefined, ({ refund }) => (refund ? give({ kind: "money", ...refund }) : { missing: "no-refund" })),
    status: ofCase(undefined, (one, known) => (one.refund ? standOf(one, known) : { missing: "no-refund" })),
    date: absent("not-told"),
  },
  cancellation: {
    status: ofCase("cancellation", standOf),
    requested_date: ofCase("cancellation", ({ askedTime }) => date(askedTime)),
  },
};

const DAYS: Record<string, Answer> = {
  today: (known) => dayAhead(known, () => false, 0),
  tomorrow: (known) => dayAhead(known, () => false, 1),
  next_business_day: (known) => dayAhead(known, (weekday) => weekday === 0 || weekday === SATURDAY, 1),
};

/** Noon of the store's day `days` from now, or of the first one after it that is not skipped. */
function dayAhead({ now, store }: TicketKnown, isSkipped: (weekday: number) => boolean, days: number): Resolved {
  const { year, month, day } = localTime(Math.floor(now / 1000), store.zone);
  let ahead = new Date(Date.UTC(year, month - 1, day + days));
  while (isSkipped(ahead.getUTCDay())) ahead = new Date(ahead.getTime() + SECONDS_PER_DAY * 1000);
  const begins = startOfDay({ year: ahead.getUTCFullYear(), month: ahead.getUTCMonth() + 1, day: ahead.getUTCDate() }, store.zone);
  return give({ kind: "date", time: begins + NOON_SECONDS });
}

const ANSWERS = new Map<string, Answer>([
  ...Object.entries(GROUPS).flatMap(([group, answers]) =>
    Object.entries(answers).map(([name, answer]): [string, Answer] => [`${group}.${name}`, answer]),
  ),
  ...Object.entries(DAYS),
]);

/** In the order a picker shows them: group, then path; with the reason where there is never a value. */
export const PATHS = [...ANSWERS].map(([path, answer]) => ({
  path,
  group: path.includes(".") ? (path.split(".")[0] ?? "") : "day",
  because: absences.get(answer) ?? null,
}));

export const isPath = (path: string) => ANSWERS.has(path);

export function resolvePath(path: string, known: TicketKnown): Resolved {
  return ANSWERS.get(path)?.(known) ?? { missing: "unknown" };
}

/** Minutes since the store's midnight. */
export function minuteOfDay(now: number, zone: string): number {
  const { hour, minute } = localTime(Math.floor(now / 1000), zone);
  return hour * 60 + minute;
}
