// Reports by e-mail: at the chosen hour of the chosen day one e-mail to each address reaches the pretend mailbox, with the numbers the pages show; an
// answer that was lost is said and nothing is sent again; an admin stops it, and sends one at a click.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BulletinForm } from "../../worker/bulletins/bulletin.ts";
import type { BulletinPage } from "../../worker/bulletins/list.ts";
import { refusal } from "./desk.ts";
import { openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const HOUR = 3_600_000;
let world: World;
let shop: Shop;
let store = "";

beforeAll(async () => {
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
  await world.settle();
});
afterAll(() => world.close());

const form = (more: Partial<BulletinForm> = {}): BulletinForm => ({
  reports: ["sales", "service"],
  stores: null,
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  hour: 8,
  zone: "Europe/Berlin",
  span: "7d",
  language: "en",
  addresses: ["boss@example.com", "books@example.com"],
  ...more,
});
const page = () => world.admin.get<BulletinPage>("/api/bulletins");
const arrived = () => Object.values(world.hosted.simulator.snapshot().mails).filter(({ subject }) => subject.startsWith("Reports"));
const minute = async () => {
  await world.tillside.cron("* * * * *");
  await world.settle();
};
const states = async () => (await page()).sendings.map(({ address, state, words }) => [address, state, words]);

test("each moment is one e-mail to each address, about the days before, however often the clock comes", async () => {
  sellUnits(world, shop, 3);
  await world.settle();
  expect((await page()).can.send).toMatchObject({ ok: false });
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", store);
  await world.admin.patch(`/api/stores/${store}`, { version, change: { mailAddress: "care@glowlab.example" } });
  await world.admin.put("/api/bulletins/bul_everyday", { form: form(), isOn: true, version: null });
  const [{ nextAt } = { nextAt: 0 }] = (await page()).bulletins;
  expect(new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", timeStyle: "short" }).format(nextAt ?? 0)).toBe("08:00");
  await minute();
  expect(arrived()).toHaveLength(0);
  // A day later, so that the sale lies in a day that is over.
  await world.later((nextAt ?? 0) - world.now() + 24 * HOUR + 1_000);
  await minute();
  await minute();
  await minute();
  expect(await states()).toEqual([
    ["boss@example.com", "sent", null],
    ["books@example.com", "sent", null],
  ]);
  expect(
    arrived()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(["books@example.com", "boss@example.com"]);
  const [{ text } = { text: "" }] = arrived();
  expect(text).toContain("GlowLab US");
  expect(text).toMatch(/SALES[\s\S]*Units: 3 \(before: 0\)[\s\S]*SERVICE[\s\S]*New tickets: 0/);
  expect(text).toContain(`${world.admin.origin}/insights/service?from=`);
});

test("an answer that was lost is said, and nothing is sent again; what Cloudflare refuses stands there in its words", async () => {
  const before = arrived().length;
  world.shop.breakMail({ fault: "silent" });
  await world.admin.post("/api/bulletins/bul_everyday/send", { click: "bulletin-click-1" });
  await world.admin.post("/api/bulletins/bul_everyday/send", { click: "bulletin-click-1" });
  await world.settle();
  await world.later(HOUR);
  await minute();
  await minute();
  const [one, other] = await states();
  expect(new Set([one?.[1], other?.[1]])).toEqual(new Set(["sent", "unconfirmed"]));
  expect(arrived().length - before).toBe(2);
  world.shop.breakMail({ fault: "refused" });
  await world.admin.post("/api/bulletins/bul_everyday/send", { click: "bulletin-click-2" });
  await world.settle();
  expect((await states()).slice(0, 2).map(([, state, words]) => [state, words])).toContainEqual(["refused", expect.stringContaining("E_")]);
});

test("stopped it sends nothing; only an admin may, and what is on screen must be the newest", async () => {
  const [{ version } = { version: 0 }] = (await page()).bulletins;
  await world.admin.put("/api/bulletins/bul_everyday", { form: form(), isOn: false, version });
  expect((await refusal(world.admin.put("/api/bulletins/bul_everyday", { form: form(), isOn: true, version }))).code).toBe(
    "bulletin-changed",
  );
  const before = (await states()).length;
  await world.later(25 * HOUR);
  await minute();
  expect((await states()).length).toBe(before);
  const agent = await world.agent("Jonas", [{ store, rights: ["read", "reply", "manage"] }]);
  expect((await refusal(agent.get("/api/bulletins"))).status).toBe(403);
  expect(
    (
      await refusal(
        world.admin.put("/api/bulletins/bul_nowhere1", { form: form({ addresses: ["no address"] }), isOn: true, version: null }),
      )
    ).status,
  ).toBe(422);
  const rows = await world.rows<{ action: string }>("SELECT action FROM audit WHERE subject = 'bul_everyday' ORDER BY id");
  expect(rows.map(({ action }) => action)).toEqual(["save-bulletin", "send-bulletin", "send-bulletin", "send-bulletin", "save-bulletin"]);
  await world.admin.delete("/api/bulletins/bul_everyday");
  expect((await page()).bulletins).toEqual([]);
});
