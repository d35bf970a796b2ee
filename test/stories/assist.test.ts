// Machine help as admins set it up: off until somebody switches it on, one key that never shows again, a month's budget that holds however many ask at
// once, a line for every question without a word of it, and a server that may be slow, broken or wrong.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FaultKind } from "../../simulator/index.ts";
import { MODEL_KEY, MODELS } from "../../simulator/model/server.ts";
import type { AssistPage, ShownCall } from "../../worker/assist/page.ts";
import type { Tried } from "../../worker/assist/try.ts";
import { type Desk, refusal } from "./desk.ts";
import { modelAddress } from "./model.ts";
import { openWorld, SECRETS, type World } from "./world.ts";

const stateFolder = mkdtempSync(path.join(tmpdir(), "tillside-assist-"));
let world: World;
let agent: Desk;
let store = "";
let address = "";

const PRICE = { in: 1_000_000, out: 4_000_000 };
const TASKS = { draft: MODELS[1], translate: MODELS[0], rewrite: MODELS[0] };

const open = () => world.admin.get<AssistPage>("/api/assist");
const setting = (more: object = {}) => ({
  isOn: true,
  address,
  key: MODEL_KEY,
  models: [
    { name: MODELS[0], in: 0, out: 0, sees: false },
    { name: MODELS[1], ...PRICE, sees: false },
  ],
  tasks: TASKS,
  budget: 20_000_000,
  ...more,
});
async function save(more: object = {}): Promise<void> {
  const { setting: shown } = await open();
  await world.admin.put("/api/assist", { version: shown.version, setting: setting(more) });
}
const tryTask = (task: string) => world.admin.post<Tried>("/api/assist/try", { task });
const log = async (query = "") => (await world.admin.get<{ rows: ShownCall[]; next: number | null }>(`/api/assist/calls${query}`)).rows;
const raise = (kind: FaultKind, more: object = {}) => world.hosted.simulator.faults.raise({ kind, on: "model.chat", ...more });

beforeAll(async () => {
  world = await openWorld({ stateFolder });
  address = modelAddress(world);
  world.shop.addSeller({ name: "Fern", region: "US", shops: [{ region: "US", name: "Fern US" }] });
  store = await world.connect("US", "Fern", "Fern US");
  agent = await world.agent("Otto", [{ store, rights: ["read", "reply"] }]);
});
afterAll(async () => {
  await world.close();
  rmSync(stateFolder, { recursive: true });
});
beforeEach(() => world.hosted.simulator.faults.clear());

describe("setting it up", () => {
  test("is off to begin with: nothing is asked, and the page says what there is to set", async () => {
    const page = await open();
    expect(page.setting).toEqual({ isOn: false, address: "", hasKey: false, models: [], tasks: {}, budget: 20_000_000, version: 1 });
    expect(await tryTask("draft")).toEqual({ ok: false, because: "off", detail: "", words: "" });
    expect(world.shop.asked).toEqual([]);
  });

  test("is the admins' alone", async () => {
    for (const ask of [
      () => agent.get("/api/assist"),
      () => agent.get("/api/assist/calls"),
      () => agent.put("/api/assist", { version: 1, setting: setting() }),
      () => agent.post("/api/assist/try", { task: "draft" }),
      () =>
        agent.put(`/api/assist/stores/${store}`, {
          version: 0,
          store: { isMinimised: false, keepsPictures: false, policy: "", glossary: [] },
        }),
    ])
      expect(await refusal(ask())).toMatchObject({ status: 403, code: "admin-only" });
  });

  test.each([
    ["an address inside", { address: "http://10.0.0.8/v1" }, "assist-address"],
    ["an address in the clear", { address: "http://models.example.com/v1" }, "assist-address"],
    ["the clouds' own", { address: "https://169.254.169.254/v1" }, "assist-address"],
    ["a name for an inside", { address: "https://10-0-0-8.sslip.io/v1" }, "assist-address"],
    ["a password in it", { address: "https://a:b@models.example.com/v1" }, "assist-address"],
    ["no address", { address: "" }, "assist-address-missing"],
    ["no task", { tasks: {} }, "assist-tasks-missing"],
    ["a model twice", { models: [setting().models[0], setting().models[0]] }, "assist-model-twice"],
    ["a task's model that has no price", { tasks: { draft: "other" } }, "assist-model-missing"],
  ])("refuses %s", async (_, more, code) => {
    const { setting: shown } = await open();
    expect(await refusal(world.admin.put("/api/assist", { version: shown.version, setting: setting(more) }))).toMatchObject({ code });
    expect((await open()).setting.version).toBe(shown.version);
  });

  test("keeps the key sealed, shows it to nobody, and wants it again for another address", async () => {
    await save({ isOn: false, address: `${address}/chat/completions` });
    const page = await open();
    expect(page.setting).toMatchObject({ isOn: false, address, hasKey: true });
    expect(JSON.stringify(page)).not.toContain(MODEL_KEY);
    const [row] = await world.rows<{ key_sealed: string }>("SELECT key_sealed FROM assist_setting");
    expect(row?.key_sealed).toMatch(/^k1\./);
    const other = { version: page.setting.version, setting: setting({ address: "https://models.example.com/v1", key: undefined }) };
    expect(await refusal(world.admin.put("/api/assist", other))).toMatchObject({ code: "assist-key-again" });
    const [change] = await world.rows<{ after: string }>("SELECT after FROM audit WHERE action = 'save-assist' ORDER BY id DESC");
    expect(change?.after).toContain('"keyChanged":true');
    expect(change?.after).not.toContain(MODEL_KEY);
  });

  test("what somebody else saved meanwhile is not overwritten", async () => {
    const { setting: shown } = await open();
    await save();
    expect(await refusal(world.admin.put("/api/assist", { version: shown.version, setting: setting() }))).toMatchObject({
      status: 409,
      code: "assist-changed",
    });
  });

  test("may be tried before it is switched on, and its models asked for", async () => {
    await save({ isOn: false });
    expect(await tryTask("translate")).toMatchObject({ ok: true });
    expect(await world.admin.post("/api/assist/models", {})).toEqual({ models: [...MODELS] });
    await save();
  });

  test("a key under an older seal key is sealed again by night and opens as before", async () => {
    const [before] = await world.rows<{ key_sealed: string }>("SELECT key_sealed FROM assist_setting");
    await world.restart({ SEAL_KEYS: `k2:${Buffer.alloc(32, 9).toString("base64")},${SECRETS.SEAL_KEYS}` });
    await world.tillside.cron("17 3 * * *");
    const [after] = await world.rows<{ key_sealed: string }>("SELECT key_sealed FROM assist_setting");
    expect(before?.key_sealed).toMatch(/^k1\./);
    expect(after?.key_sealed).toMatch(/^k2\./);
    expect(await tryTask("translate")).toMatchObject({ ok: true });
  });
});

