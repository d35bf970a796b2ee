// Sending through the API: what TikTok accepts, what it refuses and in which code, images, quota, and the numbers of the desk.
import { describe, expect, it } from "vitest";
import { drawPng } from "../../simulator/png.ts";
import { sniffImage } from "../../simulator/wire/image.ts";
import { DAY, HOUR, MIDNIGHT, openCaller, openStage, type Row, take } from "./simulator-caller.ts";

const CHATS = "/customer_service/202309/conversations";

async function openChat() {
  const stage = openStage();
  const caller = await openCaller(stage);
  const { world, faults, doubts } = stage.simulator;
  const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }], paid: true });
  world.writeAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, text: "Hi" });
  const talk = world.conversations(stage.shopId)[0]?.id ?? "";
  const send = (type: string, content: unknown) =>
    caller.send(`${CHATS}/${talk}/messages`, { type, content: typeof content === "string" ? content : JSON.stringify(content) });
  return { stage, caller, world, faults, doubts, order, talk, send };
}

describe("what may be said", () => {
  it("is text of up to two thousand characters, counted as people count", async () => {
    const { send, world, talk } = await openChat();
    const reply = await send("TEXT", { content: "👋".repeat(2_000) });
    expect(take(reply, "message_id")).toBe(world.messages(talk).at(-1)?.id);
    expect((await send("TEXT", { content: "a".repeat(2_001) })).body.code).toBe(36009004);
    expect((await send("TEXT", { content: "" })).body.code).toBe(36009004);
    expect((await send("TEXT", "plain words")).body.code).toBe(36009004);
  });

  it("does not lead elsewhere", async () => {
    const { send } = await openChat();
    for (const words of ["Message me on WhatsApp", "pay by PayPal please"])
      expect((await send("TEXT", { content: words })).body.code).toBe(45101006);
    expect((await send("TEXT", { content: "What's up" })).body.code).toBe(0);
  });

  it("is a card only of the buyer's own order, the shop's own product, and what is eligible for a return", async () => {
    const { stage, send, world, order } = await openChat();
    const foreign = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    const productId = world.products(stage.shopId)[0]?.id ?? "";
    const codes = async (cards: [string, unknown][]) =>
      Promise.all(cards.map(async ([type, content]) => (await send(type, content)).body.code));
    expect(
      await codes([
        ["ORDER_CARD", { order_id: order.id }],
        ["PRODUCT_CARD", { product_id: productId }],
      ]),
    ).toEqual([0, 0]);
    expect(
      await codes([
        ["ORDER_CARD", { order_id: foreign.id }],
        ["LOGISTICS_CARD", { order_id: order.id }],
        ["PRODUCT_CARD", { product_id: "1" }],
      ]),
    ).toEqual([45101002, 45101002, 45101002]);
    const card = { order_id: order.id, sku_id: stage.skuId };
    expect(
      await codes([
        ["RETURN_REFUND_CARD", card],
        ["COUPON_CARD", { coupon_id: "1" }],
        ["BUYER_ENTER_FROM_ORDER", card],
        ["VIDEO", { vid: "v1" }],
      ]),
    ).toEqual([45101002, 45101002, 45111001, 45111001]);
    world.endHold(order.id);
    world.ship(order.id);
    world.scan(order.id);
    world.deliver(order.id);
    const [packageId] = world.order(order.id).packageIds;
    expect(
      await codes([
        ["RETURN_REFUND_CARD", card],
        ["LOGISTICS_CARD", { order_id: order.id }],
        ["LOGISTICS_CARD", { order_id: order.id, package_id: packageId }],
        ["LOGISTICS_CARD", { order_id: order.id, package_id: "1153900000000000001" }],
      ]),
    ).toEqual([0, 0, 0, 45101002]);
  });

  it("is a coupon that is on, meant for chat, of this shop, and one in two seconds", async () => {
    const { stage, send, world } = await openChat();
    const now = MIDNIGHT / 1000;
    const give = (more: object) => world.addCoupon({ shopId: stage.shopId, title: "10 % off", ...more }).id;
    const other = world.addShop({ sellerId: stage.sellerId, region: "DE" });
    const code = async (id: string) => (await send("COUPON_CARD", { coupon_id: id })).body.code;
    for (const more of [{ display: "LIVE" }, { beginTime: now + 60 }, { beginTime: now - 60, endTime: now }])
      expect(await code(give(more))).toBe(45111017);
    expect(await code(world.addCoupon({ shopId: other.id, title: "Theirs" }).id)).toBe(45101002);
    const own = give({ display: "REGULAR" });
    expect([await code(own), await code(own)]).toEqual([0, 45111012]);
    await stage.clock.pass(2_000);
    expect(await code(own)).toBe(0);
  });

  it("reaches only whom the shop had to do with lately", async () => {
    const { stage, world, order, talk, doubts } = await openChat();
    world.cancelByBuyer(order.id);
    await stage.clock.pass(31 * DAY);
    expect(world.canSend(talk)).toBe(true);
    await stage.clock.pass(30 * DAY);
    expect(world.canSend(talk)).toBe(false);
    const caller = await openCaller(stage);
    const post = () => caller.send(`${CHATS}/${talk}/messages`, { type: "TEXT", content: '{"content":"Hello again"}' });
    expect((await post()).body.code).toBe(45109001);
    world.recordReturn({ shopId: stage.shopId, buyerId: order.buyerId });
    expect((await post()).body.code).toBe(0);
    doubts.sevenDayWindow = true;
    expect((await post()).body.code).toBe(45109001);
  });

  it("counts creating a conversation as contact only if the doubt says so", async () => {
    const { stage, caller, world, doubts } = await openChat();
    const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    await stage.clock.pass(6 * DAY);
    const made = take<string>(await caller.send(CHATS, { buyer_user_id: order.buyerId }), "conversation_id");
    await stage.clock.pass(55 * DAY);
    expect(world.canSend(made)).toBe(false);
    doubts.creatingIsContact = true;
    expect(world.canSend(made)).toBe(false);
    stage.clock.set(stage.clock.now() - 30 * DAY);
    expect(world.canSend(made)).toBe(true);
  });
});

