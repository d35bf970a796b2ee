/** What an item may be, and what may be done with it. Pure. An item never changes its kind: what is counted on a shelf has no parts, and a kit
 *  stands on no shelf. */
import * as z from "zod";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import { toMinor } from "../tiktok/money.ts";
import type { ItemRow } from "./table.ts";

const SKU_CHARACTERS_MAX = 60;
const NAME_CHARACTERS_MAX = 200;
const BARCODE_CHARACTERS_MAX = 60;
export const QTY_MAX = 999;
export const KIT_PARTS_MAX = 30;

export const itemId = z.string().regex(/^itm_[\w-]{1,40}$/);
const part = z.object({ item: itemId, qty: z.number().int().min(1).max(QTY_MAX) });
export type Part = z.infer<typeof part>;

/** Nothing that cannot be seen is part of a SKU: two that look the same would be two. */
const sku = z
  .string()
  .transform((text) => text.replace(/\p{Cf}/gu, "").trim())
  .pipe(z.string().min(1).max(SKU_CHARACTERS_MAX));

export const itemForm = z.object({
  sku,
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  barcode: z
    .string()
    .trim()
    .max(BARCODE_CHARACTERS_MAX)
    .nullable()
    .transform((text) => text || null),
  /** As people write it: "4.20". Null for unknown; absent, it stays as it is. */
  cost: z
    .object({ amount: z.string().trim().max(20), currency: z.string().regex(/^[A-Z]{3}$/) })
    .nullable()
    .optional(),
  /** Of a kit. */
  parts: z.array(part).max(KIT_PARTS_MAX).default([]),
});
export type ItemForm = z.infer<typeof itemForm>;

export const newItem = itemForm.extend({ kind: z.enum(["standard", "kit"]) });
export type NewItem = z.infer<typeof newItem>;

export interface Cost {
  minor: number;
  currency: string;
}

/** Refuses what is no amount, and more places than the currency has. */
export function readCost(cost: ItemForm["cost"]): Cost | null {
  if (!cost || cost.amount === "") return null;
  try {
    const minor = toMinor(cost.amount.replace(",", "."), cost.currency);
    if (minor >= 0) return { minor, currency: cost.currency };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new Problem("invalid", "item-cost-wrong", { amount: cost.amount, currency: cost.currency });
}

/** Parts as they are kept: one row per item. */
export function addUp(parts: Part[]): Part[] {
  const sums = new Map<string, number>();
  for (const { item, qty } of parts) sums.set(item, (sums.get(item) ?? 0) + qty);
  return [...sums].map(([item, qty]) => ({ item, qty }));
}

/** `found` are the items the parts name. */
export function refuseParts(kind: ItemRow["kind"], parts: Part[], found: Pick<ItemRow, "id" | "sku" | "kind" | "archived_at">[]): void {
  if (kind === "standard") {
    if (parts.length > 0) throw new Problem("invalid", "item-not-a-kit");
    return;
  }
  if (parts.length === 0) throw new Problem("invalid", "kit-empty");
  const tooMany = parts.find(({ qty }) => qty > QTY_MAX);
  if (tooMany) throw new Problem("invalid", "qty-too-large", { most: QTY_MAX });
  if (found.length < parts.length) throw new Problem("missing", "item-missing");
  const kit = found.find((one) => one.kind === "kit");
  if (kit) throw new Problem("invalid", "kit-in-kit", { sku: kit.sku });
  const archived = found.find((one) => one.archived_at !== null);
  if (archived) throw new Problem("conflict", "item-archived", { sku: archived.sku });
}

/** What still needs an item. */
export interface Needed {
  listings: number;
  kits: number;
  stock: number;
}

export function canArchive(mayChange: Can, needed: Needed): Can {
  if (!mayChange.ok) return mayChange;
  if (needed.listings > 0) return cannot("item-mapped");
  if (needed.kits > 0) return cannot("item-in-kits");
  return needed.stock > 0 ? cannot("item-in-stock") : mayChange;
}
