// A buyer is erased: whatever anybody here holds of them is sought afterwards on the disk of the stopped desk, byte by byte, and what TikTok
// tells of them again stays out. Everything the desk can hold of a buyer is put there first.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Order } from "../../simulator/orders/order.ts";
import { findOnDisk } from "./canaries.ts";
import { refusal } from "./desk.ts";
import { Buyer, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const NAME = "quillonja vexbird";
const stateFolder = mkdtempSync(path.join(tmpdir(), "tillside-persons-"));
let world: World;
let shop: Shop;
let store = "";
let buyer: Buyer;
let order: Order;
let ticket = "";
let photo = "";
let canaries: string[] = [];
let clicks = 0;
const click = () => `person-click-${++clicks}`;

interface Page {
  name: string;
  held: Record<string, number>;
  can: { erase: { ok: boolean; because?: { code: string; facts: object } } };
}
const open = () => world.admin.get<Page>(`/api/buyers/${buyer.id}`);
const erase = (typed: string) => world.admin.post<{ id: string; state: string }>(`/api/buyers/${buyer.id}/erase`, { id: click(), typed });

beforeAll(async () => {
  world = await openWorld({ stateFolder });
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  buyer = new Buyer(world, shop, NAME);
  order = buyer.buys(2);
  world.shop.endHold(order.id);
  buyer.comesFrom(order);
  await askRules();
  buyer.writes("My zorblatt parcel never came");
  await world.settle();
  ticket = (await world.rows<{ id: string }>("SELECT id FROM ticket"))[0]?.id ?? "";
});
afterAll(async () => {
  try {
    await world.close();
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
});

/** A rule that finds other words than it looks for, and a name. */
const rule = {
  kind: "rule",
  name: "Refunds",
  stores: null,
  trigger: { on: "buyer-wrote" },
  condition: { all: [{ field: "message.text", is: "contains", values: ["refund"] }] },
  actions: [{ do: "resolve" }],
  stops: false,
  quietMinutes: 0,
};
const byName = { ...rule, name: "Names", condition: { all: [{ field: "buyer.name", is: "equals", values: ["nobody"] }] } };

async function askRules(): Promise<void> {
  for (const one of [rule, byName]) {
    const { id } = await world.admin.post<{ id: string }>("/api/rules", one);
    await world.admin.put(`/api/rules/${id}/on`, { on: true });
  }
}

async function rehearse(): Promise<void> {
  for (const one of [rule, byName]) {
    const { id } = await world.admin.post<{ id: string }>("/api/rules/trials", one);
    await world.until("it is over", async () => (await world.admin.get<{ isDone: boolean }>(`/api/rules/trials/${id}`)).isDone);
  }
}

/** In the ticket, beside it, on the order, in a parcel's papers, in files. */
async function sayEverything(): Promise<void> {
  const page = `/api/tickets/${ticket}`;
  await world.admin.post(`${page}/notes`, { id: click(), text: "Plumdrift: she is difficult" });
  await world.admin.post(`${page}/replies`, { id: click(), body: { type: "TEXT", text: "Dear Krannoch, it is on its way" } });
  await world.settle();
  const sendAt = world.now() + 3_600_000;
  await world.admin.post(`${page}/replies`, { id: click(), body: { type: "TEXT", text: "Flommox later" }, sendAt });
  await world.admin.put(`${page}/drafts`, { kind: "reply", text: "Wimbledrake draft", edition: 1 });
  await world.admin.post(`/api/orders/${order.id}/notes`, { id: click(), text: "Snargle note" });
  const { version } = (await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store))[0] ?? { version: 0 };
  await world.admin.patch(`/api/stores/${store}`, { version, change: { mailAddress: "care@glowlab.example" } });
  const { email } = world.shop.buyers.find(({ id }) => id === buyer.id) ?? { email: "" };
  const supplier = { to: { address: "supplier@example.net" }, subject: "Grumbolt", text: "Please look into it." };
  await world.admin.post(`${page}/mails`, { id: click(), ...supplier });
  const sent = () => Object.values(world.hosted.simulator.snapshot().mails).find(({ subject }) => subject === "Grumbolt");
  await world.until("it is sent", () => sent() !== undefined);
  const answer = world.shop.answerMail({ mailId: sent()?.id ?? "", text: "Tressock was at the door" });
  await world.hosted.simulator.tick();
  const brindlewick = {
    from: email,
    to: "care@glowlab.example",
    messageId: "brindlewick@example.net",
    subject: "Brindlewick",
    text: "Oxtrumpet words",
  };
  world.shop.writeMail(brindlewick);
  await world.hosted.simulator.tick();
  const mailsRead = () =>
    world.log.filter((line) => line.job === "take-mail" && line.verdict === "done").reduce((sum, { count = 1 }) => sum + count, 0);
  await world.until("both are read", () => mailsRead() >= 2);
  // Both come once more by another way.
  const again = { from: "supplier@example.net", to: "care@glowlab.example", messageId: answer.messageId, text: "Tressock was at the door" };
  for (const copy of [again, { ...brindlewick, to: "help@glowlab.example" }]) world.shop.writeMail(copy);
  await world.hosted.simulator.tick();
  await world.until("both are read", () => mailsRead() >= 4);
}

/** Shipped by us, with its slip printed, and with the buyer. */
async function deliver(): Promise<void> {
  world.shop.ship(order.id);
  await world.settle();
  const { parcels } = await world.admin.get<{ parcels: { id: string }[] }>(`/api/orders/${order.id}/parcels`);
  expect((await world.admin.send("GET", `/api/orders/${order.id}/parcels/${parcels[0]?.id}/slip`)).status).toBe(200);
  await world.admin.post("/api/orders/exports", { id: click(), of: { orders: [order.id] }, columns: ["id", "recipient", "address"] });
  world.shop.scan(order.id);
  world.shop.deliver(order.id);
  const asked = world.shop.askForReturn({ orderId: order.id, photos: ["seam"] });
  await world.settle();
  // What the buyer photographed is kept once somebody has looked.
  expect((await world.admin.send("GET", `/api/aftersales/${asked.id}/pictures/0-0`)).status).toBe(200);
  photo = `return_${asked.id}_0-0`;
  // TikTok gives a text of its own for each reason, and says nowhere that a buyer's words are never in it.
  await world.rows("UPDATE aftersale SET reason_text = 'Hobblewhit is too small'");
}

const gather = async () => {
  const [known] = await world.rows<Record<string, string>>("SELECT name, phone, address, email FROM recipient");
  const said = [
    "zorblatt",
    "plumdrift",
    "krannoch",
    "flommox",
    "wimbledrake",
    "snargle",
    "grumbolt",
    "tressock",
    "brindlewick",
    "oxtrumpet",
  ];
  const person = [NAME, ...NAME.split(" "), known?.name, known?.phone, known?.address?.split("\n")[0], known?.email, buyer.id];
  return [...person, ...said, photo, "hobblewhit"].map((text) => (text ?? "missing").toLowerCase());
};

async function lookAtDisk(): Promise<Record<string, string[]>> {
  await world.tillside.stop();
  const found = findOnDisk(stateFolder, canaries);
  await world.restart();
  return found;
}

test("is found by name, by order and by ticket; while a parcel is on its way nobody is erased", async () => {
  const found = async (q: string) => (await world.admin.get<{ buyers: { id: string }[] }>(`/api/buyers?q=${encodeURIComponent(q)}`)).buyers;
  for (const q of [NAME, "quillonja", order.id, "#1"]) expect(await found(q), q).toMatchObject([{ id: buyer.id, stores: ["GlowLab US"] }]);
  expect(await found("zorblatt")).toEqual([]);
  const page = await open();
  expect(page).toMatchObject({ name: NAME, held: { orders: 1, underWay: 1, recipients: 1, tickets: 1 } });
  expect(page.can.erase.because).toEqual({ code: "erase-under-way", facts: { orders: 1 } });
  expect((await refusal(erase(NAME))).code).toBe("erase-under-way");
});

const bucket = () => world.tillside.miniflare.getR2Bucket("MAIL");

/** What was put down and is named by no row: a slip printed for a former number, a part of a list that was stopped meanwhile. */
async function leaveBehind(): Promise<string[]> {
  const [paper] = await world.rows<{ file: string }>("SELECT file FROM parcel_paper");
  const former = (paper?.file ?? "").replace(/-[^-]*$/, "-000000000000.pdf");
  await (await bucket()).put(former, `for ${canaries[0]}`);
  await world.admin.post("/api/orders/exports", { id: click(), of: { orders: [order.id] }, columns: ["id", "recipient"] });
  await world.settle();
  await world.rows(
    "UPDATE order_export SET state = 'stopped', parts = 0, personal_stores = '[]' WHERE created_at = (SELECT MAX(created_at) FROM order_export)",
  );
  return [former, "exports/"];
}

/** Everything of them as one file, read as an admin has it. */
async function takeFile(): Promise<{ id: string; text: string }> {
  const { id } = await world.admin.post<{ id: string }>(`/api/buyers/${buyer.id}/files`, { id: click() });
  const files = () => world.admin.get<{ files: { state: string }[] }>(`/api/buyers/${buyer.id}/files`);
  await world.until("it is written", async () => (await files()).files[0]?.state === "done");
  const answer = await world.admin.send("GET", `/api/buyer-files/${id}`);
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  return { id, text: await answer.text() };
}

test("everything of them goes, in steps, from every place; TikTok tells it again and it stays away", async () => {
  await sayEverything();
  await rehearse();
  await deliver();
  const found = () => world.rows<{ found: string }>("SELECT because->>'found' AS found FROM rule_run ORDER BY found");
  expect(await found()).toEqual([{ found: "My zorblatt parcel never came" }, { found: NAME }]);
  canaries = await gather();
  const before = await lookAtDisk();
  for (const canary of canaries) expect(before[canary] ?? [], canary).not.toEqual([]);
  expect((await refusal(erase("somebody else"))).code).toBe("erase-not-typed");
  const old = await takeFile();
  await world.rows("UPDATE person_file SET created_at = created_at - 48 * 3600000 - 1");
  expect((await refusal(world.admin.get(`/api/buyer-files/${old.id}`))).code).toBe("person-file-forgotten");
  await world.tillside.cron("17 3 * * *");
  expect(await world.rows("SELECT state, buyer, names FROM person_file")).toEqual([{ state: "forgotten", buyer: "", names: "[]" }]);
  const { id: file, text } = await takeFile();
  expect(canaries.filter((canary) => !text.toLowerCase().includes(canary))).toEqual([]);
  const whole = JSON.parse(text) as { buyer: { id: string }; tickets: object[]; orders: { id: string; files: { base64?: string }[] }[] };
  const letter = { subject: "Brindlewick", files: [{ base64: expect.any(String) }] };
  expect(whole).toMatchObject({ buyer: { id: buyer.id }, tickets: [{ number: 1 }], orders: [{ id: order.id }], emails: [letter] });
  expect(whole.orders[0]?.files.some(({ base64 }) => base64 !== undefined)).toBe(true);
  expect(text).not.toContain("byName");
  const sums = "SELECT SUM(total_minor) AS total, SUM(units) AS units FROM orders";
  const kept = await world.rows(sums);
  const left = await leaveBehind();
  await erase(NAME);
  const ended = () => world.rows<{ state: string; buyer: string }>("SELECT state, buyer FROM erasure");
  await world.until("it is done", async () => (await ended()).every(({ state }) => state === "done"));
  expect(await ended()).toEqual([{ state: "done", buyer: "" }]);
  expect(await found()).toEqual([{ found: null }, { found: null }]);
  expect(await world.rows(sums)).toEqual(kept);
  expect((await world.admin.send("GET", `/api/buyer-files/${file}`)).status).toBe(409);
  // Told of again by a webhook: the order as it is here, and one that somehow was lost and comes in anew.
  world.shop.complete(order.id);
  await world.settle();
  await world.rows("DELETE FROM orders");
  await world.rows("DELETE FROM order_search");
  await world.tillside.cron("*/5 * * * *");
  await world.settle();
  const [again] = await world.rows("SELECT status, buyer_user_id, person_gone_at > 0 AS isGone FROM orders");
  expect(again).toEqual({ status: "COMPLETED", buyer_user_id: null, isGone: 1 });
  expect(await world.rows("SELECT * FROM recipient")).toEqual([]);
  const [, asked] = photo.split("_");
  expect((await world.admin.send("GET", `/api/aftersales/${asked}/pictures/0-0`)).status).toBe(404);
  for (const prefix of left) expect((await (await bucket()).list({ prefix })).objects, prefix).toEqual([]);
  expect(await lookAtDisk()).toEqual({});
});

test("the ticket says that it was emptied and what happened in it still counts; who comes back is a buyer as any other", async () => {
  const page = await world.admin.get<{ ticket: { state: string }; entries: { kind: string; type?: string }[] }>(`/api/tickets/${ticket}`);
  expect(page.entries.filter(({ kind, type }) => kind === "message" && type === "ERASED")).toHaveLength(1);
  expect(await world.rows("SELECT deed FROM helpdesk_deed WHERE deed IN ('opened', 'first') ORDER BY deed")).toHaveLength(2);
  expect((await refusal(open())).code).toBe("buyer-missing");
  const told = await world.rows<{ action: string; subject: string }>(
    "SELECT action, subject FROM audit WHERE action LIKE '%erasure' OR action LIKE 'erase%' OR action LIKE '%-person'",
  );
  const [{ who } = { who: "" }] = await world.rows<{ who: string }>("SELECT who FROM erased");
  expect(told).toEqual([
    ...["write-person", "open-person", "write-person", "open-person"].map((action) => ({ action, subject: who })),
    { action: "erase-buyer", subject: who },
    { action: "end-erasure", subject: who },
  ]);
  await world.later(60_000);
  buyer.writes("I am back");
  const bought = buyer.buys();
  world.shop.endHold(bought.id);
  await world.settle();
  const tickets = await world.rows<{ id: string; buyer_name: string }>("SELECT id, buyer_name FROM ticket WHERE is_current = 1");
  expect(tickets).toMatchObject([{ buyer_name: NAME }]);
  const { entries } = await world.admin.get<{ entries: { content?: { content?: string } }[] }>(`/api/tickets/${tickets[0]?.id}`);
  expect(entries.flatMap(({ content }) => content?.content ?? [])).toEqual(["I am back"]);
  expect(await world.rows("SELECT order_id FROM recipient")).toEqual([{ order_id: bought.id }]);
  expect(await open()).toMatchObject({ held: { orders: 1, tickets: 1 } });
});
