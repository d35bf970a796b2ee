/** Whether the audit log still is what was sealed: what the night found, and a check of all of it at a press, page by page. It mends nothing. */

import { createSignal, For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Callout, known, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";

const askSeals = { queryKey: ["audit-seals"], queryFn: () => ask(api.audit.seals.$get()) };

type Page = AnswerOf<typeof api.audit.check.$get>;

interface Progress {
  rows: number;
  wrong: Page["wrong"];
  isOver: boolean;
}

export function AuditSeals() {
  const words = speak("audit").seals;
  const client = useQueryClient();
  const seals = useQuery(() => askSeals);
  const [progress, setProgress] = createSignal<Progress | null>(null);
  const [failure, setFailure] = createSignal<unknown>(null);
  const checkAll = async () => {
    setFailure(null);
    let found: Progress = { rows: 0, wrong: [], isOver: false };
    setProgress(found);
    try {
      for (let from: number | null = 1; from !== null; ) {
        const page: Page = await ask(api.audit.check.$get({ query: { from: String(from) } }));
        found = { rows: found.rows + page.rows, wrong: [...found.wrong, ...page.wrong], isOver: page.next === null };
        setProgress(found);
        from = page.next;
      }
      await client.invalidateQueries({ queryKey: askSeals.queryKey });
    } catch (error) {
      setProgress(null);
      setFailure(error);
    }
  };
  const isChecking = () => progress()?.isOver === false;
  return (
    <Show when={known(seals)}>
      {(data) => (
        <section class="card" aria-labelledby="h-seals">
          <header>
            <h2 id="h-seals">{words.title}</h2>
            <span class="push">
              <Button small busy={isChecking()} onPress={() => void checkAll()}>
                {words.check}
              </Button>
            </span>
          </header>
          <div class="body stack tight">
            <Standing of={data()} isQuiet={progress() !== null} />
            <div role="status">
              <Show when={progress()}>{(so) => <Found progress={so()} />}</Show>
            </div>
            <Show when={failure()}>
              <Trouble problem={failure()} onRetry={() => void checkAll()} />
            </Show>
          </div>
        </section>
      )}
    </Show>
  );
}

type Seals = AnswerOf<typeof api.audit.seals.$get>;

/** What stood there before anybody pressed. */
function Standing(props: { of: Seals; isQuiet: boolean }) {
  const words = speak("audit").seals;
  return (
    <>
      <p class="mid measure">{words.words}</p>
      <Show when={props.of.newest} fallback={<p>{words.none}</p>}>
        {(newest) => (
          <p class="small dim">
            {words.newest(formatCount(newest().id))} <Time at={newest().sealedAt} as="full" /> ·{" "}
            <code title={newest().seal}>{newest().seal.slice(0, 16)}</code>
          </p>
        )}
      </Show>
      <Show when={props.of.checkedAt}>
        {(at) => (
          <p class="small dim">
            {words.night} <Time at={at()} as="full" />
          </p>
        )}
      </Show>
      <Show when={props.of.wrongSeal !== null && !props.isQuiet}>
        <Callout icon="alert" look="late">
          {words.nightWrong(formatCount(props.of.wrongSeal ?? 0))}
        </Callout>
      </Show>
    </>
  );
}

function Found(props: { progress: Progress }) {
  const words = speak("audit").seals;
  return (
    <Show when={props.progress.isOver} fallback={<p>{words.checking(formatCount(props.progress.rows))}</p>}>
      <Show
        when={props.progress.wrong.length > 0}
        fallback={<Callout icon="done">{words.right(formatCount(props.progress.rows))}</Callout>}
      >
        <For each={props.progress.wrong}>
          {(one) => (
            <Callout icon="alert" look="late">
              {words.wrong(formatCount(one.seal), formatCount(one.after + 1), formatCount(one.through))}{" "}
              <Time at={one.sealedAt} as="full" />
            </Callout>
          )}
        </For>
      </Show>
    </Show>
  );
}
