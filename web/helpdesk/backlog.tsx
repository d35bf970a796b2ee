/** What waits for an answer at this moment, by how long it has waited. */
import { For, Show } from "solid-js";
import { type Unit, writeValue } from "../insights/write.ts";
import { formatCount } from "../ui/money.ts";
import { speak } from "../words/words.ts";
import type { PartProps } from "./helpdesk.tsx";

const MINUTES: Unit = { as: "minutes" };

export function Backlog(props: PartProps) {
  const words = speak("insights").service.backlog;
  const backlog = () => props.report.backlog;
  const span = (minutes: number | null | undefined) => writeValue(minutes ?? null, MINUTES);
  const most = () => Math.max(1, ...backlog().ages);
  const nameOf = (at: number) => {
    const limit = backlog().limits[at];
    return limit === undefined ? words.over(span(backlog().limits[at - 1])) : words.upTo(span(limit));
  };
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
        <a class="small push report-link" href="/mailbox/todo">
          {words.open}
        </a>
      </header>
      <div class="report-note stack tight">
        <p class="small dim measure">{words.words}</p>
        <Show when={backlog().waiting > 0} fallback={<p>{words.none}</p>}>
          <p>
            <b>{words.waiting(backlog().waiting)}.</b> {words.ages(span(backlog().median), span(backlog().oldest))}
            <Show when={backlog().cutAt}>{(most) => ` ${words.cut(most())}`}</Show>
          </p>
          <table class="table backlog">
            <caption class="sr">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.age}</th>
                <th scope="col" class="number">
                  {words.tickets}
                </th>
                <td aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              <For each={backlog().ages}>
                {(count, at) => (
                  <tr>
                    <th scope="row">{nameOf(at())}</th>
                    <td class="number">{formatCount(count)}</td>
                    <td aria-hidden="true">
                      <span class="backlog-bar" style={{ "inline-size": `${(count / most()) * 100}%` }} />
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
      </div>
    </section>
  );
}
