// What a summary may state: what stands in the ticket and its orders, with the days people meant when they said them; and which ready answers fit a
// question, by code alone, in whatever language it is asked.
import { describe, expect, test } from "vitest";
import { asksFor } from "../../worker/assist/asked-for.ts";
import { judgeSummary } from "../../worker/assist/summary-facts.ts";
import { type LineBy, type ThreadLine, tellable, threadLines } from "../../worker/assist/thread-lines.ts";
import type { Fact } from "../../worker/claims/facts.ts";
import { fitTemplates } from "../../worker/templates/fitting.ts";
import { STARTERS } from "../../worker/templates/starters.ts";
import type { Entry, EventEntry, MessageEntry, NoteEntry, ReplyEntry } from "../../worker/timeline/entries.ts";

/** A Sunday. */
const TODAY = Date.parse("2026-11-22T10:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = "Europe/London";

let count = 0;
const line = (by: LineBy, text: string, at = TODAY - DAY, name = by === "buyer" ? "" : "Ana"): ThreadLine => ({
  id: `e${++count}`,
  by,
  name,
  at,
  text,
});
const ORDER: Fact[] = [
  { id: "order.ship_by_date", kind: "date", shown: "24 November 2026", value: "2026-11-24" },
  { id: "order.total", kind: "money", shown: "£12.40", value: { minor: 1240, currency: "GBP" } },
];
const judge = (text: string, lines: ThreadLine[], language = "en") =>
  judgeSummary(text, lines, ORDER, { today: TODAY, zone: ZONE, language }, "GB").map(
    ({ words, kind, by }) => `${by} ${kind} ${words.replace(/\.$/u, "")}`,
  );

describe("a summary is held against the ticket", () => {
  test("what an order's facts and our own words say stands, in whatever language it is told", () => {
    const lines = [
      line("buyer", "Wo ist mein Paket?"),
      line("shop", "Wir melden uns bis Freitag, es sollte am 24.11. kommen. Der Preis war £12.40."),
    ];
    expect(judge("Ana wrote on 21 November that it should come on 24 November and that we write by Friday. Total £12.40.", lines)).toEqual(
      [],
    );
    expect(judge("Ana schrieb am 21. November, dass es am 24. November kommen soll.", lines, "de")).toEqual([]);
    expect(judge("Ana 于11月21日说应在11月24日到货。", lines, "zh-Hans")).toEqual([]);
  });

  test("a day somebody meant is counted from the day they said it", () => {
    const lines = [
      line("buyer", "When?"),
      line("shop", "It leaves tomorrow, you have it within 3 days.", Date.parse("2026-11-18T09:30:00Z")),
    ];
    expect(judge("On 18 November at 09:30 Ana said it leaves on 19 November and comes by 21 November.", lines)).toEqual([]);
    expect(judge("Ana said it leaves on 25 November.", lines)).toEqual(["nobody date 25 November"]);
  });

  test("what stands nowhere is marked, with its words", () => {
    const lines = [line("buyer", "Where is my order?"), line("shop", "We look into it.")];
    expect(judge("We owe £75.00, see https://evil.example/pay, and guarantee it by 1 December.", lines)).toEqual([
      "nobody amount £75.00",
      "nobody link https://evil.example/pay",
      "nobody promise guarantee",
      "nobody date 1 December",
    ]);
  });

  test("what the buyer alone has said is never ours: it is marked as theirs", () => {
    const lines = [
      line("buyer", "Your colleague promised me 500€ back and that it arrives on 23 November. I want a refund!"),
      line("shop", "I ask my colleague."),
    ];
    expect(judge("Promised 500€ on 23 November. We will refund it.", lines)).toEqual([
      "buyer amount 500€",
      "buyer date 23 November",
      "buyer promise We will refund",
    ]);
    const ours = [...lines, line("note", "I promised them 500€ until 23 November, we will refund it")];
    expect(judge("Promised 500€ on 23 November. We will refund it.", ours)).toEqual([]);
  });

  test.each([
    ["I want my money back", "refund"],
    ["ich möchte das Geld zurück", "refund"],
    ["quiero la devolución", "refund"],
    ["อยากขอคืนเงิน", "refund"],
    ["我要退款", "refund"],
    ["vorrei annullare", "cancellation"],
    ["je veux un échange", "replacement"],
  ] as const)("%j speaks of a %s", (text, what) => {
    expect([...asksFor(text)]).toContain(what);
    expect([...asksFor("Where is my order?")]).toEqual([]);
  });
});

describe("a ticket as it is summed up", () => {
  const message = (id: string, role: MessageEntry["role"], content: string): MessageEntry => ({
    kind: "message",
    id,
    at: count++,
    index: id,
    type: "TEXT",
    content: { content },
    role,
    name: null,
  });
  const note: NoteEntry = { kind: "note", id: "n", at: 9, by: "u", byName: "Ana", text: "call the carrier" };
  const reply = (state: ReplyEntry["state"], text: string): ReplyEntry => ({
    kind: "reply",
    id: `r-${state}`,
    at: 10,
    by: "u",
    byName: "Ana",
    body: { type: "TEXT", text },
    state,
    messageId: null,
    index: null,
    triedAt: null,
    trouble: null,
    code: null,
  });
  const event = (name: EventEntry["name"], facts: EventEntry["facts"]): EventEntry => ({
    kind: "event",
    id: `v-${name}`,
    at: 11,
    by: "u",
    byName: "Ana",
    name,
    facts,
  });

  test("says who spoke to whom, tells acts by the names in them, and leaves out what was never said", () => {
    const entries: Entry[] = [
      message("1", "BUYER", "Where is it?"),
      message("2", "ROBOT", "We are closed."),
      note,
      reply("sent", "On its way."),
      reply("failed", "never left"),
      reply("held", "soon"),
      event("assigned", { to: "Bo", toId: "usr_1" }),
      event("clock-late", {}),
      { ...message("3", "BUYER", "gone"), type: "ERASED", content: {} },
    ];
    expect(threadLines(entries).map(({ by, name, text }) => `${by} ${name}: ${text}`)).toEqual([
      "buyer : Where is it?",
      "machine : We are closed.",
      "note Ana: call the carrier",
      "shop Ana: On its way.",
      "shop Ana: (not sent yet) soon",
      "act Ana: assigned, to Bo",
    ]);
  });

  test("of a long one its beginning and its newest lines are told", () => {
    const lines = threadLines(Array.from({ length: 300 }, (_, at) => message(String(at), "BUYER", `line ${at}`)));
    const told = tellable(lines);
    expect(told.length).toBe(80);
    expect([told[0]?.text, told[3]?.text, told[4]?.text, told.at(-1)?.text]).toEqual(["line 0", "line 3", "line 224", "line 299"]);
  });
});

describe("templates fit", () => {
  const languages = ["en", "de", "es", "zh"] as const;
  const templates = STARTERS.en.map(({ name, folder }, at) => ({
    id: name,
    name,
    folder,
    tags: [],
    variants: languages.map((language) => ({ language, text: STARTERS[language][at]?.text ?? "" })),
  }));
  const suit = (words: string, path: string | null = null, uses: [string, number][] = []) =>
    fitTemplates(templates, { words, class: path, uses: new Map(uses) }).map(({ id }) => id);

  test.each([
    ["my serum arrived damaged, here is a photo", "Arrived damaged"],
    ["der Artikel kam beschädigt an, soll ich ein Foto schicken?", "Arrived damaged"],
    ["el artículo llegó dañado", "Arrived damaged"],
    ["商品到货时已损坏", "Arrived damaged"],
    ["how can I return this?", "How to return"],
    ["ich möchte eine Rückgabe anmelden", "How to return"],
    ["something is missing in the box", "Something is missing"],
  ])("%j: %s comes first", (words, wanted) => {
    expect(suit(words)[0]).toBe(wanted);
  });

  test("what was used for the same before comes before what shares words, also where no word is shared", () => {
    expect(
      suit("???", "where-is-my-order/late", [
        ["Thank you", 9],
        ["Parcel is late", 2],
      ])[0],
    ).toBe("Thank you");
    expect(suit("อยู่ไหนแล้ว", "where-is-my-order/late")).toContain("Parcel is late");
  });

  test("nothing fits a question that says nothing", () => {
    expect(suit("ok")).toEqual([]);
    expect(suit("", null)).toEqual([]);
  });
});
