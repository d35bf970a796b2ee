/** Short pieces that several templates share. An admin keeps them; everybody's templates stand on them. */

import { createSignal, createUniqueId, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { Snippet, TemplatesPage } from "./queries.ts";
import { Variants } from "./variants.tsx";

export function Snippets(props: { page: TemplatesPage }) {
  const words = speak("templates");
  const heading = createUniqueId();
  const [open, setOpen] = createSignal<string | null>(null);
  return (
    <section class="card" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{words.snippets.title}</h2>
        <Show when={props.page.can.snippets}>
          <Button small icon="plus" onPress={() => setOpen("new")}>
            {words.snippets.add}
          </Button>
        </Show>
      </header>
      <p class="small dim body">{words.snippets.words}</p>
      <Show when={open() === "new"}>
        <SnippetEditor page={props.page} snippet={null} onClose={() => setOpen(null)} />
      </Show>
      <ul class="list lined">
        {/* By id: one that is being edited stays when they are asked for again. */}
        <For each={props.page.snippets.map(({ id }) => id)}>
          {(id) => (
            <Show when={props.page.snippets.find((one) => one.id === id)}>
              {(one) => (
                <li>
                  <div class="list-row template-row">
                    <span class="theirs-word">{`{{snippet.${one().name}}}`}</span>
                    <span class="template-name small dim ellipsis">{one().variants[0]?.text}</span>
                    <Show when={props.page.can.snippets}>
                      <IconButton
                        icon="pencil"
                        small
                        label={words.edit(one().name)}
                        pressed={open() === id}
                        onPress={() => setOpen((now) => (now === id ? null : id))}
                      />
                    </Show>
                  </div>
                  <Show when={open() === id}>
                    <SnippetEditor page={props.page} snippet={one()} onClose={() => setOpen(null)} />
                  </Show>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
    </section>
  );
}

function SnippetEditor(props: { page: TemplatesPage; snippet: Snippet | null; onClose: () => void }) {
  const words = speak("templates");
  const client = useQueryClient();
  // What somebody else saves meanwhile must neither change what is being typed nor be overwritten by it unseen.
  const snippet = untrack(() => props.snippet);
  const [name, setName] = createSignal(snippet?.name ?? "");
  const [variants, setVariants] = createSignal(snippet?.variants ?? [{ language: "en", text: "" }]);
  const afterwards = async (says: string) => {
    await client.invalidateQueries({ queryKey: ["templates"] });
    toast({ look: "fine", words: says });
    props.onClose();
  };
  const save = useMutation(() => ({
    mutationFn: () => {
      const json = { name: name(), variants: variants() };
      if (!snippet) return ask(api.snippets.$post({ json }));
      return ask(api.snippets[":id"].$put({ param: { id: snippet.id }, json: { version: snippet.version, snippet: json } }));
    },
    onSuccess: () => afterwards(words.editor.saved(name())),
  }));
  const drop = useMutation(() => ({
    mutationFn: () => ask(api.snippets[":id"].$delete({ param: { id: snippet?.id ?? "" } })),
    onSuccess: () => afterwards(words.editor.dropped(name())),
  }));
  return (
    <form
      class="template-form"
      aria-label={words.snippets.add}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField name={words.snippets.name} hint={words.snippets.nameHint} value={name()} required maxLength={40} first onInput={setName} />
      <Variants page={props.page} variants={variants()} onChange={setVariants} />
      <Show when={save.isError || drop.isError}>
        <Trouble problem={save.error ?? drop.error} />
      </Show>
      <div class="row wrap">
        <Button look="primary" submit busy={save.isPending}>
          {words.snippets.save}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
        <Show when={snippet}>
          <span class="push">
            <Button look="danger" busy={drop.isPending} onPress={() => drop.mutate()}>
              {words.editor.drop}
            </Button>
          </span>
        </Show>
      </div>
    </form>
  );
}
