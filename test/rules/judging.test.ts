// Whether an answer counts, as the ticket says it, and chats counted again after somebody thought otherwise.
import { describe, expect, test } from "vitest";
import { answerTurn, askTurn, type Turn } from "../../worker/sla/score.ts";
import { judgeDraft, judgeEntry, recountTurns } from "../../worker/tickets/judging.ts";
import { type CardBody, cardBody, isSameCard } from "../../worker/timeline/cards.ts";
import type { Entry, ReplyBody } from "../../worker/timeline/entries.ts";
import { isEchoOf } from "../../worker/timeline/outbox.ts";

const SECOND = 1_000;
const asked = (at: number): Entry => ({
  kind: "message",
  id: `q${at}`,
  at: at * SECOND,
  index: String(at),
  type: "TEXT",
  content: { content: "Where is it?" },
  role: "BUYER",
  name: "mira",
});
const settled = { messageId: null, index: null, triedAt: 0, trouble: null, code: null } as const;
const said = (at: number, body: ReplyBody, more: object = {}): Extract<Entry, { kind: "reply" }> => ({
  kind: "reply",
  id: `r${at}`,
  at: at * SECOND,
  by: "usr_1",
  byName: "Ana",
  body,
  state: "sent",
  ...settled,
  ...more,
});
const text = (words: string): ReplyBody => ({ type: "TEXT", text: words });
const opinion = (counts: boolean) => ({ opinion: { counts, reason: "because", byName: "Ana" } });
const order: CardBody = { type: "ORDER_CARD", content: { order_id: "576900000000000101" } };

describe("an answer", () => {
  test.each<[string, Entry, object | null]>([
    ["in words", said(1, text("It left on Tuesday")), { counts: true, because: null }],
    ["that greets", said(1, text("Hello!")), { counts: false, because: "greeting" }],
    ["by a rule", said(1, text("It left on Tuesday"), { by: "rul_1" }), { counts: false, because: "rule" }],
    ["as a card", said(1, order), { counts: true }],
    ["not sent", said(1, text("It left on Tuesday"), { state: "failed" }), null],
    ["that somebody says counts", said(1, text("Hello!"), opinion(true)), { counts: true, because: null, opinion: { byName: "Ana" } }],
    ["that somebody says does not", said(1, text("It left"), opinion(false)), { counts: false, because: null }],
    ["by a rule that somebody says counts", said(1, text("It left"), { by: "rul_1", ...opinion(true) }), { counts: true }],
    ["of the buyer is none", asked(1), null],
  ])("%s", (_, entry, judgement) => {
    if (judgement === null) expect(judgeEntry(entry)).toBeNull();
    else expect(judgeEntry(entry)).toMatchObject(judgement);
  });
  test("that is still being written counts by its words, or by what it shows", () => {
    expect(judgeDraft("  hi  ", false)).toEqual({ counts: false, because: "greeting" });
    expect(judgeDraft("", true)).toEqual({ counts: true });
  });
});

/** As the ticket counts while things happen, before anybody thinks otherwise. */
const live = (entries: Entry[]): Turn[] =>
  entries.reduce<Turn[]>(
    (turns, entry) =>
      entry.kind === "message" ? askTurn(turns, entry.at) : judgeEntry(entry)?.counts ? answerTurn(turns, entry.at) : turns,
    [],
  );
const turn = (from: number, to: number | null): Turn => ({ askedAt: from * SECOND, answeredAt: to === null ? null : to * SECOND });

describe("chats counted again", () => {
  const history = [asked(1), said(2, text("Hello!")), asked(3), said(4, text("It left on Tuesday")), asked(5), said(6, text("By Friday"))];
  const think = (at: number, counts: boolean) => history.map((entry) => (entry.id === `r${at}` ? { ...entry, ...opinion(counts) } : entry));
  test("without another opinion are what they were", () => {
    for (const at of [1, 2, 3, 4, 5, 6]) expect(recountTurns(live(history), history, at * SECOND)).toEqual(live(history));
    expect(live(history)).toEqual([turn(1, 4), turn(5, 6)]);
  });
  test("a greeting that counts ends its chat; what was asked after it begins another", () =>
    expect(recountTurns(live(history), think(2, true) as Entry[], 2 * SECOND)).toEqual([turn(1, 2), turn(3, 4), turn(5, 6)]));
  test("an answer that does not count leaves its chat open until the next that does", () =>
    expect(recountTurns(live(history), think(4, false) as Entry[], 4 * SECOND)).toEqual([turn(1, 6)]));
  test("the last answer that does not count leaves its chat open", () =>
    expect(recountTurns(live(history), think(6, false) as Entry[], 6 * SECOND)).toEqual([turn(1, 4), turn(5, null)]));
  test("older chats stay as they were, whatever the timeline says of them now", () =>
    expect(recountTurns([turn(1, 2), turn(5, 6)], think(6, false) as Entry[], 6 * SECOND)).toEqual([turn(1, 2), turn(5, null)]));
  test("what is asked in spam begins no chat", () => {
    const spam: Entry = { kind: "event", id: "s", at: 4_500, by: "u", byName: "U", name: "spam", facts: {} };
    const marked = [...think(4, true).slice(0, 4), spam, ...history.slice(4)] as Entry[];
    expect(recountTurns([turn(1, 4)], marked, 4 * SECOND)).toEqual([turn(1, 4)]);
  });
  test("an opinion about what nobody asked changes nothing", () => expect(recountTurns([], history, 2 * SECOND)).toEqual([]));
});

describe("a card that comes back", () => {
  const echo = (content: object) =>
    isEchoOf(said(1, order, { state: "sending", triedAt: 10_000 }), {
      id: "m1",
      type: "ORDER_CARD",
      content: content as Record<string, unknown>,
      createTime: 10,
      index: "1",
      isVisible: true,
      role: "CUSTOMER_SERVICE",
      nickname: null,
    });
  test("is ours by what it names, whatever TikTok added", () => {
    expect(echo({ order_id: "576900000000000101", order_status: "DELIVERED" })).toBe(true);
    expect(echo({ order_id: "576900000000000102" })).toBe(false);
    expect(isSameCard(order, "LOGISTICS_CARD", order.content)).toBe(false);
  });
  test("names digits and nothing else", () => {
    expect(cardBody.safeParse(order).success).toBe(true);
    for (const wrong of ["", "12", "5769000000000001x1", "<script>"])
      expect(cardBody.safeParse({ type: "ORDER_CARD", content: { order_id: wrong } }).success).toBe(false);
    expect(cardBody.safeParse({ type: "VIDEO", content: { vid: "1" } }).success).toBe(false);
  });
});
