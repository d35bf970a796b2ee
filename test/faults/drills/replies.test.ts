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
