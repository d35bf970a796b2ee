/** What narrows the mailbox: views, and filters that combine with every one of them. Pure: a question becomes the part of an index that
 *  answers it. Nothing here reads past an index but the filters that have none, and those say so. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { PRIORITIES, type Priority, USUAL_PRIORITY } from "../labels/label.ts";
import type { Listing } from "../team/pages.ts";
import { isUnread } from "../thread/unread.ts";
import { classLabel, type ListedReading } from "../timeline/reading.ts";
import { STATES, type TicketState, TURN_AFTER_DUE, TURN_END } from "../timeline/timeline.ts";
import { MINUTE_MS } from "../units.ts";

export const VIEWS = ["todo", "mine", "unassigned", "waiting", "snoozed", "resolved", "spam"] as const;
export type View = (typeof VIEWS)[number];

/** late: the hour of the answer is over · soon: it comes within DUE_SOON_MINUTES. */
export const DUES = ["late", "soon"] as const;
export type Due = (typeof DUES)[number];

const DUE_SOON_MINUTES = 120;

/** In place of a person: whoever asks, and nobody. */
const ME = "me";
const NOBODY = "nobody";

/** Which there are is known further right; one that does not exist finds nothing. */
export const classFilter = z.string().regex(/^[a-z-]{1,40}$/);

/** One that is over finds nothing. */
export const burstFilter = z.string().regex(/^bst_[\w-]{1,36}$/);

export interface TicketFilter {
  assignee: string | null;
  /** A team's id. */
  team: string | null;
  due: Due | null;
  /** A tag's id. */
  tag: string | null;
  priority: Priority | null;
  /** What the newest question is about, by the first of its two levels. */
  class: string | null;
  /** A burst's id: those of its tickets that still wait. */
  burst: string | null;
  /** Only what the person who asks has not read. */
  unread: boolean;
}

const STATE_OF: Record<View, TicketState> = {
  todo: "open",
  mine: "open",
  unassigned: "open",
  waiting: "open",
  snoozed: "snoozed",
  resolved: "resolved",
  spam: "spam",
};

/** A view and a filter may both name somebody; where they differ there is nothing to list. */
function assigneesOf(view: View, filter: TicketFilter): string[] {
  const own = { mine: ME, unassigned: NOBODY }[view as string];
  return [...new Set([own, filter.assignee].filter((one) => one !== undefined && one !== null))];
}

export type Slice = Pick<Listing, "through" | "indexes" | "from" | "before" | "filter"> & { where: SQL };

/** `me` is the asking person's id as the statement knows it. */
export const sliceOf = (view: View, filter: TicketFilter, me: SQL, now: number): Slice =>
  withFilters(wholeSlice(view, filter, me, now), filter.unread ? [isUnread(me)] : []);

function wholeSlice(view: View, filter: TicketFilter, me: SQL, now: number): Slice {
  const assignees = assigneesOf(view, filter).map((one) => (one === ME ? me : one === NOBODY ? sql`''` : sql`${one}`));
  const state = sql`o.state = ${STATES.indexOf(STATE_OF[view])}`;
  const isBoth = assignees.length > 1;
  const where = sql.join([...assignees.map((one) => sql`o.assignee_id = ${one}`), state], sql` AND `);
  if (filter.burst !== null) return burstSlice(view, filter, filter.burst, assignees, now);
  const given = filter.class === null ? null : classLabel(filter.class);
  const label = filter.tag ?? given ?? (filter.priority === USUAL_PRIORITY ? null : filter.priority);
  if (label !== null) return labelSlice(view, filter, label, assignees, now);
  const usual = filter.priority === null ? [] : [isOf(filter.priority)];
  if (filter.team !== null) return withFilters(teamSlice(filter.team, state, assignees, turnsOf(view, filter.due, now)), usual);
  const one = assignees.length > 0 ? sql`INDEXED BY ticket_of_store_assignee_by_turn` : sql`INDEXED BY ticket_of_store_by_turn`;
  const every = assignees.length > 0 ? sql`INDEXED BY ticket_of_assignee_by_turn` : sql`INDEXED BY ticket_by_turn`;
  const slice: Slice = {
    where: isBoth ? sql`${where} AND ${sql.join(assignees, sql` = `)}` : where,
    indexes: { every, one },
  };
  return withFilters({ ...slice, ...turnsOf(view, filter.due, now) }, usual);
}

const isOf = (priority: Priority) => sql`o.priority = ${PRIORITIES.indexOf(priority)}`;

const withFilters = (slice: Slice, conditions: SQL[]): Slice => {
  const all = [...(slice.filter ? [slice.filter] : []), ...conditions];
  return all.length === 0 ? slice : { ...slice, filter: sql.join(all, sql` AND `) };
};

