/** A buyer leaves a ticket, asked for or because its time is over: first everything that lies elsewhere under names only this room knows is told, so that it can be deleted, then all
 *  words, names and files go from the entries themselves. What happened when, and who of us did it, stays: reports and promises count it. What
 *  is on its way to TikTok at this moment is waited for, because its answer would be written down with its words. Where only what is old is to
 *  go, a ticket in which anything is still to happen loses nothing. */
import type { Kit } from "../env.ts";
import { type Entry, type EventEntry, type MessageEntry, partOf } from "../timeline/entries.ts";
import { resolve, type TicketFacts } from "../timeline/timeline.ts";
import { isAlive } from "./alive.ts";
import type { Draft, Drafts } from "./drafts.ts";
import { ANNOUNCED, type Keeper } from "./keeper.ts";
import { searchRowOf } from "./projection.ts";
import { isMade } from "./rare.ts";
import type { Kept, TicketStorage } from "./storage.ts";

export interface Traces {
  /** Keys of R2: letters, their files and forms. */
  keys: string[];
  /** Names of pictures of the store. */
  pictures: string[];
  /** When letters came, in epoch milliseconds: what they were read from lies under their day. */
  letters: number[];
  /** Whoever wrote letters from outside. */
  addresses: string[];
  /** Rows of the search over messages, as text: they exceed what JSON can tell. */
  rows: string[];
}

export interface ForgetErrand {
  do: "look" | "forget";
  /** Of mails, what they came as and the files in them. */
  what: "all" | "mails";
  /** A ticket that lives on after this moment, in epoch milliseconds, is spared; null: none is. */
  sparing: number | null;
}
/** busy: come again · alive: it was spared. */
export type Forgotten = { is: "done"; traces: Traces } | { is: "busy" | "alive" };

/** All that is said in a ticket, as its buyer may ask for it. */
export interface Copied {
  entries: Entry[];
  drafts: Draft[];
  traces: Traces;
}

/** What a message is when nothing of it is left. */
export const ERASED = "ERASED";
const DONE_REPLIES: readonly string[] = ["sent", "failed", "discarded", "withdrawn"];
const TABLES_OF_WORDS = ["pending", "draft", "filled", "wanted_picture", "news", "bulk_act", "aid"] as const;
/** A merge that is older than the erasing is taken apart by nobody. */
const NO_WAY_BACK = "UPDATE taken SET joined = NULL";

export class Forgetting {
  readonly #sql: SqlStorage;
  readonly #storage: TicketStorage;
  readonly #keeper: Keeper;
  readonly #drafts: Drafts;

  constructor(storage: DurableObjectStorage, ticket: TicketStorage, keeper: Keeper, drafts: Drafts) {
    this.#sql = storage.sql;
    this.#storage = ticket;
    this.#keeper = keeper;
    this.#drafts = drafts;
  }

  async do(kit: Kit, errand: ForgetErrand): Promise<Forgotten> {
    const { what, sparing } = errand;
    const kept = this.#storage.read();
    const all = this.#storage.entries();
    const entries = sparing === null ? all : all.filter(({ at }) => at <= sparing);
    const spares = sparing !== null && kept !== null && isAlive(kept, all, this.#drafts.all(), sparing);
    if (spares && errand.do === "look") return { is: "alive" };
    const isBusy = entries.some(
      (entry) => (entry.kind === "reply" ? entry.state : entry.kind === "email" ? entry.dispatch?.state : "") === "sending",
    );
    if (isBusy) return { is: "busy" };
    const traces = what === "all" ? tracesOf(entries) : tracesOfMails(entries);
    if (errand.do === "look") {
      // Nobody fetches a picture that is about to be deleted.
      if (what === "all") this.#clear("wanted_picture");
      return { is: "done", traces };
    }
    // What lay elsewhere is gone by now: where somebody wrote in between, what they wrote stays, and what was there before does not come back.
    for (const entry of entries) this.#empty(entry, what);
    // A summary holds words of what was said before, however young it is.
    if (what === "all") this.#clear("aid");
    if (spares) return { is: "alive" };
    if (what === "all" && kept) await this.#forget(kit, kept);
    return { is: "done", traces };
  }

  #empty(entry: Entry, what: ForgetErrand["what"]): void {
    const left = what === "all" ? emptied(entry) : entry.kind === "email" ? { ...entry, ...WITHOUT_FILES } : entry;
    if (left !== entry) this.#sql.exec("UPDATE entry SET body = ? WHERE id = ?", JSON.stringify(left), entry.id);
  }

