// Replies whose send was cut off: sent exactly once, or shown as unconfirmed and left to the agent, whatever breaks in between.
import { expect, test } from "vitest";
import { MINUTE } from "../world.ts";
import { openScene, type Scene } from "./scene.ts";

const HOWS = ["throw", "hang"] as const;
/** Half a minute of doubt, two looks, and a hanging call. */
const DOUBT_ENDS_MS = 3 * MINUTE;

/** TikTok's word about our own message would settle the doubt; here only looking does. */
async function askUnheard(): Promise<Scene & { ticketId: string }> {
  const scene = await openScene();
  const { ticketId } = await scene.ask();
  scene.world.simulator.faults.raise({ kind: "webhook_lost" });
  return Object.assign(scene, { ticketId });
}

const sentBy = (scene: Scene) => scene.world.shop.sentReplies().length;
const troubleOf = (scene: Scene, ticketId: string) => scene.world.rows("SELECT trouble FROM ticket WHERE id = ?", ticketId)[0]?.trouble;

test.each(HOWS)("a send times out but arrived (%s): TikTok has it once, and it is shown as sent", async (how) => {
  const scene = await askUnheard();
  scene.world.simulator.faults.raise({ kind: "timeout_after", on: "chat.send", how, count: 1 });
  const click = await scene.reply(scene.ticketId);
  await scene.later(DOUBT_ENDS_MS);
  expect([scene.stateOf(click.id), sentBy(scene), scene.callsOf("chat.send")]).toEqual(["sent", 1, 1]);
  await scene.recover();
  scene.expectTruth();
});

test.each(HOWS)("a send times out and never arrived (%s): unconfirmed, and sent once when the agent says so", async (how) => {
  const scene = await askUnheard();
  scene.world.simulator.faults.raise({ kind: "timeout_before", on: "chat.send", how, count: 1 });
  const click = await scene.reply(scene.ticketId);
  await scene.later(DOUBT_ENDS_MS);
  expect([scene.stateOf(click.id), sentBy(scene), troubleOf(scene, scene.ticketId)]).toEqual(["unconfirmed", 0, "unconfirmed"]);
  await scene.agents.decideOn(scene.ticketId, click.id, "resend");
  await scene.settle();
  expect([scene.stateOf(click.id), sentBy(scene), troubleOf(scene, scene.ticketId)]).toEqual(["sent", 1, null]);
  await scene.recover();
  scene.expectTruth();
});

test("a send times out but arrived, and TikTok's reads run twenty seconds behind: the first look is late enough to find it", async () => {
  const scene = await askUnheard();
  scene.world.simulator.faults.raise({ kind: "timeout_after", on: "chat.send", how: "throw", count: 1 });
  scene.world.simulator.faults.raise({ kind: "lag", ms: 20_000, on: "chat.messages" });
  const click = await scene.reply(scene.ticketId);
  await scene.later(MINUTE);
  expect([scene.stateOf(click.id), sentBy(scene)]).toEqual(["sent", 1]);
  await scene.recover();
  scene.expectTruth();
});

const SAME = "It is on its way";

test("the same words are sent twice, and the second time never arrive: the message of the first is no proof of the second", async () => {
  const scene = await askUnheard();
  const first = await scene.agents.reply(scene.ticketId, SAME);
  await scene.later(1_000);
  scene.world.simulator.faults.raise({ kind: "timeout_before", on: "chat.send", how: "throw", count: 1 });
  const second = await scene.agents.reply(scene.ticketId, SAME);
  await scene.later(DOUBT_ENDS_MS);
  expect([first, second].map(({ id }) => scene.stateOf(id))).toEqual(["sent", "unconfirmed"]);
  await scene.recover();
  scene.expectTruth();
});

test("a colleague said the same in Seller Center a moment before, and the send never arrives: what was there before it is no proof", async () => {
  const scene = await openScene();
  const { ticketId } = await scene.ask();
  const [talk] = scene.world.rows<{ conversation_id: string }>("SELECT conversation_id FROM ticket WHERE id = ?", ticketId);
  scene.world.shop.typeInSellerCenter({ conversationId: String(talk?.conversation_id), text: SAME });
  await scene.settle();
  scene.world.simulator.faults.raise({ kind: "timeout_before", on: "chat.send", how: "throw", count: 1 });
  const click = await scene.agents.reply(ticketId, SAME);
  await scene.later(DOUBT_ENDS_MS);
  expect([scene.stateOf(click.id), sentBy(scene)]).toEqual(["unconfirmed", 0]);
  await scene.recover();
  scene.expectTruth();
});

test("a send times out, and the webhook of our own message confirms it before anybody looks", async () => {
  const scene = await openScene();
  const { ticketId } = await scene.ask();
  scene.world.simulator.faults.raise({ kind: "timeout_after", on: "chat.send", how: "throw", count: 1 });
  const click = await scene.reply(ticketId);
  await scene.later(10_000);
  expect([scene.stateOf(click.id), sentBy(scene)]).toEqual(["sent", 1]);
  await scene.settle();
  scene.expectTruth();
});

