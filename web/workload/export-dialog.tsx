/** What a file shall hold: its columns, and whether recipients stand in it. It is written in the background; its page says when it is there. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate } from "../router/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField } from "../ui/field.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { askOrderChoices, type Choices, type FileColumn, type Of } from "./queries.ts";
import "./workload.css";

/** What most files are for. */
const USUAL: readonly FileColumn[] = [
  "id",
  "store",
  "placed",
  "status",
  "stage",
  "buyer",
  "skus",
  "units",
  "currency",
  "total",
  "tracking",
  "ship_by",
];

export default function ExportDialog(props: { of: Of; onClose: () => void }) {
  const words = speak("workload");
  const navigate = useNavigate();
  const client = useQueryClient();
  const choices = useQuery(() => askOrderChoices);
  const [chosen, setChosen] = createSignal<readonly FileColumn[]>(USUAL);
  const turn = (column: FileColumn, on: boolean) => setChosen((all) => (on ? [...all, column] : all.filter((one) => one !== column)));
  const begin = useMutation(() => ({
    mutationFn: (columns: FileColumn[]) => ask(api.orders.exports.$post({ json: { id: crypto.randomUUID(), of: props.of, columns } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["bulk-jobs"] });
      toast({ words: words.export.began, act: { words: words.bar.watch, do: () => navigate("/orders/jobs") } });
      props.onClose();
    },
  }));
  return (
    <Dialog
      open
      title={words.export.title}
      onClose={props.onClose}
      class="export-dialog"
      footer={
        <>
          <Button onPress={props.onClose}>{speak("frame").cancel}</Button>
          <Button
            look="primary"
            icon="out"
            busy={begin.isPending}
            because={chosen().length === 0 ? words.export.columns : null}
            quietly
            onPress={() => begin.mutate([...chosen()])}
          >
            {words.export.act}
          </Button>
        </>
      }
    >
      <p class="mid">{words.export.words}</p>
      <Show when={begin.isError}>
        <Trouble problem={begin.error} />
      </Show>
      <Answer of={choices} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 80]} />}>
        {(data) => <Boxes columns={data().columns} chosen={chosen()} onTurn={turn} />}
      </Answer>
    </Dialog>
  );
}

interface BoxesProps {
  columns: Choices["columns"];
  chosen: readonly FileColumn[];
  onTurn: (column: FileColumn, on: boolean) => void;
}

/** Recipients apart from the rest. */
function Boxes(props: BoxesProps) {
  const words = speak("workload");
  const isPersonal = (column: FileColumn) => (props.columns.personal as readonly string[]).includes(column);
  return (
    <>
      <fieldset>
        <legend>{words.export.columns}</legend>
        <Several {...props} of={props.columns.file.filter((column) => !isPersonal(column))} />
      </fieldset>
      <fieldset>
        <legend>{words.export.personal}</legend>
        <p class="small dim">{words.export.personalHint}</p>
        <Several {...props} of={props.columns.file.filter(isPersonal)} />
      </fieldset>
    </>
  );
}

function Several(props: BoxesProps & { of: readonly FileColumn[] }) {
  const words = speak("workload");
  return (
    <div class="column-boxes">
      <For each={props.of}>
        {(column) => (
          <CheckField
            name={words.fileColumns[column] ?? column}
            checked={props.chosen.includes(column)}
            onChange={(on) => props.onTurn(column, on)}
          />
        )}
      </For>
    </div>
  );
}