describe("a store", () => {
  test("takes people out and gives nothing along until somebody says otherwise", async () => {
    expect((await open()).stores).toEqual([
      { id: store, name: "Fern US", isMinimised: true, keepsPictures: false, policy: "", glossary: [], version: 0 },
    ]);
    const wish = {
      isMinimised: false,
      keepsPictures: false,
      policy: "Returns within 30 days.",
      glossary: [{ says: "tee", means: "T-Shirt" }],
    };
    await world.admin.put(`/api/assist/stores/${store}`, { version: 0, store: wish });
    expect((await open()).stores).toEqual([{ id: store, name: "Fern US", ...wish, version: 1 }]);
    expect(await refusal(world.admin.put(`/api/assist/stores/${store}`, { version: 0, store: wish }))).toMatchObject({ status: 409 });
    expect(await refusal(world.admin.put("/api/assist/stores/sto_none", { version: 0, store: wish }))).toMatchObject({ status: 404 });
    const [change] = await world.rows<{ store_id: string }>("SELECT store_id FROM audit WHERE action = 'save-assist-store'");
    expect(change?.store_id).toBe(store);
  });
});

describe("a question", () => {
  test("goes out as our words and fenced material, and its line says what it cost", async () => {
    const tried = await tryTask("draft");
    expect(tried).toMatchObject({ ok: true, text: expect.stringContaining("Hello") as string });
    const asked = world.shop.asked.at(-1);
    expect(asked).toMatchObject({ model: MODELS[1], task: "draft" });
    expect(asked?.system).toMatch(/^task: draft\n/);
    expect(asked?.user).toMatch(/^<data>\n\{.*\}\n<\/data>$/);
    const [line] = await log();
    expect(line).toMatchObject({ task: "draft", model: MODELS[1], person: "Ana Admin", outcome: "answered", reason: null, store: null });
    const { tokens_in: into, tokens_out: out, cost } = line as ShownCall;
    expect(into).toBeGreaterThan(50);
    expect(out).toBeGreaterThan(5);
    expect(cost).toBe(Math.ceil((Number(into) * PRICE.in + Number(out) * PRICE.out) / 1_000_000));
  });

  test.each<[string, FaultKind, string, string, string]>([
    ["translate", "down", "broken", "http-503", "broken"],
    ["translate", "rate_limit", "broken", "http-429", "broken"],
    ["translate", "refused", "broken", "no-answer", "broken"],
    ["translate", "html", "broken", "not-an-answer", "broken"],
    ["translate", "truncated", "broken", "not-an-answer", "broken"],
    ["translate", "model_key_refused", "refused", "http-401", "refused"],
    ["translate", "model_prose", "unreadable", "schema", "unreadable"],
    ["translate", "model_off_schema", "unreadable", "schema", "unreadable"],
    ["draft", "down", "broken", "http-503", "broken"],
    ["draft", "truncated", "broken", "no-answer", "broken"],
  ])("%s fails as one quiet failure: %s", async (task, kind, because, detail, outcome) => {
    raise(kind);
    expect(await tryTask(task)).toMatchObject({ ok: false, because, detail });
    expect((await log())[0]).toMatchObject({ task, outcome, reason: detail });
  });

  test("is asked once more after what may pass, and no more than that", async () => {
    raise("error500", { count: 1 });
    const before = world.shop.calls.length;
    expect(await tryTask("translate")).toMatchObject({ ok: true });
    expect(world.shop.calls.slice(before).map(({ status }) => status)).toEqual([500, 200]);
    raise("rate_limit");
    const again = world.shop.calls.length;
    await tryTask("translate");
    expect(world.shop.calls.slice(again).map(({ status }) => status)).toEqual([429, 429]);
    world.hosted.simulator.faults.clear();
    raise("model_key_refused");
    const never = world.shop.calls.length;
    await tryTask("draft");
    expect(world.shop.calls.slice(never)).toHaveLength(1);
  });

  test("tells an admin what the server says, without the key", async () => {
    await save({ tasks: { ...TASKS, draft: "gone" }, models: [...setting().models, { name: "gone", in: 0, out: 0, sees: false }] });
    expect(await tryTask("draft")).toEqual({
      ok: false,
      because: "refused",
      detail: "http-404",
      words: "The model `gone` does not exist.",
    });
    await save();
  });

  test("counts by itself where the server does not", async () => {
    raise("model_uncounted");
    await tryTask("draft");
    const [line] = await log("?task=draft");
    expect(line).toMatchObject({ outcome: "answered" });
    expect(line?.tokens_in).toBeGreaterThan(50);
    expect(line?.cost).toBeGreaterThan(0);
  });

  test("leaves no word of itself or its answer in D1 or in the log", async () => {
    await tryTask("draft");
    const said = [/Is anybody there/, /thank you for your message/i, new RegExp(MODEL_KEY)];
    const kept = JSON.stringify([
      await world.rows("SELECT * FROM assist_call"),
      await world.rows("SELECT * FROM audit"),
      world.log,
      world.strays,
    ]);
    for (const words of said) expect(kept).not.toMatch(words);
    expect(world.shop.asked.at(-1)?.user).toMatch(said[0] as RegExp);
  });
});

