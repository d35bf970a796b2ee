// A photo with a complaint is looked at by a model that sees, behind everything people wait for: what is on it, whether it fits, which line it shows.
// Nothing acts on it, a store may have it that no picture leaves, and without a model that sees nothing is there.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MODELS } from "../../simulator/model/server.ts";
import type { TicketHelp } from "../../worker/assist/help.ts";
import type { TicketPage } from "../../worker/thread/page.ts";
import type { MessageEntry, Sighting } from "../../worker/timeline/entries.ts";
import { type Desk, refusal } from "./desk.ts";
import { SMALL, setModel, simulatorOrigin, untilRead } from "./model.ts";
import { Buyer, currentTicket, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

type Looked = { failed: null; sighting: Sighting } | { failed: string };
const SEEING = MODELS[2];

let world: World;
let shop: Shop;
let store = "";
let agent: Desk;
let count = 0;

const lookWith = (look: string | null, sees = true) =>
  setModel(world, {
    models: [SMALL, { ...SMALL, name: SEEING, sees }],
    tasks: { classify: SMALL.name, ...(look === null ? {} : { look }) },
  });
const keepPictures = async (keepsPictures: boolean) => {
  const { stores } = await world.admin.get<{ stores: { id: string; version: number }[] }>("/api/assist");
  const version = stores.find(({ id }) => id === store)?.version ?? 0;
  await world.admin.put(`/api/assist/stores/${store}`, { version, store: { isMinimised: true, keepsPictures, policy: "", glossary: [] } });
};
const photoOf = (scene: string) => `${simulatorOrigin(world)}/images/photo/${encodeURIComponent(scene)}-540x720.png`;
const asked = () => world.shop.asked.filter(({ task }) => task === "look");
const jobs = () => world.log.filter(({ door, job }) => door === "consumer" && job === "look-at-photos").length;

async function complain(text: string, scene: string | null, url = scene === null ? "" : photoOf(scene)) {
  const buyer = new Buyer(world, shop, `buyer${++count}`);
  const order = buyer.buys();
  buyer.comesFrom(order);
  buyer.writes(text);
  if (url) buyer.sends("IMAGE", { url, width: 540, height: 720 });
  await world.settle();
  await untilRead(world);
  await world.settle();
  return { buyer, order, ticket: (await currentTicket(world, buyer)).id };
}
const pictureIn = async (ticket: string) =>
  (await agent.get<TicketPage>(`/api/tickets/${ticket}`)).entries.find(
    (entry): entry is MessageEntry => entry.kind === "message" && entry.type === "IMAGE",
  );
const look = async (ticket: string, desk = agent) =>
  desk.post<Looked>(`/api/tickets/${ticket}/photos`, { entry: (await pictureIn(ticket))?.id ?? "none" });
const help = (ticket: string) => agent.get<TicketHelp>(`/api/tickets/${ticket}/assist?language=en`);

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  world.shop.changeLimits({ requestsPerSecond: 200, burst: 400 });
  agent = await world.agent("Otto", [{ store, rights: ["read", "reply"] }]);
  await world.settle();
});
afterAll(() => world.close());
beforeEach(() => world.hosted.simulator.faults.clear());

test("without a model that sees, a photo is a photo", async () => {
  for (const sees of [null, false]) {
    await lookWith(sees === null ? null : SEEING, false);
    const { ticket } = await complain("It came broken, the lid is damaged", "broken pump");
    expect((await help(ticket)).photos).toEqual([]);
    expect(await look(ticket)).toEqual({ failed: "off" });
    expect((await pictureIn(ticket))?.sighting).toBeUndefined();
  }
  expect(asked()).toEqual([]);
});

test("a photo with a complaint is looked at once: one line, whether it fits, and which line of the order", async () => {
  await lookWith(SEEING);
  const { ticket, order } = await complain("It came broken, the pump is damaged!", "broken pump");
  await world.until("it was looked at", async () => (await pictureIn(ticket))?.sighting !== undefined);
  expect((await pictureIn(ticket))?.sighting).toEqual({
    says: {
      en: "A bottle whose pump is broken off",
      de: "Eine Flasche mit abgebrochener Pumpe",
      es: "Un frasco con el dosificador roto",
      zh: "泵头断裂的瓶子",
    },
    fits: "yes",
    line: "GlowLab beanie, Black, M",
  });
  expect(asked()).toHaveLength(1);
  expect(asked()[0]).toMatchObject({ images: 1 });
  expect(asked()[0]?.user).not.toContain(order.id);
  expect((await look(ticket)).failed).toBeNull();
  expect(asked()).toHaveLength(1);
  expect((await agent.get<TicketPage>(`/api/tickets/${ticket}`)).entries.filter(({ kind }) => kind === "reply")).toEqual([]);
  const [call] = await world.rows("SELECT outcome, user_id FROM assist_call WHERE task = 'look'");
  expect(call).toEqual({ outcome: "answered", user_id: null });
});

