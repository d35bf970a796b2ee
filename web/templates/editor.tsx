/** One template being written: its words in each language with the placeholders beside them, when it suits, what it does besides, and how it
 *  reads on real tickets. */

import { createSignal, Show, untrack } from "solid-js";
import { createStore, unwrap } from "solid-js/store";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { splitAtCommas } from "../ui/commas.ts";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { Actions } from "./actions.tsx";
import { Conditions } from "./conditions.tsx";
import { Pictures } from "./pictures.tsx";
import type { Template, TemplatesPage } from "./queries.ts";
import { Trials } from "./trials.tsx";
import { Variants } from "./variants.tsx";

export type Draft = Pick<Template, "name" | "folder" | "tags" | "kind" | "shared" | "variants" | "conditions" | "actions" | "pictures">;

const BLANK: Draft = {
  name: "",
  folder: "",
  tags: [],
  kind: "reply",
  shared: true,
  variants: [{ language: "en", text: "" }],
  conditions: { stores: [], marketplaces: [], stages: [], hours: null },
  actions: [],
  pictures: [],
};

function beginDraft(template: Template | null): Draft {
  if (!template) return structuredClone(BLANK);
  const { name, folder, tags, kind, shared, variants, conditions, actions, pictures } = template;
  return structuredClone(unwrap({ name, folder, tags, kind, shared, variants, conditions, actions, pictures }));
}

const tagsOf = (text: string) => [...new Set(splitAtCommas(text))];

export function Editor(props: { page: TemplatesPage; template: Template | null; onClose: () => void }) {
  const words = speak("templates").editor;
  const client = useQueryClient();
  // What somebody else saves meanwhile must neither change what is being typed nor be overwritten by it unseen.
  const version = untrack(() => props.template?.version ?? 0);
  const [draft, setDraft] = createStore<Draft>(untrack(() => JSON.parse(JSON.stringify(beginDraft(props.template))) as Draft));
  const save = useMutation(() => ({
    mutationFn: async () => {
      const json = unwrap(draft);
      const { template } = props;
      if (!template) await ask(api.templates.$post({ json }));
      else await ask(api.templates[":id"].$put({ param: { id: template.id }, json: { version, template: json } }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["templates"] });
      toast({ look: "fine", words: words.saved(draft.name) });
      props.onClose();
    },
  }));
  return (
    <form
      class="template-form"
      aria-label={props.template ? speak("templates").edit(props.template.name) : words.fresh}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <About draft={draft} onChange={setDraft} />
      <Variants page={props.page} variants={draft.variants} onChange={(variants) => setDraft({ variants })} />
      <Show when={draft.kind === "reply"}>
        <Pictures pictures={draft.pictures} onChange={(pictures) => setDraft({ pictures })} />
      </Show>
      <Conditions conditions={draft.conditions} onChange={(conditions) => setDraft({ conditions })} />
      <Actions actions={draft.actions} onChange={(actions) => setDraft({ actions })} />
      <Trials variants={draft.variants} conditions={draft.conditions} />
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row wrap">
        <Button look="primary" submit busy={save.isPending}>
          {words.save}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
        <Show when={props.template}>{(template) => <Deleting template={template()} />}</Show>
      </div>
    </form>
  );
}

/** What it is called, where it lies, what it becomes, and who sees it. */
function About(props: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const words = speak("templates").editor;
  return (
    <div class="form-grid">
      <TextField name={words.name} value={props.draft.name} required maxLength={80} first onInput={(name) => props.onChange({ name })} />
      <TextField name={words.folder} value={props.draft.folder} maxLength={80} onInput={(folder) => props.onChange({ folder })} />
      <TextField
        name={words.tags}
        hint={words.tagsHint}
        value={untrack(() => props.draft.tags.join(", "))}
        onInput={(text) => props.onChange({ tags: tagsOf(text) })}
      />
      <SelectField
        name={words.kind}
        value={props.draft.kind}
        onChange={(kind) => props.onChange({ kind: kind === "note" ? "note" : "reply" })}
        options={[
          { value: "reply", label: words.kinds.reply },
          { value: "note", label: words.kinds.note },
        ]}
      />
      <SelectField
        name={words.seen}
        value={props.draft.shared ? "everyone" : "mine"}
        onChange={(seen) => props.onChange({ shared: seen === "everyone" })}
        options={[
          { value: "everyone", label: words.seenBy.everyone },
          { value: "mine", label: words.seenBy.mine },
        ]}
      />
    </div>
  );
}

function Deleting(props: { template: Template }) {
  const words = speak("templates").editor;
  const client = useQueryClient();
  const [isAsking, setAsking] = createSignal(false);
  const drop = useMutation(() => ({
    mutationFn: () => ask(api.templates[":id"].$delete({ param: { id: props.template.id } })),
    onSuccess: async () => {
      toast({ words: words.dropped(props.template.name) });
      await client.invalidateQueries({ queryKey: ["templates"] });
    },
  }));
  return (
    <span class="push">
      <Button look="danger" onPress={() => setAsking(true)}>
        {words.drop}
      </Button>
      <Dialog
        open={isAsking()}
        title={words.dropAsk(props.template.name)}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button look="quiet" onPress={() => setAsking(false)}>
              {words.keep}
            </Button>
            <Button look="sure" busy={drop.isPending} onPress={() => drop.mutate()}>
              {words.drop}
            </Button>
          </>
        }
      >
        <p class="mid">{words.dropWords}</p>
        <Show when={drop.isError}>
          <Trouble problem={drop.error} />
        </Show>
      </Dialog>
    </span>
  );
}
