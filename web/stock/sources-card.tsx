/** On a store's page: the warehouses it ships from, best first. The pencil opens the list in place; it is ordered by dragging or by its arrows,
 *  and saved as a whole. */

import { createSignal, For, Index, Show, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askSources, type SourcesPage } from "./queries.ts";
import "./warehouses.css";

export default function SourcesCard(props: { store: string }) {
  const words = speak("stock").sources;
  const query = useQuery(() => askSources(props.store));
  const [isOpen, setOpen] = createSignal(false);
  return (
    <section class="card" aria-labelledby="h-sources">
      <Answer
        of={query}
        waiting={<Skeleton rows={2} class="scan-waiting" widths={[40]} />}
        around={(trouble) => <div class="body">{trouble}</div>}
      >
        {(page) => (
          <>
            <header>
              <h2 id="h-sources">{words.title}</h2>
              <Show when={!isOpen()}>
                <IconButton icon="pencil" small label={words.edit} because={whyNot(page().can.change)} onPress={() => setOpen(true)} />
              </Show>
            </header>
            <div class="body">
              <p class="small mid">{words.words}</p>
              <Show when={!page().isManaged}>
                <p class="small dim">{words.unmanaged}</p>
              </Show>
            </div>
            <Show when={isOpen()} fallback={<Shown page={page()} />}>
              <SourcesForm store={props.store} page={page()} onClose={() => setOpen(false)} />
            </Show>
          </>
        )}
      </Answer>
    </section>
  );
}

function Shown(props: { page: SourcesPage }) {
  const words = speak("stock").sources;
  const theirs = (id: string | null) => props.page.shopWarehouses.find((one) => one.id === id)?.name;
  return (
    <ol class="source-rows">
      <For each={props.page.rows} fallback={<li class="mid">{words.none}</li>}>
        {(row, at) => (
          <li>
            <span class="rank num">{at() + 1}</span>
            <span class="ellipsis" dir="auto">
              {row.name}
            </span>
            <Show when={row.is_fallback}>
              <span class="badge">{words.fallback}</span>
            </Show>
            <Show when={theirs(row.shop_warehouse_id)}>{(name) => <span class="source-more small dim">{words.linked(name())}</span>}</Show>
          </li>
        )}
      </For>
    </ol>
  );
}

interface Source {
  id: string;
  name: string;
  isFallback: boolean;
  shopWarehouse: string | null;
}

function editSources(page: SourcesPage) {
  const begun = page.rows.map(
    (row): Source => ({ id: row.id, name: row.name, isFallback: row.is_fallback === 1, shopWarehouse: row.shop_warehouse_id }),
  );
  const [rows, setRows] = createSignal<Source[]>(begun);
  const keepFallback = (all: Source[]) =>
    all.some(({ isFallback }) => isFallback) ? all : all.map((one, at) => ({ ...one, isFallback: at === 0 }));
  return {
    rows,
    change: (id: string, part: Partial<Source>) => setRows(rows().map((one) => (one.id === id ? { ...one, ...part } : one))),
    fallBackTo: (id: string) => setRows(rows().map((one) => ({ ...one, isFallback: one.id === id }))),
    move: (from: number, to: number) => {
      const all = [...rows()];
      const [one] = all.splice(from, 1);
      if (one && to >= 0 && to <= all.length) setRows(all.toSpliced(to, 0, one));
    },
    remove: (id: string) => setRows(keepFallback(rows().filter((one) => one.id !== id))),
    add: (id: string) => {
      const name = [...page.rows, ...page.others].find((one) => one.id === id)?.name;
      if (name !== undefined) setRows(keepFallback([...rows(), { id, name, isFallback: false, shopWarehouse: null }]));
    },
    rest: () => [...page.rows, ...page.others].filter((one) => !rows().some(({ id }) => id === one.id)),
  };
}

