/** What the list of orders shows, read from the address and written to nothing else. Filters are words there ("due=24h"), so that a link of
 *  yesterday means the same today. */
import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo } from "solid-js";
import { now } from "../ui/clock.ts";
import { STAGES, type Stage } from "./queries.ts";

export const DUE = ["24h", "3d", "late"] as const;
export type DueFilter = (typeof DUE)[number];
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

export const REASONS = [
  "cancel-requested",
  "unknown-status",
  "address-incomplete",
  "listing-unmapped",
  "no-warehouse",
  "stock-short",
] as const;
export type ReasonFilter = (typeof REASONS)[number];

export interface Filter {
  stores: string[] | null;
  stage: Stage | null;
  status: string;
  by: "merchant" | "store" | null;
  /** Days as the reader writes them: 2026-11-21. */
  from: string;
  to: string;
  due: DueFilter | null;
  /** Why it is in review. */
  reason: ReasonFilter | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const oneOf = <Choice extends string>(choices: readonly Choice[], text: string | undefined): Choice | null =>
  choices.find((choice) => choice === text) ?? null;

/** The list somebody was in last: the way back from an order leads there. */
let lastList = "/orders";
export const listBefore = () => lastList;

export function useOrdersPlace() {
  type Query = {
    reason?: string;
    stage?: string;
    store?: string;
    status?: string;
    by?: string;
    from?: string;
    to?: string;
    due?: string;
    q?: string;
  };
  const [query] = useSearchParams<Query>();
  const navigate = useNavigate();
  const filter = createMemo<Filter>(() => ({
    stores: query.store ? query.store.split(",") : null,
    stage: oneOf(STAGES, query.stage),
    status: query.status ?? "",
    by: oneOf(BY, query.by),
    from: DAY.test(query.from ?? "") ? (query.from ?? "") : "",
    to: DAY.test(query.to ?? "") ? (query.to ?? "") : "",
    due: oneOf(DUE, query.due),
    reason: oneOf(REASONS, query.reason),
  }));
  const search = () => query.q ?? "";
  const addressOf = (change: Partial<Filter> & { search?: string }): string => {
    const { stores, stage, status, by, from, to, due, reason, search: text } = { ...filter(), search: search(), ...change };
    const wanted = { stage, reason, store: stores?.join(","), status, by, from, to, due, q: text };
    const asked = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    return asked.size > 0 ? `/orders?${asked.toString().replaceAll("%2C", ",")}` : "/orders";
  };
  const location = useLocation();
  createEffect(() => {
    if (location.pathname === "/orders") lastList = location.pathname + location.search;
  });
  return {
    filter,
    search,
    addressOf,
    go: (change: Partial<Filter> & { search?: string }, replace = false) => navigate(addressOf(change), { replace, scroll: false }),
  };
}

export type OrdersPlace = ReturnType<typeof useOrdersPlace>;

export const NO_FILTER: Filter = { stores: null, stage: null, status: "", by: null, from: "", to: "", due: null, reason: null };

const SECOND_MS = 1000;
const HOUR_SECONDS = 3_600;
const DUE_SECONDS: Record<DueFilter, number> = { "24h": 24 * HOUR_SECONDS, "3d": 72 * HOUR_SECONDS, late: 0 };
/** A question that changed with every second would never find its own answer again. */
const DUE_STEP_SECONDS = 300;

const startOf = (day: string) => Math.floor(new Date(`${day}T00:00:00`).getTime() / SECOND_MS);

/** The filter as the desk is asked it: days and spans become moments. */
export function questionOf(filter: Filter) {
  const nowSeconds = Math.ceil(now() / SECOND_MS / DUE_STEP_SECONDS) * DUE_STEP_SECONDS;
  const nextDay = (day: string) => startOf(day) + 36 * HOUR_SECONDS;
  const midnight = (seconds: number) => Math.floor(new Date(seconds * SECOND_MS).setHours(0, 0, 0, 0) / SECOND_MS);
  return {
    stores: filter.stores?.join(","),
    stage: filter.stage ?? undefined,
    status: filter.status || undefined,
    by: filter.by ?? undefined,
    from: filter.from ? String(startOf(filter.from)) : undefined,
    before: filter.to ? String(midnight(nextDay(filter.to))) : undefined,
    reason: filter.reason ?? undefined,
    due: filter.due ? String(nowSeconds + DUE_SECONDS[filter.due]) : undefined,
  };
}
