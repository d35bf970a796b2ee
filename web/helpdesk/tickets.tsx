/** The tickets behind a number of the service report, newest first, each a way into the mailbox. */

import { For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import type { ReportPlace } from "../insights/place.ts";
import { InsightsRoom } from "../insights/room.tsx";
import { previewOf } from "../mailbox/preview.ts";
import { useStores } from "../team/me.tsx";
import { writeSpan, writeTime } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Callout, Empty, known, Skeleton } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { askDeeds, askHelpdesk, type Counted } from "./queries.ts";

export function Tickets(props: { place: ReportPlace; of: Counted }) {
  const words = speak("insights").service.list;
  const stores = useStores();
  const list = useQuery(() => askDeeds({ ...props.place.question(), ...props.of }));
  // Whoever came from the report has it still: the names of people and templates are its.
  const report = useQuery(() => ({ ...askHelpdesk(props.place.question()), enabled: "person" in props.of || "template" in props.of }));
  const who = () => {
    const person = known(report)?.agents.find((agent) => agent.person === props.of.person)?.name;
    const template = known(report)?.templates.find(({ id }) => id === props.of.template)?.name;
    return [person ? words.by(person) : "", template ? words.from(template) : ""].filter(Boolean).join(" ");
  };
  return (
    <InsightsRoom tab="service" place={props.place} head={known(list)}>
      <a class="row tight" href={`/insights/service${props.place.shared()}`}>
        <Icon name="left" size="s" /> {words.back}
      </a>
      <Answer of={list} waiting={<Skeleton rows={6} class="report-waiting" widths={[60, 80]} />}>
        {(data) => (
          <section class="card" aria-label={words.of[props.of.counted]}>
            <header>
              <h2>
                {words.of[props.of.counted]} <span dir="auto">{who()}</span>
              </h2>
              <span class="push dim">{formatCount(data().rows.length)}</span>
            </header>
            <Show when={data().isCut}>
              <Callout icon="info" banner>
                {words.cut(data().rows.length)}
              </Callout>
            </Show>
            <Show when={data().rows.length > 0} fallback={<Empty icon="reply" title={words.none.title} words={words.none.words} />}>
              <div class="deeds">
                <For each={data().rows}>
                  {(row) => (
                    <a class="list-row" href={`/mailbox/todo/${row.ticket_id}`}>
                      <Show when={stores.find(row.store_id)}>{(store) => <StoreMark store={store()} />}</Show>
                      <span class="deed-words">
                        <span class="ellipsis">
                          <b dir="auto">{row.buyer_name}</b> <span class="dim">#{row.number}</span>
                        </span>
                        <span class="small dim ellipsis" dir="auto">
                          {previewOf(row.preview)}
                        </span>
                      </span>
                      <span class="push deed-when small">
                        <span>{writeTime(row.at, "full", data().stores.find(({ id }) => id === row.store_id)?.time_zone)}</span>
                        <span class="dim">{row.since === null ? words.states[row.state] : words.took(writeSpan(row.at - row.since))}</span>
                      </span>
                    </a>
                  )}
                </For>
              </div>
            </Show>
          </section>
        )}
      </Answer>
    </InsightsRoom>
  );
}
