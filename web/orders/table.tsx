/** The table of orders: pages as one scrolls, rows drawn near the screen only, steady under the hand. On a phone each row is three lines. */
import { createMemo, For, Match, Show, Switch } from "solid-js";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import type { Selection } from "../ui/selection.ts";
import { Empty, Skeleton, Trouble } from "../ui/states.tsx";
import { keepStyle } from "../ui/style.ts";
import { speak } from "../words/words.ts";
import type { ListColumn } from "../workload/queries.ts";
import type { OrderList } from "./list.ts";
import { NO_FILTER, type OrdersPlace } from "./place.ts";
import { OrderRow } from "./row.tsx";

const MS = 1000;

interface TableProps {
  place: OrdersPlace;
  list: OrderList;
  columns: readonly ListColumn[];
  selection: Selection;
}

export function OrderTable(props: TableProps) {
  const words = speak("orders");
  const visible = createMemo(() => props.list.steady.ids().slice(props.list.drawn.first(), props.list.drawn.end()));
  return (
    <div class="scroll rows" ref={(element) => props.list.adopt(element)}>
      <Show when={props.list.steady.fresh() > 0}>
        <button type="button" class="fresh" onClick={() => props.list.show()}>
          <Icon name="up" />
          {words.fresh(props.list.steady.fresh())}
        </button>
      </Show>
      <Switch fallback={<Skeleton rows={12} class="order-waiting" widths={[12, 12, 25, 12, 12, 12]} />}>
        <Match when={props.list.steady.ids().length > 0}>
          <table
            class="order-table"
            ref={(element) => adoptTable(element, () => props.columns)}
            aria-label={words.list}
            aria-rowcount={props.list.hasMore() ? -1 : props.list.steady.ids().length + 1}
          >
            <thead>
              <tr aria-rowindex="1">
                <For each={props.columns}>
                  {(column) => (
                    <th scope="col" class={`c-${column}`}>
                      {speak("workload").columns[column]}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody ref={(element) => padRows(element, props.list)}>
              <For each={visible()}>
                {(id, at) => (
                  <Show when={props.list.steady.find(id)}>
                    {(order) => (
                      <OrderRow
                        order={order()}
                        index={props.list.drawn.first() + at() + 2}
                        columns={props.columns}
                        selection={props.selection}
                      />
                    )}
                  </Show>
                )}
              </For>
            </tbody>
          </table>
        </Match>
        <Match when={props.list.query().isLoadingError}>
          <div class="padded">
            <Trouble problem={props.list.query().error} onRetry={() => void props.list.query().refetch()} />
          </div>
        </Match>
        <Match when={props.list.rows() && !props.list.stopped()}>
          <NothingHere place={props.place} />
        </Match>
      </Switch>
      <Foot {...props} />
    </div>
  );
}

/** How wide each column must be, in pixels, and its share of what is left. */
const WIDTHS: Record<ListColumn, [min: number, share: number]> = {
  order: [180, 1.1],
  store: [104, 1],
  buyer: [84, 1],
  units: [90, 2],
  stage: [142, 1.2],
  reasons: [130, 1.4],
  by: [78, 0.7],
  tags: [110, 1.2],
  assignee: [92, 0.8],
  delivery: [110, 1],
  warehouse: [92, 0.9],
  placed: [120, 0.9],
  deadline: [172, 1.4],
  total: [66, 0.6],
};
const GAP_PX = 12;
const tracksOf = (columns: readonly ListColumn[]) =>
  columns.map((column) => `minmax(${WIDTHS[column][0]}px, ${WIDTHS[column][1]}fr)`).join(" ");
/** Narrower than this the table scrolls sideways. */
const widthOf = (columns: readonly ListColumn[]) => columns.reduce((sum, column) => sum + WIDTHS[column][0] + GAP_PX, 2 * GAP_PX);

function adoptTable(element: HTMLElement, columns: () => readonly ListColumn[]): void {
  keepStyle(element, "--columns", () => tracksOf(columns()));
  keepStyle(element, "--columns-min", () => `${widthOf(columns())}px`);
}

function padRows(element: HTMLElement, list: OrderList): void {
  keepStyle(element, "padding-block-start", () => `${list.drawn.before()}px`);
  keepStyle(element, "padding-block-end", () => `${list.drawn.after()}px`);
}

/** The desk looks at so many rows for a filter without an index, and says where it stopped. */
function Foot(props: TableProps) {
  const words = speak("orders").stopped;
  const says = (stopped: { at: number | null }) => {
    const fits = formatCount(props.list.steady.ids().length);
    return stopped.at === null ? words.byStage(fits) : words.sinceDay(writeTime(stopped.at * MS, "date"), fits);
  };
  return (
    <>
      <Show when={props.list.leavesOut()}>
        <p class="looked mid">{speak("orders").leavesOutArchived}</p>
      </Show>
      <Show when={props.list.stopped()}>
        {(stopped) => (
          <div class="looked">
            <span class="mid">{says(stopped())}</span>
            <Button small icon="search" busy={props.list.isAsking()} onPress={() => props.list.askMore(true)}>
              {words.act}
            </Button>
          </div>
        )}
      </Show>
      <Show when={props.list.query().isError && props.list.steady.ids().length > 0}>
        <div class="padded">
          <Trouble problem={props.list.query().error} onRetry={() => void props.list.query().refetch()} stale />
        </div>
      </Show>
    </>
  );
}

function NothingHere(props: { place: OrdersPlace }) {
  const words = speak("orders");
  const me = useMe();
  const stores = useStores();
  const isFiltered = () => props.place.addressOf({ search: "" }) !== "/orders";
  return (
    <Switch fallback={<Empty icon="box" title={words.nothing.title} words={words.nothing.words} />}>
      <Match when={stores.all().length === 0}>
        <Empty icon="shop" title={words.noStore.title} words={isAdmin(me()) ? words.noStore.words : words.noStore.ask}>
          <Show when={isAdmin(me())}>
            <ButtonLink to="/app-store/tiktok-shop">{words.noStore.act}</ButtonLink>
          </Show>
        </Empty>
      </Match>
      <Match when={props.place.ids().length > 0}>
        <Empty icon="search" title={speak("workload").paste.unknown(formatCount(props.place.ids().length))} />
      </Match>
      <Match when={props.place.search()}>
        <Empty icon="search" title={words.notFound.title(props.place.search())} words={words.notFound.words} />
      </Match>
      <Match when={isFiltered()}>
        <Empty icon="filter" title={words.nothingFits.title}>
          <Button onPress={() => props.place.go({ ...NO_FILTER, search: "", ids: [] })}>{words.nothingFits.act}</Button>
        </Empty>
      </Match>
    </Switch>
  );
}
