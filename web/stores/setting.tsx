/** One row of a card: its name, its value, and a pencil that turns it into a form in place. Leaving a form with changes asks first; somebody
 *  who was faster is told of, and nothing is overwritten. */

import { createSignal, type JSX, Show, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useBeforeLeave } from "../router/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Callout, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { StoreChange, StorePage } from "./queries.ts";

interface SettingProps<Value> {
  page: StorePage;
  name: string;
  /** What it is now, as the form begins with it. */
  now: Value;
  shown: JSX.Element;
  was: string;
  hint?: string;
  change: (value: Value) => StoreChange;
  form: (value: () => Value, set: (value: Value) => void) => JSX.Element;
}

export function Setting<Value>(props: SettingProps<Value>) {
  const words = speak("stores").page;
  const [isOpen, setOpen] = createSignal(false);
  const reason = () => whyNot(props.page.can.change);
  return (
    <Show
      when={isOpen()}
      fallback={
        <div class="setting">
          <span class="key">{props.name}</span>
          <span class="value">{props.shown}</span>
          <IconButton icon="pencil" small label={words.edit(props.name)} because={reason()} onPress={() => setOpen(true)} />
        </div>
      }
    >
      <SettingForm {...props} onClose={() => setOpen(false)} />
    </Show>
  );
}

function useEditing<Value>(props: SettingProps<Value> & { onClose: () => void }) {
  const client = useQueryClient();
  // What somebody else saves meanwhile must neither change what is being typed nor be overwritten by it unseen.
  const begun = untrack(() => ({ value: props.now, version: props.page.store.version }));
  const [value, setValue] = createSignal<Value>(begun.value);
  const reload = () => client.invalidateQueries({ queryKey: ["store", props.page.store.id] });
  const save = useMutation(() => ({
    mutationFn: () => {
      const json = { version: begun.version, change: props.change(value()) };
      return ask(api.stores[":id"].$patch({ param: { id: props.page.store.id }, json }));
    },
    onSuccess: async () => {
      await Promise.all([reload(), client.invalidateQueries({ queryKey: ["me"] }), client.invalidateQueries({ queryKey: ["stores"] })]);
      props.onClose();
    },
  }));
  return { value, setValue, save, reload, isChanged: () => JSON.stringify(value()) !== JSON.stringify(begun.value) };
}

function NotSaved(props: { problem: unknown; onReload: () => void }) {
  const words = speak("stores").page.conflict;
  return (
    <Show when={asProblem(props.problem).code === "store-changed-meanwhile"} fallback={<Trouble problem={props.problem} />}>
      <Callout
        look="soon"
        icon="users"
        act={
          <Button small onPress={props.onReload}>
            {words.reload}
          </Button>
        }
      >
        {words.words}
      </Callout>
    </Show>
  );
}

function SettingForm<Value>(props: SettingProps<Value> & { onClose: () => void }) {
  const words = speak("stores").page;
  const { value, setValue, isChanged, save, reload } = useEditing(props);
  return (
    <div class="setting open">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged()) save.mutate();
          else props.onClose();
        }}
        onKeyDown={(event) => event.key === "Escape" && !isChanged() && props.onClose()}
      >
        <div class="row">
          <h3>{props.name}</h3>
          <span class="dim push small">{words.was(props.was)}</span>
        </div>
        {props.form(value, (next) => setValue(() => next))}
        <Show when={props.hint}>
          <p class="small dim">{props.hint}</p>
        </Show>
        <Show when={save.isError}>
          <NotSaved problem={save.error} onReload={() => void reload().then(props.onClose)} />
        </Show>
        <div class="row">
          <Button look="primary" submit busy={save.isPending}>
            {speak("frame").save}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
        </div>
      </form>
      <AskBeforeLeaving when={isChanged() && !save.isPending} />
    </div>
  );
}

function AskBeforeLeaving(props: { when: boolean }) {
  const words = speak("stores").page.leave;
  const [goOn, setGoOn] = createSignal<(() => void) | null>(null);
  useBeforeLeave((event) => {
    if (!props.when || event.defaultPrevented) return;
    event.preventDefault();
    setGoOn(() => () => event.retry(true));
  });
  return (
    <Dialog
      open={goOn() !== null}
      title={words.title}
      onClose={() => setGoOn(null)}
      footer={
        <>
          <Button look="quiet" onPress={() => setGoOn(null)}>
            {words.stay}
          </Button>
          <Button look="danger" onPress={() => goOn()?.()}>
            {words.leave}
          </Button>
        </>
      }
    >
      <p class="mid">{words.words}</p>
    </Dialog>
  );
}
