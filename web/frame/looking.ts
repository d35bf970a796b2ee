/** Who has which ticket on screen, as the mailbox's line tells it. Presence only: forgotten with the line. */
import { createStore, reconcile } from "solid-js/store";

export interface Presence {
  id: string;
  name: string;
  /** answering: has begun an answer and rests, or looks elsewhere. */
  mode: "viewing" | "typing" | "answering";
}

const [looking, setLooking] = createStore<Record<string, Presence[]>>({});

export const whoLooksAt = (ticket: string): Presence[] => looking[ticket] ?? [];

export function noteLooking(ticket: string, people: Presence[]): void {
  setLooking(ticket, reconcile(people));
}

export function forgetLooking(): void {
  setLooking(reconcile({}));
}
