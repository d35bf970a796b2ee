// Words that mean harm, through every door words come in by: each comes back as it was written or is refused in words, nothing of it acts as
// markup or as a placeholder, and what stands beside it is still found.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MailEntry } from "../../worker/mail/entry.ts";
import type { Entry } from "../../worker/timeline/entries.ts";
import { refusal } from "./desk.ts";
import { BROKEN, LINES, NASTY, WORD } from "./nasty.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const sentences = readFileSync(new URL("../../web/words/en/problems.ts", import.meta.url), "utf8");

let world: World;
let shop: Shop;
let store = "";
let ticket = "";
let buyer: Buyer;
let clicks = 0;
const click = () => `nasty-click-${++clicks}`;
const nasty = Object.entries(NASTY);

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  buyer = new Buyer(world, shop, NASTY.script ?? "");
  for (const [kind, text] of nasty) buyer.writes(`${text} beside${kind}`);
  buyer.writes(LINES);
  buyer.writes(WORD);
  await world.settle();
  ticket = (await currentTicket(world, buyer)).id;
});
afterAll(() => world.close());

const { post, get, put } = { post: path("post"), get: path("get"), put: path("put") };
function path(how: "post" | "get" | "put") {
  return <T>(to: string, body?: unknown) => world.admin[how]<T>(`/api/${to}`, body);
}
const entries = async () => (await get<{ entries: Entry[] }>(`tickets/${ticket}`)).entries;
const texts = async (kind: string) =>
  (await entries()).filter((entry) => entry.kind === kind).map((entry) => (entry as unknown as { text: string }).text);
const variants = (text: string) => [{ language: "en", text }];
const template = (name: string, text: string) => ({
  name,
  folder: "",
  tags: [],
  kind: "reply",
  shared: true,
  variants: variants(text),
  conditions: { stores: [], marketplaces: [], stages: [], hours: null },
  actions: [],
  pictures: [],
});
const rule = (name: string, text: string) => ({
  kind: "rule",
  name,
  stores: null,
  stops: false,
  quietMinutes: 0,
  trigger: { on: "opened" },
  condition: { all: [{ field: "message.text", is: "contains", values: [text] }] },
  actions: [
    { do: "note", text },
    { do: "reply", text },
  ],
});
const view = (name: string) => ({
  name,
  filters: { view: "todo", stores: null, market: null, assignee: null, due: null },
  shared: true,
});

test("what a buyer writes, and is called, stands in the ticket byte for byte, and a word beside it is found", async () => {
  const said = (await entries()).map((entry) => JSON.stringify(entry));
  for (const [kind, text] of nasty)
    expect(said.some((one) => one.includes(JSON.stringify(`${text} beside${kind}`).slice(1, -1)))).toBe(true);
  for (const long of [LINES, WORD]) expect(said.some((one) => one.includes(JSON.stringify(long).slice(1, -1)))).toBe(true);
  const [row] = await world.rows<{ buyer_name: string }>("SELECT buyer_name FROM ticket WHERE id = ?", ticket);
  expect(row?.buyer_name).toBe(NASTY.script);
  for (const [kind] of nasty) {
    const { rows } = await get<{ rows: { id: string }[] }>(`tickets/search?q=beside${kind}`);
    expect(rows.map(({ id }) => id)).toEqual([ticket]);
  }
});

test("a note, a draft and a reply are kept byte for byte; nobody's braces are filled in behind their back", async () => {
  for (const [kind, text] of nasty) {
    await post(`tickets/${ticket}/notes`, { id: click(), text });
    if (kind === "braces") continue;
    await post(`tickets/${ticket}/replies`, { id: click(), body: { type: "TEXT", text } });
  }
  expect(await texts("note")).toEqual(nasty.map(([, text]) => text));
  await world.settle();
  const sent = world.shop.sentReplies(buyer.conversationId).map(({ content }) => (JSON.parse(content) as { content: string }).content);
  expect(sent).toEqual(nasty.filter(([kind]) => kind !== "braces").map(([, text]) => text));
  const braces = post(`tickets/${ticket}/replies`, { id: click(), body: { type: "TEXT", text: NASTY.braces } });
  expect((await refusal(braces)).code).toBe("placeholder-unfilled");
});

