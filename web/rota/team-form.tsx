/** One team to fill in: its name, who is in it, the stores it works for; and the way to let it go. */

import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { RotaPage, Team } from "./queries.ts";

const NAME_CHARACTERS_MAX = 60;

interface FormProps {
  /** Null: a new one. */
  team: Team | null;
  page: RotaPage;
  onClose: () => void;
}

type Form = Pick<Team, "name" | "members" | "stores">;
const EMPTY: Form = { name: "", members: [], stores: null };

function useTeam(props: FormProps) {
  const words = speak("rota").form;
  const client = useQueryClient();
  // What somebody else saves meanwhile must not change what is being filled in.
  const team = untrack(() => props.team);
  const [form, setForm] = createSignal<Form>(team ?? EMPTY);
  const wanted = (): Form => ({ name: form().name.trim(), members: form().members, stores: form().stores });
  const tell = (act: "save" | "drop"): Promise<unknown> => {
    if (!team) return ask(api.teams.$post({ json: wanted() }));
    const param = { id: team.id };
    if (act === "drop") return ask(api.teams[":id"].$delete({ param }));
    return ask(api.teams[":id"].$put({ param, json: { version: team.version, team: wanted() } }));
  };
  const change = useMutation(() => ({
    mutationFn: tell,
    onSuccess: async (_: unknown, act: "save" | "drop") => {
      await Promise.all(["rota", "teams", "store"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      toast({ words: act === "drop" ? words.dropped(form().name) : words.saved(form().name) });
      props.onClose();
    },
  }));
  return { form, set: (some: Partial<Form>) => setForm({ ...form(), ...some }), change };
}

const toggled = (all: string[], id: string, isIn: boolean) => (isIn ? [...all, id] : all.filter((one) => one !== id));

export function TeamForm(props: FormProps) {
  const words = speak("rota");
  const { form, set, change } = useTeam(props);
  const [isAsking, setAsking] = createSignal(false);
  return (
    <div class="setting open">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate("save");
        }}
      >
        <TextField
          name={words.form.name}
          value={form().name}
          required
          first
          maxLength={NAME_CHARACTERS_MAX}
          onInput={(name) => set({ name })}
        />
        <Choices
          name={words.form.members}
          hint={words.form.membersHint}
          all={props.page.people}
          chosen={form().members}
          onChange={(members) => set({ members })}
        />
        <Stores chosen={form().stores} onChange={(stores) => set({ stores })} />
        <Show when={change.isError}>
          <Trouble problem={change.error} />
        </Show>
        <div class="row wrap">
          <Button look="primary" submit busy={change.isPending}>
            {props.team ? words.form.save : words.form.create}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Show when={props.team}>
            <span class="push">
              <Button look="danger" onPress={() => setAsking(true)}>
                {words.form.drop}
              </Button>
            </span>
          </Show>
        </div>
      </form>
      <DropDialog name={form().name} open={isAsking()} onClose={() => setAsking(false)} onDrop={() => change.mutate("drop")} />
    </div>
  );
}

interface ChoicesProps {
  name: string;
  hint?: string;
  all: readonly { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Some of many, each by name. */
function Choices(props: ChoicesProps) {
  return (
    <fieldset class="field">
      <legend>{props.name}</legend>
      <div class="rota-choices">
        <For each={props.all}>
          {(one) => (
            <CheckField
              name={one.name}
              checked={props.chosen.includes(one.id)}
              onChange={(isIn) => props.onChange(toggled(props.chosen, one.id, isIn))}
            />
          )}
        </For>
      </div>
      <span class="hint">{props.hint}</span>
    </fieldset>
  );
}

function Stores(props: { chosen: string[] | null; onChange: (chosen: string[] | null) => void }) {
  const words = speak("rota");
  const stores = useStores();
  return (
    <>
      <SelectField
        name={words.form.stores}
        value={props.chosen === null ? "every" : "some"}
        options={[
          { value: "every", label: words.everyStore },
          { value: "some", label: words.form.someStores },
        ]}
        onChange={(value) => props.onChange(value === "every" ? null : stores.all().map((store) => store.id))}
      />
      <Show when={props.chosen}>
        {(chosen) => <Choices name={words.form.someStores} all={stores.all()} chosen={chosen()} onChange={props.onChange} />}
      </Show>
    </>
  );
}

function DropDialog(props: { name: string; open: boolean; onClose: () => void; onDrop: () => void }) {
  const words = speak("rota");
  return (
    <Dialog
      open={props.open}
      title={words.drop.title(props.name)}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {words.drop.keep}
          </Button>
          <Button
            look="sure"
            onPress={() => {
              props.onClose();
              props.onDrop();
            }}
          >
            {words.form.drop}
          </Button>
        </>
      }
    >
      <p class="mid">{words.drop.words}</p>
    </Dialog>
  );
}
