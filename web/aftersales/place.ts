/** What the list of cancellations and returns shows, read from the address and written to nothing else. */

import { createEffect, createMemo } from "solid-js";
import { useLocation, useNavigate, useSearchParams } from "../router/use.ts";
import type { Kind, Phase } from "./queries.ts";

export const PHASES: readonly Phase[] = ["waiting", "underway", "over"];
/** The addresses' words; the plural is what a page is called. */
export const KINDS: readonly Kind[] = ["return", "cancellation", "own"];
const WORD_OF: Record<Kind, string> = { return: "returns", cancellation: "cancellations", own: "own" };
export const TYPES: Record<Kind, readonly string[]> = {
  return: ["REFUND", "RETURN_AND_REFUND", "REPLACEMENT"],
  cancellation: ["BUYER_CANCEL", "CANCEL"],
  own: [],
};

export interface Filter {
  kind: Kind;
  phase: Phase;
  type: string;
  stores: string[] | null;
  search: string;
}

/** The list somebody was in last: the way back from a case leads there. */
let lastList = "/returns";
export const listBefore = () => lastList;

export function useCasesPlace() {
  const [query] = useSearchParams<{ kind?: string; phase?: string; type?: string; store?: string; q?: string }>();
  const navigate = useNavigate();
  const location = useLocation();
  const filter = createMemo<Filter>(() => ({
    kind: KINDS.find((kind) => WORD_OF[kind] === query.kind) ?? "return",
    phase: PHASES.find((one) => one === query.phase) ?? "waiting",
    type: query.type ?? "",
    stores: query.store ? query.store.split(",") : null,
    search: query.q ?? "",
  }));
  const addressOf = (change: Partial<Filter>): string => {
    const { kind, phase, type, stores, search } = { ...filter(), ...change };
    const wanted = {
      kind: kind !== "return" && WORD_OF[kind],
      phase: phase !== "waiting" && phase,
      type,
      store: stores?.join(","),
      q: search,
    };
    const asked = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    return asked.size > 0 ? `/returns?${asked.toString().replaceAll("%2C", ",")}` : "/returns";
  };
  createEffect(() => {
    if (location.pathname === "/returns") lastList = location.pathname + location.search;
  });
  /** Not on the page of one case, which may be of any kind. */
  const isList = () => location.pathname === "/returns";
  return {
    filter,
    isList,
    addressOf,
    go: (change: Partial<Filter>, replace = false) => navigate(addressOf(change), { replace, scroll: false }),
  };
}

export type CasesPlace = ReturnType<typeof useCasesPlace>;
