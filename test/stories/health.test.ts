// How the desk says that it is well, and that it is not: to a monitor in kinds of trouble and with nobody's data, in its log in lines that all
// have the same fields, and nowhere with a secret or with anything of a buyer's.
import { afterAll, beforeAll, expect, test } from "vitest";
import { complaintAboutLine } from "../log-lines.ts";
import { Desk, refusal } from "./desk.ts";
import { Buyer, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, PASSWORD, SECRETS, type World } from "./world.ts";

const MINUTE_MS = 60_000;
/** Longer than an answer is kept. */
const KEPT_MS = 21_000;

let world: World;
let shop: Shop;
let store: string;
let anyone: Desk;

beforeAll(async () => {
  world = await openWorld({ queues: { "tillside-live": { maxRetries: 1, retryDelay: 0 } } });
  anyone = new Desk(world.tillside.url);
  shop = openShop(world, "Saltmarsh Pottery");
  store = await world.connect("US", shop.seller, "Saltmarsh");
  await world.settle();
});
afterAll(() => world.close());

interface Vital {
  well: boolean;
  trouble: string[];
  oldestWorkSeconds: number | null;
}

const ask = async () => {
  const answer = await anyone.send("GET", "/api/health");
  return { status: answer.status, vital: (await answer.json()) as Vital };
};

/** What the clock does every minute, and every five. */
const tick = async () => {
  for (const cron of ["* * * * *", "*/5 * * * *"]) await world.tillside.cron(cron);
  await world.settle();
};

test("a monitor hears that all is well, and of each trouble by its kind alone", async () => {
  await tick();
  await world.later(KEPT_MS);
  expect(await ask()).toEqual({ status: 200, vital: { well: true, trouble: [], oldestWorkSeconds: null } });
  // For a moment the answer is kept: a hundred monitors cost what one does.
  const from = world.log.length;
  await Promise.all([ask(), ask(), ask()]);
  expect(world.log.slice(from).map(({ trips }) => trips)).toEqual([0, 0, 0]);
  await world.later(6 * MINUTE_MS);
  expect(await ask()).toMatchObject({ status: 503, vital: { well: false, trouble: ["clock-stopped"] } });
  // The clock goes on; TikTok does not answer, and what is tried and tried again is given up.
  world.hosted.simulator.faults.raise({ kind: "down" });
  await world.admin.post(`/api/stores/${store}/pull`, {});
  await world.until("it is given up", async () => (await world.rows("SELECT id FROM dead_letter")).length === 3);
  await world.later(15 * MINUTE_MS);
  await world.tillside.cron("* * * * *");
  const { status, vital } = await ask();
  expect([status, vital.trouble]).toEqual([503, ["work-given-up", "store-behind"]]);
  world.hosted.simulator.faults.clear();
  await world.admin.post("/api/dead-letters/replay", {});
  await tick();
  await world.later(KEPT_MS);
  expect((await ask()).vital.trouble).toEqual([]);
});

test("a monitor that asks without end is told so, and nobody else is", async () => {
  await world.later(2 * MINUTE_MS);
  const statuses = new Set<number>();
  for (let asked = 0; asked < 61; asked += 1) statuses.add((await anyone.send("GET", "/api/health")).status);
  expect([...statuses]).toEqual([200, 429]);
  await world.later(2 * MINUTE_MS);
  expect((await ask()).status).toBe(200);
});