/** A label is rarer than a person's tickets: its own index gives the order, and whatever else is asked is tried on what it names. */
function labelSlice(view: View, filter: TicketFilter, label: string, assignees: SQL[], now: number): Slice {
  const slice: Slice = {
    through: { table: sql`ticket_label`, id: sql`k.ticket_id`, on: sql`o.id = k.ticket_id` },
    where: sql`k.label = ${label} AND k.state = ${STATES.indexOf(STATE_OF[view])}`,
    indexes: { every: sql`INDEXED BY ticket_label_by_turn`, one: sql`INDEXED BY ticket_label_of_store_by_turn` },
    ...turnsOf(view, filter.due, now),
  };
  const others = [
    ...assignees.map((one) => sql`o.assignee_id = ${one}`),
    filter.team === null ? [] : sql`o.team_id = ${filter.team}`,
    label !== filter.priority && filter.priority !== null ? isOf(filter.priority) : [],
    filter.tag !== null && filter.class !== null ? sql`o.reading->>'class' GLOB ${`${filter.class}/*`}` : [],
  ];
  return withFilters(slice, others.flat());
}

/** Few are in a burst, and all of them wait: whatever else is asked is tried on those. */
function burstSlice(view: View, filter: TicketFilter, burst: string, assignees: SQL[], now: number): Slice {
  const slice: Slice = {
    through: { table: sql`burst_ticket`, id: sql`k.ticket_id`, on: sql`o.id = k.ticket_id` },
    where: sql`k.burst_id = ${burst}`,
    indexes: { every: sql`INDEXED BY burst_ticket_by_turn`, one: sql`INDEXED BY burst_ticket_by_turn` },
    ...turnsOf(view, filter.due, now),
  };
  const hasLabel = (label: string) => sql`EXISTS (SELECT 1 FROM ticket_label l WHERE l.ticket_id = o.id AND l.label = ${label})`;
  const others = [
    STATE_OF[view] === "open" && view !== "waiting" ? [] : sql`0`,
    ...assignees.map((one) => sql`o.assignee_id = ${one}`),
    filter.team === null ? [] : sql`o.team_id = ${filter.team}`,
    filter.priority === null ? [] : isOf(filter.priority),
    filter.tag === null ? [] : hasLabel(filter.tag),
    filter.class === null ? [] : hasLabel(classLabel(filter.class)),
  ];
  return withFilters(slice, others.flat());
}

/** A team's own indexes hold only tickets that have one. Whoever has them is asked of each row. */
function teamSlice(team: string, state: SQL, assignees: SQL[], turns: ReturnType<typeof turnsOf>): Slice {
  const one = sql`INDEXED BY ticket_of_store_team_by_turn`;
  const asked = [...assignees.map((assignee) => sql`o.assignee_id = ${assignee}`), turns.filter].filter((filter) => filter !== undefined);
  return {
    where: sql`o.team_id = ${team} AND o.team_id <> '' AND ${state}`,
    indexes: { every: sql`INDEXED BY ticket_of_team_by_turn`, one },
    ...turns,
    ...(asked.length > 0 ? { filter: sql.join(asked, sql` AND `) } : {}),
  };
}

/** While a buyer waits, a ticket's turn is when its answer is due, so that the index's own order is the filter. */
function turnsOf(view: View, due: Due | null, now: number): Pick<Slice, "from" | "before" | "filter"> {
  const soon = now + DUE_SOON_MINUTES * MINUTE_MS;
  if (due !== null && ["todo", "mine", "unassigned"].includes(view)) return due === "late" ? { before: now } : { from: now, before: soon };
  const rest = due === null ? {} : { filter: due === "late" ? sql`o.due_at < ${now}` : sql`o.due_at >= ${now} AND o.due_at < ${soon}` };
  if (view === "todo") return { before: TURN_AFTER_DUE, ...rest };
  // What became part of another ticket lies behind the others.
  if (view === "resolved") return { before: TURN_END, ...rest };
  return view === "waiting" ? { from: TURN_AFTER_DUE, ...rest } : rest;
}

interface Narrowed {
  state: TicketState;
  assignee_id: string;
  team_id: string;
  due_at: number | null;
  tags: string[];
  priority: Priority;
  reading: ListedReading | null;
  burst: string | null;
  unread: boolean;
}

/** The same filters, for rows a search has found already. */
export function passes(row: Narrowed, filter: TicketFilter & { state: TicketState | null }, me: string, now: number): boolean {
  if (filter.state !== null && row.state !== filter.state) return false;
  const wanted = filter.assignee === ME ? me : filter.assignee === NOBODY ? "" : filter.assignee;
  if (wanted !== null && row.assignee_id !== wanted) return false;
  if (filter.team !== null && row.team_id !== filter.team) return false;
  if (filter.tag !== null && !row.tags.includes(filter.tag)) return false;
  if (filter.priority !== null && row.priority !== filter.priority) return false;
  if (filter.class !== null && row.reading?.class.split("/")[0] !== filter.class) return false;
  if (filter.burst !== null && row.burst !== filter.burst) return false;
  if (filter.unread && !row.unread) return false;
  if (filter.due === null) return true;
  if (row.due_at === null || row.state !== "open") return false;
  const isLate = row.due_at < now;
  return filter.due === "late" ? isLate : !isLate && row.due_at < now + DUE_SOON_MINUTES * MINUTE_MS;
}
