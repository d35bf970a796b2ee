/** What a warehouse is, what a store's list of them may hold, and what people may do with stock by hand. Pure; refuses lists that would leave an
 *  order without a place to wait at. */
import * as z from "zod";
import { Problem } from "../problem.ts";
import { isTimeZone } from "../stores/calendar.ts";
import { STORE_WAREHOUSES_MAX } from "./propose.ts";

/** Lists and pages show all of them. */
export const WAREHOUSES_MAX = 100;
const NAME_CHARACTERS_MAX = 60;
const POSTAL_CODE_CHARACTERS_MAX = 12;

export const warehouseId = z.string().min(1).max(40);

export const warehouseName = z.string().trim().min(1).max(NAME_CHARACTERS_MAX);

export const warehouseForm = z.object({
  name: warehouseName,
  /** ISO 3166-1 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  postalCode: z.string().trim().min(1).max(POSTAL_CODE_CHARACTERS_MAX).nullable(),
  timeZone: z.string().refine(isTimeZone),
});
export type WarehouseForm = z.infer<typeof warehouseForm>;

/** A store's warehouses, best first. */
export const sourcesForm = z
  .array(z.object({ warehouse: warehouseId, isFallback: z.boolean(), shopWarehouse: z.string().min(1).max(40).nullable() }))
  .max(STORE_WAREHOUSES_MAX);
export type Sources = z.infer<typeof sourcesForm>;

export function refuseBrokenSources(sources: Sources): void {
  const linked = sources.flatMap(({ shopWarehouse }) => shopWarehouse ?? []);
  if (new Set(sources.map(({ warehouse }) => warehouse)).size < sources.length) throw new Problem("invalid", "sources-twice");
  if (new Set(linked).size < linked.length) throw new Problem("invalid", "sources-linked-twice");
  if (sources.length > 0 && sources.filter(({ isFallback }) => isFallback).length !== 1) throw new Problem("invalid", "sources-fallback");
}

/** Why somebody changes a number without counting: what is lost or damaged leaves, what is found comes. */
export const ADJUST_REASONS = ["found", "lost", "damaged", "sample", "correction"] as const;
export type AdjustReason = (typeof ADJUST_REASONS)[number];

/** Which way a reason goes: more, fewer, or, for a correction, either. */
export const wayOf = (reason: AdjustReason): 1 | -1 | 0 => (reason === "correction" ? 0 : reason === "found" ? 1 : -1);

export const isWay = (reason: AdjustReason, by: number) => by !== 0 && [0, Math.sign(by)].includes(wayOf(reason));
