/** All orders of all stores: what is due first within a stage, the newest first without one. */
import { createEffect, createSignal, For, Show, Suspense } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { formatCount } from "../ui/money.ts";
import { Search } from "../ui/search.tsx";
import { useSelection } from "../ui/selection.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { type Columns, useColumns } from "../workload/columns.ts";
import { Filters } from "./filters.tsx";
import { useOrderList } from "./list.ts";
import "./orders.css";
import { isByDeadline, keptOf, NO_FILTER, type OrdersPlace, useOrdersPlace, WORDS } from "./place.ts";
import { STAGES } from "./queries.ts";
import { OrderTable } from "./table.tsx";
import { nameOf, type OrderCounts, OrderViews, OrderViewsMenu, useKeptViews, useOrderCounts } from "./views.tsx";

const KeepViews = room(["finding"], () => import("../workload/keep-view.tsx"));
const PasteDialog = room(["workload"], () => import("../workload/paste-dialog.tsx"));
const ExportDialog = room(["workload"], () => import("../workload/export-dialog.tsx"));
const ColumnPanel = room(["workload"], () => import("../workload/column-panel.tsx"));

const OrderBar = room(["shipping", "workload"], () => import("./bar.tsx"));

export default function Orders() {
  const words = speak("orders");
  const place = useOrdersPlace();
  const counts = useOrderCounts(place);
  const list = useOrderList(place);
  const selection = useSelection(
    () => list,
    () => place.addressOf({}),
  );
  const [field, setField] = createSignal<HTMLInputElement>();
  createEffect(() => {
    document.title = `${name()} · ${words.title} · ${speak("frame").product}`;
  });
  useKeys({
    next: () => list.step(1),
    previous: () => list.step(-1),
    open: () => (document.activeElement as HTMLElement | null)?.click(),
    search: () => field()?.focus(),
    back: () => (place.search() ? place.go({ search: "" }) : leaveField(() => list.step(1))),
    filter: () => openFilters(),
  });
  const kept = useKeptViews(() => place);
  const columns = useColumns(() => kept.here()?.columns ?? null);
  const [keeping, setKeeping] = createSignal<"keep" | "change" | null>(null);
  const name = () => nameOf(place, kept.here());
  const count = () => (place.isFilter() ? countIn(place, counts) : list.rows()?.length);
  return (
    <>
      <OrderViews place={place} counts={counts} onChangeKept={() => setKeeping("change")} />
      <main class="room orders" id="room">
        <Head place={place} name={name()} count={count()} onField={setField} />
        <StageTabs place={place} counts={counts} />
        <Filters
          place={place}
          sortedBy={isByDeadline(place.filter()) ? words.sortDue : words.sortTime}
          onKeep={() => setKeeping("keep")}
          acts={<ListActs place={place} columns={columns} />}
        />
        <Unknown ids={list.unknown()} />
        <OrderTable place={place} list={list} columns={columns.shown()} selection={selection} />
        <Show when={selection.isOn()}>
          <Suspense>
            <OrderBar selection={selection} place={place} list={list} matching={countIn(place, counts)} />
          </Suspense>
        </Show>
        <OrderViewsMenu place={place} counts={counts} />
        <Suspense>
          <Show when={keeping()}>
            {(mode) => <KeepViews place={place} mode={mode()} columns={columns.chosen()} onClose={() => setKeeping(null)} />}
          </Show>
        </Suspense>
      </main>
    </>
  );
}

/** By its own button, so that the keyboard goes on from there. */
function openFilters(): void {
  const button = document.querySelector<HTMLElement>("[popovertarget=order-filters]");
  button?.focus();
  button?.click();
}

interface HeadProps {
  place: OrdersPlace;
  name: string;
  count: number | undefined;
  onField: (field: HTMLInputElement) => void;
}