describe("the month's budget", () => {
  const spentNow = async () => (await open()).spent.reduce((sum, { cost }) => sum + cost, 0);

  test("is what the calls came to, kept by triggers", async () => {
    const [counted] = await world.rows<{ calls: number; cost: number }>("SELECT COUNT(*) AS calls, SUM(cost) AS cost FROM assist_call");
    const { spent } = await open();
    expect(spent.reduce((sum, { calls }) => sum + calls, 0)).toBe(counted?.calls);
    expect(await spentNow()).toBe(counted?.cost);
    const [failed] = await world.rows<{ n: number }>("SELECT COUNT(*) AS n FROM assist_call WHERE outcome NOT IN ('answered', 'left')");
    expect(spent.reduce((sum, one) => sum + one.failed, 0)).toBe(failed?.n);
  });

  test("holds however many ask at once, and then nothing is asked", async () => {
    const budget = (await spentNow()) + 40_000;
    await save({ budget });
    const asked = world.shop.asked.length;
    const tried = await Promise.all(Array.from({ length: 12 }, () => tryTask("draft")));
    const went = tried.filter(({ ok }) => ok).length;
    expect(went).toBeGreaterThan(0);
    expect(went).toBeLessThan(12);
    expect(tried.filter((one) => !one.ok && one.because === "budget")).toHaveLength(12 - went);
    expect(world.shop.asked.length - asked).toBe(went);
    expect(await spentNow()).toBeLessThanOrEqual(budget);
    expect((await open()).spent.find(({ task }) => task === "draft")?.kept_back).toBe(12 - went);
    await save({ budget: await spentNow() });
    expect(await tryTask("draft")).toMatchObject({ ok: false, because: "budget" });
  });

  test("does not stand in the way of a model that costs nothing", async () => {
    expect(await tryTask("translate")).toMatchObject({ ok: true });
  });

  test("begins anew with the month, and the log is forgotten while sums stay", async () => {
    const before = (await open()).spent.length;
    await world.later(100 * 86_400_000);
    expect(await tryTask("rewrite")).toMatchObject({ ok: true });
    await save();
    expect(await tryTask("draft")).toMatchObject({ ok: true });
    await world.tillside.cron("17 3 * * *");
    expect((await log()).map(({ task }) => task)).toEqual(["draft", "rewrite"]);
    expect((await open()).spent.length).toBe(before + 2);
  });
});