describe("the daily quota", () => {
  it("is shared by list, one, messages, read and send, per app or per shop, and begins anew at midnight UTC", async () => {
    const { stage, caller, world, doubts, talk } = await openChat();
    const other = world.addShop({ sellerId: stage.sellerId, region: "DE" });
    world.changeLimits({ chatRequestsPerDay: 5 });
    const list = async (cipher = stage.cipher) => (await caller.call("GET", CHATS, { query: { page_size: "5" }, cipher })).body.code;
    await caller.read(`/customer_service/202601/conversations/${talk}`);
    await caller.read(`${CHATS}/${talk}/messages`, { page_size: "5" });
    await caller.call("POST", `${CHATS}/${talk}/messages/read`);
    await caller.send(`${CHATS}/${talk}/messages`, { type: "TEXT", content: '{"content":"Hi"}' });
    await caller.read("/customer_service/202309/agents/settings");
    expect([await list(), await list(), await list(other.cipher)]).toEqual([0, 45101004, 45101004]);
    doubts.chatQuotaPer = "shop";
    expect([await list(other.cipher), await list()]).toEqual([0, 0]);
    doubts.chatQuotaPer = "app";
    stage.clock.set(MIDNIGHT + DAY);
    expect(await list()).toBe(0);
  });
});

describe("images", () => {
  const png = drawPng(64, 48, () => [200, 120, 40]);
  const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x20, 0x01, 0x90, 0x00, 0, 0]);
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0x01, 0x2c, 0x02, 0x58, 3, 0, 0]);
  const webp = (kind: string, bytes: number[]) => {
    const all = new Uint8Array(32);
    all.set([...Buffer.from("RIFF"), 24, 0, 0, 0, ...Buffer.from("WEBP"), ...Buffer.from(kind), 10, 0, 0, 0, ...bytes]);
    return all;
  };

  it.each<[string, Uint8Array, string, number, number]>([
    ["PNG", png, "image/png", 64, 48],
    ["GIF", gif, "image/gif", 288, 144],
    ["progressive JPEG", jpeg, "image/jpeg", 600, 300],
    ["lossy WebP", webp("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]), "image/webp", 320, 240],
    ["lossless WebP", webp("VP8L", [0x2f, 0x3f, 0xc1, 0x3b, 0x00]), "image/webp", 320, 240],
    ["extended WebP", webp("VP8X", [0, 0, 0, 0, 0x3f, 0x01, 0x00, 0xef, 0x00, 0x00]), "image/webp", 320, 240],
  ])("are recognised as %s with their size", (_name, bytes, mime, width, height) => {
    expect(sniffImage(bytes)).toMatchObject({ mime, width, height });
  });

  it("are not anything else", () => {
    for (const text of ["<svg/>", "", "\xff\xd8", "RIFFxxxxWAVE"]) expect(sniffImage(new TextEncoder().encode(text))).toBeNull();
  });

  it("are uploaded as a form, served back, and sent", async () => {
    const { stage, caller, send, doubts, talk } = await openChat();
    const form = new FormData();
    form.set("data", new File([png.slice()], "any name.png", { type: "image/png" }));
    const reply = await caller.call("POST", "/customer_service/202309/images/upload", { raw: { body: form } });
    const { url, width, height } = reply.body.data ?? {};
    expect([width, height]).toEqual([64, 48]);
    const served = await stage.simulator.fetch(new Request(String(url)));
    expect([served.headers.get("content-type"), new Uint8Array(await served.arrayBuffer())]).toEqual(["image/png", new Uint8Array(png)]);
    expect((await send("IMAGE", { url, width, height })).body.code).toBe(0);
    expect((await send("IMAGE", { url, width: "64", height: "48" })).body.code).toBe(36009004);
    doubts.imageSizeAsText = true;
    const [latest] = take<Row[]>(await caller.read(`${CHATS}/${talk}/messages`, { page_size: "1" }), "messages");
    expect(JSON.parse(String(latest?.content))).toEqual({ url, width: "64", height: "48" });
  });

  it("are refused without the part, when they are no image, or in another content type", async () => {
    const { caller } = await openChat();
    const upload = async (body: FormData | string) =>
      (await caller.call("POST", "/customer_service/202309/images/upload", { raw: { body } })).body.code;
    const wrong = new FormData();
    wrong.set("data", new File(["hello"], "a.png"));
    expect([await upload(new FormData()), await upload(wrong), await upload("{}")]).toEqual([36009004, 45101008, 36009023]);
  });
});

