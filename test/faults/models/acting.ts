// What is done to a buyer's tickets: by agents, who note, label, assign, put off, end, split and join, by time, and by a platform that puts rooms
// to sleep and lets them die.
import fc from "fast-check";
import { expect } from "vitest";
import { PRIORITIES } from "../../../worker/labels/label.ts";
import { MINUTE } from "../world.ts";
import { commandOf, type Happening, happening, happeningOn } from "./happening.ts";
import { bothReply, brokenReplies, decides, holds, isAnswered, replies, writes } from "./saying.ts";
import { ANA, BEN, RULES, type Talk } from "./talk.ts";
import type { Ticket } from "./ticket.ts";
import * as model from "./ticket.ts";

const TICKETS_MAX = 3;

const notes = fc.nat(2).map((which) =>
  happeningOn("note", which, async (ticket, at, _, talk) => {
    const id = talk.name("note");
    for (let click = 0; click < 2; click += 1) await talk.insist(() => talk.room(at).note(id, "careful here", BEN));
    ticket.notes.push(id);
  }),
);

type RoomAct = Parameters<ReturnType<Talk["room"]>["actOnce"]>[1];

/** An act, named by its click, that the model does as well. */
const acts = (says: string, which: number, act: (now: number) => RoomAct, does: (ticket: Ticket, now: number) => void): Happening =>
  happeningOn(says, which, async (ticket, at, _, talk) => {
    const [id, now] = [talk.name("act"), talk.scene.world.now()];
    await talk.insist(() => talk.room(at).actOnce(id, act(now), RULES, ANA));
    does(ticket, now);
  });

const anyTicket = fc.nat(2);
/** Who sends and resolves in one go may be slower than TikTok's refusal. */
const SENT_AND_ENDED_MS = 10_000;
const resolves = anyTicket.map((which) =>
  happeningOn("resolve", which, async (ticket, at, _, talk) => {
    const [id, now] = [talk.name("act"), talk.scene.world.now()];
    await talk.insist(() => talk.room(at).actOnce(id, { do: "resolve" }, RULES, ANA));
    if (ticket.state === "resolved") return;
    model.resolve(ticket);
    const written = (await talk.insist(() => talk.view(at)))?.entries.filter((entry) => entry.kind === "reply") ?? [];
    const [unsent, sent] = [["failed", "unconfirmed"], ["sent"]].map((states) =>
      written.filter((entry) => states.includes(ticket.replies[entry.id] ?? "")),
    );
    const isOwn = unsent?.some(({ by, triedAt }) => by === ANA.id && (triedAt ?? 0) > now - SENT_AND_ENDED_MS);
    const isOver = sent?.some((entry) => entry.at > (unsent?.at(-1)?.at ?? 0));
    if (isOwn && !isOver) model.fallBack(ticket, isAnswered(talk, ticket));
  }),
);
const reopens = anyTicket.map((which) =>
  acts(
    "reopen",
    which,
    () => ({ do: "reopen" }),
    (ticket) => (ticket.state === "open" ? undefined : model.reopen(ticket)),
  ),
);
const spams = anyTicket.map((which) => acts("spam", which, () => ({ do: "spam" }), model.markSpam));
const snoozes = fc
  .record({ which: anyTicket, minutes: fc.integer({ min: 3, max: 40 }), keepSnoozed: fc.boolean() })
  .map(({ which, minutes, keepSnoozed }) =>
    acts(
      `snooze ${minutes} minutes${keepSnoozed ? ", whatever comes" : ""}`,
      which,
      (now) => ({ do: "snooze", until: Math.round(now) + minutes * MINUTE, keepSnoozed }),
      (ticket, now) => model.snooze(ticket, Math.round(now) + minutes * MINUTE, keepSnoozed),
    ),
  );
const assigns = fc.record({ which: anyTicket, person: fc.constantFrom(ANA, BEN, { id: "", name: "" }) }).map(({ which, person }) =>
  acts(
    `assign ${person.name || "nobody"}`,
    which,
    () => ({ do: "assign", assigneeId: person.id, assigneeName: person.name }),
    (ticket) => {
      ticket.assigneeId = person.id;
    },
  ),
);
const tags = fc.record({ which: anyTicket, tag: fc.constantFrom("tag_a", "tag_b"), on: fc.boolean() }).map(({ which, tag, on }) =>
  acts(
    `${on ? "tag" : "untag"} ${tag}`,
    which,
    () => ({ do: on ? "tag" : "untag", tagId: tag, tagName: tag }),
    (ticket) => {
      ticket.tags = [...ticket.tags.filter((one) => one !== tag), ...(on ? [tag] : [])];
    },
  ),
);
const prioritises = fc.record({ which: anyTicket, priority: fc.constantFrom(...PRIORITIES) }).map(({ which, priority }) =>
  acts(
    `priority ${priority}`,
    which,
    () => ({ do: "priority", priority }),
    (ticket) => {
      ticket.priority = priority;
    },
  ),
);

