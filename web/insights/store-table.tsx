/** A report's numbers store by store, and by who ships where that is told apart. */
import { Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { type Column, DataTable } from "./table.tsx";

export interface StoreRow {
  store: string;
  by?: "merchant" | "store";
}

interface StoreTableProps<Row> {
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** What is to be known of who ships. */
  note?: string | undefined;
}

export function StoreTable<Row extends StoreRow>(props: StoreTableProps<Row>) {
  const words = speak("insights");
  const stores = useStores();
  const nameOf = ({ store, by }: Row) => [stores.find(store)?.name ?? store, by && words.by[by]].filter(Boolean).join(" · ");
  return (
    <section class="card" aria-label={props.name}>
      <header>
        <h3>{props.name}</h3>
      </header>
      <DataTable
        name={props.name}
        head={words.storeAndShipper}
        rows={props.rows}
        rowName={nameOf}
        rowHead={({ store, by }) => (
          <span class="store-head">
            <Show when={stores.find(store)} fallback={store}>
              {(found) => <StoreName store={found()} />}
            </Show>
            <Show when={by}>{(who) => <span class="dim small">{words.by[who()]}</span>}</Show>
          </span>
        )}
        columns={props.columns}
      />
      <Show when={props.note}>{(note) => <p class="body padded-top small dim">{note()}</p>}</Show>
    </section>
  );
}
