/** Counting by a file: the sheet of a warehouse goes out, what was filled in is tried before anything changes, and what is wrong is told row by row. */

import { createSignal, createUniqueId, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { readText } from "../ui/text-file.ts";
import { toast } from "../ui/toast.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { CountTrial, Warehouse } from "./queries.ts";

const ROWS_SHOWN_MAX = 100;

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
  const apply = useMutation(() => ({
    mutationFn: () => ask(api.stock.counts.$post({ json: { click: crypto.randomUUID(), counts: trial.data?.counts ?? [] } })),
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
    <Dialog
      open
      class="stock-explain"
      title={words.title}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Show when={sheet.trial.isSuccess}>
            <Button
              look="primary"
              busy={sheet.apply.isPending}
              because={count() > 0 ? null : words.nothing}
              quietly
              onPress={() => sheet.apply.mutate()}
            >
              {words.act(formatCount(count()), count() === 1)}
            </Button>
          </Show>
        </>
      }
    >
      <Steps warehouses={props.warehouses} onFile={(file) => sheet.trial.mutate(file)} />
      <div aria-live="polite" class="stack tight">
        <Show when={sheet.trial.isPending}>
          <p class="small mid">{words.reading}</p>
        </Show>
        <Show when={sheet.trial.data}>{(answer) => <Trial answer={answer()} changed={sheet.changed().length} />}</Show>
      </div>
      <Show when={sheet.trial.isError || sheet.apply.isError}>
        <Trouble problem={sheet.apply.error ?? sheet.trial.error} />
      </Show>
    </Dialog>
  );
}

function Steps(props: { warehouses: Warehouse[]; onFile: (file: File) => void }) {
  const words = speak("stock").sheet;
  const field = createUniqueId();
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
      <div class="field">
        <label for={field}>{words.file}</label>
        <input
          id={field}
          type="file"
          accept=".csv,.txt,.tsv,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) props.onFile(file);
          }}
        />
      </div>
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
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.answer.wrong.slice(0, ROWS_SHOWN_MAX)}>
              {(row) => (
                <tr>
                  <td class="num">{row.line}</td>
                  <td>{explain(row.because)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <Show when={props.answer.wrong.length > ROWS_SHOWN_MAX}>
          <p class="small dim">{words.firstOf(formatCount(ROWS_SHOWN_MAX))}</p>
        </Show>
      </Show>
    </>
  );
}
