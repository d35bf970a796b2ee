// What happens at TikTok by itself: buyers order and write, sellers ship, carriers carry, robots greet. One act at a time, drawn from the
// seed; an act that TikTok's rules forbid just then does not happen.
import { Refusal } from "../../simulator/core/core.ts";
import type { Order } from "../../simulator/orders/order.ts";
import type { Chance } from "./platform/chance.ts";
import type { Store } from "./stores.ts";
import type { World } from "./world.ts";

/** In every word a buyer writes here, so that words found elsewhere are known. */
export const WHISPER = "whisper";

const OLD_BUYER_SHARE = 0.7;

export class Trade {
  private readonly world: Pick<World, "shop">;
  private readonly chance: Chance;
  private said = 0;
  private readonly buyers = new Map<string, string[]>();
  private readonly inParts: boolean;

  /** `inParts`: whether sellers ship some units of an order and the rest later. TikTok rings only when the order's own status changes, so the first
   * of two parcels is told by nobody. */
  constructor(world: Pick<World, "shop">, chance: Chance, inParts = true) {
    this.world = world;
    this.chance = chance;
    this.inParts = inParts;
  }

  /** One thing happens to one of the shop's orders. */
  order(store: Store): void {
    const open = this.world.shop.orders(store.shop.id).filter(({ status }) => status !== "COMPLETED" && status !== "CANCELLED");
    if (open.length === 0 || this.chance.happens(0.3)) this.place(store);
    else this.move(this.chance.pick(open));
  }

  /** `fbt`: in TikTok's own warehouse, or not; drawn where it is not said. */
  place(store: Store, fbt?: boolean): void {
    const { chance } = this;
    const lines = Array.from({ length: 1 + chance.whole(2) }, () => ({ skuId: chance.pick(store.skus), quantity: 1 + chance.whole(2) }));
    const buyerId = this.buyerOf(store);
    const message = chance.happens(0.2) ? this.words("leave it at the door") : "";
    this.allowed(() =>
      this.world.shop.placeOrder({
        shopId: store.shop.id,
        buyerId,
        lines,
        message,
        paid: chance.happens(0.7),
        gift: chance.happens(0.1),
        sample: chance.happens(0.05),
        fbt: fbt ?? chance.happens(0.15),
        cod: chance.happens(0.1),
      }),
    );
  }

  /** The next step on an order's road, now and then two within one second. */
  move(order: Order): void {
    this.step(order);
    if (this.chance.happens(0.2)) this.step(order);
  }

  private step(order: Order): void {
    const { chance } = this;
    const { shop } = this.world;
    const acts: Partial<Record<Order["status"], (() => unknown)[]>> = {
      UNPAID: [() => shop.pay(order.id), () => shop.pay(order.id), () => shop.cancelByBuyer(order.id), () => shop.cancelBySeller(order.id)],
      ON_HOLD: [
        () => shop.endHold(order.id),
        () => shop.endHold(order.id),
        () => shop.cancelByBuyer(order.id),
        () => this.moveHouse(order),
      ],
      AWAITING_SHIPMENT: [() => this.ship(order), () => this.ship(order), () => shop.requestCancel(order.id), () => this.moveHouse(order)],
      PARTIALLY_SHIPPING: [() => this.ship(order)],
      AWAITING_COLLECTION: [() => shop.scan(order.id)],
      IN_TRANSIT: [() => shop.deliver(order.id)],
      DELIVERED: [() => shop.complete(order.id)],
    };
    const asked = [() => shop.grantCancel(order.id), () => shop.endRequest(order.id)];
    const possible = order.asksCancel ? asked : acts[order.status];
    if (possible) this.allowed(chance.pick(possible));
  }

  private ship(order: Order): void {
    const open = order.lines.filter((line) => line.status === "AWAITING_SHIPMENT").map((line) => line.id);
    const some = this.inParts && open.length > 1 && this.chance.happens(0.5) ? open.slice(0, 1) : open;
    this.world.shop.ship(order.id, { lineIds: some });
  }

  private moveHouse(order: Order): void {
    this.world.shop.changeAddress(order.id, { line1: `${1 + this.chance.whole(200)} Moved Lane` });
  }

  /** Somebody says something to the shop, or the shop's other voices to somebody. */
  talk(store: Store): void {
    const talks = this.world.shop.conversations(store.shop.id);
    if (talks.length === 0 || this.chance.happens(0.65)) this.write(store);
    else this.allowed(() => this.answerElsewhere(this.chance.pick(talks).id));
  }

  private answerElsewhere(conversationId: string): void {
    const { shop } = this.world;
    const text = this.words("we are on it");
    const voices = [
      () => shop.typeInSellerCenter({ conversationId, text, agentName: "Sam" }),
      () => shop.sayAsRobot({ conversationId, text }),
      () => shop.sayAsSystem({ conversationId, text }),
      () => shop.sayAsSystem({ conversationId, text, visible: false }),
    ];
    this.chance.pick(voices)();
  }

  write(store: Store): void {
    const { chance } = this;
    const buyerId = this.buyerOf(store);
    const order = this.world.shop.orders(store.shop.id).findLast((one) => one.buyerId === buyerId);
    const send = (type: string, content: unknown) => this.world.shop.sendAsBuyer({ shopId: store.shop.id, buyerId, type, content });
    if (order && chance.happens(0.3)) send("BUYER_ENTER_FROM_ORDER", { order_id: order.id });
    const product = this.world.shop.products(store.shop.id)[0]?.id;
    if (chance.happens(0.1)) send("BUYER_ENTER_FROM_PRODUCT", { product_id: product });
    const kinds = [
      () => send("IMAGE", { url: `https://img.example/${this.words("picture")}.jpg`, width: 800, height: 600 }),
      () => send("PRODUCT_CARD", { product_id: product }),
      () => (order ? send("ORDER_CARD", { order_id: order.id }) : undefined),
      () => send("EMOTICONS", "{}"),
      () => send("HOLOGRAM", { depth: 3 }),
      () => send("TEXT", this.words("not even JSON")),
      () => (order ? send("TEXT", { content: this.words(`about ${order.id}`) }) : undefined),
    ];
    if (chance.happens(0.3)) chance.pick(kinds)();
    if (chance.happens(0.9)) send("TEXT", { content: this.words("where is my parcel") });
  }

  private buyerOf(store: Store): string {
    const known = this.buyers.get(store.shop.id) ?? [];
    if (known.length > 0 && this.chance.happens(OLD_BUYER_SHARE)) return this.chance.pick(known);
    const { id } = this.world.shop.addBuyer({ region: store.shop.region });
    this.buyers.set(store.shop.id, [...known, id]);
    return id;
  }

  private words(text: string): string {
    this.said += 1;
    return `${WHISPER}${this.said} ${text}`;
  }

  private allowed(act: () => unknown): void {
    try {
      act();
    } catch (error) {
      // TikTok's rules forbid it just now: it does not happen.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
