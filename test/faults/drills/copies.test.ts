// Copies of the database lag behind the primary by up to ten seconds. Whoever changed something sees it in the next list and the next opening, in
// every tab; whoever hears of a change sees it too. A page that carried only what its reads said would miss most of them.
import { expect, test } from "vitest";
import { keepNewest, type Newest } from "../../../web/newest.ts";
import { Desk } from "../desk.ts";
import { openScene } from "./scene.ts";

const CHANGES = 6;

/** Where a reader stands after its question: the ticket in the list of what is resolved, and opened. */
async function look(reader: Desk, ticket: string) {
  const list = await reader.ask<{ rows: { id: string }[] }>("GET", "/api/tickets?view=resolved");
  const open = await reader.ask<{ facts: { state: string } }>("GET", `/api/tickets/${ticket}`);
  return { listed: list.body.rows.some(({ id }) => id === ticket), opened: open.body.facts.state };
}

/** Keeps what answers say and never forgets it. */
function keepReadsAlone(): Newest {
  const kept = keepNewest(() => {});
  return { forget: () => {}, carry: (method, send) => (method === "GET" ? kept.carry(method, send) : send({})) };
}

test("who changes a ticket sees it in the next list, in every tab; who hears of it does too; who only reads on may not yet", async () => {
  const scene = await openScene({ orders: 0, talks: 0 });
  const { ticketId } = await scene.ask();
  const { platform } = scene.world;
  const second: Newest = keepNewest(() => {});
  const tab = new Desk(platform, keepNewest(second.forget));
  const otherTab = new Desk(platform, second);
  const heard: Newest = keepNewest(() => {});
  const colleague = new Desk(platform, heard);
  const careless = new Desk(platform, keepReadsAlone());
  let pokes = 0;
  const line = await colleague.listen("/api/mailbox/live");
  line.onmessage = (data) => {
    if (typeof data !== "string" || !data.includes('"changed"')) return;
    pokes += 1;
    heard.forget();
  };
  const readers = { tab, otherTab, colleague, careless };
  for (const reader of Object.values(readers)) await look(reader, ticketId);
  platform.faults.set("d1-replica-lag", 1);
  const missed = { tab: 0, otherTab: 0, colleague: 0, careless: 0 };
  for (let change = 0; change < CHANGES; change += 1) {
    const resolves = change % 2 === 0;
    const before = pokes;
    const { status } = await tab.ask("POST", `/api/tickets/${ticketId}/acts`, { do: resolves ? "resolve" : "reopen" });
    expect(status).toBe(200);
    await platform.settle();
    expect(pokes).toBeGreaterThan(before);
    for (const [name, reader] of Object.entries(readers)) {
      const { listed, opened } = await look(reader, ticketId);
      if (listed !== resolves || (opened === "resolved") !== resolves) missed[name as keyof typeof readers] += 1;
    }
  }
  expect({ ...missed, careless: missed.careless > 0 }).toEqual({ tab: 0, otherTab: 0, colleague: 0, careless: true });
  expect(platform.faults.struck.get("d1-replica-lag")).toBeGreaterThan(CHANGES);
});