function useSaving(props: FormProps, version: number, edit: Editing) {
  const words = speak("stock").sources;
  const client = useQueryClient();
  const reload = () => Promise.all([["sources"], ["store"], ["warehouses"]].map((queryKey) => client.invalidateQueries({ queryKey })));
  const save = useMutation(() => ({
    mutationFn: () => {
      const warehouses = edit.rows().map(({ id, isFallback, shopWarehouse }) => ({ warehouse: id, isFallback, shopWarehouse }));
      return ask(api.stores[":id"].warehouses.$put({ param: { id: props.store }, json: { version, warehouses } }));
    },
    onSuccess: async () => {
      await reload();
      toast({ look: "fine", words: words.saved });
      props.onClose();
    },
  }));
  return { save, reload };
}

interface FormProps {
  store: string;
  page: SourcesPage;
  onClose: () => void;
}

function SourcesForm(props: FormProps) {
  const words = speak("stock").sources;
  // What somebody else saves meanwhile must neither change what is being ordered nor be overwritten by it unseen.
  const begun = untrack(() => props.page);
  const edit = editSources(begun);
  const [dragged, setDragged] = createSignal<number | null>(null);
  const { save, reload } = useSaving(props, begun.version, edit);
  const drop = (to: number) => {
    const from = dragged();
    setDragged(null);
    if (from !== null) edit.move(from, to);
  };
  return (
    <form
      class="source-form"
      aria-label={words.edit}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <ol class="source-rows">
        <Index each={edit.rows()} fallback={<li class="mid">{begun.others.length > 0 ? words.none : words.noneAnywhere}</li>}>
          {(row, at) => (
            <li draggable onDragStart={() => setDragged(at)} onDragOver={(event) => event.preventDefault()} onDrop={() => drop(at)}>
              <SourceRow row={row()} at={at} last={at === edit.rows().length - 1} page={begun} edit={edit} />
            </li>
          )}
        </Index>
      </ol>
      <AddSource edit={edit} page={begun} />
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row">
        <Button look="primary" submit busy={save.isPending}>
          {words.save}
        </Button>
        <Show
          when={asProblem(save.error).code === "store-changed-meanwhile"}
          fallback={
            <Button look="quiet" onPress={props.onClose}>
              {speak("frame").cancel}
            </Button>
          }
        >
          <Button look="quiet" onPress={() => void reload().then(props.onClose)}>
            {words.reload}
          </Button>
        </Show>
      </div>
    </form>
  );
}

type Editing = ReturnType<typeof editSources>;

function SourceRow(props: { row: Source; at: number; last: boolean; page: SourcesPage; edit: Editing }) {
  const words = speak("stock").sources;
  return (
    <>
      <span class="rank num">{props.at + 1}</span>
      <span class="ellipsis" dir="auto">
        {props.row.name}
      </span>
      <span class="row tight">
        <Show when={props.at > 0}>
          <IconButton icon="up" small label={words.up(props.row.name)} onPress={() => props.edit.move(props.at, props.at - 1)} />
        </Show>
        <Show when={!props.last}>
          <IconButton icon="down" small label={words.down(props.row.name)} onPress={() => props.edit.move(props.at, props.at + 1)} />
        </Show>
        <IconButton icon="x" small label={words.remove(props.row.name)} onPress={() => props.edit.remove(props.row.id)} />
      </span>
      <span class="source-more">
        <label class="row">
          <input
            type="radio"
            class="check"
            name="fallback"
            aria-label={words.isFallback(props.row.name)}
            checked={props.row.isFallback}
            onChange={() => props.edit.fallBackTo(props.row.id)}
          />
          {words.fallback}
        </label>
        <Show when={props.page.shopWarehouses.length > 0}>
          <Select
            label={words.theirs(props.row.name)}
            value={props.row.shopWarehouse ?? ""}
            options={[
              { value: "", label: words.noTheirs },
              ...props.page.shopWarehouses.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => props.edit.change(props.row.id, { shopWarehouse: id || null })}
          />
        </Show>
      </span>
    </>
  );
}

function AddSource(props: { edit: Editing; page: SourcesPage }) {
  const words = speak("stock").sources;
  return (
    <Show when={props.edit.rest().length > 0}>
      <Show when={props.edit.rows().length < props.page.most} fallback={<p class="small dim">{words.full(props.page.most)}</p>}>
        <Select
          label={words.add}
          value=""
          options={[{ value: "", label: words.add }, ...props.edit.rest().map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(id) => props.edit.add(id)}
        />
      </Show>
    </Show>
  );
}
