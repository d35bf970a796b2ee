// What tests and the panel drive: every act of seller, buyer, carrier and TikTok as a plain method, and readers of the truth.
// Refuses promises; whatever an act sets off lies on the agenda until the next tick.
import {
  answerOffer,
  bringBack,
  goOnAlone,
  grantReturn,
  judgeReturn,
  refuseReturn,
  sendBack,
  takeOverReturn,
  withdrawReturn,
} from "./aftersales/moves.ts";
import { askForReturn } from "./aftersales/open.ts";
import { addBuyer } from "./buyers/buyer.ts";
import { addProduct, restock } from "./catalogue/product.ts";
import { addWarehouse } from "./catalogue/warehouse.ts";
import { addCoupon } from "./chat/coupon.ts";
import { rateSession, sayAsRobot, sayAsSystem, sendAsBuyer, typeInSellerCenter, writeAsBuyer } from "./chat/speak.ts";
import type { Core } from "./core/core.ts";
import { adjustGoods, damageGoods, moveInbound, planInbound, receiveInbound } from "./fbt/acts.ts";
import { answerMail, autoAnswerMail, bounceMail, breakMail, takeMail, writeHostileMail, writeMail } from "./mail/mail.ts";
import { changeAddress } from "./orders/address.ts";
import { cancelByBuyer, cancelBySeller, endRequest, grantCancel, requestCancel } from "./orders/cancel.ts";
import { combineOrders, uncombine } from "./orders/combine.ts";
import { moveDue } from "./orders/due.ts";
import { complete, deliver, endHold, pay, reportException, scan } from "./orders/moves.ts";
import { placeOrder } from "./orders/place.ts";
import { ship, shipPackage } from "./orders/ship.ts";
import { limitParcels, splitOrder, undoSplit } from "./orders/split.ts";
import { addSeller, addShop, renewCipher } from "./sellers/account.ts";
import { changeApp, endRotation, registerApp, rotateSecret } from "./sellers/app.ts";
import { authorize, deauthorize, expireAccessToken, expireAuthorization, revokeScope } from "./sellers/grant.ts";
import { changeLimits, changeRules, recordReturn } from "./settings.ts";
import { openTruth, type Truth } from "./truth.ts";
import { publishWebhook } from "./webhooks/publish.ts";
import { subscribe } from "./webhooks/subscribe.ts";

/** Every act by name; the first argument is the world it happens in. */
export const ACTS = {
  registerApp,
  changeApp,
  rotateSecret,
  endRotation,
  addSeller,
  addShop,
  renewCipher,
  addWarehouse,
  addProduct,
  restock,
  addBuyer,
  addCoupon,
  authorize,
  deauthorize,
  expireAccessToken,
  expireAuthorization,
  revokeScope,
  placeOrder,
  pay,
  endHold,
  ship,
  shipPackage,
  splitOrder,
  /** The seller takes a split back in Seller Center. */
  undoSplit,
  combineOrders,
  uncombine,
  limitParcels,
  scan,
  deliver,
  reportException,
  complete,
  cancelBySeller,
  cancelByBuyer,
  requestCancel,
  grantCancel,
  /** The seller refuses, or the buyer withdraws, a request to cancel. */
  endRequest,
  askForReturn,
  /** The buyer hands the goods to a carrier; `bringBack` is their arrival. */
  sendBack,
  bringBack,
  /** Goods for TikTok's warehouses: planned, then moved along and received; what is lost, found or damaged there. */
  planInbound,
  moveInbound,
  receiveInbound,
  adjustGoods,
  damageGoods,
  withdrawReturn,
  answerOffer,
  takeOverReturn,
  judgeReturn,
  /** Somebody of the shop answers in Seller Center. */
  grantReturn,
  refuseReturn,
  goOnAlone,
  changeAddress,
  recordReturn,
  writeAsBuyer,
  sendAsBuyer,
  typeInSellerCenter,
  sayAsRobot,
  sayAsSystem,
  rateSession,
  takeMail,
  breakMail,
  writeMail,
  answerMail,
  autoAnswerMail,
  bounceMail,
  writeHostileMail,
  publishWebhook,
  subscribe,
  changeRules,
  changeLimits,
};

type Bound<Acts> = {
  [Name in keyof Acts]: Acts[Name] extends (core: Core, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;
};

export type World = Bound<typeof ACTS> & Truth;

/** One object to drive and to read, so that a test needs no second handle. */
export function openWorld(core: Core): World {
  const bind =
    (act: (core: Core, ...rest: unknown[]) => unknown) =>
    (...rest: unknown[]) => {
      // Nobody acts in a world that is behind the clock: an hour that is over is over for buyer and seller alike.
      moveDue(core);
      return act(core, ...rest);
    };
  const bound = Object.fromEntries(Object.entries(ACTS).map(([name, act]) => [name, bind(act as Parameters<typeof bind>[0])])) as Bound<
    typeof ACTS
  >;
  // The truth is read through getters, so it is laid over the acts without copying it.
  return Object.defineProperties(bound, Object.getOwnPropertyDescriptors(openTruth(core))) as World;
}
