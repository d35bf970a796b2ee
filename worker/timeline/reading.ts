/** What a buyer's newest question is about, as somebody has read it: a model, or an agent who knows better. It is of that question; a newer one is
 *  read anew, and until then it stands for the ticket. Pure: which classes there are is not decided here. */
import type { TicketFacts } from "./timeline.ts";

export interface Reading {
  /** TikTok's index of the question it is of. */
  index: string;
  /** `damaged/with-photo`. */
  class: string;
  /** 0 to 1; 1 where an agent said so. */
  confidence: number;
  /** One line of what the buyer wants, for whoever has no line of their own language; empty where only an agent has read it. */
  intent: string;
  /** The same in each language the page speaks, by its tag (BCP 47). */
  intents?: Record<string, string>;
  /** The worst first: angry, unhappy, neutral, happy. Null where nobody said. */
  mood: number | null;
  /** How the question before it sounded. */
  moodBefore: number | null;
  /** ISO 639-1, where the words tell. */
  language: string | null;
  isByHand: boolean;
}

/** Null where it is of another question than the newest, or an agent has said what that is about. */
export function afterReading(facts: TicketFacts, reading: Reading): TicketFacts | null {
  const { reading: before } = facts;
  if (reading.index !== facts.questionIndex) return null;
  if (before?.index === reading.index && before.isByHand) return null;
  const moodBefore = before?.index === reading.index ? before.moodBefore : (before?.mood ?? null);
  return { ...facts, reading: { ...reading, moodBefore } };
}

/** An agent's word for the newest question. */
export function afterCorrection(facts: TicketFacts, given: string): TicketFacts {
  const { reading, questionIndex: index } = facts;
  const nothing = { intent: "", mood: null, moodBefore: reading?.mood ?? null, language: null };
  const known = reading?.index === index ? reading : nothing;
  return { ...facts, reading: { ...known, index, class: given, confidence: 1, isByHand: true } };
}

/** Worse than the question before. */
const hasSoured = ({ mood, moodBefore }: Reading) => mood !== null && moodBefore !== null && mood < moodBefore;

/** What lists show of it, and know it by. */
export const readingInList = (reading: Reading | null) =>
  reading && {
    class: reading.class,
    intent: reading.intent,
    intents: reading.intents ?? {},
    mood: reading.mood,
    soured: hasSoured(reading),
  };
export type ListedReading = NonNullable<ReturnType<typeof readingInList>>;
export const classLabel = (given: string) => `class:${given.split("/")[0]}`;
