/** Why a ticket is due when it is: each clock that runs, since when, in whose hours. The server says all of it. */
import { For, Show } from "solid-js";
import { PRIORITIES, useTags } from "../labels/queries.ts";
import { now, placeOf, writeSpan, writeUntil } from "../ui/clock.ts";
import { MINUTE_MS } from "../ui/units.ts";
import { speak } from "../words/words.ts";
import type { TicketPage } from "./queries.ts";

/** What is left of a tag that is gone is its promise. */
function sayLabel(label: string, find: (id: string) => { name: string } | undefined): string {
  const words = speak("dueBecause").by;
  const named = PRIORITIES.find((one) => one === label);
  return named ? words.priority(speak("labels").priorities[named]) : words.tag(find(label)?.name ?? "");
}

export default function WhyDue(props: { due: TicketPage["due"]; zone: string }) {
  const words = speak("dueBecause");
  const tags = useTags();
  return (
    <For each={props.due}>
      {(clock) => {
        const zone = () => clock.timeZone ?? props.zone;
        return (
          <p>
            <b>{words.due(clock.kind, writeUntil(clock.dueAt, now(), zone()), placeOf(zone()))}</b>{" "}
            {words.because(writeSpan(clock.targetMinutes * MINUTE_MS), writeUntil(clock.startedAt, now(), zone()), clock.calendar)}
            <Show when={clock.by}>{(label) => ` ${sayLabel(label(), tags.find)}`}</Show>
            <Show when={clock.pausedMs >= MINUTE_MS}> {words.paused(writeSpan(clock.pausedMs))}</Show>
          </p>
        );
      }}
    </For>
  );
}