test("the page of admins says each trouble with what may be done about it; what could not be brought in is asked for again", async () => {
  type Page = { troubles: { kind: string; store: string | null; act: string }[]; items: { item_id: string }[]; stores: { id: string }[] };
  const page = () => world.admin.get<Page>("/api/health/page");
  await tick();
  expect(await page()).toMatchObject({
    troubles: [],
    items: [],
    stores: [{ id: store, state: "connected", aftersalesAt: expect.any(Number) }],
  });
  const { id } = sellUnits(world, shop);
  await world.settle();
  await world.rows(
    "INSERT INTO failed_item VALUES (?, 'order', ?, 'unexpected answer at line_items', 1), (?, 'order', '1', 'gone', 1)",
    store,
    id,
    store,
  );
  expect((await page()).troubles).toMatchObject([{ kind: "items-failed", store, act: "retry", count: 2 }]);
  await world.admin.post("/api/health/retry", { store, kind: "order", item: id });
  await world.until("it came in", async () => (await page()).items.every(({ item_id }) => item_id !== id));
  expect(await world.admin.post("/api/health/retry", { store })).toEqual({ count: 1 });
  expect(await refusal(world.admin.post("/api/health/retry", { store, kind: "order", item: id }))).toMatchObject({ code: "item-came-in" });
  await world.rows("DELETE FROM failed_item");
  await world.settle();
});

/** Whoever reads a log may not be able to sign in with it, or to knock at a buyer's door. */
function canaries(person: { nickname: string; email: string; address: object }): string[] {
  const grants = world.shop.grants.flatMap((grant) => [grant.refreshToken ?? "", ...grant.tokens.map(({ token }) => token)]);
  const sessions = [...world.admin.cookies.values()].flatMap((cookie) => decodeURIComponent(cookie).split("."));
  const secrets = [
    ...grants,
    ...world.shop.apps.map(({ appSecret }) => appSecret),
    ...world.shop.shops.map(({ cipher }) => cipher),
    ...sessions,
  ];
  const { firstName, lastName, phone, line1, postcode } = person.address as Record<string, string>;
  return [
    ...secrets,
    ...Object.values(SECRETS),
    PASSWORD,
    WORDS,
    REPLY,
    person.nickname,
    person.email,
    firstName,
    lastName,
    phone,
    line1,
    postcode,
  ]
    .map(String)
    .filter((one) => one.length > 4);
}

const WORDS = "canaryfeather under the doormat";
const REPLY = "The plumagewren is on its way";

/** Everything that is read by whoever looks after the desk, and by nobody who serves this buyer. */
async function technicalTraces(): Promise<string> {
  const evidence = await world.tillside.miniflare.getR2Bucket("EVIDENCE");
  const objects = (await evidence.list()).objects;
  return JSON.stringify([
    world.log,
    world.strays,
    await world.rows("SELECT job, why FROM dead_letter"),
    await world.rows("SELECT * FROM job_trouble"),
    await world.rows("SELECT * FROM failed_item"),
    await world.rows("SELECT reason FROM store UNION ALL SELECT reason FROM authorization"),
    await world.rows("SELECT action, subject, before, after FROM audit"),
    await world.rows("SELECT * FROM desk_beat"),
    await Promise.all(objects.map(async ({ key }) => (await evidence.get(key))?.text())),
  ]);
}

