/** Work that was given up after many tries, in words and with the reason: begun again one by one or all at once, or let go. */

import { For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";

type Letter = AnswerOf<(typeof api)["dead-letters"]["$get"]>["letters"][number];

const askLetters = { queryKey: ["dead-letters"], queryFn: () => ask(api["dead-letters"].$get()) };

/** An act on letters; afterwards the list is asked for again. */
function useDoing<Done>(work: () => Promise<Done>, says: (done: Done) => string) {
  const client = useQueryClient();
  return useMutation(() => ({
    mutationFn: work,
    onSuccess: async (done: Done) => {
      toast({ words: says(done) });
      await client.invalidateQueries({ queryKey: ["dead-letters"] });
    },
  }));
}

export function Letters() {
  const words = speak("sync").letters;
  const letters = useQuery(() => askLetters);
  const all = useDoing(
    () => ask(api["dead-letters"].replay.$post({ json: {} })),
    ({ count }) => words.replayedAll(count),
  );
  return (
    <section class="card" aria-labelledby="h-letters">
      <header>
        <h2 id="h-letters">{words.title}</h2>
        <Show when={(known(letters)?.letters.length ?? 0) > 1}>
          <span class="push">
            <Button small icon="refresh" busy={all.isPending} onPress={() => all.mutate()}>
              {words.replayAll}
            </Button>
          </span>
        </Show>
      </header>
      <Show when={all.isError}>
        <Trouble problem={all.error} />
      </Show>
      <Answer of={letters} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <Show
            when={data().letters.length > 0}
            fallback={
              <p class="body small dim">
                {words.none.title}. {words.none.words}
              </p>
            }
          >
            <ul class="list letters">
              <For each={data().letters}>{(letter) => <LetterRow letter={letter} />}</For>
            </ul>
            <Show when={data().isMore}>
              <p class="body small dim">{words.more}</p>
            </Show>
          </Show>
        )}
      </Answer>
    </section>
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
  const words = speak("sync").letters;
  const stores = useStores();
  const param = () => ({ id: props.letter.id });
  const subjects = () => subjectsOf(props.letter.job);
  const replay = useDoing(
    () => ask(api["dead-letters"][":id"].replay.$post({ param: param(), json: {} })),
    () => words.replayed,
  );
  const dismiss = useDoing(
    () => ask(api["dead-letters"][":id"].$delete({ param: param() })),
    () => words.dismissed,
  );
  const trouble = () => replay.error ?? dismiss.error;
  return (
    <li>
      <div class="list-row">
        <Show when={stores.find(props.letter.store_id ?? "")}>{(store) => <StoreMark store={store()} />}</Show>
        <div class="fill">
          <p class="row wrap">
            <b>{words.jobs[props.letter.job.do] ?? words.unknown(props.letter.job.do)}</b>
            <span class="small dim">
              <Show when={subjects().length > 1} fallback={<span class="id">{subjects()[0]}</span>}>
                {words.about(subjects().length)}
              </Show>
            </span>
          </p>
          <p class="small dim letter-why">
            {words.failed} <Time at={props.letter.failed_at} as="ago" />
            {": "}
            <Show when={props.letter.why} fallback={words.whyUnknown}>
              {(why) => <span class="theirs-word">{why()}</span>}
            </Show>
          </p>
        </div>
        <span class="push row">
          <Button small look="quiet" busy={dismiss.isPending} onPress={() => dismiss.mutate()}>
            {words.dismiss}
          </Button>
          <Button small icon="refresh" busy={replay.isPending} onPress={() => replay.mutate()}>
            {words.replay}
          </Button>
        </span>
      </div>
      <Show when={trouble()}>{(problem) => <Trouble problem={problem()} />}</Show>
    </li>
  );
}
