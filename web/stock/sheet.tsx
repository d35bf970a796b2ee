/** Counting by a file: the sheet of a warehouse goes out, what was filled in is tried before anything changes, and what is wrong is told row by row. */

import { createSignal, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { TrialDialog, WrongRows } from "../inventory/trial-dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { SheetField } from "../ui/sheet-field.tsx";
import { readText } from "../ui/text-file.ts";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { CountTrial, Warehouse } from "./queries.ts";

interface SheetProps {
  warehouses: Warehouse[];
  onClose: () => void;
}

function useSheet(props: SheetProps) {
  const words = speak("stock").sheet;
  const client = useQueryClient();
  const trial = useMutation(() => ({
    mutationFn: async (file: File) => ask(api.stock.sheet.$post({ json: { text: await readText(file) } })),
  }));
  const changed = () => trial.data?.counts.filter(({ to, seen }) => to !== seen) ?? [];
  const named = nameClicks();
  const apply = useMutation(() => ({
    mutationFn: () => {
      const counts = trial.data?.counts ?? [];
      return named(counts, (click) => ask(api.stock.counts.$post({ json: { click, counts } })));
    },
    onSuccess: async ({ counted, left }: { counted: number; left: number[] }) => {
      const says = [words.done(formatCount(counted)), left.length > 0 && words.left(left.join(", "))].filter(Boolean).join(" ");
      toast({ look: left.length > 0 ? "late" : "fine", words: says });
      props.onClose();
      await client.invalidateQueries({ queryKey: ["stock"] });
    },
  }));
  return { trial, changed, apply };
}

export default function SheetDialog(props: SheetProps) {
  const words = speak("stock").sheet;
  const sheet = useSheet(props);
  const count = () => sheet.trial.data?.counts.length ?? 0;
  return (
    <TrialDialog
      class="stock-explain"
      words={words}
      trial={sheet.trial}
      apply={sheet.apply}
      count={count()}
      steps={<Steps warehouses={props.warehouses} onFile={(file) => sheet.trial.mutate(file)} />}
      onClose={props.onClose}
    >
      {(answer) => <Trial answer={answer} changed={sheet.changed().length} />}
    </TrialDialog>
  );
}

function Steps(props: { warehouses: Warehouse[]; onFile: (file: File) => void }) {
  const words = speak("stock").sheet;
  const own = () => props.warehouses.filter(({ kind, archived_at }) => kind === "merchant" && archived_at === null);
  const [chosen, setChosen] = createSignal("");
  const warehouse = () => own().find(({ id }) => id === chosen())?.id ?? own()[0]?.id ?? "";
  return (
    <>
      <p class="mid">{words.steps}</p>
      <SelectField
        name={speak("stock").warehouse}
        value={warehouse()}
        options={own().map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
      <p>
        <a class="button" href={`/api/warehouses/${warehouse()}/counts.csv`} download="counts.csv">
          <Icon name="download" />
          {words.download}
        </a>
      </p>
      <SheetField name={words.file} onFile={props.onFile} />
    </>
  );
}

function Trial(props: { answer: CountTrial; changed: number }) {
  const words = speak("stock").sheet;
  const same = () => props.answer.counts.length - props.changed;
  return (
    <>
      <p class="recount">
        <Icon name="done" size="s" />
        {words.trial(formatCount(props.changed), formatCount(same()))}
      </p>
      <Show when={props.answer.blank > 0}>
        <p class="small dim">{words.blank(formatCount(props.answer.blank))}</p>
      </Show>
      <Show when={props.answer.wrong.length > 0}>
        <p class="recount late">
          <Icon name="alert" size="s" />
          {words.wrong(formatCount(props.answer.wrong.length))}
        </p>
        <WrongRows rows={props.answer.wrong} words={words} />
      </Show>
    </>
  );
}