  #clear(table: (typeof TABLES_OF_WORDS)[number]): void {
    if (isMade(this.#sql, table)) this.#sql.exec(`DELETE FROM ${table}`);
  }

  copy(): Copied {
    const drafts = this.#drafts.all();
    const entries = this.#storage.entries();
    const isTyped = ([fact, value]: [string, unknown], name: string) => isWords(fact, name) && value !== "";
    const told = entries.map((entry) =>
      entry.kind === "event"
        ? { ...entry, facts: Object.fromEntries(Object.entries(entry.facts).filter((one) => isTyped(one, entry.name))) }
        : entry,
    );
    return { entries: told, drafts: drafts.filter(({ text }) => text !== ""), traces: tracesOf(entries) };
  }

  async #forget(kit: Kit, kept: Kept): Promise<void> {
    for (const table of TABLES_OF_WORDS) this.#clear(table);
    this.#storage.forgetRings(this.#storage.entries().map(({ id }) => id));
    if (isMade(this.#sql, "taken")) this.#sql.exec(NO_WAY_BACK);
    const merged = kept.merged && { ...kept.merged, before: nameless(kept.merged.before) };
    this.#storage.write({ ...kept, head: { ...kept.head, buyerName: "" }, merged, unsearched: [], untold: [], moved: [] });
    for (const errand of ["snooze", "unsent", "mail", "pictures"] as const) this.#storage.schedule(errand, null);
    const isOver = ["resolved", "spam"].includes(kept.facts.state) || kept.merged !== null;
    const facts = isOver ? kept.facts : resolve(kept.facts, kit.now());
    await this.#keeper.keepOrTell(kit, nameless(facts), ANNOUNCED);
  }
}

const nameless = (facts: TicketFacts): TicketFacts => ({
  ...facts,
  preview: "",
  reading: facts.reading && { ...facts.reading, intent: "", intents: {} },
});
const NOBODY = { address: "", name: "" };
const WITHOUT_FILES = { htmlKey: null, files: [] };

/** The entry as what happened, with nothing of what was said. What decides how it counts stays. */
function emptied(entry: Entry): Entry {
  switch (entry.kind) {
    case "message":
      return { ...withoutMade(withoutOpinion(entry)), ...emptiedMessage(entry), name: null };
    case "reply": {
      const { hold: _hold, original: _original, ...rest } = withoutOpinion(entry);
      const state = DONE_REPLIES.includes(entry.state) ? entry.state : "discarded";
      return { ...rest, body: { type: "TEXT", text: "" }, state, trouble: null };
    }
    case "note":
      return { ...entry, text: "", mentions: [], told: [] };
    case "email": {
      const dispatch = entry.dispatch && {
        ...entry.dispatch,
        state: entry.dispatch.state === "sent" ? ("sent" as const) : ("discarded" as const),
      };
      const nothing = { subject: "", text: "", textKey: null, ...WITHOUT_FILES, messageId: null, relayOf: null };
      return {
        ...entry,
        ...nothing,
        from: NOBODY,
        to: [],
        dispatch: dispatch && { ...dispatch, replyTo: "", references: [], trouble: null },
      };
    }
    case "event":
      return { ...entry, facts: emptiedFacts(entry) };
  }
}

/** An opinion's reason is somebody's words about what was said. */
const withoutOpinion = <T extends Extract<Entry, { opinion?: unknown }>>(entry: T): T =>
  entry.opinion ? { ...entry, opinion: { ...entry.opinion, reason: "" } } : entry;

const withoutMade = ({ translations: _, sighting: _s, ...entry }: MessageEntry): MessageEntry => entry;

function emptiedMessage(entry: MessageEntry): Pick<MessageEntry, "type" | "content"> {
  const isSaid = entry.type !== "HIDDEN" && ["question", "answer", "automated"].includes(partOf(entry));
  return { type: isSaid ? ERASED : entry.type, content: {} };
}

/** Words people typed; names of our own people, of teams, tags and tickets stay. */
const WORDS_IN_EVENTS: readonly string[] = ["reason", "said", "to", "address"];
const NAMES_OURS_ONLY: readonly string[] = ["assigned", "dealt", "unassigned", "handed-back"];

const isWords = (fact: string, name: string) => WORDS_IN_EVENTS.includes(fact) && !(fact === "to" && NAMES_OURS_ONLY.includes(name));

function emptiedFacts({ name, facts }: EventEntry): EventEntry["facts"] {
  return Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, isWords(fact, name) ? "" : value]));
}

function tracesOf(entries: Entry[]): Traces {
  const mails = entries.filter((entry) => entry.kind === "email");
  const own = entries.flatMap((entry) => (entry.kind === "reply" && entry.body.type === "IMAGE" ? (entry.body.file ?? []) : []));
  const messages = entries.filter((entry) => entry.kind === "message");
  const isTheirs = ({ dispatch }: { dispatch: unknown }) => dispatch === null;
  return {
    keys: mails.flatMap(({ textKey, htmlKey, files }) => [textKey, htmlKey, ...files.map(({ key }) => key)].filter((key) => key !== null)),
    pictures: [...own, ...messages.filter(({ type }) => type === "IMAGE" || type === "EMOTICONS").map(({ id }) => id)],
    letters: mails.filter(isTheirs).map(({ at }) => at),
    addresses: [...new Set(mails.filter(isTheirs).map(({ from }) => from.address.toLowerCase()))],
    rows: messages.map(searchRowOf),
  };
}

/** What is longer than a timeline carries are words, and stays. */
function tracesOfMails(entries: Entry[]): Traces {
  const mails = entries.filter((entry) => entry.kind === "email");
  const keys = mails.flatMap(({ htmlKey, files }) => [...(htmlKey ? [htmlKey] : []), ...files.map(({ key }) => key)]);
  return { ...tracesOf(mails), keys, addresses: [] };
}