test("TikTok cannot be reached while a doubt is looked into: nobody guesses, and the look comes again", async () => {
  const scene = await askUnheard();
  scene.world.simulator.faults.raise({ kind: "timeout_after", on: "chat.send", how: "throw", count: 1 });
  scene.world.simulator.faults.raise({ kind: "refused", on: "chat.messages", count: 4 });
  const click = await scene.reply(scene.ticketId);
  await scene.later(MINUTE);
  expect(scene.stateOf(click.id)).toBe("doubt");
  await scene.later(DOUBT_ENDS_MS);
  expect([scene.stateOf(click.id), sentBy(scene)]).toEqual(["sent", 1]);
  await scene.recover();
  scene.expectTruth();
});

test("TikTok refuses to be read while a doubt is looked into: the agent is told, what waits behind it leaves, and the truth comes when it may", async () => {
  const scene = await askUnheard();
  scene.world.simulator.faults.raise({ kind: "timeout_after", on: "chat.send", how: "throw", count: 1 });
  scene.world.simulator.faults.raise({ kind: "business_error", on: "chat.messages", code: 36009004 });
  const clicks = [await scene.reply(scene.ticketId), await scene.reply(scene.ticketId)] as const;
  await scene.later(DOUBT_ENDS_MS);
  expect([clicks.map(({ id }) => scene.stateOf(id)), troubleOf(scene, scene.ticketId)]).toEqual([["unconfirmed", "sent"], "unconfirmed"]);
  await scene.recover();
  expect([clicks.map(({ id }) => scene.stateOf(id)), sentBy(scene)]).toEqual([["sent", "sent"], 2]);
  scene.expectTruth();
});

test.each([
  ["and it had arrived", true, "sent"],
  ["and it never arrived", false, "unconfirmed"],
] as const)("the room dies while sending, %s", async (_, arrives, state) => {
  const scene = await askUnheard();
  const { world, ticketId } = scene;
  let isFirst = true;
  world.witness(async (request, answer) => {
    if (!isFirst || !(request.method === "POST" && request.url.includes("/messages"))) return answer();
    isFirst = false;
    const answered = arrives ? await answer() : Response.error();
    // Nothing puts a room to sleep while a send is under way; a machine that fails does not ask.
    expect(scene.roomOf(ticketId).evict()).toBe(false);
    scene.roomOf(ticketId).crash();
    return answered;
  });
  const click = await scene.reply(ticketId);
  await scene.later(DOUBT_ENDS_MS);
  expect([isFirst, scene.stateOf(click.id), sentBy(scene)]).toEqual([false, state, arrives ? 1 : 0]);
  await scene.recover();
  scene.expectTruth();
});

test("the room is put to sleep whenever it is idle, and every reply still leaves once, in order", async () => {
  const scene = await openScene();
  const { ticketId } = await scene.ask();
  scene.world.platform.faults.set("object-evict", 1);
  const clicks = [await scene.reply(ticketId), await scene.reply(ticketId), await scene.reply(ticketId)];
  await scene.settle();
  const sent = scene.world.shop.sentReplies().map(({ content }) => (JSON.parse(content) as { content: string }).content);
  expect(sent).toEqual(clicks.map(({ words }) => words));
  scene.world.platform.faults.clear();
  scene.expectTruth();
});

test("the agent's click is repeated by a browser that got no answer, and is one reply", async () => {
  const scene = await openScene();
  const { ticketId } = await scene.ask();
  // The Worker dies when the room has the reply, and the browser clicks again seconds after TikTok has it too.
  const plan = scene.world.platform.faults.crashAtStep(2, "after", "worker");
  const click = await scene.reply(ticketId);
  await scene.settle();
  expect([plan.struck !== null, click.accepted, scene.stateOf(click.id), sentBy(scene)]).toEqual([true, true, "sent", 1]);
  await scene.recover(MINUTE);
  scene.expectTruth();
});

test.each([
  ["TikTok refuses it", "write to me on whatsapp", "failed"],
  ["nobody can say whether it left", "is on its way", "unconfirmed"],
] as const)("a reply is sent and its ticket resolved: where %s the buyer waits again since they asked", async (_, words, state) => {
  const scene = await askUnheard();
  const { world, ticketId } = scene;
  const row = () => world.rows("SELECT state, waiting_since, due_at FROM ticket WHERE id = ?", ticketId)[0];
  const before = row();
  if (state === "unconfirmed") world.simulator.faults.raise({ kind: "timeout_before", on: "chat.send", how: "throw", count: 1 });
  const click = await scene.agents.reply(ticketId, words);
  await world.admin.insist("POST", `/api/tickets/${ticketId}/acts`, { do: "resolve" });
  await scene.later(DOUBT_ENDS_MS);
  expect([scene.stateOf(click.id), row()]).toEqual([state, before]);
  await scene.recover();
  scene.expectTruth();
});
