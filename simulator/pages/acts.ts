// Everything the panel does, by name, for its forms and for JSON callers alike: the acts of the world and the switches around it.
// Refuses unknown names; what the world refuses comes back in its words.
import type { ReturnType } from "../aftersales/return-reasons.ts";
import { conversationOf } from "../chat/conversation.ts";
import { type Core, found, Refusal } from "../core/core.ts";
import type { Limits, Rules } from "../core/state.ts";
import { setDoubt } from "../doubts.ts";
import type { FaultKind, FaultOrder } from "../faults.ts";
import { photo } from "../pictures.ts";
import { ACTS, type World } from "../world.ts";

export type Input = Record<string, unknown>;

/** Acts whose arguments are not one object: the fields that become their arguments, `*` for the whole input. */
const ARGUMENTS: Record<string, readonly string[]> = {
  pay: ["orderId"],
  endHold: ["orderId"],
  ship: ["orderId", "*"],
  shipPackage: ["packageId", "*"],
  splitOrder: ["orderId", "groups"],
  undoSplit: ["orderId"],
  combineOrders: ["orderIds"],
  uncombine: ["packageId", "orderIds"],
  reportException: ["packageId", "reason"],
  scan: ["orderId", "packageId"],
  deliver: ["orderId", "packageId"],
  complete: ["orderId"],
  cancelBySeller: ["orderId", "*"],
  cancelByBuyer: ["orderId", "reason"],
  requestCancel: ["orderId", "reason"],
  grantCancel: ["orderId"],
  endRequest: ["orderId"],
  sendBack: ["returnId"],
  bringBack: ["returnId"],
  withdrawReturn: ["returnId"],
  takeOverReturn: ["returnId"],
  grantReturn: ["returnId"],
  refuseReturn: ["returnId"],
  goOnAlone: ["returnId"],
  judgeReturn: ["returnId", "winner"],
  answerOffer: ["returnId", "accepts"],
  moveInbound: ["inboundId", "status"],
  receiveInbound: ["inboundId", "receipts"],
  changeAddress: ["orderId", "address"],
  changeApp: ["appKey", "*"],
  rotateSecret: ["appKey"],
  endRotation: ["appKey"],
  renewCipher: ["shopId"],
};

const textIn = (input: Input, name: string): string => {
  const value = input[name];
  if (typeof value !== "string" || value === "") throw new Refusal(`"${name}" is missing.`);
  return value;
};

type PanelAct = (core: Core, world: World, input: Input) => unknown;

const talkOf = (core: Core, input: Input) => conversationOf(core, textIn(input, "conversationId"));

function sayAs(core: Core, world: World, input: Input, type: string, content: unknown) {
  const { shopId, buyerId } = talkOf(core, input);
  return world.sendAsBuyer({ shopId, buyerId, type, content });
}

const PHOTOS = ["jar with a dented lid", "open parcel on a table", "wrong colour", "broken pump", "label on a box"];
/** Addresses of videos in chat end after a while. */
const VIDEO_LINK_SECONDS = 6 * 3_600;
const [PHOTO_WIDTH, PHOTO_HEIGHT] = [540, 720];

