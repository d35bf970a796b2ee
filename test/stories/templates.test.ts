// Words that are ready: who keeps which, what they say in a real ticket, what they refuse to guess, and what a macro does.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TemplateForm } from "../../worker/templates/template.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

interface Rendered {
  text: string;
  language: string;
  missing: { source: string; code: string }[];
  unavailable: { source: string; code: string }[];
}
interface Listed {
  templates: { id: string; name: string; version: number; uses: number; change: { ok: boolean }; conditions: { stores: string[] } }[];
  snippets: { id: string; name: string; version: number }[];
  can: { write: boolean; snippets: boolean };
}
interface Offered {
  language: string;
  templates: { id: string; name: string; language: string; unmet: string[] }[];
  paths: { path: string; value: string | null; because: string | null }[];
}

let world: World;
let shop: Shop;
let store = "";
let other = "";
let agent: Desk;
let clicks = 0;

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  openShop(world, "Northwind");
  [store, other] = [await world.connect("US", "GlowLab", "GlowLab US"), await world.connect("US", "Northwind", "Northwind US")];
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  agent = await world.agent("Jonas Berg", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(() => world.close());

const form = (name: string, text: string, more: Partial<TemplateForm> = {}): TemplateForm => ({
  name,
  folder: "",
  tags: [],
  kind: "reply",
  shared: true,
  variants: [{ language: "en", text }],
  conditions: { stores: [], marketplaces: [], stages: [], hours: null },
  actions: [],
  pictures: [],
  ...more,
});
const only = (stores: string[], more: Partial<TemplateForm["conditions"]> = {}) => ({
  conditions: { stores, marketplaces: [], stages: [], hours: null, ...more },
});
const create = async (wanted: TemplateForm, desk: Desk = world.admin) => (await desk.post<{ id: string }>("/api/templates", wanted)).id;
const listed = (desk: Desk = world.admin) => desk.get<Listed>("/api/templates");
const names = async (desk: Desk) => (await listed(desk)).templates.map(({ name }) => name);
const render = (ticket: string, body: object, desk: Desk = world.admin) => desk.post<Rendered>(`/api/tickets/${ticket}/render`, body);
const click = () => `words-click-${++clicks}`;

/** A buyer with an order who asks; answers their ticket. */
async function ask(name: string, words: string) {
  const buyer = new Buyer(world, shop, name);
  const order = buyer.buys(2);
  buyer.comesFrom(order);
  buyer.writes(words);
  await world.settle();
  return { buyer, order, ticket: (await currentTicket(world, buyer)).id };
}
const sent = (buyer: Buyer) =>
  world.shop.sentReplies(buyer.conversationId).map(({ content }) => (JSON.parse(content) as { content: string }).content);

test("a template is filled in from the ticket, its order and whoever writes, in the buyer's language, and counts its use", async () => {
  const { order, ticket } = await ask("rosa.m", "Hola, ¿dónde está mi pedido?");
  const id = await create(
    form("Where", "", {
      variants: [
        { language: "en", text: "Hi {{buyer.nickname}}, {{order.items}} ({{order.total}}) is {{order.status_text}}. {{agent.first_name}}" },
        { language: "es", text: "Hola {{buyer.nickname}}, tu pedido {{order.id}} está {{order.status_text}}. {{store.name}}" },
      ],
    }),
  );
  const spanish = await render(ticket, { templateId: id });
  expect(spanish).toEqual({
    text: `Hola rosa.m, tu pedido ${order.id} está confirmado. GlowLab US`,
    language: "es",
    cards: [],
    missing: [],
    unavailable: [],
  });
  const english = await render(ticket, { templateId: id, language: "en", isUse: true }, agent);
  expect(english.text).toMatch(/^Hi rosa\.m, 2 × GlowLab beanie \(Black, M\) \(\$\d+\.\d\d\) is confirmed\. Jonas$/);
  expect((await listed()).templates.find((one) => one.id === id)).toMatchObject({ uses: 1 });
});

test("what cannot be filled in is named with its reason, and the server does not let it out, typed or filled in", async () => {
  const { buyer, ticket } = await ask("ted.k", "When does it ship?");
  const { text, missing, unavailable } = await render(
    ticket,
    { text: "{{order.delivered_date}} {{return.id}} {{order.ship_city}}" },
    agent,
  );
  expect(missing.map(({ code }) => code)).toEqual(["not-yet", "no-case"]);
  expect(unavailable.map(({ code }) => code)).toEqual(["hidden-right-missing"]);
  const problem = await refusal(agent.post(`/api/tickets/${ticket}/replies`, { id: click(), body: { type: "TEXT", text } }));
  expect(problem).toMatchObject({ status: 422, code: "placeholder-unfilled", facts: { placeholders: text } });
  // An admin may see the recipient: the same words are whole for them.
  expect((await render(ticket, { text: "{{order.ship_country}}" })).missing).toEqual([]);
  await world.settle();
  expect(sent(buyer)).toEqual([]);
});

test("a buyer named like a placeholder is a name", async () => {
  const { buyer, ticket } = await ask("{{order.total}} \u202etxt", "Hello?");
  const { text } = await render(ticket, { text: "Hi {{buyer.nickname}}" });
  expect(text).toBe("Hi ((order.total)) txt");
  await world.admin.post(`/api/tickets/${ticket}/replies`, { id: click(), body: { type: "TEXT", text } });
  await world.settle();
  expect(sent(buyer)).toEqual([text]);
});

test("an agent keeps own templates, shares them where they may write, and changes nobody else's", async () => {
  const ofAdmin = await create(form("For all", "Hello"));
  const elsewhere = await create(form("For Northwind", "Hello", only([other])));
  const mine = await create(form("Only mine", "Hello", { shared: false }), agent);
  const ours = await create(form("For GlowLab", "Hello", only([store])), agent);
  expect(await names(agent)).toEqual(expect.arrayContaining(["For all", "Only mine", "For GlowLab"]));
  expect(await names(agent)).not.toContain("For Northwind");
  const stranger = await world.agent("Nora West", [{ store: other, rights: ["read", "reply"] }]);
  expect(await names(stranger)).toEqual(expect.arrayContaining(["For all", "For Northwind"]));
  expect(await names(stranger)).not.toContain("Only mine");
  expect(await names(stranger)).not.toContain("For GlowLab");
  expect((await refusal(agent.post("/api/templates", form("Everywhere", "Hello")))).code).toBe("template-stores");
  expect((await refusal(agent.post("/api/templates", form("There", "Hello", only([other]))))).code).toBe("store-missing");
  const change = { version: 1, template: form("Changed", "Hello", { shared: false }) };
  for (const id of [ofAdmin, elsewhere, "tpl_none"])
    expect((await refusal(agent.put(`/api/templates/${id}`, change))).code).toBe("template-not-yours");
  await agent.put(`/api/templates/${mine}`, change);
  expect((await refusal(agent.put(`/api/templates/${mine}`, change))).code).toBe("template-changed-meanwhile");
  await agent.delete(`/api/templates/${ours}`);
  const audit = await world.rows<{ action: string; before: string | null; after: string | null }>(
    "SELECT action, before, after FROM audit WHERE subject IN (?, ?) ORDER BY id",
    mine,
    ours,
  );
  expect(audit.map(({ action }) => action)).toEqual(["create-template", "create-template", "change-template", "delete-template"]);
  expect([JSON.parse(audit[2]?.before ?? "{}").name, JSON.parse(audit[2]?.after ?? "{}").name]).toEqual(["Only mine", "Changed"]);
});

test("who may no longer write in one of a template's stores neither changes what its buyers are told nor takes it away", async () => {
  const both = [
    { store, rights: ["read", "reply"] },
    { store: other, rights: ["read", "reply"] },
  ];
  const leaving = await world.agent("Lena Leaves", both);
  const own = async (name: string, more: Partial<TemplateForm>) => create(form(name, "Hello", more), leaving);
  const [shared, kept] = [await own("For both", only([store, other])), await own("Kept", { ...only([store, other]), shared: false })];
  const changed = { version: 1, template: form("For both", "Pay me elsewhere", only([other])) };
  const may = async (id: string) => (await listed(leaving)).templates.find((one) => one.id === id)?.change;
  expect(await may(shared)).toEqual({ ok: true });
  const right = "WHERE store_id = ? AND user_id = (SELECT id FROM user WHERE name = 'Lena Leaves')";
  for (const loss of [`UPDATE store_right SET bits = 1 ${right}`, `DELETE FROM store_right ${right}`]) {
    await world.rows(loss, store);
    expect(await may(shared)).toMatchObject({ ok: false, because: { code: "template-shared-elsewhere" } });
    for (const act of [() => leaving.put(`/api/templates/${shared}`, changed), () => leaving.delete(`/api/templates/${shared}`)])
      expect(await refusal(act())).toMatchObject({ status: 403, code: "template-shared-elsewhere" });
  }
  // What only they see stays theirs; a store they cannot see any more is no reason to share it there.
  const shares = leaving.put(`/api/templates/${kept}`, { version: 1, template: form("Kept", "Hello", only([other])) });
  expect((await refusal(shares)).code).toBe("template-shared-elsewhere");
  await leaving.put(`/api/templates/${kept}`, { version: 1, template: form("Kept", "Hi", { ...only([other]), shared: false }) });
  await leaving.delete(`/api/templates/${kept}`);
  expect(await world.rows("SELECT version, variants FROM template WHERE id = ?", shared)).toMatchObject([
    { version: 1, variants: expect.stringContaining("Hello") },
  ]);
  await world.admin.put(`/api/templates/${shared}`, changed);
  await world.admin.delete(`/api/templates/${shared}`);
});

test("a rule's writer is shown the templates they see, and a rule sends in each of its stores what is meant for it", async () => {
  const [here, there] = [await create(form("Sent here", "Hello", only([store]))), await create(form("Sent there", "Hello", only([other])))];
  const manager = await world.agent("Mara Manager", [{ store, rights: ["read", "reply", "manage"] }]);
  const offered = async (desk: Desk) =>
    (await desk.get<{ templates: { id: string }[] }>("/api/rules")).templates
      .map(({ id }) => id)
      .filter((id) => [here, there].includes(id));
  expect(await offered(manager)).toEqual([here]);
  expect(await offered(world.admin)).toEqual([here, there]);
  const sends = (templateId: string, stores: string[] | null) => ({
    kind: "rule",
    name: "Sends",
    stores,
    stops: false,
    quietMinutes: 0,
    trigger: { on: "opened" },
    condition: { all: [{ field: "message.text", is: "contains", values: ["sendable"] }] },
    actions: [{ do: "template", templateId }],
  });
  const made = (templateId: string, stores: string[] | null, desk = world.admin) =>
    desk.post<{ id: string }>("/api/rules", sends(templateId, stores));
  expect((await refusal(made(there, [store], manager))).code).toBe("template-missing");
  for (const stores of [[store], [store, other], null])
    expect(await refusal(made(there, stores))).toMatchObject({ status: 422, code: "template-rule-stores" });
  const { id } = await made(here, [store], manager);
  await manager.put(`/api/rules/${id}/on`, { on: true });
  await world.admin.put(`/api/templates/${here}`, { version: 1, template: form("Sent here", "Hello", only([other])) });
  const { buyer, ticket } = await ask("sue.s", "Is it sendable?");
  const runs = () => world.rows<{ outcome: string; actions: string }>("SELECT outcome, actions FROM rule_run WHERE ticket_id = ?", ticket);
  await world.until("the rule has looked", async () => (await runs()).some(({ outcome }) => outcome !== "running"));
  expect(await runs()).toEqual([{ outcome: "failed", actions: JSON.stringify([{ do: "template", ok: false, code: "template-not-for" }]) }]);
  expect(sent(buyer)).toEqual([]);
  await manager.delete(`/api/rules/${id}`);
});

test("a text that names what does not exist is not saved; snippets are, but never in a circle", async () => {
  expect((await refusal(world.admin.post("/api/templates", form("Bad", "{{order.idd}}")))).facts).toEqual({ placeholder: "{{order.idd}}" });
  expect((await refusal(world.admin.post("/api/templates", form("Bad", "{{order.id | shout}}")))).code).toBe("placeholder-unknown");
  const variants = (text: string) => [{ language: "en", text }];
  const { id } = await world.admin.post<{ id: string }>("/api/snippets", { name: "sign", variants: variants("{{agent.first_name}}") });
  await world.admin.post("/api/snippets", { name: "close", variants: variants("Bye, {{snippet.sign}}") });
  expect((await refusal(agent.post("/api/snippets", { name: "mine", variants: variants("x") }))).code).toBe("admin-only");
  const loop = { version: 1, snippet: { name: "sign", variants: variants("{{snippet.close}}") } };
  expect((await refusal(world.admin.put(`/api/snippets/${id}`, loop))).code).toBe("snippet-loop");
  expect((await refusal(world.admin.post("/api/snippets", { name: "sign", variants: variants("x") }))).code).toBe("snippet-name-taken");
  const { ticket } = await ask("uma.p", "Hi");
  expect((await render(ticket, { text: "{{snippet.close}}" }, agent)).text).toBe("Bye, Jonas");
});

test("a ticket is offered what suits it first; what is for another store not at all", async () => {
  const { ticket } = await ask("vera.q", "Where is it?");
  await create(form("Suits", "Hello", { ...only([], { stages: ["on_hold"] }) }));
  await create(form("Too early", "Hello", { ...only([], { stages: ["delivered"] }) }));
  const { language, templates, paths } = await agent.get<Offered>(`/api/tickets/${ticket}/templates`);
  expect(language).toBe("en");
  expect(templates[0]?.name).toBe("Suits");
  expect(templates.at(-1)).toMatchObject({ name: "Too early", unmet: ["stage"] });
  expect(templates.map(({ name }) => name)).not.toContain("For Northwind");
  expect(paths.find(({ path }) => path === "buyer.nickname")).toMatchObject({ value: "vera.q", because: null });
  expect(paths.find(({ path }) => path === "buyer.first_name")).toMatchObject({ value: null, because: "hidden-right-missing" });
});

test("a macro sends its words and does its acts in one click; a second time is the same click; what is refused is said", async () => {
  const { buyer, ticket } = await ask("will.r", "Thanks, it is here!");
  const templateId = await create(
    form("Done", "You are welcome, {{buyer.nickname}}", { actions: [{ do: "assign", to: "me" }, { do: "resolve" }] }),
  );
  const once = { templateId, id: click() };
  expect(await agent.post(`/api/tickets/${ticket}/macros`, once)).toEqual({ done: ["reply", "assign", "resolve"], failed: null });
  await agent.post(`/api/tickets/${ticket}/macros`, once);
  await world.settle();
  expect(sent(buyer)).toEqual(["You are welcome, will.r"]);
  const [row] = await world.rows<{ state: number; assignee_id: string }>("SELECT state, assignee_id FROM ticket WHERE id = ?", ticket);
  const { person } = await agent.get<{ person: { id: string } }>("/api/me");
  expect(row).toMatchObject({ state: 2, assignee_id: person.id });

  const broken = await create(form("Hand over", "One moment", { actions: [{ do: "assign", to: "usr_gone" }, { do: "resolve" }] }));
  const second = await ask("xena.s", "Hello");
  expect(await agent.post(`/api/tickets/${second.ticket}/macros`, { templateId: broken, id: click() })).toEqual({
    done: ["reply"],
    failed: { do: "assign", code: "assignee-unknown", facts: {} },
  });
  const unfilled = await create(form("Delivered", "On {{order.delivered_date}}", { actions: [{ do: "resolve" }] }));
  const problem = await refusal(agent.post(`/api/tickets/${second.ticket}/macros`, { templateId: unfilled, id: click() }));
  expect(problem.code).toBe("placeholder-unfilled");
  await world.settle();
  expect(sent(second.buyer)).toEqual(["One moment"]);
});

test("a template is tried on the last tickets it suits before it is saved", async () => {
  const wanted = { variants: [{ language: "en", text: "Hi {{buyer.nickname}}" }], ...only([store]) };
  const { trials } = await agent.post<{ trials: { text: string; buyer: string }[] }>("/api/templates/trials", wanted);
  expect(trials).toHaveLength(5);
  expect(trials[0]?.text).toBe(`Hi ${trials[0]?.buyer}`);
  expect((await world.admin.post<{ trials: object[] }>("/api/templates/trials", { ...wanted, ...only([other]) })).trials).toEqual([]);
});

test("eight starters come in when they are asked for, once", async () => {
  const before = (await listed()).templates.length;
  expect(await world.admin.post("/api/templates/starters", { languages: ["de", "en", "es", "zh"] })).toEqual({ added: 8 });
  expect(await world.admin.post("/api/templates/starters", { languages: ["en"] })).toEqual({ added: 0 });
  const { templates } = await listed();
  expect(templates).toHaveLength(before + 8);
  // Called by the first of the languages, not by ours.
  expect(templates).toContainEqual(expect.objectContaining({ name: "Wo ist meine Bestellung", folder: "Versand" }));
});
