/** What people have begun to write in a ticket, in the ticket's own storage: one reply and one note each. Saves may overtake each other on
 *  their way here, so each carries a number that only grows, and an emptied draft stays as that number: an older save never brings it back. */

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

export type DraftErrand = { do: "save"; draft: Omit<Draft, "at"> } | { do: "take"; personId: string; kind: DraftKind };

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
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS draft (person_id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
      edition INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person_id, kind)) WITHOUT ROWID`);
  }

  all(): Draft[] {
    return this.#sql
      .exec<Row>("SELECT * FROM draft ORDER BY at")
      .toArray()
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
    const text = this.take(errand.personId, errand.kind, now);
    return { text, isNews: text !== null };
  }

  /** Answers whether others see something else than before: a draft that begins or ends. How it grows is its writer's business. */
  save(draft: Draft): boolean {
    const before = this.find(draft.personId, draft.kind);
    if (before && before.edition >= draft.edition) return false;
    this.#sql.exec(
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
    this.#sql.exec("UPDATE draft SET body = '', edition = edition + 1 WHERE body <> ''");
  }

  /** A colleague's words become one's own to go on with: theirs end here. Null where there are none any more. */
  take(personId: string, kind: DraftKind, now: number): string | null {
    const draft = this.find(personId, kind);
    if (!draft || draft.text === "") return null;
    this.save({ ...draft, text: "", edition: Math.max(draft.edition + 1, now), at: now });
    return draft.text;
  }
}
