// Short words for what sellers and buyers do in stories: one shop with one product, buyers who order and write.
import type { Order } from "../../simulator/orders/order.ts";
import type { TicketRow } from "../../worker/tickets/table.ts";
import type { World } from "./world.ts";

export interface Shop {
  id: string;
  seller: string;
  /** Two SKUs, plenty of stock. */
  skus: [string, string];
}

export function openShop(world: Pick<World, "shop">, seller: string, more: { region?: string; fbt?: boolean } = {}): Shop {
  const region = more.region ?? "US";
  world.shop.addSeller({ name: seller, region, shops: [{ region, name: `${seller} ${region}`, ...(more.fbt ? { fbt: true } : {}) }] });
  const owner = world.shop.sellers.find((one) => one.name === seller);
  const shop = world.shop.shops.find((one) => one.sellerId === owner?.id);
  if (!shop) throw new Error(`no shop for ${seller}`);
  const product = world.shop.addProduct({
    shopId: shop.id,
    title: `${seller} beanie`,
    skus: [
      { name: "Black, M", sellerSku: "BLK-M", price: 900, stock: 500, ...(more.fbt ? { fbtStock: 500 } : {}) },
      { name: "Cap", sellerSku: "CAP", price: 1_500, stock: 500, ...(more.fbt ? { fbtStock: 500 } : {}) },
    ],
  });
  const [first, second] = product.skus;
  return { id: shop.id, seller, skus: [first?.id ?? "", second?.id ?? ""] };
}

export const sellUnits = (world: Pick<World, "shop">, shop: Shop, quantity = 1, more: object = {}): Order =>
  world.shop.placeOrder({ shopId: shop.id, lines: [{ skuId: shop.skus[0], quantity }], paid: true, ...more });

/** A row as the desk might have written it. */
export const insertRow = (world: Pick<World, "rows">, table: string, row: Record<string, string | number | null>) =>
  world.rows(
    `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
      .map(() => "?")
      .join(", ")})`,
    ...Object.values(row),
  );

/** The ticket the buyer's conversation goes on in. */
export async function currentTicket(world: Pick<World, "rows">, buyer: Buyer): Promise<TicketRow> {
  const [row] = await world.rows<TicketRow>("SELECT * FROM ticket WHERE conversation_id = ? AND is_current = 1", buyer.conversationId);
  if (!row) throw new Error("this buyer has no ticket");
  return row;
}

/** A buyer with a conversation to be. */
export class Buyer {
  readonly id: string;
  readonly world: Pick<World, "shop">;
  readonly shop: Shop;

  constructor(world: Pick<World, "shop">, shop: Shop, nickname: string) {
    this.world = world;
    this.shop = shop;
    this.id = world.shop.addBuyer({ region: "US", nickname }).id;
  }

  writes(text: string): void {
    this.world.shop.writeAsBuyer({ shopId: this.shop.id, buyerId: this.id, text });
  }

  sends(type: string, content: unknown, visible = true): void {
    this.world.shop.sendAsBuyer({ shopId: this.shop.id, buyerId: this.id, type, content, visible });
  }

  comesFrom(order: Order): void {
    this.sends("BUYER_ENTER_FROM_ORDER", { order_id: order.id });
  }

  buys(quantity = 1): Order {
    return sellUnits(this.world, this.shop, quantity, { buyerId: this.id });
  }

  get conversationId(): string {
    const found = this.world.shop.conversations(this.shop.id).find((one) => one.buyerId === this.id);
    if (!found) throw new Error("this buyer has not written yet");
    return found.id;
  }
}

/** A buyer who has ordered asks about it, and the question is a ticket. */
export async function askAbout(world: World, shop: Shop, text: string, { nickname = "Mia Moss", quantity = 1 } = {}) {
  const buyer = new Buyer(world, shop, nickname);
  const order = buyer.buys(quantity);
  buyer.comesFrom(order);
  buyer.writes(text);
  await world.settle();
  return { buyer, order, ticket: (await currentTicket(world, buyer)).id };
}
