/** The columns a list of orders may show and a file may hold, by name: what exists, what nobody need choose, and which tell of a person. Pure. */
import * as z from "zod";

/** As the page shows them when nobody has chosen. */
export const USUAL_COLUMNS = ["order", "buyer", "units", "stage", "by", "deadline", "total"] as const;
export const LIST_COLUMNS = [
  "order",
  "store",
  "buyer",
  "units",
  "stage",
  "reasons",
  "by",
  "tags",
  "assignee",
  "delivery",
  "warehouse",
  "placed",
  "deadline",
  "total",
] as const;

/** Of the recipient: only with the right `personal` in the order's store. */
export const PERSONAL_COLUMNS = ["recipient", "phone", "address", "city", "region", "postal_code", "country"] as const;
export const FILE_COLUMNS = [
  "id",
  "store",
  "placed",
  "paid",
  "status",
  "stage",
  "reasons",
  "by",
  "buyer",
  "skus",
  "units",
  "currency",
  "total",
  "subtotal",
  "shipping_fee",
  "tax",
  "delivery",
  "shipping",
  "tracking",
  "packages",
  "ship_by",
  "tags",
  "assignee",
  "held",
  "notes",
  ...PERSONAL_COLUMNS,
] as const;
export type FileColumn = (typeof FILE_COLUMNS)[number];

const each = <Name extends string>(names: readonly [Name, ...Name[]]) =>
  z
    .array(z.enum(names))
    .min(1)
    .max(names.length)
    .refine((chosen) => new Set(chosen).size === chosen.length);

export const listColumns = each(LIST_COLUMNS);
export const fileColumns = each(FILE_COLUMNS);
export const isPersonal = (column: FileColumn) => (PERSONAL_COLUMNS as readonly string[]).includes(column);
