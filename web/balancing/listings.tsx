/** What each listing of one store is to show, what TikTok shows, and what is on its way; a number opens what explains it. */

import { createSignal, For, Show, Suspense } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Empty, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { askBalanced, type BalancedListing, type RuleKind } from "./queries.ts";

const NumberDialog = room(["inventory", "inventoryProblems", "stockProblems", "balancing"], () => import("./number.tsx"));

interface ListingsProps {
  store: string;
  stores: string[];
  kinds: readonly RuleKind[];
  onChoose: (store: string) => void;
}

export function Listings(props: ListingsProps) {
  const words = speak("balancing").listings;
  const stores = useStores();
  const query = useInfiniteQuery(() => askBalanced(props.store));
  const [open, setOpen] = createSignal<BalancedListing | null>(null);
  return (
    <section class="card" aria-labelledby="h-balanced-listings">
      <header>
        <h2 id="h-balanced-listings">{words.title}</h2>
        <span class="push">
          <Select
            label={words.store}
            value={props.store}
            onChange={props.onChoose}
            options={props.stores.map((id) => ({ value: id, label: stores.find(id)?.name ?? id }))}
          />
        </span>
      </header>
      <Answer of={query} waiting={<Skeleton rows={5} class="scan-waiting" widths={[60, 12]} />}>
        {(data) => (
          <Show
            when={data().pages.some((page) => page.rows.length > 0)}
            fallback={<Empty icon="tag" title={words.none.title} words={words.none.words} />}
          >
            <section class="balance-scroll" tabindex="0" aria-label={words.title}>
              <table class="balance-table" aria-label={words.title}>
                <thead>
                  <tr>
                    <th scope="col">{words.listing}</th>
                    <th scope="col" class="num">
                      {words.wanted}
                    </th>
                    <th scope="col" class="num">
                      {words.shown}
                    </th>
                    <th scope="col">{words.onWay}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={data().pages.flatMap((page) => page.rows)}>{(row) => <Row row={row} onOpen={() => setOpen(row)} />}</For>
                </tbody>
              </table>
            </section>
          </Show>
        )}
      </Answer>
      <Show when={query.hasNextPage}>
        <p class="balance-more">
          <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </p>
      </Show>
      <Suspense>
        <Show when={open()}>{(row) => <NumberDialog row={row()} kinds={props.kinds} onClose={() => setOpen(null)} />}</Show>
      </Suspense>
    </section>
  );
}

export const nameOf = (row: Pick<BalancedListing, "title" | "variation">) => [row.title, row.variation].filter(Boolean).join(" · ");

function Row(props: { row: BalancedListing; onOpen: () => void }) {
  const words = speak("balancing").listings;
  return (
    <tr>
      <th scope="row">
        <bdi class="ellipsis balance-title">{nameOf(props.row)}</bdi>
        <span class="id small">{props.row.sellerSku ?? props.row.sku}</span>
      </th>
      <td class="num">
        <button
          type="button"
          class="link"
          aria-label={words.explain(formatCount(props.row.wanted), nameOf(props.row))}
          onClick={() => props.onOpen()}
        >
          {formatCount(props.row.wanted)}
        </button>
      </td>
      <td class="num" title={props.row.shownAt === null ? undefined : words.readAt}>
        {props.row.shown === null ? "–" : formatCount(props.row.shown)}
      </td>
      <td class="small">
        <OnItsWay row={props.row} />
      </td>
    </tr>
  );
}

/** In words: what is going on with a listing's number. */
export function OnItsWay(props: { row: BalancedListing }) {
  const about = speak("balancing");
  const words = about.listings;
  return (
    <Show
      when={props.row.failed}
      fallback={
        <Show
          when={props.row.sent !== null && props.row.sentAt}
          fallback={<span class="dim">{props.row.next === null ? words.nothing : words.next(formatCount(props.row.next))}</span>}
        >
          {(at) => (
            <span>
              {words.sent(formatCount(props.row.sent ?? 0))} <Time at={at()} as="ago" />
            </span>
          )}
        </Show>
      }
    >
      {(failed) => (
        <span class="late">
          {words.failed} <span class="theirs-word">{about.failures[failed().words] ?? failed().words}</span>{" "}
          <Show when={failed().code}>{(code) => <span class="id">{code()}</span>}</Show>
        </span>
      )}
    </Show>
  );
}
