// Pictures both ways: those an agent sends leave without what they told of their maker and can be had back, those a buyer sends are here before
// TikTok's links end; whoever may not read the ticket sees none.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawPng } from "../../simulator/png.ts";
import { type Desk, refusal } from "./desk.ts";
import { Buyer, openShop, type Shop } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

const DAY = 86_400_000;
const SECRET = "taken at Elm Street 7";
const still = Buffer.from(drawPng(3, 2, () => [9, 9, 9]));
const HEAD_BYTES = 33;
const chunk = (kind: string, body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(kind), body, Buffer.alloc(4)]);
};
const pngWith = (kind: string, body: Buffer) =>
  Buffer.concat([still.subarray(0, HEAD_BYTES), chunk(kind, body), still.subarray(HEAD_BYTES)]);

let world: World;
let shop: Shop;
let store: string;
/** Where TikTok's picture links lead. */
let host: Server;
let answers: (path: string) => { status: number; body: Buffer | string };
let asked: string[] = [];
let count = 0;

beforeAll(async () => {
  host = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status, body } = answers(request.url ?? "");
    response.writeHead(status, { "content-type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  world = await openWorld();
  shop = openShop(world, "GlowLab");
  store = await world.connect("US", "GlowLab", "GlowLab US");
}, 60_000);
afterAll(async () => {
  host.close();
  await world.close();
});

const link = (name: string) => `http://127.0.0.1:${(host.address() as AddressInfo).port}/${name}`;
const bucket = () => world.tillside.miniflare.getR2Bucket("MAIL");
const keptNames = async () =>
  (await (await bucket()).list({ prefix: `pictures/${store}/` })).objects.map(({ key }) => key.split("/").pop());

interface Page {
  entries: { kind: string; id: string; state?: string; type?: string }[];
}
const open = (ticket: string) => world.admin.get<Page>(`/api/tickets/${ticket}`);

async function write(words: string): Promise<{ buyer: Buyer; ticket: string }> {
  count += 1;
  const buyer = new Buyer(world, shop, `jennifer${count}`);
  buyer.writes(words);
  await world.settle();
  const [row] = await world.rows<{ id: string }>("SELECT id FROM ticket ORDER BY number DESC LIMIT 1");
  return { buyer, ticket: row?.id ?? "" };
}

const upload = (ticket: string, bytes: Buffer) =>
  fetch(`${world.tillside.url}/api/tickets/${ticket}/images`, {
    method: "POST",
    headers: { origin: world.tillside.url, cookie: world.admin.cookieHeader(), "content-type": "image/png", "x-tillside": "upload" },
    body: bytes as unknown as BodyInit,
  });
const look = (ticket: string, name: string, desk: Desk = world.admin) => desk.send("GET", `/api/tickets/${ticket}/pictures/${name}`);

describe("a picture on its way out", () => {
  test("leaves without what it told of whoever took it, and a copy stays here", async () => {
    const { buyer, ticket } = await write("Can you show me?");
    const image = (await (await upload(ticket, pngWith("tEXt", Buffer.from(SECRET)))).json()) as { url: string; file: string };
    const atTikTok = Object.values(world.hosted.simulator.snapshot().files).find(({ name }) => image.url.endsWith(name));
    expect(Buffer.from(atTikTok?.base64 ?? "", "base64")).toEqual(still);
    await world.admin.post(`/api/tickets/${ticket}/replies`, { id: "picture-0001", body: { type: "IMAGE", ...image } });
    await world.settle();
    expect(world.shop.sentReplies(buyer.conversationId).map(({ content }) => JSON.parse(content) as object)).toEqual([
      { url: image.url, width: 3, height: 2 },
    ]);
    const shown = await look(ticket, image.file);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(still);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
  });

  test("that was taken back is still here for the composer", async () => {
    const { buyer, ticket } = await write("And another?");
    const image = (await (await upload(ticket, still)).json()) as { file: string };
    await world.admin.post(`/api/tickets/${ticket}/replies`, { id: "picture-0002", body: { type: "IMAGE", ...image }, holdSeconds: 10 });
    await world.admin.post(`/api/tickets/${ticket}/replies/picture-0002`, { decision: "take-back" });
    expect((await open(ticket)).entries.some(({ id }) => id === "picture-0002")).toBe(false);
    expect((await look(ticket, image.file)).status).toBe(200);
    await world.admin.post(`/api/tickets/${ticket}/replies`, { id: "picture-0003", body: { type: "IMAGE", ...image } });
    await world.settle();
    expect(world.shop.sentReplies(buyer.conversationId)).toHaveLength(1);
  });

  test("is refused with a reason where it moves, is too wide, or is none", async () => {
    const { ticket } = await write("What about these?");
    const wide = Buffer.from(still);
    wide.writeUInt32BE(10_001, 16);
    const why = async (bytes: Buffer) => ((await (await upload(ticket, bytes)).json()) as { code: string }).code;
    expect(await why(pngWith("acTL", Buffer.alloc(8)))).toBe("image-moves");
    expect(await why(wide)).toBe("image-too-wide");
    expect(await why(Buffer.from("<svg onload=alert(1)>"))).toBe("not-an-image");
  });
});

describe("a picture from a buyer", () => {
  test("is here before anybody looks, whatever becomes of TikTok's link, and is judged by its bytes", async () => {
    const { buyer, ticket } = await write("This came broken");
    answers = () => ({ status: 200, body: still });
    buyer.sends("IMAGE", { url: link("broken.png"), width: "3", height: "2" });
    await world.settle();
    const message = (await open(ticket)).entries.find(({ type }) => type === "IMAGE")?.id ?? "";
    await world.until("it is kept", async () => (await keptNames()).includes(message));
    answers = () => ({ status: 403, body: "expired" });
    const shown = await look(ticket, message);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(still);
  });

  test("that cannot be had at once is tried again, and what is gone says so", async () => {
    const { buyer, ticket } = await write("And these two");
    asked = [];
    answers = (path) => ({ status: path === "/later.png" ? 503 : 404, body: "" });
    buyer.sends("IMAGE", { url: link("later.png"), width: 3, height: 2 });
    buyer.sends("IMAGE", { url: link("gone.png"), width: 3, height: 2 });
    await world.settle();
    const [later = "", gone = ""] = (await open(ticket)).entries.filter(({ type }) => type === "IMAGE").map(({ id }) => id);
    await world.until("both were asked for", () => asked.includes("/later.png") && asked.includes("/gone.png"));
    expect((await (await look(ticket, later)).json()) as object).toMatchObject({ status: 503, code: "picture-later" });
    expect((await (await look(ticket, gone)).json()) as object).toMatchObject({ status: 404, code: "picture-gone" });
    answers = () => ({ status: 200, body: still });
    expect((await look(ticket, later)).status).toBe(200);
    expect(await keptNames()).toContain(later);
  });

  test("is nothing a browser would run, and no door to other places", async () => {
    const { buyer, ticket } = await write("Look at this");
    answers = () => ({ status: 200, body: "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>" });
    for (const url of [link("page.svg"), "file:///etc/passwd", "http://169.254.169.254/latest/", "javascript:alert(1)"])
      buyer.sends("IMAGE", { url, width: 3, height: 2 });
    await world.settle();
    for (const { id } of (await open(ticket)).entries.filter(({ type }) => type === "IMAGE"))
      expect((await look(ticket, id)).status).toBe(404);
  });

  test("is shown to nobody who may not read the ticket, by whatever name", async () => {
    const outsider = await world.agent("Olga Outside", []);
    const [name = ""] = await keptNames();
    const [row] = await world.rows<{ id: string }>("SELECT id FROM ticket LIMIT 1");
    expect((await look(row?.id ?? "", name)).status).toBe(200);
    expect((await look(row?.id ?? "", name, outsider)).status).toBe(404);
    expect((await look(row?.id ?? "", encodeURIComponent(`../${store}/${name}`))).status).toBe(404);
  });
});

describe("pictures of templates", () => {
  const add = (bytes: Buffer, desk: Desk = world.admin) =>
    fetch(`${world.tillside.url}/api/templates/pictures`, {
      method: "POST",
      headers: { origin: world.tillside.url, cookie: desk.cookieHeader(), "content-type": "image/png", "x-tillside": "upload" },
      body: bytes as unknown as BodyInit,
    });
  const template = async (name: string, pictures: object[], text = "Here is how it is folded.") =>
    world.admin.post<{ id: string }>("/api/templates", {
      name,
      folder: "",
      tags: [],
      kind: "reply",
      shared: true,
      variants: [{ language: "en", text }],
      conditions: { stores: [], marketplaces: [], stages: [], hours: null },
      actions: [],
      pictures,
    });
  const said = (buyer: Buyer) => world.shop.sentReplies(buyer.conversationId).map(({ type }) => type);

  test("are kept without what they told, and offered only where they are", async () => {
    const picture = (await (await add(pngWith("tEXt", Buffer.from(SECRET)))).json()) as { file: string };
    expect(picture).toMatchObject({ width: 3, height: 2 });
    const shown = await world.admin.send("GET", `/api/templates/pictures/${picture.file}`);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(still);
    const outsider = await world.agent("Tess Outside", []);
    expect((await outsider.send("GET", `/api/templates/pictures/${picture.file}`)).status).toBe(403);
    expect((await add(still, outsider)).status).toBe(403);
    const lost = { file: `pic_${"0".repeat(24)}`, width: 3, height: 2 };
    expect((await refusal(template("Lost", [lost]))).code).toBe("template-picture-gone");
  });

  test("leave each as its own message behind the words, in order, by a macro and by hand", async () => {
    const { buyer, ticket } = await write("How do I fold it?");
    const one = (await (await add(still)).json()) as { file: string };
    const two = (await (await add(Buffer.from(drawPng(4, 4, () => [1, 2, 3])))).json()) as { file: string };
    const { id } = await template("Folding", [one, two]);
    await world.admin.post(`/api/tickets/${ticket}/macros`, { templateId: id, id: "folding-0001" });
    await world.settle();
    await world.until("all went", () => said(buyer).length === 3);
    expect(said(buyer)).toEqual(["TEXT", "IMAGE", "IMAGE"]);
    const body = await world.admin.post<{ file: string; type: string }>(`/api/tickets/${ticket}/template-pictures`, {
      templateId: id,
      file: two.file,
    });
    expect(body).toMatchObject({ type: "IMAGE", width: 4, height: 4 });
    expect((await look(ticket, body.file)).status).toBe(200);
    expect((await refusal(world.admin.post(`/api/tickets/${ticket}/template-pictures`, { templateId: id, file: "pic_other" }))).code).toBe(
      "template-missing",
    );
  });

  test("go along when a rule writes with it", async () => {
    const one = (await (await add(still)).json()) as { file: string };
    const { id } = await template("By rule", [one]);
    const rule = await world.admin.post<{ id: string }>("/api/rules", {
      kind: "rule",
      name: "Folding",
      stores: null,
      stops: false,
      quietMinutes: 0,
      trigger: { on: "opened" },
      condition: { all: [{ field: "message.text", is: "contains", values: ["foldable"] }] },
      actions: [{ do: "template", templateId: id }],
    });
    await world.admin.put(`/api/rules/${rule.id}/on`, { on: true });
    const { buyer } = await write("Is it foldable?");
    await world.until("both went", () => said(buyer).length === 2);
    expect(said(buyer)).toEqual(["TEXT", "IMAGE"]);
    await world.admin.put(`/api/rules/${rule.id}/on`, { on: false });
  });

  test("alone make a template too", async () => {
    const { buyer, ticket } = await write("And the lid?");
    const one = (await (await add(still)).json()) as { file: string };
    const { id } = await template("Lid", [one], "");
    await world.admin.post(`/api/tickets/${ticket}/macros`, { templateId: id, id: "lid-0000001" });
    await world.until("it went", () => said(buyer).length === 1);
    expect(said(buyer)).toEqual(["IMAGE"]);
  });
});

test("the same picture in two tickets, put in or carried by a template, goes with one buyer and stays with the other", async () => {
  const [gone, stays] = [await write("What size?"), await write("What size is it?")];
  const erased = `jennifer${count - 1}`;
  const bytes = Buffer.from(drawPng(6, 6, () => [4, 5, 6]));
  const headers = { origin: world.tillside.url, cookie: world.admin.cookieHeader(), "content-type": "image/png", "x-tillside": "upload" };
  const added = await fetch(`${world.tillside.url}/api/templates/pictures`, {
    method: "POST",
    headers,
    body: bytes as unknown as BodyInit,
  });
  const chart = (await added.json()) as { file: string; width: number; height: number };
  const conditions = { stores: [], marketplaces: [], stages: [], hours: null };
  const words = { folder: "", tags: [], kind: "reply", shared: true, variants: [{ language: "en", text: "" }], conditions, actions: [] };
  const { id } = await world.admin.post<{ id: string }>("/api/templates", { ...words, name: "Sizes", pictures: [chart] });
  const photo = Buffer.from(drawPng(8, 8, () => [7, 8, 9]));
  for (const [at, { ticket }] of [gone, stays].entries()) {
    const image = (await (await upload(ticket, photo)).json()) as object;
    await world.admin.post(`/api/tickets/${ticket}/replies`, { id: `shared-photo-${at}`, body: { type: "IMAGE", ...image } });
    await world.admin.post(`/api/tickets/${ticket}/macros`, { templateId: id, id: `shared-chart-${at}` });
  }
  await world.settle();
  const shown = async (ticket: string) => {
    const { entries } = await world.admin.get<{ entries: { kind: string; body?: { type: string; file?: string } }[] }>(
      `/api/tickets/${ticket}`,
    );
    return entries.flatMap(({ body }) => (body?.type === "IMAGE" ? (body.file ?? []) : []));
  };
  const [theirs, others] = [await shown(gone.ticket), await shown(stays.ticket)];
  expect([theirs.length, others.length]).toEqual([2, 2]);
  // As tickets of before have it: by the name of what is in it, for all tickets.
  await (await bucket()).put(`pictures/${store}/${chart.file}`, bytes, { customMetadata: { type: "image/png" } });
  const former = { url: "https://tiktok.example/chart.png", ...chart };
  await world.admin.post(`/api/tickets/${gone.ticket}/replies`, { id: "shared-former", body: { type: "IMAGE", ...former } });
  await world.settle();
  await world.admin.post(`/api/buyers/${gone.buyer.id}/erase`, { id: "erase-click-1", typed: erased });
  const ended = () => world.rows<{ state: string }>("SELECT state FROM erasure");
  await world.until("it is done", async () => (await ended()).every(({ state }) => state === "done"));
  const kept = await keptNames();
  expect(theirs.filter((name) => kept.includes(name))).toEqual([]);
  for (const name of [...others, chart.file]) expect((await look(stays.ticket, name)).status).toBe(200);
});

test("a picture that was put in and never sent is forgotten after a week; one that is still to leave stays", async () => {
  const { ticket } = await write("One for now, one for later?");
  const put = async (side: number) => {
    const bytes = Buffer.from(drawPng(side, side, () => [1, 2, 3]));
    return (await (await upload(ticket, bytes)).json()) as { file: string };
  };
  const [unsent, held] = [await put(5), await put(7)];
  const later = { id: "picture-later", body: { type: "IMAGE", ...held }, sendAt: world.now() + 10 * DAY };
  await world.admin.post(`/api/tickets/${ticket}/replies`, later);
  const seen = async () => [(await look(ticket, unsent.file)).status, (await look(ticket, held.file)).status];
  await world.later(6 * DAY);
  await world.tillside.cron("17 3 * * *");
  expect(await seen()).toEqual([200, 200]);
  await world.later(2 * DAY);
  await world.tillside.cron("17 3 * * *");
  expect(await seen()).toEqual([404, 200]);
});
