/** A tag's name and its colour, which is chosen by name as well as by eye. */

import { createSignal, For, type JSX, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { Tag, TagsPage } from "./queries.ts";

const NAME_CHARACTERS_MAX = 40;

interface FormProps {
  page: TagsPage;
  /** Null makes a new one. */
  tag: Tag | null;
  onClose: () => void;
  /** What else may be done with one that is there. */
  children?: JSX.Element;
}

export function TagForm(props: FormProps) {
  const words = speak("tags");
  const client = useQueryClient();
  // What somebody else saves meanwhile must neither change what is being typed nor be overwritten by it unseen.
  const tag = untrack(() => props.tag);
  const start = untrack(
    () => tag ?? { name: "", colour: props.page.colours[props.page.tags.length % props.page.colours.length] ?? "slate" },
  );
  const [name, setName] = createSignal(start.name);
  const [colour, setColour] = createSignal(start.colour);
  const save = useMutation(() => ({
    mutationFn: async () => {
      const json = { name: name().trim(), colour: colour() };
      if (tag) await ask(api.tags[":id"].$put({ param: { id: tag.id }, json: { version: tag.version, tag: json } }));
      else await ask(api.tags.$post({ json }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["tags"] });
      toast({ look: "fine", words: tag ? words.saved(name().trim()) : words.created(name().trim()) });
      props.onClose();
    },
  }));
  return (
    <form
      class="tag-form"
      aria-label={props.tag ? words.edit(props.tag.name) : words.add}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField name={words.name} value={name()} required maxLength={NAME_CHARACTERS_MAX} first onInput={setName} />
      <fieldset class="field">
        <legend>{words.colour}</legend>
        <div class="tag-colours">
          <For each={props.page.colours}>
            {(one) => (
              <label>
                <input type="radio" class="check" name="colour" value={one} checked={colour() === one} onChange={() => setColour(one)} />
                <span class={`swatch ${one}`} aria-hidden="true" />
                {words.colours[one]}
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row wrap">
        <Button look="primary" submit busy={save.isPending}>
          {props.tag ? words.save : words.create}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
        <span class="push row wrap">{props.children}</span>
      </div>
    </form>
  );
}
