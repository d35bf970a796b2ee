/** Which listings are looked at, read from the address and written to nothing else: unmapped ones unless it says otherwise. */

import { createMemo } from "solid-js";
import { useNavigate, useSearchParams } from "../router/use.ts";
import { LISTED_STATES, type ListingsQuestion } from "./queries.ts";

const ADDRESS = "/inventory/listings";

export function useListingsPlace() {
  const [query] = useSearchParams<{ state?: string; store?: string; q?: string }>();
  const navigate = useNavigate();
  const question = createMemo(
    (): ListingsQuestion => {
      const q = query.q ?? "";
      const named = LISTED_STATES.find((state) => state === query.state);
      // What is looked for may be in any state.
      const state = query.state === "all" || (q !== "" && !named) ? null : (named ?? "unmapped");
      return { q, state, store: query.store ?? null };
    },
    undefined,
    { equals: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  const addressOf = (change: Partial<ListingsQuestion>): string => {
    const { q, state, store } = { ...question(), ...change };
    const isUsual = state === (q ? null : "unmapped");
    const asked = new URLSearchParams(
      Object.entries({ state: isUsual ? "" : (state ?? "all"), store: store ?? "", q }).filter(([, value]) => value),
    );
    return asked.size > 0 ? `${ADDRESS}?${asked}` : ADDRESS;
  };
  return {
    question,
    addressOf,
    go: (change: Partial<ListingsQuestion>, replace = false) => {
      // Beginning or ending a search begins at its usual state.
      const state =
        change.q === undefined
          ? {}
          : { state: change.q ? (question().state && question().q ? question().state : null) : ("unmapped" as const) };
      navigate(addressOf({ ...state, ...change }), { replace, scroll: false });
    },
  };
}

export type ListingsPlace = ReturnType<typeof useListingsPlace>;
