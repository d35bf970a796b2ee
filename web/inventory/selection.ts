/** Listings that are ticked, by name: rows that come and go change nothing about them. Another question is another list, and begins with none. */
import { type Accessor, createEffect, createSignal, on } from "solid-js";
import { useKeys } from "../ui/keys.ts";
import type { ListingSummary } from "./queries.ts";

export const keyOf = (listing: { store: string; sku: string }) => `${listing.store}/${listing.sku}`;

export interface Chosen {
  rows: Accessor<ListingSummary[]>;
  has(row: ListingSummary): boolean;
  /** Every row that is loaded. */
  isAll(): boolean;
  choose(row: ListingSummary, isRange: boolean): void;
  chooseAll(): void;
  clear(): void;
}

export function useChosen(shown: Accessor<ListingSummary[] | undefined>, question: Accessor<string>): Chosen {
  const [chosen, setChosen] = createSignal<ReadonlyMap<string, ListingSummary>>(new Map());
  let last: string | null = null;
  const clear = () => {
    setChosen(new Map<string, ListingSummary>());
    last = null;
  };
  createEffect(on(question, clear, { defer: true }));
  const add = (rows: ListingSummary[]) => setChosen((all) => new Map([...all, ...rows.map((row) => [keyOf(row), row] as const)]));
  const choose = (row: ListingSummary, isRange: boolean) => {
    const rows = shown() ?? [];
    const [from, to] = [rows.findIndex((one) => keyOf(one) === last), rows.findIndex((one) => keyOf(one) === keyOf(row))];
    if (isRange && from >= 0 && to >= 0) add(rows.slice(Math.min(from, to), Math.max(from, to) + 1));
    else if (chosen().has(keyOf(row))) setChosen((all) => new Map([...all].filter(([key]) => key !== keyOf(row))));
    else add([row]);
    last = keyOf(row);
  };
  const atHand = (isRange: boolean) => () => {
    const id = document.activeElement?.closest("[data-row]")?.getAttribute("data-row");
    const row = shown()?.find((one) => keyOf(one) === id) ?? shown()?.[0];
    if (row) choose(row, isRange);
  };
  const isAll = () => (shown()?.length ?? 0) > 0 && (shown() ?? []).every((row) => chosen().has(keyOf(row)));
  const chooseAll = () => add(shown() ?? []);
  useKeys({ select: atHand(false), "select-range": atHand(true), "select-all": chooseAll });
  return { rows: () => [...chosen().values()], has: (row) => chosen().has(keyOf(row)), isAll, choose, chooseAll, clear };
}