function Head(props: HeadProps) {
  const words = speak("orders");
  return (
    <div class="bar">
      <h1 class="title">
        <button type="button" class="row narrow-only" popovertarget="order-views">
          <span class="ellipsis">{props.name}</span> <Icon name="down" size="s" />
        </button>
        <span class="wide-only">{props.name}</span>
      </h1>
      <span class="dim count">{props.count === undefined ? "" : formatCount(props.count)}</span>
      <Search
        class="order-search"
        ref={props.onField}
        label={words.search}
        placeholder={words.searchHint}
        value={props.place.search()}
        onSearch={(search) => props.place.go({ search, ids: [] }, props.place.search() !== "")}
      />
    </div>
  );
}

/** Read off the counters; nobody has counted what other filters than stages leave. */
function countIn(place: OrdersPlace, counts: OrderCounts): number | undefined {
  const filter = place.filter();
  if (WORDS.some((word) => filter[word] !== "")) return undefined;
  return filter.stages.length === 0 ? counts.all() : filter.stages.reduce((sum, stage) => sum + (counts.of(stage) ?? 0), 0);
}

/** What is done with the list as a whole. */
function ListActs(props: { place: OrdersPlace; columns: Columns }) {
  const words = speak("workload");
  const [pasting, setPasting] = createSignal(false);
  const [exporting, setExporting] = createSignal(false);
  const [opened, setOpened] = createSignal(false);
  return (
    <>
      <IconButton small icon="search" label={words.paste.open} onPress={() => setPasting(true)} />
      <Show when={props.place.isFilter()}>
        <IconButton small icon="out" label={words.bar.export} onPress={() => setExporting(true)} />
      </Show>
      <button
        type="button"
        class="button quiet s icon-only wide-only"
        popovertarget="order-columns"
        aria-label={words.columnsOf.open}
        title={words.columnsOf.open}
      >
        <Icon name="sliders" />
      </button>
      <div
        id="order-columns"
        popover
        class="menu column-panel"
        role="dialog"
        aria-label={words.columnsOf.title}
        on:beforetoggle={(event) => event.newState === "open" && setOpened(true)}
      >
        <Suspense>
          <Show when={opened()}>
            <ColumnPanel columns={props.columns} />
          </Show>
        </Suspense>
      </div>
      <Suspense>
        <Show when={pasting()}>
          <PasteDialog onFind={(ids) => props.place.go({ ...NO_FILTER, search: "", ids })} onClose={() => setPasting(false)} />
        </Show>
        <Show when={exporting()}>
          <ExportDialog of={{ filters: keptOf(props.place.filter()) as never }} onClose={() => setExporting(false)} />
        </Show>
      </Suspense>
    </>
  );
}

/** Pasted ids that name nothing one may see. */
function Unknown(props: { ids: string[] }) {
  const words = speak("workload").paste;
  return (
    <Show when={props.ids.length > 0}>
      <details class="unknown-ids">
        <summary>{words.unknown(formatCount(props.ids.length))}</summary>
        <p class="small mid" dir="ltr">
          {props.ids.join(", ")}
        </p>
      </details>
    </Show>
  );
}

function StageTabs(props: { place: OrdersPlace; counts: OrderCounts }) {
  const words = speak("orders");
  const stages = () => (props.place.isFilter() ? props.place.filter().stages : []);
  const isOnly = (one: (typeof STAGES)[number]) => stages().join() === one;
  const isShown = (one: (typeof STAGES)[number]) => (props.counts.of(one) ?? 0) > 0 || stages().includes(one);
  return (
    <nav class="tabs" aria-label={words.stage}>
      <a
        href={props.place.addressOf({ stages: [], search: "", ids: [] })}
        aria-current={stages().length === 0 && props.place.isFilter() ? "page" : undefined}
      >
        {words.allStages}
        <span class="count">{props.counts.all() === undefined ? "" : formatCount(props.counts.all() ?? 0)}</span>
      </a>
      <For each={STAGES}>
        {(one) => (
          <Show when={isShown(one)}>
            <a href={props.place.addressOf({ stages: [one], search: "", ids: [] })} aria-current={isOnly(one) ? "page" : undefined}>
              {speak("stages").order[one]}
              <span class="count">{formatCount(props.counts.of(one) ?? 0)}</span>
            </a>
          </Show>
        )}
      </For>
    </nav>
  );
}