describe("the desk", () => {
  it("switches chats on and off", async () => {
    const { caller } = await openChat();
    const path = "/customer_service/202309/agents/settings";
    expect((await caller.read(path)).body.data).toEqual({ can_accept_chat: true });
    expect((await caller.call("PUT", path, { body: { can_accept_chat: false } })).body.code).toBe(0);
    expect((await caller.read(path)).body.data).toEqual({ can_accept_chat: false });
    expect((await caller.call("PUT", path, { body: {} })).body.code).toBe(36009004);
  });

  it("ends a session after six hours of silence, or after seven days if the doubt says so", async () => {
    const { stage, world, order, talk, doubts } = await openChat();
    const cut = () => world.conversations(stage.shopId).find((one) => one.id === talk)?.sessions.length;
    const again = () => world.writeAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, text: "Again" });
    await stage.clock.pass(6 * HOUR - 1_000);
    again();
    expect(cut()).toBe(1);
    await stage.clock.pass(6 * HOUR);
    again();
    expect(cut()).toBe(2);
    doubts.sessionSeconds = 7 * 86_400;
    await stage.clock.pass(7 * DAY - 1_000);
    again();
    expect(cut()).toBe(2);
    await stage.clock.pass(7 * DAY);
    again();
    expect(cut()).toBe(3);
  });

  it("cuts the talk into sessions and says how fast it answered", async () => {
    const { stage, caller, world, order, talk, send } = await openChat();
    stage.clock.set(MIDNIGHT + 12 * 60_000);
    await send("TEXT", { content: "Hello" });
    world.rateSession({ conversationId: talk, score: 5 });
    await stage.clock.pass(7 * HOUR);
    world.writeAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, text: "Again" });
    const window = { begin_time_ge: MIDNIGHT / 1000 - 1, begin_time_lt: MIDNIGHT / 1000 + 86_400 };
    const reply = await caller.send("/customer_service/202602/sessions/search", window, { page_size: "10" });
    expect(take<Row[]>(reply, "sessions")).toMatchObject([
      {
        conversation_id: talk,
        first_response_time: 720,
        first_response_late: false,
        satisfaction_score: 5,
        end_time: MIDNIGHT / 1000 + 720 + 21_600,
      },
      { conversation_id: talk, first_response_time: 0, end_time: 0 },
    ]);
    const days = { support_date_ge: "2026-01-01", support_date_lt: "2026-01-02" };
    expect(take<Row>(await caller.read("/customer_service/202407/performance", days), "performance")).toMatchObject({
      support_session_count: 2,
      response_percentage: "50.0",
      satisfaction_percentage: "100.0",
      response_time_mins: "12.0",
      currency: "GBP",
    });
    expect((await caller.send("/customer_service/202602/sessions/search", {}, { page_size: "10" })).body.code).toBe(36009004);
  });
});
