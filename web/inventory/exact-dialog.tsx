/** Every unmapped listing whose SKU is an item's, shown before all of them are mapped at one click. */

import { createSignal, For, Show } from "solid-js";
import { useMutation, useQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { useMapping } from "./acts.ts";
import { nameListing } from "./listing-row.tsx";
import { askExact, type ExactMatch } from "./queries.ts";
import { keyOf } from "./selection.ts";

export default function ExactDialog(props: { store: string | null; onClose: () => void }) {
  const words = speak("inventory").exact;
  const mapping = useMapping();
  const query = useQuery(() => ({ ...askExact(props.store), staleTime: 0 }));
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const rows = () => known(query)?.rows ?? [];
  const wanted = () => rows().filter((row) => !left().has(keyOf(row)));
  const act = useMutation(() => ({
    mutationFn: () =>
      mapping.map(wanted().map(({ store, sku, item }) => ({ store, sku, state: "mapped" as const, parts: [{ item: item.id, qty: 1 }] }))),
    onSuccess: props.onClose,
  }));
  const turn = (row: ExactMatch) =>
    setLeft((all) => (all.has(keyOf(row)) ? new Set([...all].filter((key) => key !== keyOf(row))) : new Set([...all, keyOf(row)])));
  return (
    <Dialog
      open
      class="map-dialog"
      title={words.title}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button
            look="primary"
            busy={act.isPending}
            because={wanted().length > 0 ? null : words.nothing}
            quietly
            onPress={() => act.mutate()}
          >
            {words.act(formatCount(wanted().length))}
          </Button>
        </>
      }
    >
      <Answer of={query} waiting={<Skeleton rows={4} class="inv-waiting" widths={[60, 25]} />}>
        {(page) => (
          <Show when={page().rows.length > 0} fallback={<p class="mid">{words.none}</p>}>
            <p class="mid">{words.words}</p>
            <ul class="exact-list">
              <For each={page().rows}>{(row) => <Match row={row} isOn={!left().has(keyOf(row))} onTurn={() => turn(row)} />}</For>
            </ul>
            <Show when={page().more}>
              <p class="small dim">{words.more(formatCount(page().rows.length))}</p>
            </Show>
          </Show>
        )}
      </Answer>
      <Show when={act.isError}>
        <Trouble problem={act.error} />
      </Show>
    </Dialog>
  );
}

function Match(props: { row: ExactMatch; isOn: boolean; onTurn: () => void }) {
  const stores = useStores();
  return (
    <li>
      <label class="row">
        <input type="checkbox" class="check" checked={props.isOn} onChange={() => props.onTurn()} />
        <Show when={stores.find(props.row.store)}>{(store) => <StoreMark store={store()} />}</Show>
        <bdi class="ellipsis">{nameListing(props.row)}</bdi>
        <span class="push row tight">
          <span class="id">{props.row.item.sku}</span>
          <bdi class="small dim ellipsis exact-name">{props.row.item.name}</bdi>
        </span>
      </label>
    </li>
  );
}
