/** One order in the list: whose, what, where it stands in both words, and what is due. */
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { TagChips } from "../labels/chips.tsx";
import { useNames, useStores } from "../team/me.tsx";
import { ownZone, writeTime } from "../ui/clock.ts";
import { Due } from "../ui/due.tsx";
import { formatMoney } from "../ui/money.ts";
import type { Selection } from "../ui/selection.ts";
import { exactly, Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { ListColumn } from "../workload/queries.ts";
import { SHIPPING_SOON_MS, SHIPPING_URGENT_MS } from "./clocks.tsx";
import "./work.css";
import type { OrderSummary } from "./queries.ts";
import { StageWord } from "./stage.tsx";

const MS = 1000;

type Cell = (props: { order: OrderSummary; zone: string }) => JSX.Element;

const CELLS: Record<Exclude<ListColumn, "order">, Cell> = {
  store: (props) => {
    const stores = useStores();
    return <span class="ellipsis">{stores.find(props.order.store_id)?.name}</span>;
  },
  buyer: (props) => (
    <Show when={props.order.buyer_nickname} fallback={<span class="dim">{speak("orders").noBuyer}</span>}>
      {props.order.buyer_nickname}
    </Show>
  ),
  units: (props) => (
    <>
      <span class="ellipsis">{props.order.items}</span>
      <Show when={keptBack(props.order)}>
        {(why) => (
          <span class="why-kept" dir="auto" title={why()}>
            {why()}
          </span>
        )}
      </Show>
    </>
  ),
  stage: (props) => (
    <>
      <StageWord stage={props.order.stage} cancelAsked={props.order.cancel_requested === 1 && props.order.stage !== "cancelled"} />
      <span class="second">
        <span class="theirs-word">{props.order.status}</span>
        <Show when={props.order.cold_at !== null}>
          {" "}
          <span class="badge line">{speak("order").archive.is}</span>
        </Show>
      </span>
    </>
  ),
  reasons: (props) => <Reasons order={props.order} />,
  by: (props) => (
    <>
      {speak("order").by[props.order.fulfilled_by]}
      <Show when={props.order.is_sample}>
        <span class="second">
          <span class="badge">{speak("order").sample}</span>
        </span>
      </Show>
    </>
  ),
  tags: (props) => (
    <span class="row tight">
      <TagChips ids={props.order.tags} most={2} />
    </span>
  ),
  assignee: (props) => {
    const nameOf = useNames();
    return <Show when={props.order.assignee}>{(id) => <>{nameOf(id()) ?? speak("workload").filter.gone}</>}</Show>;
  },
  delivery: (props) => <>{props.order.delivery_option}</>,
  warehouse: (props) => <>{props.order.warehouses.join(", ")}</>,
  placed: (props) => <Time at={props.order.create_time * MS} as="full" zone={props.zone} />,
  deadline: (props) => <Deadline order={props.order} zone={props.zone} />,
  total: (props) => <>{formatMoney(props.order.total_minor, props.order.currency)}</>,
};

/** Why it is not ready to ship. */
function Reasons(props: { order: OrderSummary }) {
  const words = speak("orderWork").reasons;
  return (
    <span class="row tight">
      <For each={props.order.reasons}>{(reason) => <span class="badge todo">{words[reason] ?? reason}</span>}</For>
    </span>
  );
}

/** Cells that are cut off rather than wrapped, in the direction their own words are written. */
const CUT: readonly ListColumn[] = ["store", "buyer", "units", "reasons", "tags", "assignee", "delivery", "warehouse"];
/** On a phone a card has room for these. */
const OF_CARD: readonly ListColumn[] = ["units", "stage", "deadline", "total"];

export function OrderRow(props: { order: OrderSummary; index: number; columns: readonly ListColumn[]; selection: Selection }) {
  const stores = useStores();
  const zone = () => stores.find(props.order.store_id)?.time_zone ?? ownZone;
  return (
    <tr data-row={props.order.id} aria-rowindex={props.index}>
      <For each={props.columns}>
        {(column) =>
          column === "order" ? (
            <OrderCell order={props.order} zone={zone()} selection={props.selection} />
          ) : (
            <td
              class={`c-${column}`}
              classList={{ ellipsis: CUT.includes(column), "of-card": OF_CARD.includes(column), num: column === "total" }}
              dir={column === "buyer" ? "auto" : undefined}
              title={column === "units" ? props.order.items : undefined}
            >
              {CELLS[column]({
                get order() {
                  return props.order;
                },
                get zone() {
                  return zone();
                },
              })}
            </td>
          )
        }
      </For>
    </tr>
  );
}

/** What it is held for, or waits for, in the words of its page. */
const keptBack = ({ heldFor, reasons }: OrderSummary) =>
  heldFor ?? (reasons.map((reason) => speak("orderWork").reasons[reason] ?? reason).join(", ") || null);

/** What leads to the order: its store, the end of its number, its tags and whoever has it where no column says so. */
function OrderCell(props: { order: OrderSummary; zone: string; selection: Selection }) {
  const stores = useStores();
  return (
    <td class="c-order">
      <input
        type="checkbox"
        class="check order-check"
        aria-label={speak("shipping").bar.select(props.order.id)}
        checked={props.selection.has(props.order.id)}
        onClick={(event) => props.selection.choose(props.order.id, event.shiftKey)}
      />
      <a href={`/orders/${props.order.id}`} class="whole">
        <Show when={stores.find(props.order.store_id)}>{(one) => <StoreMark store={one()} />}</Show>
        <span class="id" title={props.order.id}>
          …{props.order.id.slice(-10)}
        </span>
      </a>
      <span class="second small dim">
        <Time at={props.order.create_time * MS} as="full" zone={props.zone} />
      </span>
    </td>
  );
}

/** The next one, named: the label until everything is packed, then the carrier's scan. */
function Deadline(props: { order: OrderSummary; zone: string }) {
  const words = speak("orders");
  const time = (at: number) => writeTime(at, "full", props.zone);
  return (
    <Switch fallback={<span class="dim wide-only">{words.none}</span>}>
      <Match when={props.order.due_time}>
        {(seconds) => {
          const at = () => seconds() * MS;
          return (
            <>
              <Due at={at()} spanMs={at() - props.order.create_time * MS} soonMs={SHIPPING_SOON_MS} urgentMs={SHIPPING_URGENT_MS} />
              <span class="second small dim" title={exactly(at(), props.zone)}>
                {props.order.stage === "shipped" ? words.scan(time(at())) : words.label(time(at()))}
              </span>
            </>
          );
        }}
      </Match>
    </Switch>
  );
}