test("no secret and nothing of a buyer's stands in a log, a refusal, a dead letter, a record of changes or a trace, whatever fails", async () => {
  const { faults } = world.hosted.simulator;
  const buyer = new Buyer(world, shop, "Calla Wrenfield");
  const bought = buyer.buys();
  buyer.comesFrom(bought);
  buyer.writes(WORDS);
  const orders = Array.from({ length: 3 }, () => buyer.buys());
  await world.settle();
  const person = world.shop.buyers.find(({ id }) => id === buyer.id);
  const [ticket] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE buyer_name LIKE 'Calla%'");
  if (!person || !ticket) throw new Error("nobody wrote");
  const secret = canaries(person);
  const refusals: string[] = [];
  const act = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await world.admin.send(method, path, body, headers);
    if (!answer.ok) refusals.push(await answer.text());
  };
  const errands = async () => {
    const from = world.log.length;
    await act("POST", `/api/tickets/${ticket.id}/replies`, { id: `canary-${from}`, body: { type: "TEXT", text: REPLY } });
    const cancel = { id: `cancel-${from}`, units: null, reason: "seller_cancel_reason_out_of_stock", tell: true };
    await act("POST", `/api/orders/${orders.pop()?.id ?? bought.id}/cancel`, cancel);
    await act("POST", `/api/orders/${bought.id}/pull`, {});
    await act("POST", `/api/stores/${store}/pull`, {});
    const tried = ["reconcile-orders", "reconcile-aftersales", "sweep-conversations"];
    await world.until("each was tried", () => tried.every((name) => world.log.slice(from).some(({ job }) => job === name)));
  };
  const givenUp = (why: string) =>
    world.until(`${why} is given up`, async () => (await world.rows("SELECT id FROM dead_letter WHERE why LIKE ?", `%${why}%`)).length > 0);
  // TikTok repeats what it was told, and more: the body, the token, the buyer.
  const keys = ["secret-of-US", ...secret.filter((one) => one.length >= 20 && !one.includes(" ") && !Object.values(SECRETS).includes(one))];
  const echo = `bad request: ${JSON.stringify(person)} signed by ${keys.join(" ")}, content "${REPLY}" of <${person.email}> ${person.address.phone}`;
  const say = (code: number) =>
    faults.raise({ kind: "business_error", code, words: `${code % 2 ? "" : echo.replaceAll(/[{}]/g, "")}${echo}` });
  for (const code of [25001021, 106001, 36009003]) {
    const raised = say(code);
    await errands();
    if (code === 36009003) await givenUp("36009003");
    faults.lift(raised);
  }
  for (const kind of ["html", "truncated", "envelope", "unknown_message"] as const) {
    const raised = faults.raise({ kind, count: 4 });
    await errands();
    faults.lift(raised);
  }
  // Mistakes of ours: a table is away, and a job is none.
  await world.rows("ALTER TABLE recipient RENAME TO recipient_away");
  sellUnits(world, shop, 1, { buyerId: buyer.id });
  await errands();
  await world.rows("ALTER TABLE recipient_away RENAME TO recipient");
  const live = await world.tillside.miniflare.getQueueProducer("LIVE");
  await live.send({ do: "rules-due", ticket: { toString: 1 } });
  await givenUp("TypeError");
  // People err, too.
  const stranger = new Desk(world.tillside.url);
  refusals.push(await (await stranger.send("POST", "/api/auth/sign-in/email", { email: person.email, password: WORDS })).text());
  await act("POST", `/api/tickets/${ticket.id}/notes`, { id: WORDS, text: [person.nickname] });
  await act("POST", `/api/tickets/${ticket.id}/${encodeURIComponent(WORDS)}`, { [WORDS]: person.email });
  await act("GET", `/api/tickets/search?q=${encodeURIComponent(`"${person.email}`)}&stores=${encodeURIComponent(WORDS)}`);
  await act("PATCH", "/api/preferences", { [person.email]: WORDS });
  // The seller takes the consent back, and TikTok says why.
  say(105001);
  await world.admin.post(`/api/stores/${store}/pull`, {});
  await world.until("the store says so", async () => (await world.rows("SELECT id FROM store WHERE state = 'reauthorize'")).length > 0);
  expect(refusals.length).toBeGreaterThan(6);
  expect(refusals.join()).toContain("tiktok-refused");
  const told = [await technicalTraces(), ...refusals].join("\n");
  // A postal code stands in some long number by chance; as a word of its own it must not.
  const isTold = (one: string) => (/^\d{4,8}$/.test(one) ? new RegExp(`(?<!\\w)${one}(?!\\w)`).test(told) : told.includes(one));
  expect(secret.filter(isTold)).toEqual([]);
});

test("every line of the log is one object with the fields it may have, and the process says nothing else", () => {
  expect(world.log.length).toBeGreaterThan(100);
  expect(world.log.flatMap((line) => complaintAboutLine(JSON.stringify(line)) ?? [])).toEqual([]);
  expect(new Set(world.log.map(({ level }) => level))).toEqual(new Set(["info", "warn", "error"]));
  expect(world.strays).toEqual([]);
});
