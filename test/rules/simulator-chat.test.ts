// Chat over the wire: lists and messages, who may write to whom, what may be said, cards and images, quota, sessions and performance.
import { describe, expect, it } from "vitest";
import { MIDNIGHT, openCaller, openStage, type Row, take } from "./simulator-caller.ts";

const CHATS = "/customer_service/202309/conversations";

async function openChat() {
  const stage = openStage();
  const caller = await openCaller(stage);
  const { world, faults, doubts } = stage.simulator;
  const order = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }], paid: true });
  const writes = (text: string, buyerId = order.buyerId) => world.writeAsBuyer({ shopId: stage.shopId, buyerId, text });
  const talk = () => world.conversations(stage.shopId)[0]?.id ?? "";
  const send = (type: string, content: unknown, id = talk()) =>
    caller.send(`${CHATS}/${id}/messages`, { type, content: typeof content === "string" ? content : JSON.stringify(content) });
  const text = (words: string) => send("TEXT", { content: words });
  const read = async (query: Record<string, string> = {}) => caller.read(`${CHATS}/${talk()}/messages`, { page_size: "10", ...query });
  return { stage, caller, world, faults, doubts, order, writes, talk, send, text, read };
}

describe("conversations", () => {
  it("are listed latest first, with the latest message, what is unread, and who takes part", async () => {
    const { stage, caller, world, order, writes } = await openChat();
    writes("Where is my parcel?");
    await stage.clock.pass(5_000);
    const other = world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }] });
    writes("Hello", other.buyerId);
    await stage.clock.pass(5_000);
    writes("Anyone?");
    const reply = await caller.read(CHATS, { page_size: "20", need_session_id: "true" });
    const [first, second] = take<Row[]>(reply, "conversations");
    expect(first).toMatchObject({
      unread_count: 2,
      can_send_message: true,
      participant_count: 3,
      cur_session_id: expect.stringMatching(/^7\d{18}$/),
      latest_message: {
        type: "TEXT",
        content: '{"content":"Anyone?"}',
        is_visible: true,
        index: `${MIDNIGHT / 1000 + 10}000001`,
        sender: { role: "BUYER" },
      },
    });
    expect(((first?.participants ?? []) as Row[])[0]).toMatchObject({ role: "BUYER", user_id: order.buyerId });
    expect(second).toMatchObject({ unread_count: 1, latest_message: { content: '{"content":"Hello"}' } });
    stage.simulator.doubts.conversationOrder = "newest_first";
    expect(take<Row[]>(await caller.read(CHATS, { page_size: "20" }), "conversations")[0]?.id).toBe(second?.id);
  });

  it("page by twenty at most, and keep their place while others move up", async () => {
    const { stage, caller, world } = await openChat();
    for (let i = 0; i < 45; i++) {
      world.writeAsBuyer({ shopId: stage.shopId, buyerId: world.addBuyer({ region: "GB" }).id, text: `Hello ${i}` });
      await stage.clock.pass(1_000);
    }
    expect((await caller.read(CHATS, { page_size: "21" })).body.code).toBe(36009004);
    const seen = new Set<unknown>();
    let token = "";
    do {
      const reply = await caller.read(CHATS, { page_size: "20", ...(token ? { page_token: token } : {}) });
      for (const one of take<Row[]>(reply, "conversations")) seen.add(one.id);
      token = take(reply, "next_page_token");
    } while (token !== "");
    expect(seen.size).toBe(45);
  });

  it("exist once per buyer, and cannot be opened with a stranger", async () => {
    const { caller, world, order, writes } = await openChat();
    const create = (buyer_user_id: string) => caller.send(CHATS, { buyer_user_id });
    const made = take(await create(order.buyerId), "conversation_id");
    expect(writes("Hi").index).toBeDefined();
    expect(take(await create(order.buyerId), "conversation_id")).toBe(made);
    const stranger = world.addBuyer({ region: "GB" });
    expect((await create(stranger.id)).body.code).toBe(45109003);
    expect((await create("7494")).body.code).toBe(45109003);
    const one = await caller.read(`/customer_service/202601/conversations/${String(made)}`);
    expect(take<Row>(one, "conversation")).toMatchObject({ id: made, unread_count: 1 });
  });

  it("belong to one shop", async () => {
    const { stage, caller, world, writes, talk } = await openChat();
    const other = world.addShop({ sellerId: stage.sellerId, region: "DE" });
    writes("Hi");
    const asked = { query: { page_size: "10" }, cipher: other.cipher };
    expect((await caller.call("GET", `${CHATS}/${talk()}/messages`, asked)).body.code).toBe(45102007);
    expect((await caller.call("GET", `${CHATS}/7494/messages`, asked)).body.code).toBe(45101003);
  });
});

