/** The columns of the list, each to be shown or not, and moved. What is chosen is chosen at once, on every device of whoever chose. */
import { For, Show } from "solid-js";
import { Button, IconButton } from "../ui/button.tsx";
import { CheckField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import type { Columns } from "./columns.ts";
import type { ListColumn } from "./queries.ts";
import "./workload.css";

export default function ColumnPanel(props: { columns: Columns }) {
  const words = speak("workload");
  const shown = () => [...props.columns.shown()];
  const rest = () => props.columns.all().filter((column) => !shown().includes(column));
  const nameOf = (column: ListColumn) => words.columns[column] ?? column;
  const turn = (column: ListColumn, on: boolean) =>
    props.columns.choose(on ? [...shown(), column] : shown().filter((one) => one !== column));
  const move = (column: ListColumn, by: number) => {
    const all = shown();
    const at = all.indexOf(column);
    const other = all[at + by];
    if (other === undefined) return;
    all[at + by] = column;
    all[at] = other;
    props.columns.choose(all);
  };
  return (
    <>
      <p class="label">{words.columnsOf.title}</p>
      <ul class="list column-list">
        <For each={shown()}>
          {(column) => (
            <li class="row">
              {/* What leads to the order stays. */}
              <Show when={column !== "order"} fallback={<span>{nameOf(column)}</span>}>
                <CheckField name={nameOf(column)} checked onChange={() => turn(column, false)} />
              </Show>
              <span class="push row tight">
                <IconButton small icon="up" label={words.columnsOf.up(nameOf(column))} onPress={() => move(column, -1)} />
                <IconButton small icon="down" label={words.columnsOf.down(nameOf(column))} onPress={() => move(column, 1)} />
              </span>
            </li>
          )}
        </For>
        <For each={rest()}>
          {(column) => (
            <li class="row">
              <CheckField name={nameOf(column)} checked={false} onChange={() => turn(column, true)} />
            </li>
          )}
        </For>
      </ul>
      <p class="small dim">{words.columnsOf.words}</p>
      <div>
        <Button small look="quiet" busy={props.columns.busy()} onPress={() => props.columns.choose(null)}>
          {words.columnsOf.usual}
        </Button>
      </div>
    </>
  );
}
