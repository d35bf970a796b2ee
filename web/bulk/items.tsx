/** What became of each ticket of a job, by outcome, with the reason where nothing did. */

import { createSignal, For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { askItems, type Item, type Job, type Outcome } from "./queries.ts";
import { tellBecause } from "./tell.ts";

const TABS = ["failed", "skipped", "ready", "leaving", "done", "undone", "kept"] as const;

export function Items(props: { job: Job }) {
  const words = speak("bulk").job;
  const [outcome, setOutcome] = createSignal<Outcome | null>(null);
  const items = useInfiniteQuery(() => askItems(props.job.id, outcome()));
  const nameOf = (one: Outcome) => {
    const isOver = props.job.state === "stopped";
    if (one === "done" && props.job.wish.do === "reply") return words.outcomes.sent;
    if (isOver && one === "ready") return words.outcomes.unsent;
    return isOver && one === "waiting" ? words.outcomes.undecided : words.outcomes[one];
  };
  const tabs = () => [null, ...TABS.filter((one) => props.job.counts[one] > 0 || one === outcome())];
  return (
    <section class="card" aria-label={words.items}>
      <header>
        <h2>{words.items}</h2>
      </header>
      <fieldset class="tabs bulk-tabs" aria-label={words.items}>
        <For each={tabs()}>
          {(one) => (
            <button type="button" aria-current={outcome() === one ? "true" : undefined} onClick={() => setOutcome(one)}>
              {one === null ? words.all : nameOf(one)}
              <span class="count">{formatCount(one === null ? props.job.counts.total : props.job.counts[one])}</span>
            </button>
          )}
        </For>
      </fieldset>
      <Answer of={items} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <Show when={data().pages.some((page) => page.items.length > 0)} fallback={<p class="padded small dim">{words.noItems}</p>}>
            <ul class="list">
              <For each={data().pages.flatMap((page) => page.items)}>{(item) => <ItemRow item={item} says={nameOf(item.outcome)} />}</For>
            </ul>
          </Show>
        )}
      </Answer>
      <NextPage of={items} foot>
        {words.more}
      </NextPage>
    </section>
  );
}

function ItemRow(props: { item: Item; says: string }) {
  const words = speak("bulk").job;
  const stores = useStores();
  return (
    <li class="list-row bulk-row">
      <div class="bulk-name">
        <Show when={props.item.ticket} fallback={<p class="mid">{words.hidden}</p>}>
          {(ticket) => (
            <p class="row">
              <Show when={stores.find(ticket().storeId)}>{(store) => <StoreMark store={store()} />}</Show>
              <a class="link ellipsis" href={`/mailbox/todo/${props.item.ticketId}`} dir="auto">
                {ticket().buyer}
              </a>
              <span class="small dim">{words.number(ticket().number)}</span>
            </p>
          )}
        </Show>
        <Show when={props.item.because}>{(because) => <p class="small dim">{tellBecause(because())}</p>}</Show>
      </div>
      <span class="push">
        <span class="badge" classList={{ late: props.item.outcome === "failed" }}>
          {props.says}
        </span>
      </span>
    </li>
  );
}
