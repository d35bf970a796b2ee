/** Cancellations and returns of all stores: what waits for an answer first, soonest deadline at the top. */

import { createEffect, createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { useInfiniteQuery, useQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { formatCount, formatMoney } from "../ui/money.ts";
import { Search } from "../ui/search.tsx";
import { Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import "../orders/orders.css";
import "./aftersales.css";
import { type CasesPlace, TYPES, useCasesPlace } from "./place.ts";
import { askCases, askFoundCases, type CaseSummary } from "./queries.ts";
import { AnswerBy, PhaseWord, TypeWord } from "./state.tsx";
import { CaseViews, CaseViewsMenu, nameOf } from "./views.tsx";

const SHOWN_BEFORE_END_PX = 600;

export default function Returns() {
  const words = speak("aftersales");
  const place = useCasesPlace();
  const list = useCases(place);
  const [field, setField] = createSignal<HTMLInputElement>();
  createEffect(() => {
    document.title = `${nameOf(place)} · ${words.title} · ${speak("frame").product}`;
  });
  const step = (by: number) => {
    const links = [...document.querySelectorAll<HTMLElement>(".case-table a.whole")];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[at < 0 ? 0 : at + by]?.focus();
  };
  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    open: () => (document.activeElement as HTMLElement | null)?.click(),
    search: () => field()?.focus(),
    back: () => (place.filter().search ? place.go({ search: "" }) : leaveField(() => step(1))),
  });
  return (
    <>
      <CaseViews place={place} />
      <main class="room orders" id="room">
        <div class="bar">
          <h1 class="title">
            <button type="button" class="row narrow-only" popovertarget="case-views">
              <span class="ellipsis">{nameOf(place)}</span> <Icon name="down" size="s" />
            </button>
            <span class="wide-only">{nameOf(place)}</span>
          </h1>
          <Search
            class="order-search"
            ref={setField}
            label={words.search}
            placeholder={words.searchHint}
            value={place.filter().search}
            onSearch={(search) => place.go({ search }, place.filter().search !== "")}
          />
        </div>
        <Show when={!place.filter().search && TYPES[place.filter().kind].length > 0}>
          <div class="filters">
            <Select
              label={words.type}
              value={place.filter().type}
              options={[
                { value: "", label: words.anyType },
                ...TYPES[place.filter().kind].map((type) => ({ value: type, label: words.types[type] ?? type })),
              ]}
              onChange={(type) => place.go({ type })}
            />
          </div>
        </Show>
        <CaseTable place={place} list={list} />
        <CaseViewsMenu place={place} />
      </main>
    </>
  );
}

function useCases(place: CasesPlace) {
  const isSearch = () => place.filter().search !== "";
  const pages = useInfiniteQuery(() => ({ ...askCases(place.filter().stores, place.filter()), enabled: !isSearch() }));
  const found = useQuery(() => ({ ...askFoundCases(place.filter().search, place.filter().stores), enabled: isSearch() }));
  const rows = createMemo<CaseSummary[] | undefined>(() => {
    if (isSearch()) return known(found)?.rows;
    const all = known(pages)?.pages.flatMap((page) => page.rows);
    return all && [...new Map(all.map((row) => [row.id, row])).values()];
  });
  return {
    rows,
    query: () => (isSearch() ? found : pages),
    stopped: () => !isSearch() && (known(pages)?.pages.at(-1)?.stopped ?? false) && pages.hasNextPage,
    isAsking: () => pages.isFetchingNextPage,
    askMore: () => !isSearch() && pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage(),
  };
}

function CaseTable(props: { place: CasesPlace; list: ReturnType<typeof useCases> }) {
  const words = speak("aftersales");
  const nothing = () => (props.place.filter().kind === "own" ? words.nothingOwn : words.nothing[props.place.filter().phase]);
  const near = (element: HTMLElement) =>
    element.scrollHeight - element.scrollTop - element.clientHeight < SHOWN_BEFORE_END_PX && !props.list.stopped() && props.list.askMore();
  return (
    <div class="scroll rows" onScroll={(event) => near(event.currentTarget)}>
      <Switch fallback={<Skeleton rows={10} class="order-waiting" widths={[12, 12, 25, 25, 12]} />}>
        <Match when={(props.list.rows()?.length ?? 0) > 0}>
          <table class="case-table" aria-label={words.list}>
            <thead>
              <tr>
                <For each={["case", "order", "items", "state", "due", "refund"] as const}>
                  {(column) => (
                    <th scope="col" class={`c-${column}`}>
                      {words.columns[column]}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={props.list.rows()}>{(row) => <CaseRow row={row} />}</For>
            </tbody>
          </table>
        </Match>
        <Match when={props.list.query().isLoadingError}>
          <div class="padded">
            <Trouble problem={props.list.query().error} onRetry={() => void props.list.query().refetch()} />
          </div>
        </Match>
        <Match when={props.list.rows() && !props.list.stopped()}>
          <Show when={props.place.filter().search} fallback={<Empty icon="return" title={nothing().title} words={nothing().words} />}>
            {(text) => <Empty icon="search" title={words.notFound.title(text())} words={words.notFound.words} />}
          </Show>
        </Match>
      </Switch>
      <Show when={props.list.stopped()}>
        <div class="looked">
          <span class="mid">{words.stopped(formatCount(props.list.rows()?.length ?? 0))}</span>
          <Button small icon="search" busy={props.list.isAsking()} onPress={() => props.list.askMore()}>
            {words.further}
          </Button>
        </div>
      </Show>
    </div>
  );
}

function CaseRow(props: { row: CaseSummary }) {
  const stores = useStores();
  const row = () => props.row;
  return (
    <tr data-row={row().id}>
      <td class="c-case">
        <a href={`/returns/${row().id}`} class="whole">
          <Show when={stores.find(row().store_id)}>{(store) => <StoreMark store={store()} />}</Show>
          <span class="id" title={row().id}>
            …{row().id.slice(-8)}
          </span>
        </a>
        <span class="second small dim">
          <TypeWord of={row()} />
        </span>
      </td>
      <td class="c-order id dim" title={row().order_id}>
        …{row().order_id.slice(-8)}
      </td>
      <td class="c-items">
        <span class="ellipsis own-line" title={row().items}>
          {row().items}
        </span>
        <span class="second small dim ellipsis" dir="auto">
          {row().reason_text ?? row().reason}
        </span>
      </td>
      <td class="c-state">
        <PhaseWord of={row()} />
        <span class="second theirs-word">{row().status}</span>
      </td>
      <td class="c-due">
        <AnswerBy of={row()} />
      </td>
      <td class="c-refund num">
        {row().refund_minor !== null && row().currency ? formatMoney(row().refund_minor ?? 0, row().currency ?? "") : "–"}
      </td>
    </tr>
  );
}
