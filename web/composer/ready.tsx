/** The way from a reply to the templates: a button, a key and a slash at a word's start open the picker, whose code comes then. Under the words
 *  stands what a template left to fill in. */
import { For, Show } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { Writing } from "./writing.ts";

const Picker = room(["templates"], () => import("../templates/picker.tsx"));

export function TemplateButton(props: { page: TicketPage; writing: Writing }) {
  const words = speak("thread").composer;
  return (
    <>
      <IconButton
        icon="bolt"
        small
        class="open-templates"
        label={words.templates}
        keys="t"
        because={whyNot(props.page.can.act)}
        onPress={() => props.writing.pick(true)}
      />
      <Show when={props.writing.picking()}>
        <Picker
          ticket={props.page.ticket.id}
          leaving={props.writing.leaving}
          onInsert={props.writing.put}
          onClose={() => props.writing.pick(false)}
        />
      </Show>
    </>
  );
}

export function Unfilled(props: { writing: Writing }) {
  const words = speak("thread").composer;
  const show = (placeholder: string) => {
    const area = props.writing.area();
    const from = area?.value.indexOf(placeholder) ?? -1;
    if (from < 0) return;
    area?.focus();
    area?.setSelectionRange(from, from + placeholder.length);
  };
  return (
    <Show when={props.writing.unfilled().length > 0}>
      <p class="unfilled" role="status">
        {words.unfilled}
        <For each={props.writing.unfilled()}>
          {(placeholder) => (
            <button type="button" class="theirs-word" onClick={() => show(placeholder)}>
              {placeholder}
            </button>
          )}
        </For>
      </p>
    </Show>
  );
}
