/** The reply to a whole selection: words or a template, and how fast. It sends nothing: what each buyer would read is shown before. Words typed
 *  here stay until they have become a job. */

import { createSignal, For, Show, Suspense } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { askTemplates } from "../templates/queries.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import { known } from "../ui/states.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { Wish } from "./queries.ts";

interface ReplyProps {
  count: string;
  paces: { usual: number; all: readonly number[] } | undefined;
  busy: boolean;
  /** The burst that is answered; null where it is any selection. */
  burst: string | null;
  onSend: (wish: Wish) => Promise<boolean>;
  onClose: () => void;
}

const TEXT_CHARACTERS_MAX = 2_000;

const [text, setText] = createSignal("");
const SuggestForAll = room(["bursts", "suggesting"], () => import("../bursts/suggest.tsx"));

export default function ReplyDialog(props: ReplyProps) {
  const words = speak("bulk").reply;
  const templates = useQuery(() => askTemplates);
  const [templateId, setTemplateId] = createSignal("");
  const [suggested, setSuggested] = createSignal<string>();
  const [pace, setPace] = createSignal<number>();
  const perMinute = () => pace() ?? props.paces?.usual;
  const replies = () =>
    known(templates)?.templates.filter((one) => one.kind === "reply" && one.variants.some((variant) => variant.text !== "")) ?? [];
  const isEmpty = () => templateId() === "" && text().trim() === "";
  const send = async () => {
    const said = templateId()
      ? { templateId: templateId() }
      : { text: text().trim(), ...(text() === suggested() ? { isSuggested: true } : {}) };
    if (isEmpty() || !(await props.onSend({ do: "reply", ...said, ...(perMinute() === undefined ? {} : { perMinute: perMinute() }) })))
      return;
    setText("");
  };
  return (
    <Dialog
      open
      title={words.title(props.count)}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button look="primary" icon="eye" busy={props.busy} because={isEmpty() ? words.text : null} quietly onPress={() => void send()}>
            {words.check(props.count)}
          </Button>
        </>
      }
    >
      <p class="mid">{words.words}</p>
      <SelectField
        name={words.template}
        hint={words.onlyWords}
        value={templateId()}
        onChange={setTemplateId}
        options={[{ value: "", label: words.ownText }, ...replies().map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Show when={templateId() === ""} fallback={<Said id={templateId()} />}>
        <OwnWords burst={props.burst} onSuggested={setSuggested} />
      </Show>
      <SelectField
        name={words.pace}
        hint={words.paceHint}
        value={String(perMinute())}
        onChange={(value) => setPace(Number(value))}
        options={(props.paces?.all ?? []).map((one) => ({ value: String(one), label: words.perMinute(one) }))}
      />
    </Dialog>
  );
}

/** The template's words, in every language it has. */
function Said(props: { id: string }) {
  const templates = useQuery(() => askTemplates);
  const variants = () => known(templates)?.templates.find((one) => one.id === props.id)?.variants ?? [];
  return (
    <For each={variants()}>
      {(variant) => (
        <blockquote class="bulk-said" lang={variant.language} dir="auto">
          {variant.text}
        </blockquote>
      )}
    </For>
  );
}

function OwnWords(props: { burst: string | null; onSuggested: (text: string) => void }) {
  return (
    <>
      <OwnField />
      <Show when={props.burst}>
        {(burst) => (
          <Suspense>
            <SuggestForAll
              burst={burst()}
              text={text()}
              onText={(words) => {
                setText(words);
                props.onSuggested(words);
              }}
            />
          </Suspense>
        )}
      </Show>
    </>
  );
}

function OwnField() {
  const words = speak("bulk").reply;
  return (
    <div class="field">
      <label for="bulk-reply">{words.text}</label>
      <textarea
        id="bulk-reply"
        aria-describedby="bulk-reply-hint"
        class="input bulk-text"
        rows="5"
        dir="auto"
        maxLength={TEXT_CHARACTERS_MAX}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <span class="hint" id="bulk-reply-hint">
        {words.hint}
      </span>
    </div>
  );
}
