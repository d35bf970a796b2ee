/** What became of each order of a print run or a job: by outcome, a page at a time. An outcome nobody had is not offered. */

import { For, type JSX } from "solid-js";
import type { InfiniteData, UseInfiniteQueryResult } from "../cache/use.ts";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";

interface OutcomesProps<One extends string, Item> {
  words: { items: string; allItems: string; noItems: string; outcomes: Partial<Record<One, string>> };
  more: string;
  /** Outcomes in the order of their tabs. */
  offered: readonly One[];
  counts: Record<One | "total", number>;
  outcome: One | null;
  onChoose: (outcome: One | null) => void;
  items: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  children: (item: Item) => JSX.Element;
}

export function Outcomes<One extends string, Item>(props: OutcomesProps<One, Item>) {
  const tabs = () => [null, ...props.offered.filter((one) => props.counts[one] > 0 || one === props.outcome)];
  return (
    <section class="card" aria-label={props.words.items}>
      <header>
        <h2>{props.words.items}</h2>
      </header>
      <fieldset class="tabs run-tabs" aria-label={props.words.items}>
        <For each={tabs()}>
          {(one) => (
            <button type="button" aria-current={props.outcome === one ? "true" : undefined} onClick={() => props.onChoose(one)}>
              {one === null ? props.words.allItems : props.words.outcomes[one]}
              <span class="count">{formatCount(props.counts[one ?? "total"])}</span>
            </button>
          )}
        </For>
      </fieldset>
      <Answer of={props.items} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <ul class="list lined">
            <For each={data().pages.flatMap((page) => page.items)} fallback={<li class="list-row small dim">{props.words.noItems}</li>}>
              {(item) => props.children(item)}
            </For>
          </ul>
        )}
      </Answer>
      <NextPage of={props.items} foot>
        {props.more}
      </NextPage>
    </section>
  );
}