describe("messages", () => {
  it("are read newest first in pages of ten, or oldest first, each once", async () => {
    const { stage, writes, read } = await openChat();
    for (let i = 0; i < 23; i++) {
      writes(`Message ${i}`);
      if (i % 3 === 0) await stage.clock.pass(1_000);
    }
    for (const sort_order of ["DESC", "ASC"]) {
      const words: string[] = [];
      let token = "";
      do {
        const reply = await read({
          sort_order,
          sort_field: sort_order === "ASC" ? "index" : "create_time",
          ...(token ? { page_token: token } : {}),
        });
        words.push(...take<Row[]>(reply, "messages").map((message) => String(message.content)));
        token = take(reply, "next_page_token");
      } while (token !== "");
      const expected = Array.from({ length: 23 }, (_, i) => `{"content":"Message ${i}"}`);
      expect(words).toEqual(sort_order === "ASC" ? expected : expected.toReversed());
    }
  });

  it("of more than ten a page are refused, or cut where the doubt says so", async () => {
    const { writes, read, doubts } = await openChat();
    for (let i = 0; i < 12; i++) writes(`${i}`);
    expect((await read({ page_size: "20" })).body.code).toBe(36009004);
    doubts.messagesPageOversize = "clamp";
    expect(take<Row[]>(await read({ page_size: "20" }), "messages")).toHaveLength(10);
  });

  it("have an index that grows and is never used twice, whoever speaks", async () => {
    const { world, writes, text, talk } = await openChat();
    writes("one");
    await text("two");
    world.typeInSellerCenter({ conversationId: talk(), text: "three", agentName: "Sam" });
    world.sayAsRobot({ conversationId: talk(), text: "four" });
    world.sayAsSystem({ conversationId: talk(), text: "five", visible: false });
    const said = world.messages(talk());
    expect(said.map(({ role, visible }) => [role, visible])).toEqual([
      ["BUYER", true],
      ["CUSTOMER_SERVICE", true],
      ["CUSTOMER_SERVICE", true],
      ["ROBOT", true],
      ["SYSTEM", false],
    ]);
    const indexes = said.map(({ index }) => BigInt(index));
    expect(indexes).toEqual([...new Set(indexes)].toSorted((a, b) => (a < b ? -1 : 1)));
    expect(world.sentReplies(talk()).map(({ content }) => content)).toEqual(['{"content":"two"}']);
  });

  it("count from one in each conversation where the doubt says so, and are read in that order page by page", async () => {
    const { stage, caller, writes, world, talk, doubts } = await openChat();
    doubts.messageIndexes = "count";
    for (let n = 1; n <= 12; n += 1) writes(`${n}`);
    for (const order of ["ASC", "DESC"]) {
      const ask = (query: Record<string, string>) =>
        caller.read(`${CHATS}/${talk()}/messages`, { page_size: "10", sort_order: order, ...query });
      const first = await ask({});
      const second = await ask({ page_token: take<string>(first, "next_page_token") });
      const indexes = [first, second].flatMap((page) => take<Row[]>(page, "messages").map(({ index }) => index));
      const counted = Array.from({ length: 12 }, (_, at) => String(at + 1));
      expect(indexes).toEqual(order === "ASC" ? counted : counted.toReversed());
    }
    expect(world.conversations(stage.shopId)).toHaveLength(1);
  });

  it("stay unread until they are marked as read", async () => {
    const { stage, caller, writes, read, text, world, talk } = await openChat();
    writes("one");
    await read();
    await text("answer");
    expect(world.conversations(stage.shopId)[0]?.unread).toBe(1);
    expect((await caller.call("POST", `${CHATS}/${talk()}/messages/read`)).body).toMatchObject({ code: 0, data: {} });
    expect(world.conversations(stage.shopId)[0]?.unread).toBe(0);
  });

  it("are pushed as topic 14 whoever speaks, the app's own too unless the doubt says no; topic 13 when an agent joins", async () => {
    const { stage, writes, text, doubts } = await openChat();
    await stage.clock.pass(0);
    stage.pushed.length = 0;
    writes("Where is it?");
    await text("On its way");
    doubts.pushesOwnMessages = false;
    await text("Truly");
    await stage.clock.pass(0);
    expect(stage.pushed.map(({ body }) => [body.type, (body.data.sender as Row | undefined)?.role])).toEqual([
      [14, "BUYER"],
      [13, undefined],
      [14, "CUSTOMER_SERVICE"],
    ]);
    expect(stage.pushed[0]?.body.data).toMatchObject({
      type: "TEXT",
      content: '{"content":"Where is it?"}',
      is_visible: true,
      index: expect.any(String),
    });
  });

  it("carry cards with their data and a plain text when asked", async () => {
    const { stage, world, order, read } = await openChat();
    world.sendAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, type: "BUYER_ENTER_FROM_ORDER", content: { order_id: order.id } });
    const [plain] = take<Row[]>(await read(), "messages");
    expect(plain).toMatchObject({ type: "BUYER_ENTER_FROM_ORDER", content: `{"order_id":"${order.id}"}` });
    expect(plain).not.toHaveProperty("data");
    const [card] = take<Row[]>(await read({ need_data: "true", need_plaintext: "true" }), "messages");
    expect(JSON.parse(String(card?.data))).toMatchObject({ order_id: order.id, order_status: "ON_HOLD", quantity: 1 });
    expect(card?.plaintext).toBe(`[BUYER_ENTER_FROM_ORDER] ${order.id}`);
  });

  it("may be of a type nobody has heard of, on the wire or in the push", async () => {
    const { stage, world, order, read, faults } = await openChat();
    world.sendAsBuyer({ shopId: stage.shopId, buyerId: order.buyerId, type: "VOICE_NOTE", content: { vid: "v1" } });
    expect(take<Row[]>(await read(), "messages")[0]).toMatchObject({ type: "VOICE_NOTE" });
    faults.raise({ kind: "unknown_message", on: "chat.messages", count: 1 });
    expect(take<Row[]>(await read(), "messages")[0]).toMatchObject({ type: "HOLOGRAM_CARD" });
  });

  it("lag behind when asked to", async () => {
    const { stage, caller, writes, read, faults } = await openChat();
    faults.raise({ kind: "lag", on: "chat.*", ms: 8_000 });
    writes("one");
    expect(take(await read(), "messages")).toEqual([]);
    expect(take(await caller.read(CHATS, { page_size: "10" }), "conversations")).toEqual([]);
    await stage.clock.pass(8_000);
    writes("two");
    expect(take<Row[]>(await read(), "messages")).toHaveLength(1);
    expect(take<Row[]>(await caller.read(CHATS, { page_size: "10" }), "conversations")[0]).toMatchObject({
      unread_count: 1,
      latest_message: { content: '{"content":"one"}' },
    });
  });
});
