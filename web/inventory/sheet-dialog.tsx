/** Mapping by a file: what is unmapped goes out, what was filled in is tried before anything changes, and what is wrong is told row by row. */

import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { SheetField } from "../ui/sheet-field.tsx";
import { readText } from "../ui/text-file.ts";
import { speak } from "../words/words.ts";
import { useMapping } from "./acts.ts";
import type { SheetAnswer } from "./queries.ts";
import { TrialDialog, WrongRows } from "./trial-dialog.tsx";

function useSheet(onDone: () => void) {
  const mapping = useMapping();
  const [text, setText] = createSignal("");
  const send = (apply: boolean) => ask(api.mappings.sheet.$post({ json: { text: text(), apply } }));
  const trial = useMutation(() => ({
    mutationFn: async (file: File) => {
      setText(await readText(file));
      return send(false);
    },
  }));
  const apply = useMutation(() => ({
    mutationFn: () => send(true),
    onSuccess: async (done: SheetAnswer) => {
      await mapping.tell("mapped", { ...done, left: 0 });
      onDone();
    },
  }));
  return { trial, apply };
}

export default function SheetDialog(props: { store: string | null; onClose: () => void }) {
  const words = speak("inventory").sheet;
  const sheet = useSheet(() => props.onClose());
  const count = () => sheet.trial.data?.listings ?? 0;
  return (
    <TrialDialog
      class="map-dialog"
      words={words}
      trial={sheet.trial}
      apply={sheet.apply}
      count={count()}
      steps={<Steps store={props.store} onFile={(file) => sheet.trial.mutate(file)} />}
      onClose={props.onClose}
    >
      {(answer) => <Trial answer={answer} />}
    </TrialDialog>
  );
}

function Steps(props: { store: string | null; onFile: (file: File) => void }) {
  const words = speak("inventory").sheet;
  const address = () => `/api/listings/unmapped.csv${props.store ? `?stores=${props.store}` : ""}`;
  return (
    <>
      <p class="mid">{words.steps}</p>
      <p>
        <a class="button" href={address()} download="unmapped.csv">
          <Icon name="download" />
          {words.download}
        </a>
      </p>
      <SheetField name={words.file} onFile={props.onFile} />
    </>
  );
}

function Trial(props: { answer: SheetAnswer }) {
  const words = speak("inventory").sheet;
  const wrong = () => props.answer.wrong;
  return (
    <>
      <ul class="trial">
        <li>
          <Icon name="done" size="s" />
          {words.trial(formatCount(props.answer.listings), props.answer.listings === 1)}
        </li>
        <Show when={props.answer.blank > 0}>
          <li class="dim">
            <Icon name="info" size="s" />
            {words.blank(formatCount(props.answer.blank))}
          </li>
        </Show>
        <Show when={wrong().length > 0}>
          <li class="late">
            <Icon name="alert" size="s" />
            {words.wrong(formatCount(wrong().length), wrong().length === 1)}
          </li>
        </Show>
      </ul>
      <WrongRows rows={wrong()} words={words} />
    </>
  );
}
