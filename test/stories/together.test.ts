// Several agents at one ticket: nobody answers twice without knowing it, what was sent too soon comes back, and what is to leave later
// leaves only while it still fits.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Entry } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface TicketPage {
  facts: { state: string; waitingSince: number | null; assigneeId: string };
  entries: Entry[];
  newest: number;
}
type Reply = Extract<Entry, { kind: "reply" }>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let world: World;
let shop: Shop;
let store = "";
let bo: Desk;
let count = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  bo = await world.agent("Bo Berg", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(() => world.close());

async function asked(words: string): Promise<{ buyer: Buyer; id: string }> {
  const buyer = new Buyer(world, shop, `buyer${++count}`);
  buyer.writes(words);
  await world.settle();
  return { buyer, id: (await currentTicket(world, buyer)).id };
}
const open = (id: string, desk = world.admin) => desk.get<TicketPage>(`/api/tickets/${id}`);
const click = () => `together-${++count}-0000`;
const say = (id: string, text: string, how: object = {}, desk = world.admin, name = click()) =>
  desk.post(`/api/tickets/${id}/replies`, { id: name, body: { type: "TEXT", text }, ...how });
const decide = (id: string, reply: string, decision: string) => world.admin.post(`/api/tickets/${id}/replies/${reply}`, { decision });
const sent = (buyer: Buyer) => world.shop.sentReplies(buyer.conversationId).map((message) => JSON.parse(message.content).content as string);
const replies = async (id: string) => (await open(id)).entries.filter((entry): entry is Reply => entry.kind === "reply");
const wakeRooms = async (ms: number) => {
  await world.later(ms);
  await world.tillside.cron("* * * * *");
};
const until = (id: string, state: string) => world.until(state, async () => (await replies(id)).some((reply) => reply.state === state));

test("a reply to what a colleague answered meanwhile is stopped, says who and what, and goes out when the agent wants it so", async () => {
  const { buyer, id } = await asked("Is it waterproof?");
  const { newest } = await open(id);
  await say(id, "Yes, up to 10 m.", { seen: newest }, bo);
  await world.settle();
  const name = click();
  const stopped = await refusal(say(id, "It is, yes.", { seen: newest }, world.admin, name));
  expect(stopped).toMatchObject({ status: 409, code: "answered-meanwhile" });
  expect(stopped.facts).toMatchObject({ by: "Bo Berg", words: "Yes, up to 10 m.", inSellerCenter: false, count: 1 });
  expect(sent(buyer)).toEqual(["Yes, up to 10 m."]);
  await say(id, "It is, yes.", { seen: stopped.facts.newest }, world.admin, name);
  await say(id, "It is, yes.", { seen: 0 }, world.admin, name);
  await world.settle();
  expect(sent(buyer)).toEqual(["Yes, up to 10 m.", "It is, yes."]);
});

test("an answer typed in Seller Center stops a reply too; a buyer's further words say so; one's own replies stop nobody", async () => {
  const { buyer, id } = await asked("Hello?");
  const first = (await open(id)).newest;
  world.shop.typeInSellerCenter({ conversationId: buyer.conversationId, text: "Hi, how can we help?", agentName: "Sam" });
  await world.settle();
  expect((await refusal(say(id, "Hi!", { seen: first }))).facts).toMatchObject({ by: "Sam", inSellerCenter: true });
  const second = (await open(id)).newest;
  await say(id, "Hi!", { seen: second });
  buyer.writes("It arrived broken");
  await world.settle();
  const stopped = await refusal(say(id, "Anything else?", { seen: second }));
  expect(stopped).toMatchObject({ status: 409, code: "buyer-wrote-meanwhile", facts: { words: "It arrived broken", count: 1 } });
  await say(id, "Sorry! Please send a picture.", { seen: stopped.facts.newest });
  await world.settle();
  expect(sent(buyer)).toEqual(["Hi!", "Sorry! Please send a picture."]);
});

test("a held reply can be taken back, and is then nowhere; left alone it leaves by itself, and only then ends the wait", async () => {
  const { buyer, id } = await asked("Can I still change the colour?");
  const [back, stays] = [click(), click()];
  await say(id, "Sure, which oen?", { holdSeconds: 10 }, world.admin, back);
  expect(await replies(id)).toMatchObject([{ state: "held", hold: { why: "undo" } }]);
  await decide(id, back, "take-back");
  expect(await replies(id)).toEqual([]);
  expect(await refusal(decide(id, back, "take-back"))).toMatchObject({ code: "reply-settled" });
  // The browser that never heard that the first was taken tries once more: it stays taken back.
  await say(id, "Sure, which oen?", {}, world.admin, back);
  await say(id, "Sure, which one?", { holdSeconds: 1 }, world.admin, stays);
  expect((await open(id)).facts.waitingSince).not.toBeNull();
  await until(id, "sent");
  expect((await open(id)).facts.waitingSince).toBeNull();
  expect(sent(buyer)).toEqual(["Sure, which one?"]);
});

test("a colleague's answer within those seconds brings the reply back; the agent sends it again or lets it go", async () => {
  const { buyer, id } = await asked("When does it ship?");
  const { newest } = await open(id);
  const mine = click();
  await say(id, "Tomorrow.", { seen: newest, holdSeconds: 5 }, world.admin, mine);
  world.shop.typeInSellerCenter({ conversationId: buyer.conversationId, text: "On Monday.", agentName: "Sam" });
  await world.settle();
  await wakeRooms(MINUTE);
  await until(id, "returned");
  expect(await replies(id)).toMatchObject([{ state: "returned", trouble: "answered-meanwhile" }]);
  const [row] = await world.rows<{ trouble: string }>("SELECT trouble FROM ticket WHERE id = ?", id);
  expect(row?.trouble).toBe("failed");
  expect(sent(buyer)).toEqual([]);
  await decide(id, mine, "resend");
  await world.settle();
  expect(sent(buyer)).toEqual(["Tomorrow."]);
});

test("a ticket sent and resolved is to do again when TikTok refuses the reply; one a colleague has answered since stays resolved", async () => {
  const [refused, answered] = [await asked("How do I reach you?"), await asked("And I?")];
  const resolve = (id: string) => world.admin.post(`/api/tickets/${id}/acts`, { do: "resolve" });
  const rowOf = async (id: string) => {
    const [row] = await world.rows<{ state: number; waiting_since: number | null; due_at: number | null }>(
      "SELECT * FROM ticket WHERE id = ?",
      id,
    );
    return row;
  };
  const before = await rowOf(refused.id);
  await say(refused.id, "Write to me on WhatsApp", { holdSeconds: 5 });
  await resolve(refused.id);
  expect(await rowOf(refused.id)).toMatchObject({ state: 2, waiting_since: null });
  await wakeRooms(MINUTE);
  await until(refused.id, "failed");
  await world.settle();
  expect(await rowOf(refused.id)).toMatchObject({ state: 0, waiting_since: before?.waiting_since, due_at: before?.due_at });
  const named = async (id: string) => (await open(id)).entries.flatMap((entry) => (entry.kind === "event" ? [entry.name] : []));
  expect(await named(refused.id)).toEqual(["resolved", "unsent"]);
  await say(answered.id, "Write to me on WhatsApp", { holdSeconds: 5 });
  await resolve(answered.id);
  world.shop.typeInSellerCenter({ conversationId: answered.buyer.conversationId, text: "Here, please.", agentName: "Sam" });
  await world.settle();
  await wakeRooms(MINUTE);
  await until(answered.id, "returned");
  await world.settle();
  expect(await rowOf(answered.id)).toMatchObject({ state: 2, waiting_since: null });
  expect(await named(answered.id)).toEqual(["resolved"]);
});

test("a reply for later leaves at its hour although the alarm was lost; replies written meanwhile do not wait for it", async () => {
  const { buyer, id } = await asked("Any news?");
  await say(id, "Did it arrive?", { sendAt: world.now() + 3 * HOUR });
  await say(id, "It is on its way.");
  await world.settle();
  expect(sent(buyer)).toEqual(["It is on its way."]);
  await wakeRooms(3 * HOUR + MINUTE);
  await world.until("it left", () => sent(buyer).length === 2);
  expect(sent(buyer)).toEqual(["It is on its way.", "Did it arrive?"]);
  expect(await refusal(say(id, "Too late", { sendAt: world.now() - 1 }))).toMatchObject({ status: 422, code: "send-later-range" });
  expect(await refusal(say(id, "Too far", { sendAt: world.now() + 31 * 24 * HOUR }))).toMatchObject({ code: "send-later-range" });
});

test("a reply for later comes back when the buyer writes, or TikTok has closed the conversation; it can be sent now, or dropped", async () => {
  const { buyer, id } = await asked("I will think about it");
  const [mine, other, closed] = [click(), click(), click()];
  await say(id, "And?", { sendAt: world.now() + HOUR }, world.admin, mine);
  buyer.writes("I take it!");
  await world.settle();
  expect(await replies(id)).toMatchObject([{ state: "returned", trouble: "buyer-wrote-meanwhile" }]);
  await decide(id, mine, "discard");
  await say(id, "Great!", { sendAt: world.now() + HOUR }, world.admin, other);
  await decide(id, other, "send-now");
  await world.settle();
  expect(sent(buyer)).toEqual(["Great!"]);
  await say(id, "Happy with it?", { sendAt: world.now() + HOUR }, world.admin, closed);
  await world.rows("UPDATE conversation SET can_send = 0 WHERE id = ?", buyer.conversationId);
  await wakeRooms(HOUR + MINUTE);
  await until(id, "returned");
  expect((await replies(id)).at(-1)).toMatchObject({ id: closed, state: "returned", trouble: "tiktok-closed" });
  expect(sent(buyer)).toEqual(["Great!"]);
});

test("a draft is kept at the desk for its writer and seen by colleagues; a late save never undoes an emptied one; it can be taken over once", async () => {
  const { id } = await asked("Which size do I need?");
  const save = (text: string, edition: number, desk = bo) => desk.put(`/api/tickets/${id}/drafts`, { kind: "reply", text, edition });
  const drafts = async (desk = world.admin) =>
    (await desk.get<{ drafts: { name: string; text: string; edition: number; personId: string }[] }>(`/api/tickets/${id}`)).drafts;
  await save("You need an", 10);
  await save("You need an M", 20);
  await save("You need", 5);
  expect(await drafts()).toMatchObject([{ name: "Bo Berg", text: "You need an M" }]);
  await save("", 30);
  await save("You need an M", 25);
  expect(await drafts()).toEqual([]);
  expect(await drafts(bo)).toMatchObject([{ text: "", edition: 30 }]);
  await save("Take an L", 40);
  const [begun] = await drafts();
  const take = () => world.admin.post(`/api/tickets/${id}/drafts/take`, { personId: begun?.personId, kind: "reply" });
  expect(await take()).toEqual({ text: "Take an L" });
  expect(await refusal(take())).toMatchObject({ status: 409, code: "draft-gone" });
  expect(await drafts()).toEqual([]);
});

test("whoever begins an answer is shown with it for a while, in the ticket and in the list, even after leaving; sending ends it", async () => {
  const { id } = await asked("Do you ship to Canada?");
  const [list, line] = await Promise.all([world.admin.listen("/api/mailbox/live"), bo.listen(`/api/tickets/${id}/live`)]);
  const modes = () => {
    const told = list.heard.findLast((frame) => frame.t === "looking" && frame.ticket === id);
    return ((told?.people ?? []) as { name: string; mode: string }[]).map(({ name, mode }) => `${name} ${mode}`);
  };
  line.say({ t: "mode", mode: "typing" });
  await world.until("typing", () => modes().includes("Bo Berg typing"));
  line.close();
  await world.until("answering", () => modes().includes("Bo Berg answering"));
  await say(id, "We do.", {}, bo);
  await world.until("nobody", () => modes().length === 0);
  const again = await bo.listen(`/api/tickets/${id}/live`);
  again.say({ t: "mode", mode: "typing" });
  await world.until("typing again", () => modes().includes("Bo Berg typing"));
  again.say({ t: "mode", mode: "viewing", done: true });
  await world.until("only looking", () => modes().includes("Bo Berg viewing"));
  again.close();
  list.close();
});