test("a template, a snippet, a rule, a tag, a team and a view keep their names and words", async () => {
  for (const [kind, text] of nasty) {
    const said = kind === "braces" ? "Hi {{buyer.nickname}}" : text;
    const { id } = await post<{ id: string }>("templates", template(text, said));
    const { text: filled } = await post<{ text: string }>(`tickets/${ticket}/render`, { templateId: id });
    expect(filled).toBe(kind === "braces" ? `Hi ${NASTY.script}` : text);
    await post("snippets", { name: kind, variants: variants(said) });
    await post("rules", rule(text, said));
    await post("teams", { name: text, members: [], stores: null });
    await post("views", view(text));
    await post("tags", { name: text, colour: "teal" });
  }
  const wanted = expect.arrayContaining(nasty.map(([, text]) => text));
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
  expect(names((await get<{ templates: { name: string }[] }>("templates")).templates)).toEqual(wanted);
  expect(names(await world.rows<{ name: string }>("SELECT name FROM rule"))).toEqual(wanted);
  expect(names((await get<{ views: { name: string }[] }>("views")).views)).toEqual(wanted);
  expect(names(await world.rows<{ name: string }>("SELECT name FROM team"))).toEqual(wanted);
  // A tag is one line of what is seen: signs that show nothing, or turn the line around, are no part of its name.
  const seen = nasty.map(([, text]) =>
    text
      .replace(/\p{Cf}+/gu, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  expect(names(await world.rows<{ name: string }>("SELECT name FROM tag"))).toEqual(expect.arrayContaining(seen));
});

test("a buyer's name that looks like a placeholder is not filled in", async () => {
  const named = new Buyer(world, shop, NASTY.braces ?? "");
  named.writes("Hello there");
  await world.settle();
  const { id } = await currentTicket(world, named);
  const { text } = await post<{ text: string }>(`tickets/${id}/render`, { text: "Hi {{buyer.nickname}}" });
  expect(text).not.toMatch(/[{}]/);
  expect(text).toContain("((buyer.nickname))");
});

test("what is too long for its place, or no text at all, is refused in words and never breaks the desk", async () => {
  const asked = (text: string): [string, unknown][] => [
    [`tickets/${ticket}/notes`, { id: click(), text }],
    [`tickets/${ticket}/replies`, { id: click(), body: { type: "TEXT", text } }],
    ["templates", template(text, "Hello")],
    ["templates", template("Long", text)],
    ["snippets", { name: "long", variants: variants(text) }],
    ["rules", rule(text, "Hello")],
    ["rules", rule("Long", text)],
    ["tags", { name: text, colour: "teal" }],
    ["teams", { name: text, members: [], stores: null }],
    ["views", view(text)],
    [`tickets/${ticket}/block`, { reason: text }],
    [`tickets/${ticket}/mails`, { id: click(), to: { address: "a@example.net" }, subject: text, text: "Hello" }],
    ["calendars", { name: text, timeZone: "UTC", week: Array.from({ length: 7 }, () => [{ from: 540, to: 1_020 }]), holidays: [] }],
  ];
  for (const text of [LINES, WORD, ...BROKEN])
    for (const [to, body] of asked(text)) {
      // A tag's name is cleaned of signs that show nothing before it is judged.
      if (to === "tags" && text === BROKEN[0]) continue;
      const { status, code } = await refusal(post(to, body));
      expect([to, status]).toEqual([to, 422]);
      expect(sentences).toMatch(new RegExp(`^ +"?${code}"?:`, "m"));
    }
  const draft = { kind: "note", text: BROKEN[0], edition: 1 };
  expect((await refusal(put(`tickets/${ticket}/drafts`, draft))).code).toBe("text-broken");
  for (const text of [WORD, ...BROKEN]) {
    const { status } = await world.admin.send("GET", `/api/tickets/search?q=${encodeURIComponent(text.toWellFormed())}`);
    expect(status).toBeLessThan(500);
  }
});

test("an e-mail whose every part means harm comes in whole, and says its sender's words as words", async () => {
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store);
  await world.admin.patch(`/api/stores/${store}`, { version, change: { mailAddress: "care@glowlab.example" } });
  await post(`tickets/${ticket}/mails`, { id: click(), to: { address: "supplier@example.net" }, subject: "Stock", text: "Is there more?" });
  const outside = () => Object.values(world.hosted.simulator.snapshot().mails);
  await world.until("it is sent", () => outside().some((mail) => mail.subject === "Stock"));
  const to = outside().find((mail) => mail.subject === "Stock")?.replyTo ?? "";
  const text = [...nasty.map(([, one]) => one), LINES].join("\n");
  const attachments = [{ filename: `${NASTY.script}.html`, type: "text/html", base64: Buffer.from(NASTY.script ?? "").toString("base64") }];
  world.shop.writeMail({
    from: `"${NASTY.joined}" <m@example.net>`,
    to,
    subject: NASTY.handler ?? "",
    text,
    html: NASTY.handler ?? "",
    attachments,
  });
  await world.hosted.simulator.tick();
  const mails = async () => (await entries()).filter((entry) => entry.kind === "email") as unknown as MailEntry[];
  await world.until("it is read", async () => (await mails()).some((mail) => mail.subject === NASTY.handler));
  const mail = (await mails()).find((one) => one.subject === NASTY.handler);
  expect(mail?.from.name).toBe(NASTY.joined);
  const part = (name: string) => world.admin.send("GET", `/api/tickets/${ticket}/mails/${mail?.id}/${name}`);
  expect(await (await part("text")).text()).toBe(text);
  expect(await (await part("html")).text()).not.toMatch(/onerror|<script/);
  const file = await part("0");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''[\w.%'!~*()-]+$/);
  expect([file.headers.get("content-type"), file.headers.get("x-content-type-options")]).toEqual(["text/plain", "nosniff"]);
});
