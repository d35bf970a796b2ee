// Finding and reaching: what a search finds and shows, what narrows a list, the views people keep, what a person chose, and the audit log.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let us: string;
let uk: string;
let agent: Desk;

interface Found {
  id: string;
  store_id: string;
  number: number;
  snippet: { text: string; isHit: boolean }[] | null;
  preview: string;
  found_order: string | null;
}
interface View {
  id: string;
  name: string;
  shared: boolean;
  own: boolean;
  changeable: boolean;
}
const find = (q: string, more = "", desk: Desk = world.admin) =>
  desk.get<{ rows: Found[]; next: string | null }>(`/api/tickets/search?q=${encodeURIComponent(q)}${more}`);
const ids = (answer: { rows: { id: string }[] }) => answer.rows.map((row) => row.id);
const ticketOf = (buyer: Buyer) => currentTicket(world, buyer);

let mia: Buyer;
let tom: Buyer;
let order: string;

beforeAll(async () => {
  world = await openWorld();
  const glow = openShop(world, "Glow");
  const tea = openShop(world, "Tea", { region: "GB" });
  us = await world.connect("US", "Glow", "Glow US");
  uk = await world.connect("GB", "Tea", "Tea UK");
  await world.settle();
  mia = new Buyer(world, glow, "Mia Lönn");
  tom = new Buyer(world, tea, "Tom");
  order = mia.buys().id;
  await world.settle();
  mia.writes(
    `${"Hello there, this is a long beginning. ".repeat(3)}My <b>CAFÉ</b> cups arrived broken, what now? & thank you for your help with all of this, it would be kind of you to answer before the end of the day`,
  );
  await world.settle();
  await world.later(2_000);
  tom.writes("The café machine is late");
  await world.settle();
  const { id } = await ticketOf(mia);
  await world.admin.post(`/api/tickets/${id}/acts`, { do: "link-order", orderId: order });
  await world.settle();
  agent = await world.agent("Uma UK", [{ store: uk, rights: ["read", "reply"] }]);
});
afterAll(() => world.close());

test("a search shows the words around what it found, marked in parts and never as markup", async () => {
  const { rows } = await find("cafe cups");
  const [row] = rows;
  expect(row?.id).toBe((await ticketOf(mia)).id);
  expect(row?.snippet?.filter((part) => part.isHit).map((part) => part.text)).toEqual(["CAFÉ", "cups"]);
  expect(row?.preview).toBe("");
  const line = row?.snippet?.map((part) => part.text).join("") ?? "";
  expect(line).toMatch(/^… .*My <b>CAFÉ<\/b> cups arrived broken.*…$/);
});

test("buyers, order ids, and ticket numbers find their tickets", async () => {
  const { id, number } = await ticketOf(mia);
  expect(ids(await find("lonn"))).toEqual([id]);
  const byOrder = await find(order);
  expect(byOrder.rows[0]).toMatchObject({ id, found_order: order });
  expect(ids(await find(`#${number}`))).toContain(id);
  expect((await find(" ... ")).rows).toEqual([]);
});

test("a tracking number finds the ticket of its order", async () => {
  const { id } = await ticketOf(mia);
  world.shop.endHold(order);
  await world.settle();
  world.shop.ship(order, { trackingNumber: "1Z9990000000000007" });
  await world.settle();
  expect((await find("1Z99 9000 0000")).rows).toEqual([]);
  expect(await find("1Z9990000000000007")).toMatchObject({ rows: [{ id, found_order: order, snippet: null }], next: null });
  expect(ids(await find(order.slice(0, 12)))).toEqual([id]);
});

test("a search is narrowed by store, marketplace, state, assignee and hour together", async () => {
  const [mias, toms] = [(await ticketOf(mia)).id, (await ticketOf(tom)).id];
  expect(ids(await find("cafe"))).toEqual([toms, mias]);
  expect(ids(await find("cafe", `&stores=${us}`))).toEqual([mias]);
  expect(ids(await find("cafe", "&market=GB"))).toEqual([toms]);
  expect(ids(await find("cafe", "&state=open&assignee=nobody"))).toEqual([toms, mias]);
  expect(ids(await find("cafe", "&state=resolved"))).toEqual([]);
  expect(ids(await find("cafe", "&assignee=me"))).toEqual([]);
  expect(ids(await find("cafe", "&due=late"))).toEqual([]);
  expect((await refusal(find("cafe", "&due=never"))).code).toBe("field-invalid");
});

test("a store one may not read is not found by any of its words", async () => {
  expect(ids(await find("cafe", "", agent))).toEqual([(await ticketOf(tom)).id]);
  expect(ids(await find(order, "", agent))).toEqual([]);
  expect(ids(await find(`#${(await ticketOf(mia)).number}`, "", agent))).toEqual([]);
});

