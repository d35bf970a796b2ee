/** What a ticket may be labelled with: tags, which a team makes for itself, and a priority, of which there are four. Pure: words, forms and their
 *  limits. A label is either, by the tag's id or the priority's own word. */
import * as z from "zod";

/** The most urgent first. */
export const PRIORITIES = ["urgent", "high", "normal", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];
/** No label by itself: nearly every ticket has it. */
export const USUAL_PRIORITY: Priority = "normal";
export const priority = z.enum(PRIORITIES);
export const isPriority = (label: string): label is Priority => (PRIORITIES as readonly string[]).includes(label);

/** Muted ones of the design's tokens; a tag shows its name beside it. */
export const TAG_COLOURS = ["slate", "rose", "amber", "olive", "green", "teal", "blue", "violet"] as const;
export type TagColour = (typeof TAG_COLOURS)[number];

export const TAGS_MAX = 500;
export const TAGS_OF_TICKET_MAX = 20;
const TAG_NAME_CHARACTERS_MAX = 40;
const TAG_ID_CHARACTERS_MAX = 40;

export const tagId = z.string().min(1).max(TAG_ID_CHARACTERS_MAX);

/** What shows nothing, or turns the line around, is no part of a name. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const name = z
  .string()
  .transform((text) => text.replace(UNSEEN, " ").replace(/\s+/gu, " ").trim())
  .pipe(z.string().min(1).max(TAG_NAME_CHARACTERS_MAX));

export const tagForm = z.object({ name, colour: z.enum(TAG_COLOURS) });
export type TagForm = z.infer<typeof tagForm>;

/** All that a list or a promise may ask a ticket for. */
export const labelsOf = (ticket: { priority: Priority; tags: string[] }): string[] => [ticket.priority, ...ticket.tags];
