/** What people have begun to write in a ticket, in the ticket's own storage: one reply and one note each. Saves may overtake each other on
 *  their way here, so each carries a number that only grows, and an emptied draft stays as that number: an older save never brings it back. */
import { RareTable } from "./rare.ts";

export type DraftKind = "reply" | "note";

export interface Draft {
  personId: string;
  name: string;
  kind: DraftKind;
  /** Empty where there is none any more. */
  text: string;
  edition: number;
  at: number;
}

export type DraftErrand =
  | { do: "save"; draft: Omit<Draft, "at"> }
  | { do: "take"; personId: string; kind: DraftKind }
  /** A template's words went into what somebody writes. */
  | { do: "fill"; personId: string; template: string; words: string };

/** A page takes less than this from its question to its line. */
const FRESH_SECONDS = 10;

interface Row extends Record<string, SqlStorageValue> {
  person_id: string;
  name: string;
  kind: DraftKind;
  body: string;
  edition: number;
  at: number;
}

export class Drafts {
  readonly #drafts: RareTable;
  readonly #filled: RareTable;

  constructor(storage: DurableObjectStorage) {
    this.#drafts = new RareTable(
      storage.sql,
      `CREATE TABLE IF NOT EXISTS draft (person_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
        edition INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person_id, kind)) WITHOUT ROWID`,
    );
    this.#filled = new RareTable(
      storage.sql,
      `CREATE TABLE IF NOT EXISTS filled (person_id TEXT NOT NULL, template TEXT NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (person_id, template)) WITHOUT ROWID`,
    );
  }

  all(): Draft[] {
    return this.#drafts
      .ask<Row>("SELECT * FROM draft ORDER BY at")
      .map(({ person_id: personId, name, kind, body: text, edition, at }) => ({ personId, name, kind, text, edition, at }));
  }

  /** True where one began, grew or ended a moment ago. */
  isFresh(now: number): boolean {
    return this.all().some((draft) => now - draft.at < FRESH_SECONDS * 1000);
  }

  find(personId: string, kind: DraftKind): Draft | null {
    return this.all().find((draft) => draft.personId === personId && draft.kind === kind) ?? null;
  }

  do(errand: DraftErrand, now: number): { text: string | null; isNews: boolean } {
    if (errand.do === "save") return { text: null, isNews: this.save({ ...errand.draft, at: now }) };
    if (errand.do === "fill") {
      const { personId, template, words } = errand;
      this.#filled.put(
        "INSERT OR REPLACE INTO filled (person_id, template, words, at) VALUES (?, ?, ?, ?)",
        personId,
        template,
        words,
        now,
      );
      return { text: null, isNews: false };
    }
    const text = this.take(errand.personId, errand.kind, now);
    return { text, isNews: text !== null };
  }

  /** Answers whether others see something else than before: a draft that begins or ends. How it grows is its writer's business. */
  save(draft: Draft): boolean {
    const before = this.find(draft.personId, draft.kind);
    if (before && before.edition >= draft.edition) return false;
    this.#drafts.put(
      `INSERT INTO draft (person_id, kind, name, body, edition, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (person_id, kind) DO UPDATE SET name = ?3, body = ?4, edition = ?5, at = ?6`,
      draft.personId,
      draft.kind,
      draft.name,
      draft.text,
      draft.edition,
      draft.at,
    );
    return ((before?.text ?? "") === "") !== (draft.text === "");
  }

  /** What somebody wrote in a ticket that is part of this one by now goes behind what they wrote here. */
  join(draft: Draft, now: number): void {
    const own = this.find(draft.personId, draft.kind);
    const isBoth = own !== null && own.text !== "" && own.text !== draft.text;
    const text = isBoth ? `${own.text}\n\n${draft.text}` : draft.text;
    this.save({ ...draft, text, edition: Math.max(own?.edition ?? 0, draft.edition) + 1, at: now });
  }

  clear(): void {
    this.#drafts.ask("UPDATE draft SET body = '', edition = edition + 1 WHERE body <> ''");
  }

  /** A colleague's words become one's own to go on with: theirs end here. Null where there are none any more. */
  take(personId: string, kind: DraftKind, now: number): string | null {
    const draft = this.find(personId, kind);
    if (!draft || draft.text === "") return null;
    this.save({ ...draft, text: "", edition: Math.max(draft.edition + 1, now), at: now });
    return draft.text;
  }

  /** Which template stands in what somebody sends, the newest of several; what they filled in before ends with it. */
  takeTemplate(personId: string, text: string): { id: string; isEdited: boolean } | null {
    const filled = this.#filled.ask<{ template: string; words: string }>(
      "SELECT template, words FROM filled WHERE person_id = ? ORDER BY at DESC",
      personId,
    );
    if (filled.length > 0) this.#filled.ask("DELETE FROM filled WHERE person_id = ?", personId);
    const found = filled.find(({ words }) => hasWordsOf(words, text));
    return found ? { id: found.template, isEdited: !isSameText(found.words, text) } : null;
  }
}

/** Shorter ones anybody writes. */
const SENTENCE_CHARACTERS_MIN = 12;
const plainOf = (text: string) => text.replace(/\s+/g, " ").trim();
const isSameText = (one: string, other: string) => plainOf(one) === plainOf(other);

/** A template is in a reply as long as a sentence of it is; one without any, as long as all of it is. */
function hasWordsOf(template: string, text: string): boolean {
  const sentences = template.split(/[\n.!?。！？]+/).map(plainOf);
  const long = sentences.filter((sentence) => sentence.length >= SENTENCE_CHARACTERS_MIN);
  const reply = plainOf(text);
  return (long.length > 0 ? long : [plainOf(template)]).some((sentence) => sentence !== "" && reply.includes(sentence));
}
