/** Settings › Dead letters: work that was given up after many tries, in words, with a way to start it again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useStores } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { Answer, Empty, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";

type Letter = AnswerOf<(typeof api)["dead-letters"]["$get"]>["letters"][number];

const askLetters = { queryKey: ["dead-letters"], queryFn: () => ask(api["dead-letters"].$get()) };

export default function DeadLetters() {
  const words = speak("sync");
  const letters = useQuery(() => askLetters);
  return (
    <SettingsPage place="letters" title={words.title} words={words.words}>
      <Answer of={letters} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <Show when={data().letters.length > 0} fallback={<Empty icon="done" title={words.none.title} words={words.none.words} />}>
            <section class="card" aria-label={words.title}>
              <ul class="list">
                <For each={data().letters}>{(letter) => <LetterRow letter={letter} />}</For>
              </ul>
            </section>
          </Show>
        )}
      </Answer>
    </SettingsPage>
  );
}

/** What the work names: orders, a conversation; ids are TikTok's. */
function subjectsOf(job: Letter["job"]): string[] {
  if ("orders" in job) return job.orders;
  if ("ids" in job) return job.ids;
  if ("tickets" in job) return job.tickets;
  if ("conversation" in job) return [job.conversation];
  return "product" in job ? [job.product] : [];
}

function LetterRow(props: { letter: Letter }) {
  const words = speak("sync");
  const stores = useStores();
  const client = useQueryClient();
  const subjects = () => subjectsOf(props.letter.job);
  const replay = useMutation(() => ({
    mutationFn: () => ask(api["dead-letters"][":id"].replay.$post({ param: { id: props.letter.id }, json: {} })),
    onSuccess: async () => {
      toast({ words: words.replayed });
      await client.invalidateQueries({ queryKey: ["dead-letters"] });
    },
  }));
  return (
    <li>
      <div class="list-row">
        <Show when={stores.find(props.letter.store_id ?? "")}>{(store) => <StoreMark store={store()} />}</Show>
        <div>
          <p>
            <b>{words.jobs[props.letter.job.do] ?? words.unknown(props.letter.job.do)}</b>
          </p>
          <p class="small dim">
            <Show when={subjects().length > 1} fallback={<span class="id">{subjects()[0]}</span>}>
              {words.about(subjects().length)}
            </Show>
          </p>
        </div>
        <span class="push row">
          <span class="small dim">
            {words.failed} <Time at={props.letter.failed_at} as="ago" />
          </span>
          <Button small icon="refresh" busy={replay.isPending} onPress={() => replay.mutate()}>
            {words.replay}
          </Button>
        </span>
      </div>
      <Show when={replay.isError}>
        <Trouble problem={replay.error} />
      </Show>
    </li>
  );
}