/** Acts of the panel itself, beside those of the world. */
const OWN: Record<string, PanelAct> = {
  writeAsNewBuyer: (core, world, input) => {
    const shop = found(core.state.shops[textIn(input, "shopId")], "shop", textIn(input, "shopId"));
    const buyer = world.addBuyer({ region: shop.region });
    return world.writeAsBuyer({ shopId: shop.id, buyerId: buyer.id, text: textIn(input, "text") });
  },
  writeAboutOrder: (core, world, input) => {
    const { id, shopId, buyerId } = found(core.state.orders[textIn(input, "orderId")], "order", textIn(input, "orderId"));
    // A buyer who opens the chat from an order is seen to come from there before the first word.
    world.sendAsBuyer({ shopId, buyerId, type: "BUYER_ENTER_FROM_ORDER", content: { order_id: id } });
    return world.writeAsBuyer({ shopId, buyerId, text: textIn(input, "text") });
  },
  sayAsBuyer: (core, world, input) => sayAs(core, world, input, "TEXT", { content: textIn(input, "text") }),
  sendPhoto: (core, world, input) => {
    const scene = PHOTOS[core.ids.count("photo") % PHOTOS.length] ?? "photo";
    const url = photo(core.origin, scene, PHOTO_WIDTH, PHOTO_HEIGHT);
    return sayAs(core, world, input, "IMAGE", { url, width: PHOTO_WIDTH, height: PHOTO_HEIGHT });
  },
  sendVideo: (core, world, input) => {
    const cover = photo(core.origin, "unboxing on a table", PHOTO_WIDTH, PHOTO_HEIGHT);
    const vid = `v${core.ids.count("video")}`;
    const expires = Math.floor(core.now() / 1000) + VIDEO_LINK_SECONDS;
    const content = { url: `${core.origin}/videos/${vid}.mp4`, cover, vid, duration: "20.5", expire_time: String(expires), format: "mp4" };
    return sayAs(core, world, input, "VIDEO", { ...content, width: PHOTO_WIDTH, height: PHOTO_HEIGHT });
  },
  sendSticker: (core, world, input) => sayAs(core, world, input, "EMOTICONS", { content: "[heart]" }),
  openReturn: (core, world, input) => {
    const [type, reason = ""] = textIn(input, "wish").split(":");
    const scene = PHOTOS[core.ids.count("photo") % PHOTOS.length] ?? "photo";
    return world.askForReturn({
      orderId: textIn(input, "orderId"),
      type: type as ReturnType,
      reason,
      note: typeof input.note === "string" ? input.note : "",
      photos: input.photo === "true" ? [scene] : [],
      quick: input.quick === "true",
      ...(input.lineId ? { lineIds: [textIn(input, "lineId")] } : {}),
    });
  },
  sendGoods: (_core, world, input) =>
    world.planInbound({
      shopId: textIn(input, "shopId"),
      goods: [{ skuId: textIn(input, "skuId"), quantity: Number(input.quantity) }],
    }),
  acceptOffer: (_core, world, input) => world.answerOffer(textIn(input, "returnId"), true),
  refuseOffer: (_core, world, input) => world.answerOffer(textIn(input, "returnId"), false),
  rateLast: (_core, world, input) => world.rateSession({ conversationId: textIn(input, "conversationId"), score: Number(input.score) }),
  sendOrderCard: (core, world, input) => sayAs(core, world, input, "ORDER_CARD", { order_id: textIn(input, "orderId") }),
  sendUnknown: (core, world, input) => sayAs(core, world, input, "VOICE_NOTE", { vid: "v0001", seconds: 7 }),
  sayHidden: (core, world, input) =>
    world.sayAsSystem({ conversationId: talkOf(core, input).id, text: textIn(input, "text"), type: "OTHER", visible: false }),
  countOrders: (_core, world, input) =>
    world.countOrders(textIn(input, "shopId"), { ge: Number(input.ge ?? 0), lt: Number(input.lt ?? Number.MAX_SAFE_INTEGER) }),
  raiseFault: (core, _world, input) => {
    core.changed();
    return { id: core.faults.raise({ ...(input as object), kind: textIn(input, "kind") as FaultKind } satisfies FaultOrder) };
  },
  liftFault: (core, _world, input) => {
    core.changed();
    core.faults.lift(textIn(input, "id"));
  },
  clearFaults: (core) => {
    core.changed();
    core.faults.clear();
  },
  setDoubts: (core, _world, input) => {
    core.changed();
    for (const [name, value] of Object.entries(input))
      if (!setDoubt(core.state.doubts, name, String(value as string | number | boolean))) throw new Refusal(`"${name}" cannot be set so.`);
  },
  setRetryScale: (core, _world, input) => {
    core.changed();
    core.faults.retryScale = Number(input.retryScale ?? 1);
  },
  setSensitiveWords: (core, _world, input) => {
    core.changed();
    core.state.sensitiveWords = Array.isArray(input.words) ? input.words.map(String) : [];
  },
  setClockwork: (core, world, input) => {
    world.changeRules(input.rules as Partial<Rules>);
    world.changeLimits(input.limits as Partial<Limits>);
    OWN.setRetryScale?.(core, world, input);
    OWN.setSensitiveWords?.(core, world, input);
  },
  pushNow: (core) => {
    for (const id of Object.keys(core.state.pushes)) core.postbag.set(id, core.now());
    core.changed();
  },
};

/** Whether the panel knows an act of that name, its own or the world's. */
export const isAct = (name: string): boolean => Object.hasOwn(OWN, name) || Object.hasOwn(ACTS, name);

/** Does the act, or throws a Refusal. */
export function doAct(core: Core, world: World, name: string, input: Input): unknown {
  const own = OWN[name];
  if (own) return own(core, world, input);
  if (!Object.hasOwn(ACTS, name)) throw new Refusal(`There is no act "${name}".`);
  const act = world[name as keyof typeof ACTS] as (...rest: unknown[]) => unknown;
  const names = ARGUMENTS[name] ?? ["*"];
  if (names[0] !== undefined && names[0] !== "*" && !Array.isArray(input[names[0]])) textIn(input, names[0]);
  const { orderId: _order, packageId: _package, appKey: _app, ...rest } = input;
  return act(...names.map((one) => (one === "*" ? (names.length === 1 ? input : rest) : input[one])));
}
