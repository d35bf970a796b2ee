/** What a rule did, and what it left alone and why: the newest first, a page at a time. */

import { For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useInfiniteQuery } from "../cache/use.ts";
import { useTagName } from "../labels/queries.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { explainBecause } from "./because.ts";
import type { Run } from "./queries.ts";

export function RunLog(props: { id: string }) {
  const words = speak("rules");
  const runs = useInfiniteQuery(() => ({
    queryKey: ["rules", props.id, "runs"],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      ask(api.rules[":id"].runs.$get({ param: { id: props.id }, query: pageParam === "" ? {} : { before: pageParam } })),
    initialPageParam: "",
    getNextPageParam: (page: { next: number | null }) => (page.next === null ? undefined : String(page.next)),
  }));
  return (
    <section class="card" aria-label={words.log}>
      <header>
        <h2>{words.log}</h2>
      </header>
      <div class="body">
        <p class="small dim">{words.logWords}</p>
      </div>
      <Answer of={runs} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <Show when={data().pages.some((page) => page.runs.length > 0)} fallback={<p class="body small dim">{words.noRuns}</p>}>
            <ul class="list">
              <For each={data().pages.flatMap((page) => page.runs)}>{(run) => <RunRow run={run} />}</For>
            </ul>
          </Show>
        )}
      </Answer>
      <NextPage of={runs} foot>
        {words.older}
      </NextPage>
    </section>
  );
}

function RunRow(props: { run: Run }) {
  const words = speak("rules");
  const tagOf = useTagName();
  const did = () =>
    props.run.actions
      .map(({ do: what, ok, code }) => (ok ? words.actions[what] : `${words.actions[what]}: ${explain({ code: code ?? "", facts: {} })}`))
      .join("; ");
  return (
    <li class="list-row rule-row">
      <div class="rule-name">
        <p>
          <a class="link" href={`/mailbox/all/${props.run.ticketId}`}>
            {words.ticket(props.run.number)} {props.run.buyer}
          </a>
        </p>
        <p class="small dim">{did() || explainBecause(props.run.because, tagOf)}</p>
      </div>
      <span class="push row small dim">
        <span class="badge" classList={{ late: props.run.outcome === "failed" }}>
          {words.outcomes[props.run.outcome]}
        </span>
        <Show when={props.run.ms !== null}>
          <span>{words.ms(props.run.ms ?? 0)}</span>
        </Show>
        <Time at={props.run.at} as="ago" />
      </span>
    </li>
  );
}
