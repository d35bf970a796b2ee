/** A shop's own warehouses as TikTok lists them. https://partner.tiktokshop.com/docv2/page/get-warehouse-list-202309. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";
import { flag, id, listOf, text } from "./fields.ts";

const warehouses = z.object({
  warehouses: listOf(z.object({ id, name: text, type: text, effect_status: text, is_default: flag })),
});

export interface ShopWarehouse {
  id: string;
  name: string;
  kind: string;
  status: string;
  isDefault: boolean;
}

export async function listWarehouses(shop: Line): Promise<ShopWarehouse[]> {
  const { data } = await callTikTok(shop, { method: "GET", path: "/logistics/202309/warehouses" });
  return warehouses.parse(data).warehouses.map((row) => ({
    id: row.id,
    name: row.name ?? row.id,
    kind: row.type ?? "",
    status: row.effect_status ?? "",
    isDefault: row.is_default,
  }));
}
