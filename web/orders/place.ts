/** What the list of orders shows, read from the address and written to nothing else. Filters are words there ("due=24h"), so that a link of
 *  yesterday means the same today. */

import { createEffect, createMemo } from "solid-js";
import { useLocation, useNavigate, useSearchParams } from "../router/use.ts";
import { ownZone } from "../ui/clock.ts";
import { STAGES, type Stage } from "./queries.ts";

export const BY = ["merchant", "store"] as const;

/** TikTok's own words, which agents know from Seller Center. */
export const STATUSES = [
  "UNPAID",
  "ON_HOLD",
  "AWAITING_SHIPMENT",
  "PARTIALLY_SHIPPING",
  "AWAITING_COLLECTION",
  "IN_TRANSIT",
  "DELIVERED",
  "COMPLETED",
  "CANCELLED",
] as const;

/** Filters that are one word each; days as 2026-11-21. */
export const WORDS = [
  "status",
  "by",
  "from",
  "to",
  "due",
  "reason",
  "tag",
  "assignee",
  "warehouse",
  "delivery",
  "shipping",
  "sku",
  "kind",
  "tracking",
  "trouble",
  "archived",
  "counted",
] as const;
export type Word = (typeof WORDS)[number];

export interface Filter extends Record<Word, string> {
  stores: string[] | null;
  /** None: every stage. */
  stages: Stage[];
}

/** What is due comes first; else the newest. */
export const isByDeadline = ({ stages, due, trouble }: Filter) => stages.length > 0 || due !== "" || trouble === "label";

/** Where the list is: narrowed, searched by words, or made of pasted ids. */
export type Move = Partial<Filter> & { search?: string; ids?: string[] };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const noWords = Object.fromEntries(WORDS.map((word) => [word, ""])) as Record<Word, string>;
export const NO_FILTER: Filter = { stores: null, stages: [], ...noWords };

/** The list somebody was in last: the way back from an order leads there. */
let lastList = "/orders";
export const listBefore = () => lastList;

type Query = Partial<Record<Word | "stage" | "store" | "q" | "ids", string>>;

function filterIn(query: Query): Filter {
  const stages = query.stage?.split(",") ?? [];
  const words = WORDS.map((word): [Word, string] => {
    const text = query[word] ?? "";
    return [word, (word === "from" || word === "to") && !DAY.test(text) ? "" : text];
  });
  return {
    stores: query.store ? query.store.split(",") : null,
    stages: STAGES.filter((stage) => stages.includes(stage)),
    ...(Object.fromEntries(words) as Record<Word, string>),
  };
}

/** The address of a filter. */
export function addressOf({ stores, stages, search, ids, ...words }: Filter & { search?: string; ids?: string[] }): string {
  const wanted = { ...words, stage: stages.join(), store: stores?.join(), q: search, ids: ids?.join() };
  const asked = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return asked.size > 0 ? `/orders?${asked.toString().replaceAll("%2C", ",")}` : "/orders";
}

export function useOrdersPlace() {
  const [query] = useSearchParams<Query>();
  const navigate = useNavigate();
  const filter = createMemo<Filter>(() => filterIn(query));
  const search = () => query.q ?? "";
  const ids = createMemo(() => query.ids?.split(",").filter((id) => id !== "") ?? []);
  const move = (change: Move) => addressOf({ ...filter(), search: search(), ids: ids(), ...change });
  const location = useLocation();
  createEffect(() => {
    if (location.pathname === "/orders") lastList = location.pathname + location.search;
  });
  return {
    filter,
    search,
    ids,
    /** Neither words nor ids: the filter says what is listed. */
    isFilter: () => search() === "" && ids().length === 0,
    addressOf: move,
    go: (change: Move, replace = false) => navigate(move(change), { replace, scroll: false }),
  };
}

export type OrdersPlace = ReturnType<typeof useOrdersPlace>;

/** The filter as the desk is asked it, in the address's own words; days begin where the reader is. */
export function questionOf({ stores, stages, ...words }: Filter) {
  const asked = Object.fromEntries(Object.entries(words).flatMap(([name, value]) => (value ? [[name, value]] : []))) as Partial<
    Record<Word, string>
  >;
  return { ...asked, stores: stores?.join(), stage: stages.join() || undefined, zone: ownZone };
}

/** The filter as views and jobs keep it. */
export function keptOf({ stores, stages, ...words }: Filter) {
  return { stores, stages, zone: ownZone, ...Object.fromEntries(Object.entries(words).map(([name, value]) => [name, value || null])) };
}
