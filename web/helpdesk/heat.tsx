/** When buyers write: a week of hours, the busier the darker, each with its number; on paper and without colour it is a table. */
import { createSignal, For, Show } from "solid-js";
import { formatCount } from "../ui/money.ts";
import { LOCALE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import type { PartProps } from "./helpdesk.tsx";
import { listOf } from "./lists.ts";

const DAYS = Array.from({ length: 7 }, (_, day) => day);
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Of the accent, in percent, where most came: no more than numbers stay readable on. */
const DARKEST = 42;

const SHOWN = ["messages", "tickets"] as const;
type Shown = (typeof SHOWN)[number];

const weekdays = new Intl.DateTimeFormat(LOCALE, { weekday: "short", timeZone: "UTC" });
/** 5 January 1970 was a Monday. */
const weekdayOf = (day: number) => weekdays.format(Date.UTC(1970, 0, 5 + day));
const hourOf = (hour: number) => String(hour).padStart(2, "0");

export function HeatMap(props: PartProps) {
  const words = speak("insights").service.heat;
  const [shown, setShown] = createSignal<Shown>("messages");
  const counts = () => new Map(props.report.hours.map((hour) => [hour.slot, hour[shown()]]));
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
        <fieldset class="segmented push" aria-label={words.shows}>
          <For each={SHOWN}>
            {(one) => (
              <button type="button" aria-pressed={shown() === one} onClick={() => setShown(one)}>
                {words[one]}
              </button>
            )}
          </For>
        </fieldset>
      </header>
      <Show when={props.report.hours.length > 0} fallback={<p class="padded dim">{words.empty}</p>}>
        <Week counts={counts()} />
        <p class="report-note small dim">
          {words.unlisted}{" "}
          <a class="report-link" href={listOf(props.place, { counted: shown() === "messages" ? "asked" : "opened" })}>
            {words.openList}
          </a>
        </p>
      </Show>
    </section>
  );
}

/** By the hour from Monday 0:00 on. */
function Week(props: { counts: Map<number, number> }) {
  const words = speak("insights").service.heat;
  const most = () => Math.max(1, ...props.counts.values());
  const countAt = (day: number, hour: number) => props.counts.get(day * HOURS.length + hour) ?? 0;
  return (
    <section class="heat-scroll" tabindex="0" aria-label={words.caption}>
      <table class="heat">
        <caption class="sr">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr">{words.weekday}</span>
            </th>
            <For each={HOURS}>{(hour) => <th scope="col">{hourOf(hour)}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={DAYS}>
            {(day) => (
              <tr>
                <th scope="row">{weekdayOf(day)}</th>
                <For each={HOURS}>
                  {(hour) => (
                    <td
                      style={{ "--heat": `${Math.round((countAt(day, hour) / most()) * DARKEST)}%` }}
                      title={words.cell(weekdayOf(day), `${hourOf(hour)}:00`, formatCount(countAt(day, hour)))}
                    >
                      {countAt(day, hour) > 0 ? formatCount(countAt(day, hour)) : ""}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
