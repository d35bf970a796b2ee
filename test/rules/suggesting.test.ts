// What stands around a suggestion: what was said, what is known, what must survive other words, and how much of it was changed.
import { expect, test } from "vitest";
import { lastAsked, saidIn } from "../../worker/assist/conversation.ts";
import { lostFrom } from "../../worker/assist/kept-words.ts";
import { changedShare } from "../../worker/assist/likeness.ts";
import { type Hit, rank } from "../../worker/assist/similar.ts";
import type { Entry } from "../../worker/timeline/entries.ts";

test.each([
  ["Hello there, your parcel left.", "Hello there, your parcel left.", 0],
  ["Hello there,  your parcel left.\n", "Hello there, your parcel left.", 0],
  ["one two three four", "one two three five", 25],
  ["one two three four", "five six seven eight", 100],
  ["", "", 0],
  ["", "something", 100],
  ["我的包裹在哪里", "我的包裹在哪里", 0],
])("from %j to %j is %d percent", (before, after, share) => {
  expect(changedShare(before, after)).toBe(share);
});

test("a comma more in two thousand characters is a change", () => {
  const long = "Your parcel is on its way to you. ".repeat(50);
  expect(changedShare(long, `${long},`)).toBe(1);
});

test.each([
  ["Your 2 caps cost $15.00.", "Both caps (2) are $15.00.", []],
  ["It cost 1.299,00 €", "It cost €1,299.00", []],
  ["Order 576900000000000101 left.", "Order 5769 0000 0000 0001 01 left.", []],
  ["It arrives on 24 Nov.", "It arrives soon.", ["24"]],
  ["Two parcels: 3 and 3 pieces", "Parcels with 3 pieces", ["3"]],
  ["See https://example.com/a now", "See our page", ["https://example.com/a"]],
  ["Dear Mia, thanks", "Thanks a lot", ["Mia"]],
  ["Thanks", "Dear Mia, thanks", []],
])("from %j, %j loses %j", (before, after, lost) => {
  expect(lostFrom(before, after, ["Mia", "GlowLab US"]).map(({ words }) => words)).toEqual(lost);
});

const message = (id: string, role: "BUYER" | "ROBOT" | "CUSTOMER_SERVICE", text: string, type = "TEXT"): Entry => ({
  kind: "message",
  id,
  at: 1,
  index: "1",
  type,
  content: type === "TEXT" ? { content: text } : { url: text },
  role,
  name: null,
});
const reply = (id: string, text: string, state: "sent" | "failed"): Entry => ({
  kind: "reply",
  id,
  at: 1,
  by: "usr_1",
  byName: "Ana",
  body: { type: "TEXT", text },
  state,
  messageId: null,
  index: null,
  triedAt: null,
  trouble: null,
  code: null,
});

test("a model reads what the buyer and people of the shop said, and neither notes nor machines nor what never left", () => {
  const entries: Entry[] = [
    message("1", "BUYER", "Where is it?"),
    message("2", "ROBOT", "Our assistant will be with you"),
    { kind: "note", id: "3", at: 1, by: "usr_1", byName: "Ana", text: "Careful, she is upset" },
    reply("4", "Never left", "failed"),
    reply("5", "It left yesterday", "sent"),
    message("6", "BUYER", "https://tiktok/picture", "IMAGE"),
    message("7", "BUYER", "And now?"),
    message("8", "BUYER", "erased", "ERASED"),
  ];
  const said = saidIn(entries);
  expect(said).toEqual([
    { by: "buyer", text: "Where is it?" },
    { by: "shop", text: "It left yesterday" },
    { by: "buyer", text: "(image)" },
    { by: "buyer", text: "And now?" },
  ]);
  expect(lastAsked(said)).toBe("(image)\nAnd now?");
  expect(lastAsked(said.slice(0, 2))).toBe("Where is it?");
});

test("however long a conversation is, its end is what is read", () => {
  const entries = Array.from({ length: 50 }, (_, at) => message(String(at), "BUYER", `${at} ${"x".repeat(5_000)}`));
  const said = saidIn(entries);
  expect(said).toHaveLength(20);
  expect(said.at(-1)?.text.startsWith("49 ")).toBe(true);
  expect(Math.max(...said.map(({ text }) => text.length))).toBeLessThanOrEqual(1_500);
});

test("the like of a question is of its class first, then by how many words it shares, each once", () => {
  const hit = (id: string, about: string | null, says: string | null): Hit => ({ id, number: 1, buyer_name: "", says, class: about });
  const hits = [
    hit("other", "invoice/request", "where is my lovely parcel"),
    hit("first level", "where-is-my-order/late", null),
    hit("both levels", "where-is-my-order/not-shipped", null),
    hit("both levels and words", "where-is-my-order/not-shipped", null),
    hit("both levels and words", "where-is-my-order/not-shipped", "my parcel where"),
    hit("chance", null, "parcel"),
  ];
  const tokens = ["where", "parcel", "lovely"];
  const ids = (given: string | null) => rank(hits, tokens, given).map(({ id }) => id);
  expect(ids("where-is-my-order/not-shipped")).toEqual(["both levels and words", "both levels", "first level", "other"]);
  expect(ids(null)).toEqual(["other", "both levels and words"]);
});
