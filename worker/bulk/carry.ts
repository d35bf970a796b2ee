/** One ticket's turn in a bulk job. Everything is named by job and ticket, and the ticket's room does what has a name once: a step that comes
 *  again does nothing twice. A reply that failed is tried again only when somebody says so, under a name of its own. */
import { createHash } from "node:crypto";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import type { StoreRow } from "../stores/table.ts";
import { RIGHTS } from "../team/rights.ts";
import { checkAct } from "../thread/actions.ts";
import type { BulkErrand } from "../tickets/in-bulk.ts";
import { AT_ONCE } from "../tickets/leaving.ts";
import type { Act } from "../timeline/acts.ts";
import type { ThreadRules } from "../timeline/timeline.ts";
import { type ActWish, type Because, type Become, because } from "./job.ts";
import type { JobRow } from "./table.ts";

/** An item with what must be known of its ticket now. */
export interface Turn {
  place: number;
  ticket_id: string;
  seen: number | null;
  tries: number;
  at: number | null;
  /** Null where there is no such ticket. */
  store_id: string | null;
  state: number | null;
  bits: number | null;
  can_send: number | null;
}

/** What the tickets of one step have in common. */
export interface Round {
  job: JobRow;
  person: { id: string; name: string };
  stores: Map<string, { row: StoreRow; rules: ThreadRules }>;
}

const SPAM = 3;

const nameOf = (job: JobRow, ticketId: string, tries = 0) =>
  `bulk-${createHash("sha256").update(`${job.id}:${ticketId}:${tries}`).digest("hex").slice(0, 24)}`;

const roomOf = (kit: Kit, ticketId: string) => kit.env.TICKET.getByName(ticketId);

/** Why the person may do nothing here, asked at the moment of doing. */
function whyNotAct({ store_id, bits }: Turn): Because | null {
  if (store_id === null || ((bits ?? 0) & RIGHTS.read) === 0) return because("ticket-missing");
  return ((bits ?? 0) & RIGHTS.reply) === 0 ? because("right-missing", { right: "reply" }) : null;
}

export function whyNotReply(turn: Turn, { stores }: Round): Because | null {
  const closed = whyNotAct(turn);
  if (closed) return closed;
  if (turn.state === SPAM) return because("ticket-spam");
  if (stores.get(turn.store_id ?? "")?.row.state === "disconnected") return because("store-disconnected");
  return turn.can_send === 0 ? because("tiktok-closed", { code: 45109001 }) : null;
}

const skipped = ({ place }: Turn, why: Because): Become => ({ place, outcome: "skipped", because: why });

/** The act as each store's tickets must be told it; checked once a step. */
export type Checked = Map<string, Act | Because>;

async function checkFor(kit: Kit, checked: Checked, storeId: string, wish: ActWish): Promise<Act | Because> {
  const known = checked.get(storeId);
  if (known) return known;
  let answer: Act | Because;
  try {
    answer = await checkAct(kit, { store_id: storeId, tags: "[]" }, wish.act);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    answer = because(thrown.code, thrown.facts);
  }
  checked.set(storeId, answer);
  return answer;
}

export async function actOn(kit: Kit, round: Round, turn: Turn, wish: ActWish, checked: Checked): Promise<Become> {
  const closed = whyNotAct(turn);
  const store = round.stores.get(turn.store_id ?? "");
  if (closed || !store) return skipped(turn, closed ?? because("ticket-missing"));
  const act = await checkFor(kit, checked, store.row.id, wish);
  if ("code" in act) return skipped(turn, act);
  const { job, person } = round;
  const errand: BulkErrand = { do: "act", id: nameOf(job, turn.ticket_id), job: job.id, act, person, rules: store.rules };
  const { is } = await roomOf(kit, turn.ticket_id).bulk(errand);
  if (is === "done") return { place: turn.place, outcome: "done" };
  return skipped(turn, because(is === "missing" ? "ticket-missing" : "bulk-unchanged"));
}

export async function undoOn(kit: Kit, round: Round, turn: Turn): Promise<Become> {
  const closed = whyNotAct(turn);
  const store = round.stores.get(turn.store_id ?? "");
  if (closed || !store) return { place: turn.place, outcome: "kept", because: closed ?? because("ticket-missing") };
  const { job, person } = round;
  const errand: BulkErrand = { do: "undo", id: nameOf(job, turn.ticket_id), job: job.id, person, rules: store.rules };
  const { is } = await roomOf(kit, turn.ticket_id).bulk(errand);
  return is === "done"
    ? { place: turn.place, outcome: "undone" }
    : { place: turn.place, outcome: "kept", because: because("bulk-changed-since") };
}

/** Nobody takes a ticket over by writing to hundreds. Anybody's answer stops it, the writer's own as well; further words of
 *  the buyer do not: they ask the same again. */
export async function replyTo(kit: Kit, round: Round, turn: Turn, text: string): Promise<Become> {
  const { job, person } = round;
  const room = roomOf(kit, turn.ticket_id);
  if (turn.tries > 0) {
    const before = nameOf(job, turn.ticket_id, turn.tries - 1);
    const { reply } = await room.bulk({ do: "look", replyId: before });
    // What an agent has sent again by hand, or what left after all, is the reply.
    if (reply && !["failed", "discarded"].includes(reply.state)) return { place: turn.place, outcome: "leaving" };
    if (reply?.state === "failed") await room.decideReply(before, "discard", person);
  }
  const id = nameOf(job, turn.ticket_id, turn.tries);
  let seen = turn.seen;
  for (;;) {
    const answer = await room.reply(id, { type: "TEXT", text }, person, { ...AT_ONCE, seen, bulk: job.id }, false);
    if (answer === "taken") return { place: turn.place, outcome: "leaving" };
    if (answer === "missing") return skipped(turn, because("ticket-missing"));
    if (answer.code === "answered-meanwhile") return skipped(turn, because(answer.code, { ...answer.facts }));
    seen = answer.facts.newest;
  }
}

/** What became of a reply on its way; null while nobody knows. */
export async function settleReply(kit: Kit, job: JobRow, turn: Turn): Promise<Become | null> {
  const room = roomOf(kit, turn.ticket_id);
  for (let tries = turn.tries; tries >= 0; tries -= 1) {
    const { reply } = await room.bulk({ do: "look", replyId: nameOf(job, turn.ticket_id, tries) });
    if (!reply || (reply.state === "discarded" && tries > 0)) continue;
    const { place } = turn;
    if (reply.state === "sent") return { place, outcome: "done" };
    if (reply.state === "failed")
      return { place, outcome: "failed", because: because("tiktok-refused", { words: reply.trouble, code: reply.code }) };
    if (reply.state === "unconfirmed") return { place, outcome: "failed", because: because("bulk-unconfirmed") };
    return reply.state === "discarded" ? { place, outcome: "skipped", because: because("bulk-discarded") } : null;
  }
  return null;
}
