/** What somebody began to write and left: in memory while the page lives, and at the desk a moment later, so that it is there on another
 *  device and colleagues can go on with it. Each save carries a number that only grows: what comes late undoes nothing. */
import { createStore } from "solid-js/store";
import { api, ask, asProblem } from "../api.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { timeNow } from "../ui/clock.ts";

export type Kind = "reply" | "note";

export interface Draft {
  kind: Kind;
  reply: string;
  note: string;
}

const SAVE_AFTER_MS = 800;
/** A save that was lost is tried again by itself, ever more seldom, until it is taken or refused. */
const RETRY_FIRST_MS = 2_000;
const RETRY_MS_MAX = 60_000;
const KINDS: readonly Kind[] = ["reply", "note"];
const NONE: Draft = { kind: "reply", reply: "", note: "" };

const [drafts, setDrafts] = createStore<Record<string, Draft>>({});

/** How far the desk knows a draft: the number of the last save, and the timer of the next while there is something to save. */
interface Saving {
  edition: number;
  timer: ReturnType<typeof setTimeout> | null;
}

const savings = new Map<string, Saving & { ticket: string; kind: Kind }>();

function savingOf(ticket: string, kind: Kind) {
  const name = `${ticket} ${kind}`;
  const saving = savings.get(name) ?? { ticket, kind, edition: 0, timer: null };
  savings.set(name, saving);
  return saving;
}

function save(ticket: string, kind: Kind, tries = 0): void {
  const saving = savingOf(ticket, kind);
  if (saving.timer) clearTimeout(saving.timer);
  saving.timer = null;
  saving.edition = Math.max(saving.edition + 1, timeNow());
  const json = { kind, text: drafts[ticket]?.[kind] ?? "", edition: saving.edition };
  // A save may also outlive the page.
  ask(api.tickets[":id"].drafts.$put({ param: { id: ticket }, json }, { init: { keepalive: true } })).catch((error: unknown) => {
    // A refusal stays one; and whatever was typed meanwhile has a save of its own.
    const isSilence = ["unavailable", "broken"].includes(asProblem(error).kind);
    if (!isSilence || saving.timer !== null || saving.edition !== json.edition) return;
    saving.timer = setTimeout(() => save(ticket, kind, tries + 1), Math.min(RETRY_MS_MAX, RETRY_FIRST_MS * 2 ** tries));
  });
}

/** What waits to be saved is saved before the page may be gone. */
function flush(): void {
  for (const { ticket, kind, timer } of savings.values()) if (timer) save(ticket, kind);
}
globalThis.addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.hidden && flush());

export function useDraft(ticket: string) {
  const draft = () => drafts[ticket] ?? NONE;
  const put = (change: Partial<Draft>) => setDrafts(ticket, { ...draft(), ...change });
  return {
    kind: () => draft().kind,
    text: () => draft()[draft().kind],
    change: (change: Partial<Draft>) => {
      const changed = KINDS.filter((kind) => change[kind] !== undefined && change[kind] !== draft()[kind]);
      put(change);
      for (const kind of changed) {
        const saving = savingOf(ticket, kind);
        if (saving.timer) clearTimeout(saving.timer);
        // An emptied draft is gone for the others at once.
        if (draft()[kind] === "") save(ticket, kind);
        else saving.timer = setTimeout(() => save(ticket, kind), SAVE_AFTER_MS);
      }
    },
    /** What the desk knows of one's own drafts; what is being typed here right now is newer. */
    adopt: (known: TicketPage["drafts"], personId: string) => {
      for (const { kind, text, edition } of known.filter((one) => one.personId === personId)) {
        const saving = savingOf(ticket, kind);
        const isNewer = edition > saving.edition && saving.timer === null;
        saving.edition = Math.max(saving.edition, edition);
        if (isNewer && draft()[kind] !== text) put({ [kind]: text });
      }
    },
    flush,
  };
}