test("the listing's picture goes along where there is one", async () => {
  await world.rows("UPDATE listing SET image_url = ? WHERE store_id = ?", photoOf("a jar as it is sold"), store);
  const { ticket } = await complain("The jar is damaged", "label on a box");
  await world.until("it was looked at", async () => (await pictureIn(ticket))?.sighting !== undefined);
  expect(asked().at(-1)).toMatchObject({ images: 2 });
  expect((await pictureIn(ticket))?.sighting).toMatchObject({ fits: "unclear" });
});

test("what shows something else says so, and other questions are none of its business", async () => {
  const { ticket } = await complain("I got the wrong item", "broken pump");
  await world.until("it was looked at", async () => (await pictureIn(ticket))?.sighting !== undefined);
  expect((await pictureIn(ticket))?.sighting).toMatchObject({ fits: "no" });
  const before = asked().length;
  const other = await complain("Can I have an invoice please?", "label on a box");
  expect((await help(other.ticket)).photos).toEqual([]);
  expect((await refusal(look(other.ticket))).code).toBe("message-missing");
  expect(asked()).toHaveLength(before);
});

test("a store may have it that no picture leaves, whoever asks", async () => {
  await keepPictures(true);
  const before = asked().length;
  const ran = jobs();
  const { ticket } = await complain("It came broken, the lid is damaged", "jar with a dented lid");
  await world.until("the job is over", () => jobs() > ran);
  expect((await help(ticket)).photos).toEqual([]);
  expect(await look(ticket)).toEqual({ failed: "off" });
  expect(asked()).toHaveLength(before);
  await keepPictures(false);
  expect((await help(ticket)).photos).toEqual([(await pictureIn(ticket))?.id]);
  expect(await look(ticket)).toMatchObject({ failed: null, sighting: { fits: "yes" } });
  expect((await help(ticket)).photos).toEqual([]);
});

test("a link, an amount or a promise on a photo gets no further than the model; what is broken or no picture costs one line", async () => {
  for (const kind of ["model_invents_link", "model_invents_amount", "model_invents_promise", "down", "model_off_schema"] as const) {
    world.hosted.simulator.faults.raise({ kind, on: "model.look" });
    const { ticket } = await complain("It came broken, the lid is damaged", "jar with a dented lid");
    const { failed } = await look(ticket);
    expect([kind, failed]).toEqual([kind, kind === "down" ? "broken" : "unreadable"]);
    expect((await pictureIn(ticket))?.sighting).toBeUndefined();
    world.hosted.simulator.faults.clear();
  }
  const { ticket } = await complain("It came broken, see the damaged lid", null, "https://10.0.0.1/inside.png");
  const before = asked().length;
  expect(await look(ticket)).toEqual({ failed: "unreadable" });
  expect(asked()).toHaveLength(before);
});

test("what was seen goes with the buyer, and is nobody's who may not read the ticket", async () => {
  await lookWith(SEEING);
  // Without an order that is under way.
  const buyer = new Buyer(world, shop, "Quillonja Zorn");
  buyer.writes("It came broken, the pump is damaged");
  buyer.sends("IMAGE", { url: photoOf("broken pump"), width: 540, height: 720 });
  await world.settle();
  const ticket = (await currentTicket(world, buyer)).id;
  await world.until("it was looked at", async () => (await pictureIn(ticket))?.sighting !== undefined);
  expect((await pictureIn(ticket))?.sighting?.line).toBeNull();
  const stranger = await world.agent("Nora West", []);
  expect((await refusal(stranger.post(`/api/tickets/${ticket}/photos`, { entry: "none" }))).code).toBe("ticket-missing");
  await world.admin.post(`/api/buyers/${buyer.id}/erase`, { id: "erase-photo", typed: "Quillonja Zorn" });
  const left = async () => JSON.stringify(await world.admin.get(`/api/tickets/${ticket}`));
  await world.until("it is erased", async () => !(await left()).includes("pump is broken off"));
  expect(await left()).not.toContain("Pumpe");
});
