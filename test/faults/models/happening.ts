// What may happen to a buyer's tickets is told twice: to the model, and to the rooms. After each of them what agents see, what D1's row says and
// what the model says are one, and TikTok has every reply as often as it was wanted.
import type fc from "fast-check";
import { expect } from "vitest";
import { PRIORITIES } from "../../../worker/labels/label.ts";
import { STATES } from "../../../worker/timeline/timeline.ts";
import type { Talk } from "./talk.ts";
import type { Ticket } from "./ticket.ts";
import * as model from "./ticket.ts";

/** A buyer's tickets, oldest first. */
export interface Tickets {
  all: Ticket[];
  /** What the buyer writes goes here. */
  current: Ticket;
}

type Act = (tickets: Tickets, talk: Talk) => Promise<void>;
/** On one of the tickets that stand for themselves. */
type ActOn = (ticket: Ticket, at: number, tickets: Tickets, talk: Talk) => Promise<void>;

export interface Happening {
  says: string;
  act: Act;
  /** What breaks while it happens: a room dies at this step, or D1 or a call does not work once. */
  breaks?: number | "d1-before" | "d1-after" | "object-after";
}

export const happening = (says: string, act: Act): Happening => ({ says, act });

export const happeningOn = (says: string, which: number, act: ActOn): Happening =>
  happening(`${says} (${which})`, async (tickets, talk) => {
    const live = tickets.all.flatMap((ticket, at) => (ticket.partOf === null ? [at] : []));
    const at = live[which % live.length] ?? 0;
    await act(tickets.all[at] as Ticket, at, tickets, talk);
  });

export function commandOf({ says, act, breaks }: Happening): fc.AsyncCommand<Tickets, Talk> {
  return {
    check: () => true,
    toString: () =>
      breaks === undefined ? says : `${says} while ${typeof breaks === "number" ? `a room dies at step ${breaks}` : breaks}`,
    run: async (tickets, talk) => {
      const { faults } = talk.scene.world.platform;
      if (typeof breaks === "number") faults.crashAtStep(breaks, "after", "object");
      else if (breaks) faults.next(breaks);
      await act(tickets, talk);
      await (breaks === undefined ? talk.scene.settle() : talk.mend());
      model.passTime(tickets.all, talk.scene.world.now());
      await compare(tickets, talk);
    },
  };
}

async function compare({ all }: Tickets, talk: Talk): Promise<void> {
  for (const [at, ticket] of all.entries()) {
    const [view, row] = [await talk.view(at), talk.row(at)];
    if (ticket.partOf) {
      expect([view, row?.merged_into]).toEqual([null, talk.id(all.indexOf(ticket.partOf))]);
      continue;
    }
    const kinds = (kind: string) => view?.entries.filter((entry) => entry.kind === kind) ?? [];
    const replies = view?.entries.flatMap((entry) => (entry.kind === "reply" ? [[entry.id, entry.state]] : [])) ?? [];
    const facts = view?.facts;
    expect({
      state: facts?.state,
      waitingSince: facts?.waitingSince,
      assigneeId: facts?.assigneeId,
      snoozedUntil: facts?.snoozedUntil,
      tags: facts?.tags.toSorted(),
      priority: facts?.priority,
      questions: kinds("message").map(({ id }) => id),
      notes: kinds("note")
        .map(({ id }) => id)
        .toSorted(),
      replies: Object.fromEntries(replies),
      draft: view?.drafts.map(({ text }) => text).join("|") ?? "",
      undo: view?.joined.map(({ id, undo }) => `${id} ${undo.ok}`).toSorted(),
    }).toEqual(shownBy(ticket));
    expect(row).toMatchObject(rowOf(ticket));
  }
  for (const { id, words } of talk.clicks) {
    const isSent = all.some((ticket) => ticket.partOf === null && ticket.replies[id] === "sent");
    expect([id, talk.timesSent(words)]).toEqual([id, isSent ? 1 : 0]);
  }
}

const byIndex = (one: model.Question, other: model.Question) => (one.index < other.index ? -1 : 1);

function shownBy(ticket: Ticket) {
  const { state, waitingSince, assigneeId, snoozedUntil, priority, draft } = ticket;
  return {
    state,
    waitingSince,
    assigneeId,
    snoozedUntil,
    priority,
    draft,
    tags: ticket.tags.toSorted(),
    questions: ticket.questions.toSorted(byIndex).map(({ id }) => id),
    notes: ticket.notes.toSorted(),
    replies: Object.fromEntries(Object.entries(ticket.replies).filter(([, reply]) => reply !== "withdrawn")),
    undo: ticket.joined.map((joined) => `${joined.merge} ${model.canUnmerge(ticket, joined)}`).toSorted(),
  };
}

function rowOf(ticket: Ticket) {
  const states = Object.values(ticket.replies);
  return {
    state: STATES.indexOf(ticket.state),
    waiting_since: ticket.waitingSince,
    assignee_id: ticket.assigneeId,
    priority: PRIORITIES.indexOf(ticket.priority as "normal"),
    snoozed_until: ticket.snoozedUntil,
    merged_into: null,
    trouble: states.includes("failed") ? "failed" : states.includes("unconfirmed") ? "unconfirmed" : null,
  };
}
