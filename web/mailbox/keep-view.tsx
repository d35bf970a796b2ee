/** The views one keeps: a new one for where one is, and the list of those there are, to name, share, order and let go. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import "./filters.css";
import { askViews, type SavedView } from "../tickets/queries.ts";
import type { Place } from "./place.ts";

const NAME_CHARACTERS_MAX = 60;

type Wanted = Pick<SavedView, "name" | "filters" | "shared">;

interface KeepProps {
  place: Place;
  /** Keeping where one is, or looking after what is kept. */
  mode: "keep" | "change" | null;
  onClose: () => void;
}

export default function KeepViews(props: KeepProps) {
  const client = useQueryClient();
  const views = useQuery(() => askViews);
  const again = async () => {
    await client.invalidateQueries({ queryKey: ["saved-views"] });
    await client.invalidateQueries({ queryKey: ["ticket-counts", null, "kept"] });
  };
  const acts = useMutation(() => ({ mutationFn: (doing: Promise<unknown>) => doing, onSuccess: again }));
  const filtersHere = () => {
    const { state: _, ...filters } = props.place.filters();
    // A burst is over before its view would be.
    return { view: props.place.view(), ...filters, burst: null, unread: filters.unread === true };
  };
  return (
    <KeepDialog
      mode={props.mode}
      views={views}
      acts={acts}
      onClose={props.onClose}
      keep={(name, shared) => ask(api.views.$post({ json: { name, shared, filters: filtersHere() } }))}
      change={(id, name, shared) => {
        const filters = known(views)?.views.find((view) => view.id === id)?.filters ?? filtersHere();
        return ask(api.views[":id"].$put({ param: { id }, json: { name, shared, filters } satisfies Wanted }));
      }}
      order={(ids) => ask(api.views.order.$put({ json: { ids } }))}
      drop={(id) => ask(api.views[":id"].$delete({ param: { id } }))}
    />
  );
}

/** A view as one looks after it, of whatever it is a view. */
type Kept = Pick<SavedView, "id" | "name" | "shared" | "own" | "changeable">;

interface Acts {
  mutate: (doing: Promise<unknown>, then?: { onSuccess: () => void }) => void;
  isPending: boolean;
  isError: boolean;
  error: unknown;
}

interface DialogProps {
  mode: "keep" | "change" | null;
  views: UseQueryResult<{ views: Kept[] }>;
  /** Whatever is done to views, they and their counts are asked for again. */
  acts: Acts;
  keep: (name: string, shared: boolean) => Promise<unknown>;
  change: (id: string, name: string, shared: boolean) => Promise<unknown>;
  order: (ids: string[]) => Promise<unknown>;
  drop: (id: string) => Promise<unknown>;
  onClose: () => void;
}

export function KeepDialog(props: DialogProps) {
  const words = speak("finding").kept;
  const keep = (name: string, shared: boolean) =>
    props.acts.mutate(props.keep(name, shared), {
      onSuccess: () => {
        toast({ words: words.saved(name) });
        props.onClose();
      },
    });
  return (
    <Dialog
      open={props.mode !== null}
      title={props.mode === "keep" ? words.fresh : words.title}
      onClose={props.onClose}
      class="kept-views"
      footer={
        <Show when={props.mode === "change"}>
          <Button onPress={props.onClose}>{speak("frame").close}</Button>
        </Show>
      }
    >
      <p class="mid">{words.words}</p>
      <Show when={props.acts.isError}>
        <Trouble problem={props.acts.error} />
      </Show>
      <Show when={props.mode === "keep"} fallback={<KeptList {...props} />}>
        <ViewForm initialName="" initialShared={false} act={words.save} busy={props.acts.isPending} onSave={keep} />
      </Show>
    </Dialog>
  );
}

interface FormProps {
  initialName: string;
  initialShared: boolean;
  act: string;
  busy: boolean;
  onSave: (name: string, shared: boolean) => void;
}

function ViewForm(props: FormProps) {
  const words = speak("finding").kept;
  const [name, setName] = createSignal(props.initialName);
  const [shared, setShared] = createSignal(props.initialShared);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave(name().trim(), shared());
      }}
    >
      <TextField name={words.name} value={name()} required maxLength={NAME_CHARACTERS_MAX} onInput={setName} />
      <CheckField name={words.share} checked={shared()} onChange={setShared} />
      <div>
        <Button submit look="primary" busy={props.busy}>
          {props.act}
        </Button>
      </div>
    </form>
  );
}

function KeptList(props: DialogProps) {
  const words = speak("finding").kept;
  return (
    <Answer of={props.views} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40]} />}>
      {(data) => (
        <Show when={data().views.length > 0} fallback={<p>{words.none}</p>}>
          <ul class="list">
            {/* By id: a name that is being written stays when the views are asked for again. */}
            <For each={data().views.map(({ id }) => id)}>
              {(id) => (
                <Show when={data().views.find((one) => one.id === id)}>
                  {(view) => <KeptRow view={view()} all={data().views} within={props} />}
                </Show>
              )}
            </For>
          </ul>
        </Show>
      )}
    </Answer>
  );
}

function KeptRow(props: { view: Kept; all: Kept[]; within: DialogProps }) {
  const words = speak("finding").kept;
  const [editing, setEditing] = createSignal(false);
  const own = () => props.all.filter((view) => view.own).map((view) => view.id);
  const move = (by: number) => {
    const ids = own();
    const at = ids.indexOf(props.view.id);
    const other = ids[at + by];
    if (other === undefined) return;
    ids[at + by] = props.view.id;
    ids[at] = other;
    props.within.acts.mutate(props.within.order(ids));
  };
  const change = (name: string, shared: boolean) =>
    props.within.acts.mutate(props.within.change(props.view.id, name, shared), { onSuccess: () => setEditing(false) });
  const drop = () => {
    const { id, name } = props.view;
    props.within.acts.mutate(props.within.drop(id), { onSuccess: () => toast({ words: words.dropped(name) }) });
  };
  return (
    <li class="list-row">
      <Show
        when={!editing()}
        fallback={
          <ViewForm
            initialName={props.view.name}
            initialShared={props.view.shared}
            act={words.change}
            busy={props.within.acts.isPending}
            onSave={change}
          />
        }
      >
        <span class="ellipsis">{props.view.name}</span>
        <Show when={props.view.shared}>
          <span class="badge">{props.view.own ? words.shared : words.of}</span>
        </Show>
        <span class="push row tight">
          <Show when={props.view.own && own().length > 1}>
            <IconButton icon="up" label={words.up(props.view.name)} small onPress={() => move(-1)} />
            <IconButton icon="down" label={words.down(props.view.name)} small onPress={() => move(1)} />
          </Show>
          <Show when={props.view.changeable} fallback={<Icon name="lock" />}>
            <IconButton icon="pencil" label={words.rename(props.view.name)} small onPress={() => setEditing(true)} />
            <IconButton icon="x" label={words.drop(props.view.name)} small onPress={drop} />
          </Show>
        </span>
      </Show>
    </li>
  );
}
