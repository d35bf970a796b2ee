/** Why a ticket is due when it is: each clock that runs, since when, in whose hours. The server says all of it. */
import { createUniqueId, For, Show } from "solid-js";
import { PRIORITIES, useTags } from "../labels/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { now, placeOf, writeSpan, writeUntil } from "../ui/clock.ts";
import { speak } from "../words/words.ts";
import type { TicketPage } from "./queries.ts";

const MINUTE_MS = 60_000;

/** What is left of a tag that is gone is its promise. */
function sayLabel(label: string, find: (id: string) => { name: string } | undefined): string {
  const words = speak("thread").why.by;
  const named = PRIORITIES.find((one) => one === label);
  return named ? words.priority(speak("labels").priorities[named]) : words.tag(find(label)?.name ?? "");
}

export function WhyDue(props: { due: TicketPage["due"]; zone: string }) {
  const words = speak("thread").why;
  const id = createUniqueId();
  const tags = useTags();
  return (
    <Show when={props.due.length > 0}>
      <IconButton icon="info" small label={words.title} opens={id} />
      <section id={id} popover class="menu why-due" aria-label={words.title}>
        <h3>{words.title}</h3>
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
      </section>
    </Show>
  );
}
