/** What a model made of a message: its words in another language, what is seen on its picture. Kept with the message itself, so that it goes wherever
 *  the message goes: into another ticket, into a buyer's file, and away with it. What is erased stays so. */
import type { MessageEntry } from "../timeline/entries.ts";
import { ERASED } from "./forgetting.ts";
import type { TicketStorage } from "./storage.ts";

export type Made = Pick<MessageEntry, "translations" | "sighting">;

export function keepMade(storage: TicketStorage, id: string, made: Made): void {
  const entry = storage.entry(id);
  if (entry?.kind !== "message" || entry.type === ERASED) return;
  const translations = made.translations && { translations: { ...entry.translations, ...made.translations } };
  storage.putEntry({ ...entry, ...made, ...translations });
}
