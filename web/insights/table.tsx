/** A report's numbers as a table: what a chart is drawn from, what is compared, what leaves as a file. Cells are numbers; how they are written is
 *  the column's. */
import { For, type JSX, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { type Unit, writePlain, writeValue } from "./write.ts";

export interface Column<Row> {
  name: string;
  /** A number, or null where there is none to say. */
  value: (row: Row) => number | null;
  unit: Unit;
  /** The list of what the cell counts. */
  to?: (row: Row) => string | undefined;
  isLate?: (row: Row) => boolean;
  /** What stands in place of the number, where words say it better. */
  say?: (row: Row) => string | undefined;
}

interface TableProps<Row> {
  /** What it is a table of: its name, and that of its file. */
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** What the first column is called, and what stands in it. */
  head: string;
  rowName: (row: Row) => string;
  rowHead?: (row: Row) => JSX.Element;
  hasFile?: boolean;
}

export function DataTable<Row>(props: TableProps<Row>) {
  const words = speak("insights");
  return (
    <div class="data-table">
      <section class="data-scroll" tabindex="0" aria-label={props.name}>
        <table class="table">
          <caption class="sr">{props.name}</caption>
          <thead>
            <tr>
              <th scope="col">{props.head}</th>
              <For each={props.columns}>
                {(column) => (
                  <th scope="col" class="number">
                    {column.name}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {(row) => (
                <tr>
                  <th scope="row">{props.rowHead ? props.rowHead(row) : props.rowName(row)}</th>
                  <For each={props.columns}>{(column) => <Cell row={row} column={column} />}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
      <Show when={props.hasFile ?? true}>
        <Button small look="quiet" icon="out" label={words.fileOf(props.name)} onPress={() => saveFile(props)}>
          {words.file}
        </Button>
      </Show>
    </div>
  );
}

function Cell<Row>(props: { row: Row; column: Column<Row> }) {
  const text = () => props.column.say?.(props.row) ?? writeValue(props.column.value(props.row), props.column.unit);
  const isLate = () => props.column.isLate?.(props.row) ?? false;
  return (
    <td class="number" classList={{ "late-words": isLate() }}>
      <Show when={isLate()}>
        <Icon name="alert" size="s" />{" "}
      </Show>
      <Show when={props.column.to?.(props.row)} fallback={text()}>
        {(to) => <a href={to()}>{text()}</a>}
      </Show>
    </td>
  );
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. A cell that a spreadsheet would take for a formula is kept a text. */
function saveFile<Row>(table: TableProps<Row>): void {
  const text = (value: string) => `"${(/^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
  const nameOf = ({ name, unit }: Column<Row>) => (unit.as === "money" ? `${name} (${unit.currency})` : name);
  const lines = [
    [text(table.head), ...table.columns.map((column) => text(nameOf(column)))],
    ...table.rows.map((row) => [text(table.rowName(row)), ...table.columns.map(({ value, unit }) => writePlain(value(row), unit))]),
  ];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}\r\n`], { type: "text/csv" }));
  link.download = `${table.name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
