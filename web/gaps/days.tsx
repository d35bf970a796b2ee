/** Days as cells of a calendar: the date, a sign for how it stands and, read out or hovered over, both counts. A press opens its receipts. */
import { For } from "solid-js";
import { writeTime } from "../ui/clock.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { speak } from "../words/words.ts";
import type { GapDay } from "./queries.ts";

export type DayState = GapDay["state"];
const STATES = ["equal", "repaired", "open", "unchecked"] as const satisfies DayState[];

const SIGNS: Record<DayState, IconName> = { equal: "check", repaired: "plus", open: "alert", unchecked: "more" };

/** A calendar day has no zone of its own. */
export const writeDay = (day: string, shape: "day" | "longDay" | "date" = "day") => writeTime(Date.parse(`${day}T12:00:00Z`), shape, "UTC");
const numberOf = (day: string) => String(Number(day.slice(8)));
const monthOf = (day: string) => writeDay(day).replace(/^\S+\s+/, "");

export function Legend() {
  const words = speak("gaps");
  return (
    <ul class="gap-legend small mid">
      <For each={STATES}>
        {(state) => (
          <li>
            <span class={`gap-sign stands-${state}`}>
              <Icon name={SIGNS[state]} size="s" />
            </span>
            {words.states[state]}
          </li>
        )}
      </For>
    </ul>
  );
}

export function Days(props: { days: GapDay[]; label: string; onOpen: (day: string) => void }) {
  return (
    <ol class="gap-days" aria-label={props.label}>
      <For each={props.days}>{(day, at) => <Cell day={day} hasMonth={at() === 0 || day.day.endsWith("-01")} onOpen={props.onOpen} />}</For>
    </ol>
  );
}

function Cell(props: { day: GapDay; hasMonth: boolean; onOpen: (day: string) => void }) {
  const words = speak("gaps");
  const shown = () => (props.hasMonth ? monthOf(props.day.day) : numberOf(props.day.day));
  // What is seen stands in what is said: whoever speaks to their machine says what they see.
  const says = () => {
    const { day, state, theirs, ours } = props.day;
    const counts = theirs === null || ours === null ? "" : words.counts(formatCount(theirs), formatCount(ours));
    return [
      props.hasMonth ? shown() : "",
      writeDay(day, "longDay"),
      words.states[state],
      counts,
      props.day.isWaiting ? words.isWaiting : "",
    ]
      .filter(Boolean)
      .join(", ");
  };
  return (
    <li>
      <button
        type="button"
        class={`gap-day stands-${props.day.state}`}
        classList={{ waiting: props.day.isWaiting }}
        aria-label={says()}
        title={says()}
        onClick={() => props.onOpen(props.day.day)}
      >
        <span class="gap-date">{shown()}</span>
        <Icon name={SIGNS[props.day.state]} size="s" />
      </button>
    </li>
  );
}
