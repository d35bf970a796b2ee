/** Rows one has chosen in a list, by their ids: a list that changes under the hand changes nothing about them. Another question is another
 *  list, and begins with none. */
import { type Accessor, createEffect, createSignal, on } from "solid-js";
import { useKeys } from "./keys.ts";

export interface Selection {
  /** Boxes are shown, and the bar. */
  isOn: Accessor<boolean>;
  ids: Accessor<string[]>;
  has(id: string): boolean;
  /** Turns one over, or all from the last one up to this. */
  choose(id: string, isRange: boolean): void;
  /** For hands without keys: boxes before anything is chosen. */
  begin(): void;
  clear(): void;
  /** Every row that is loaded. */
  chooseAll(): void;
}

interface Rows {
  steady: { ids(): readonly string[]; touch(): void };
  /** The row the keyboard is at. */
  focused(): string | null;
}

export function useSelection(list: Accessor<Rows>, question: Accessor<string>): Selection {
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const [isBegun, setBegun] = createSignal(false);
  let last: string | null = null;
  const clear = () => {
    setChosen(new Set<string>());
    setBegun(false);
    last = null;
  };
  const range = (id: string): string[] => {
    const ids = list().steady.ids();
    const [from, to] = [last === null ? -1 : ids.indexOf(last), ids.indexOf(id)];
    return from < 0 || to < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  };
  const choose = (id: string, isRange: boolean) => {
    list().steady.touch();
    const isOut = chosen().has(id) && !isRange;
    setChosen((all) => (isOut ? new Set([...all].filter((one) => one !== id)) : new Set([...all, ...(isRange ? range(id) : [id])])));
    last = id;
  };
  createEffect(on(question, clear, { defer: true }));
  const atHand = (act: (id: string) => void) => () => {
    const id = list().focused() ?? list().steady.ids()[0];
    if (id !== undefined) act(id);
  };
  const chooseAll = () => setChosen(new Set(list().steady.ids()));
  useKeys({ select: atHand((id) => choose(id, false)), "select-range": atHand((id) => choose(id, true)), "select-all": chooseAll });
  return {
    isOn: () => isBegun() || chosen().size > 0,
    ids: () => [...chosen()],
    has: (id) => chosen().has(id),
    choose,
    begin: () => setBegun((is) => !is || chosen().size > 0),
    clear,
    chooseAll,
  };
}