/** What is saved late never brings back what was saved before. */
const drafts = fc.record({ which: anyTicket, text: fc.constantFrom("", "Dear", "Dear Mia") }).map(({ which, text }) =>
  happeningOn(`draft "${text}"`, which, async (ticket, at, _, talk) => {
    const edition = Math.round(talk.scene.world.now());
    const save = (words: string, number: number) =>
      talk.room(at).draft({ do: "save", draft: { personId: ANA.id, name: ANA.name, kind: "reply", text: words, edition: number } });
    await talk.insist(() => save(text, edition));
    await talk.insist(() => save("of a slow line", edition - 1));
    ticket.draft = text;
  }),
);

const splits = fc.record({ which: anyTicket, nth: fc.nat(3) }).map(({ which, nth }) =>
  happeningOn("split off a question", which, async (ticket, at, tickets, talk) => {
    const { all } = tickets;
    const question = ticket.questions[nth % ticket.questions.length];
    if (!question || all.length >= TICKETS_MAX) return;
    const order = { id: talk.name("split"), entry: question.id, only: true };
    const answer = await talk.scene.world.admin.insist<{ ticketId: string }>("POST", `/api/tickets/${talk.id(at)}/split`, order);
    const away = model.split(ticket, question);
    expect(answer.status).toBe(away ? 200 : 409);
    if (!away) return;
    talk.ids.push(answer.body.ticketId);
    all.push(away);
    if (tickets.current === ticket) tickets.current = away;
  }),
);

const merges = anyTicket.map((which) =>
  happeningOn("merge", which, async (_, at, tickets, talk) => {
    const { all } = tickets;
    const live = all.flatMap((ticket, place) => (ticket.partOf === null ? [place] : []));
    const other = live.find((place) => place !== at);
    if (other === undefined) return;
    const [into, from] = at < other ? [at, other] : [other, at];
    const id = talk.name("merge");
    const answer = await talk.scene.world.admin.insist("POST", `/api/tickets/${talk.id(at)}/merge`, { id, with: talk.id(other) });
    expect(answer.status).toBe(200);
    const [older, newer] = [all[into] as Ticket, all[from] as Ticket];
    model.merge(older, newer, id, tickets.current === newer);
    if (tickets.current === newer) tickets.current = older;
  }),
);

const unmerges = anyTicket.map((which) =>
  happeningOn("undo a merge", which, async (ticket, at, tickets, talk) => {
    const joined = ticket.joined.at(-1);
    if (!joined) return;
    const order = { id: talk.name("unmerge"), merge: joined.merge };
    const answer = await talk.scene.world.admin.insist("POST", `/api/tickets/${talk.id(at)}/unmerge`, order);
    const isAllowed = model.canUnmerge(ticket, joined);
    expect(answer.status).toBe(isAllowed ? 200 : 409);
    if (!isAllowed) return;
    model.unmerge(ticket, joined);
    if (joined.wasCurrent && tickets.current === ticket) tickets.current = joined.from;
  }),
);

const waits = fc
  .constantFrom(1, 5, 30)
  .map((minutes) => happening(`${minutes} minutes pass`, (_, talk) => talk.scene.later(minutes * MINUTE)));
const evictions = anyTicket.map((which) =>
  happeningOn("the room is put to sleep", which, async (_, at, __, talk) => void talk.scene.roomOf(talk.id(at)).evict()),
);
const wakings = fc
  .record({ which: anyTicket, isReconnected: fc.boolean() })
  .map(({ which, isReconnected }) =>
    happeningOn("the clock wakes the room", which, async (_, at, __, talk) => void (await talk.room(at).wakeUp(isReconnected))),
  );

/** What may be asked again under its own name, while something breaks. */
const broken = fc
  .record({
    inner: fc.oneof(writes, notes, resolves, reopens, spams, snoozes, assigns, tags, prioritises, drafts, splits, merges, unmerges),
    breaks: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom("d1-before" as const, "d1-after" as const, "object-after" as const)),
  })
  .map(({ inner, breaks }): Happening => ({ ...inner, breaks }));

const marks = fc.oneof(resolves, reopens, spams, snoozes, assigns, tags, prioritises);
const hands = [splits, splits, merges, merges, unmerges, unmerges];
const anything = [...hands, marks, marks, marks, notes, drafts, writes, writes, writes, replies, replies, holds, bothReply, decides];

/** Either anything at all, or little else but tickets that are joined and taken apart. */
export const LIVES = [
  [...anything, waits, evictions, wakings, broken, broken, brokenReplies],
  [...hands, ...hands, writes, marks, marks, replies],
].map((some) => some.map((one: fc.Arbitrary<Happening>) => one.map(commandOf)));