test("a list is narrowed by assignee, marketplace and hour, and pages as before", async () => {
  const list = (more: string) => world.admin.get<{ rows: { id: string }[]; stopped: boolean }>(`/api/tickets?view=todo${more}`);
  const [mias, toms] = [(await ticketOf(mia)).id, (await ticketOf(tom)).id];
  await world.admin.post(`/api/tickets/${toms}/acts`, { do: "assign", assigneeId: (await me()).person.id });
  await world.settle();
  expect(ids(await list("&assignee=me"))).toEqual([toms]);
  expect(ids(await list("&assignee=nobody"))).toEqual([mias]);
  expect(ids(await list("&market=US"))).toEqual([mias]);
  expect(ids(await list("&market=DE"))).toEqual([]);
  expect(ids(await list("&due=late"))).toEqual([]);
  await world.later(40 * 3_600_000);
  expect(ids(await list("&due=late&market=GB"))).toEqual([toms]);
  expect(ids(await list("&due=soon"))).toEqual([]);
  expect((await list("&due=late")).stopped).toBe(false);
});

const me = () => world.admin.get<{ person: { id: string }; preferences: Record<string, unknown> }>("/api/me");
const filters = { view: "todo", stores: null, market: null, assignee: null, due: null };

test("a view is kept, counted, shared, ordered, changed by who may, and let go", async () => {
  const views = async (desk: Desk) => (await desk.get<{ views: View[] }>("/api/views")).views;
  const counts = async (desk: Desk) =>
    (await desk.get<{ counts: { id: string; count: number; more: boolean }[] }>("/api/views/counts")).counts;
  const late = await world.admin.post<{ id: string }>("/api/views", {
    name: "Late, UK",
    filters: { ...filters, market: "GB", due: "late" },
    shared: true,
  });
  const mine = await world.admin.post<{ id: string }>("/api/views", { name: "All", filters, shared: false });
  expect((await views(world.admin)).map((view) => view.name)).toEqual(["Late, UK", "All"]);
  expect(await views(agent)).toMatchObject([{ name: "Late, UK", own: false, changeable: false, shared: true }]);
  expect(await counts(world.admin)).toEqual([
    { id: late.id, count: 1, more: false },
    { id: mine.id, count: 2, more: false },
  ]);
  await world.admin.put("/api/views/order", { ids: [mine.id, late.id] });
  expect((await views(world.admin)).map((view) => view.name)).toEqual(["All", "Late, UK"]);
  const renamed = { name: "Mine now", filters, shared: false };
  expect((await refusal(agent.put(`/api/views/${late.id}`, renamed))).code).toBe("view-of-another");
  expect((await refusal(agent.put(`/api/views/${mine.id}`, renamed))).code).toBe("view-missing");
  const own = await agent.post<{ id: string }>("/api/views", { name: "Uma's", filters: { ...filters, assignee: "me" }, shared: false });
  expect(await counts(agent)).toContainEqual({ id: own.id, count: 0, more: false });
  await agent.delete(`/api/views/${own.id}`);
  expect((await refusal(agent.delete(`/api/views/${own.id}`))).code).toBe("view-missing");
  expect((await refusal(agent.post("/api/views", { name: "", filters, shared: false }))).code).toBe("field-invalid");
});

test("a person keeps only so many views", async () => {
  for (let at = 0; at < 30; at += 1) await agent.post("/api/views", { name: `View ${at}`, filters, shared: false });
  expect(await refusal(agent.post("/api/views", { name: "One more", filters, shared: false }))).toMatchObject({ code: "views-full" });
});

test("what a person chose follows them to every device, and to nobody else", async () => {
  await world.admin.patch("/api/preferences", { theme: "dark", language: "de", zone: "Asia/Bangkok", keys: { resolve: "y" } });
  await world.admin.patch("/api/preferences", { theme: null });
  expect((await me()).preferences).toEqual({ language: "de", zone: "Asia/Bangkok", keys: { resolve: "y" } });
  expect((await agent.get<{ preferences: object }>("/api/me")).preferences).toEqual({});
  expect((await refusal(world.admin.patch("/api/preferences", { zone: "Mars/Olympus" }))).facts.field).toBe("zone");
  expect((await refusal(world.admin.patch("/api/preferences", { language: "tlh" }))).facts.field).toBe("language");
});

test("the audit log says who changed what, from what to what, newest first, page by page, to admins", async () => {
  interface Change {
    id: number;
    person: string;
    action: string;
    subject_name: string | null;
    before: unknown;
    after: unknown;
  }
  const read = (more = "") => world.admin.get<{ rows: Change[]; next: number | null }>(`/api/audit${more}`);
  for (let at = 0; at < 10; at += 1) await agent.patch("/api/preferences", { density: at % 2 ? "compact" : "comfortable" });
  await world.admin.patch("/api/preferences", { theme: null });
  const first = await read();
  expect(first.rows[0]).toMatchObject({
    person: "Ana Admin",
    action: "change-preferences",
    subject_name: "Ana Admin",
    after: { theme: null },
  });
  expect(first.rows.find((row) => row.action === "change-preferences" && row.person !== "Ana Admin")?.before).toEqual({
    density: "comfortable",
  });
  expect(first.rows).toHaveLength(50);
  const second = await read(`?before=${first.next}`);
  expect(second.rows[0]?.id).toBeLessThan(first.rows.at(-1)?.id ?? 0);
  const { person } = await me();
  expect((await read(`?subject=${person.id}`)).rows.map((row) => row.action)).toContain("order-views");
  expect((await refusal(agent.get("/api/audit"))).code).toBe("admin-only");
});
