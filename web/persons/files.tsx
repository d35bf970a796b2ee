/** Everything that is held of a buyer as one file: asked for, written while somebody looks, and downloaded until its hours are over. */
import { For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { Button } from "../ui/button.tsx";
import { formatBytes, formatCount } from "../ui/money.ts";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { askFiles, type PersonFile } from "./queries.ts";

export function PersonFiles(props: { id: string }) {
  const words = speak("people").persons.file;
  const client = useQueryClient();
  const files = useQuery(() => askFiles(props.id));
  const named = nameClicks();
  const make = useMutation(() => ({
    mutationFn: () => {
      const param = { id: props.id };
      return named(null, (id) => ask(api.buyers[":id"].files.$post({ param, json: { id } })));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["buyer-files", props.id] }),
  }));
  return (
    <Answer of={files} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 60]} />}>
      {(page) => (
        <>
          <div class="body stack tight">
            <h3>{words.title}</h3>
            <p class="small mid measure">{words.words(formatCount(page().hours), formatBytes(page().bytesMax))}</p>
            <div>
              <Button small icon="download" busy={make.isPending} onPress={() => make.mutate()}>
                {words.make}
              </Button>
            </div>
            <Show when={make.isError}>
              <Trouble problem={make.error} />
            </Show>
          </div>
          <ul class="list lined">
            <For each={page().files} fallback={<li class="list-row mid">{words.none}</li>}>
              {(file) => <FileRow of={file} />}
            </For>
          </ul>
        </>
      )}
    </Answer>
  );
}

function FileRow(props: { of: PersonFile }) {
  const words = speak("people").persons.file;
  const isWriting = () => props.of.state === "writing";
  return (
    <li class="list-row person-file">
      <div>
        <p>
          <Show
            when={isWriting()}
            fallback={
              <>
                {words.size(formatBytes(props.of.bytes), formatCount(props.of.files))}
                <Show when={props.of.leftOut > 0}> · {words.leftOut(formatCount(props.of.leftOut))}</Show>
              </>
            }
          >
            {words.progress(formatCount(props.of.done), formatCount(props.of.total))}
          </Show>
        </p>
        <p class="small dim">
          <span dir="auto">{props.of.person}</span> <Time at={props.of.createdAt} as="ago" />
          <Show when={props.of.can.open.ok}>
            {" · "}
            {words.until} <Time at={props.of.forgottenAt} as="full" />
          </Show>
        </p>
      </div>
      <span class="push row" role="status">
        <span class="badge" classList={{ accent: isWriting(), late: props.of.state === "failed" }}>
          {words.states[props.of.state]}
        </span>
        <Show when={props.of.can.open.ok}>
          <a class="button s" href={`/api/buyer-files/${props.of.id}`} download="">
            {words.open}
          </a>
        </Show>
      </span>
    </li>
  );
}
