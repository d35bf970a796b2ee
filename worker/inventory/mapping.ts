/** What a listing may be mapped to: items with how many of each leave a shelf for one unit sold, or nothing on purpose. Pure: shapes, limits, what
 *  is refused and what is no change at all. */
import * as z from "zod";
import { Problem } from "../problem.ts";
import { addUp, itemId, type Part, QTY_MAX } from "./item.ts";
import type { ItemRow } from "./table.ts";

export const LISTING_PARTS_MAX = 20;
/** Listings one act may map. */
export const ACT_LISTINGS_MAX = 500;
/** How long a mapping may be taken back. */
export const UNDO_MINUTES_MAX = 30;

export interface ListingId {
  store: string;
  sku: string;
}

export type MapState = "mapped" | "ignored" | "unmapped";

/** What one listing is to become, or was. */
export interface Mapping extends ListingId {
  state: MapState;
  parts: Part[];
}

const listingId = { store: z.string().max(40), sku: z.string().max(40) };
export const mappings = z
  .array(
    z.discriminatedUnion("state", [
      z.object({
        ...listingId,
        state: z.literal("mapped"),
        parts: z
          .array(z.object({ item: itemId, qty: z.number().int().min(1).max(QTY_MAX) }))
          .min(1)
          .max(LISTING_PARTS_MAX),
      }),
      z.object({ ...listingId, state: z.enum(["ignored", "unmapped"]), parts: z.array(z.never()).max(0).default([]) }),
    ]),
  )
  .min(1)
  .max(ACT_LISTINGS_MAX);

export const keyOf = ({ store, sku }: ListingId) => `${store} ${sku}`;

/** One mapping per listing, one part per item. The last word about a listing counts. */
export function tidy(wanted: Mapping[]): Mapping[] {
  const byListing = new Map(wanted.map((one) => [keyOf(one), { ...one, parts: addUp(one.parts) }]));
  return [...byListing.values()];
}

export function isSameMapping(one: Mapping, other: Mapping): boolean {
  if (one.state !== other.state || one.parts.length !== other.parts.length) return false;
  return one.parts.every(({ item, qty }) => other.parts.some((part) => part.item === item && part.qty === qty));
}

/** A mapping names items that are there and offered. */
export function refuseItems(wanted: Mapping[], found: Pick<ItemRow, "id" | "sku" | "archived_at">[]): void {
  const items = new Map(found.map((item) => [item.id, item]));
  for (const { item: id, qty } of wanted.flatMap(({ parts }) => parts)) {
    const item = items.get(id);
    if (!item) throw new Problem("missing", "item-missing");
    if (item.archived_at !== null) throw new Problem("conflict", "item-archived", { sku: item.sku });
    if (qty > QTY_MAX) throw new Problem("invalid", "qty-too-large", { most: QTY_MAX });
  }
}
