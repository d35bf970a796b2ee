// A reply to many, and somebody dies between two steps, all along the walk: the queue and the clock go on with it, and each buyer has it
// once. What nobody can be sure of is left to the agent, and is not sent again. And what moves while it is named is named all the same.
import { expect, test } from "vitest";
import { DAY, MINUTE } from "../world.ts";
import { openScene } from "./scene.ts";

const BUYERS = 2;
/** More than are named in two steps. */
const CROWD = 102;
/** So many of them wake first. */
const EARLY = 60;
/** Steps are alike from ticket to ticket: not each of them is worth a world of its own. */
const STRIDE = 4;
const STEPS_MAX = 200;
/** A lost walk is named by the clock, a reply in doubt is looked for, and the job looks what became of it. */
const MEND_MS = 8 * MINUTE;

test("the walk of a bulk reply is cut off after many a step: nobody is answered twice, and nobody is forgotten", async () => {
  let step = 1;
  for (; step <= STEPS_MAX; step += STRIDE) {
    const scene = await openScene({ orders: 0, talks: 0 });
    const { world } = scene;
    const asked = [];
    for (let n = 0; n < BUYERS; n += 1) asked.push(await scene.ask());
    const of = { tickets: asked.map(({ ticketId }) => ticketId) };
    const wish = { do: "reply", text: "We are on it", perMinute: 60 };
    const { body } = await world.admin.insist<{ id: string; state: string }>("POST", "/api/bulk/jobs", { id: "drill-click-1", of, wish });
    await scene.settle();
    const plan = world.platform.faults.crashAtStep(step, "after");
    await world.admin.insist("POST", `/api/bulk/jobs/${body.id}`, { decision: "start" });
    await scene.settle();
    await scene.recover(MEND_MS);
    const items = world.rows<{ ticket_id: string; outcome: string; because: string | null }>("SELECT * FROM bulk_item ORDER BY place");
    const told = { step, died: plan.struck, state: world.rows("SELECT state FROM bulk_job")[0]?.state };
    expect(told).toEqual({ ...told, state: "done" });
    for (const { buyer, ticketId } of asked) {
      const conversation = world.shop.conversations(scene.store.shop.id).find((one) => one.buyerId === buyer.id);
      const sent = world.shop.sentReplies(conversation?.id ?? "").length;
      const item = items.find((one) => one.ticket_id === ticketId);
      const isUnsure = item?.outcome === "failed" && item.because?.includes("bulk-unconfirmed");
      expect({ ...told, ticketId, outcome: item?.outcome, sent }).toEqual({
        ...told,
        ticketId,
        outcome: isUnsure ? "failed" : "done",
        sent: isUnsure ? sent : 1,
      });
      expect(sent).toBeLessThanOrEqual(1);
    }
    if (plan.struck === null) break;
  }
  expect(step).toBeGreaterThan(10);
});

test("a ticket that moves along the list while its tickets are named is in the job once, and no other is left out for it", async () => {
  const scene = await openScene({ orders: 0, talks: CROWD });
  const { world } = scene;
  const begin = async (click: string, of: object, act: object) => {
    const { body } = await world.admin.insist<{ id: string }>("POST", "/api/bulk/jobs", { id: click, of, wish: { do: "act", act } });
    return body.id;
  };
  const tickets = world.rows<{ id: string }>("SELECT id FROM ticket ORDER BY id").map(({ id }) => id);
  const until = world.now() + DAY;
  await begin("drill-click-1", { tickets: tickets.slice(0, EARLY) }, { do: "snooze", until });
  await begin("drill-click-2", { tickets: tickets.slice(EARLY) }, { do: "snooze", until: until + 2 * MINUTE });
  await scene.settle();
  // Its first page is named when the click is answered; what stood first then moves into the middle of the second.
  const filters = { view: "snoozed", stores: null, market: null, assignee: null, due: null };
  const job = await begin("drill-click-3", { filters }, { do: "priority", priority: "urgent" });
  await world.admin.insist("POST", `/api/tickets/${tickets[0]}/acts`, { do: "snooze", until: until + MINUTE });
  await scene.settle();
  expect(world.rows("SELECT state, total, done FROM bulk_job WHERE id = ?", job)).toEqual([{ state: "done", total: CROWD, done: CROWD }]);
});
