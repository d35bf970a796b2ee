/** Rows that stay where they are while a hand is on the list: what changed shows in its place, what is new waits to be let in, what is gone
 *  stays until then. At the top, and left alone, the list lets everything in by itself. */
import { type Accessor, createRenderEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";

/** A list nobody has touched for this long is left alone. */
const REST_MS = 1_500;

export interface Steady<Row> {
  ids: Accessor<string[]>;
  find(id: string): Row | undefined;
  /** How many rows wait to be let in. */
  fresh: Accessor<number>;
  /** Lets everything in now. */
  show(): void;
  /** Somebody's hand is on the list. */
  touch(): void;
}

interface SteadyOptions<Row> {
  rows: Accessor<Row[] | undefined>;
  /** Another question, another list: nothing of the old one stays. */
  question: Accessor<string>;
  isAtTop: Accessor<boolean>;
}

export function createSteady<Row extends { id: string }>(options: SteadyOptions<Row>): Steady<Row> {
  const [ids, setIds] = createSignal<string[]>([]);
  const [waiting, setWaiting] = createSignal<string[]>([]);
  const [rows, setRows] = createStore<Record<string, Row | undefined>>({});
  let touchedAt = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let shownQuestion = "";
  onCleanup(() => clearTimeout(rest));

  /** The newest reading of each row, as it was given. */
  const read = new Map<string, Row>();
  /** Nothing is done for a row that did not change: thousands may stand, and a page brings a few. */
  const take = (row: Row) => {
    if (read.get(row.id) === row) return;
    read.set(row.id, row);
    // A store changes what it was given.
    setRows(row.id, reconcile(structuredClone(row)));
  };

  const newest = () => options.rows()?.map((row) => row.id) ?? [];
  const show = () => {
    setIds(newest());
    setWaiting([]);
  };
  const isLeftAlone = () => options.isAtTop() && Date.now() - touchedAt >= REST_MS;
  // Before anything that asks how long the list is, and whether its end is near.
  createRenderEffect(
    on([options.rows, options.question], ([found, question]) => {
      const isNew = question !== shownQuestion;
      if (!found) {
        if (isNew) setIds([]);
        return;
      }
      if (isNew) {
        read.clear();
        setRows(reconcile({}));
      }
      const kept = isNew ? [] : ids();
      shownQuestion = question;
      found.forEach(take);
      if (kept.length === 0 || isLeftAlone()) return show();
      const { steady, fresh } = mergeSteadily(kept, newest());
      setIds(steady);
      setWaiting(fresh);
    }),
  );
  return {
    ids,
    find: (id) => rows[id],
    fresh: () => waiting().length,
    show,
    touch: () => {
      touchedAt = Date.now();
      clearTimeout(rest);
      rest = setTimeout(() => options.rows() && isLeftAlone() && show(), REST_MS);
    },
  };
}

/** What stands stays; what comes after everything known is a further page and joins at the end; the rest is fresh. */
function mergeSteadily(standing: string[], newest: string[]): { steady: string[]; fresh: string[] } {
  const known = new Set(standing);
  const last = newest.findLastIndex((id) => known.has(id));
  return {
    steady: [...standing, ...newest.slice(last + 1)],
    fresh: newest.slice(0, last + 1).filter((id) => !known.has(id)),
  };
}
