/** Machine help at the composer comes when the ticket stands, somebody rests at it and the browser has time: one walks, reads and answers without it. */
import { createSignal, onCleanup, onMount, Show, Suspense, untrack } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { whenIdle } from "../ui/clock.ts";
import { room } from "../words/room.ts";
import type { Writing } from "./writing.ts";

export interface MachineProps {
  page: TicketPage;
  writing: Writing;
}

const Suggestion = room(["suggesting"], () => import("../assist/suggestion.tsx"));
const Menu = room(["suggesting"], () => import("../assist/suggest-menu.tsx"));

/** Whoever goes on within this time wants no help. */
const WALK_MS = 300;

const [restsAt, setRestsAt] = createSignal("");

/** The ticket somebody rests at. */
export { restsAt };

/** A ticket somebody wants summed up, by key or because they hand it over; whoever can, takes it from here. */
const [wanted, setWanted] = createSignal<string | null>(null);

export { wanted };
export const wantSummary = (ticket: string) => {
  setRestsAt(ticket);
  setWanted(ticket);
};
export const takeWanted = () => setWanted(null);

/** What a model suggests, above the words one writes. */
export function Suggested(props: MachineProps) {
  return (
    <Suspense>
      <Show when={restsAt() === props.page.ticket.id}>
        <Suggestion {...props} />
      </Show>
    </Suspense>
  );
}

/** The way to ask for it. */
export function MachineButton(props: MachineProps) {
  onMount(() => {
    const id = untrack(() => props.page.ticket.id);
    const timer = setTimeout(() => whenIdle(() => setRestsAt(id)), WALK_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <Suspense>
      <Show when={restsAt() === props.page.ticket.id}>
        <Menu {...props} />
      </Show>
    </Suspense>
  );
}
