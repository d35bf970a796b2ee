/** One item of the table: a row for each warehouse it stands in, its name beside the first. A number that is off says so in words, too. */
import { createMemo, For, Show } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { Level, StockPage, StockRow, Warehouse } from "./queries.ts";
import type { Opened } from "./stock.tsx";

interface RowsProps {
  row: StockRow;
  /** Those that are shown. */
  warehouses: Warehouse[];
  /** One warehouse was chosen: it is shown for every item. */
  only: boolean;
  page: StockPage | undefined;
  onOpen: (opened: Opened) => void;
}

const none = (warehouse_id: string): Level => ({ warehouse_id, on_hand: 0, allocated: 0, unsellable: 0, incoming: 0 });

interface Line {
  warehouse: Warehouse;
  level: Level;
}

export function ItemRows(props: RowsProps) {
  const lines = createMemo((): (Line | null)[] => {
    const found = props.warehouses.flatMap((warehouse) => {
      const level = props.row.levels.find((one) => one.warehouse_id === warehouse.id) ?? (props.only ? none(warehouse.id) : null);
      return level ? [{ warehouse, level }] : [];
    });
    return found.length > 0 ? found : [null];
  });
  // Rows are told apart by their warehouse, so that a number that changes is all that changes.
  const lineAt = (id: string) => lines().find((line) => line?.warehouse.id === id);
  return (
    <tbody>
      <For each={lines().map((line) => line?.warehouse.id ?? "")}>
        {(id, at) => (
          <tr>
            <Show when={at() === 0}>
              <th scope="rowgroup" rowspan={lines().length}>
                <span class="sku">{props.row.sku}</span>
                <span class="second small dim ellipsis" title={props.row.name}>
                  <bdi>{props.row.name}</bdi>
                </span>
              </th>
            </Show>
            <Show when={lineAt(id)} fallback={<Nowhere />}>
              {(one) => <Figures level={one().level} warehouse={one().warehouse} row={props.row} onOpen={props.onOpen} />}
            </Show>
            <td class="num c-waiting">
              <Show when={at() === 0 && props.row.waiting > 0}>
                <Waiting row={props.row} onOpen={props.onOpen} />
              </Show>
            </td>
            <td class="c-act">
              <Change {...props} line={lineAt(id) ?? null} />
            </td>
          </tr>
        )}
      </For>
    </tbody>
  );
}

const Nowhere = () => (
  <>
    <td class="dim c-warehouse">{speak("stock").nowhere}</td>
    <td colspan="4" class="wide-only" />
  </>
);

function Waiting(props: { row: StockRow; onOpen: (opened: Opened) => void }) {
  const words = speak("stock");
  return (
    <>
      <button
        type="button"
        class="link num short-figure"
        aria-label={words.showWaiting(formatCount(props.row.waiting), props.row.sku)}
        onClick={() => props.onOpen({ what: "waiting", row: props.row })}
      >
        <Icon name="clock" size="s" />
        {formatCount(props.row.waiting)}
      </button>
      <span class="narrow-only dim"> {words.columns.waiting}</span>
    </>
  );
}

/** What TikTok counts is not changed here. */
function Change(props: RowsProps & { line: Line | null }) {
  const words = speak("stock");
  const warehouse = () => props.line?.warehouse ?? props.warehouses.find(({ kind }) => kind === "merchant");
  return (
    <Show when={warehouse()?.kind === "merchant" ? warehouse() : undefined}>
      {(one) => (
        <IconButton
          icon={props.line ? "pencil" : "plus"}
          small
          label={props.line ? words.change(props.row.sku, one().name) : words.changeNowhere(props.row.sku)}
          because={whyNot(props.page?.can.receive)}
          onPress={() => props.onOpen({ what: "act", row: props.row, warehouse: one().id })}
        />
      )}
    </Show>
  );
}

function Figures(props: { level: Level; warehouse: Warehouse; row: StockRow; onOpen: (opened: Opened) => void }) {
  const words = speak("stock");
  const free = () => props.level.on_hand - props.level.allocated;
  // What TikTok took in is not counted here, so what it sold from there is no debt.
  const isBelow = () => free() < 0 && props.warehouse.kind === "merchant";
  const explain = () => props.onOpen({ what: "explain", row: props.row, warehouse: props.warehouse.id });
  return (
    <>
      <td class="c-warehouse">{props.warehouse.name}</td>
      <td class="num">
        <button
          type="button"
          class="link num"
          aria-label={words.explainThis(formatCount(props.level.on_hand), props.row.sku, props.warehouse.name)}
          onClick={explain}
        >
          {formatCount(props.level.on_hand)}
        </button>
        <span class="narrow-only dim"> {words.columns.onHand}</span>
      </td>
      <td class="num" classList={{ dim: props.level.allocated === 0 }}>
        {formatCount(props.level.allocated)}
        <span class="narrow-only dim"> {words.columns.reserved}</span>
      </td>
      <td class="num" classList={{ "below-zero": isBelow() }} title={isBelow() ? words.below : undefined}>
        <Show when={isBelow()}>
          <Icon name="alert" size="s" />
        </Show>
        {formatCount(free())}
        <span class="narrow-only dim"> {words.columns.free}</span>
      </td>
      <td class="num" classList={{ dim: props.level.unsellable === 0 }}>
        {formatCount(props.level.unsellable)}
        <span class="narrow-only dim"> {words.columns.unsellable}</span>
      </td>
    </>
  );
}
