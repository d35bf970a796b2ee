// Weight and size of a parcel as calls give them: numbers as text, all three sides together. Refuses numbers that are none.

import { GRAMS_PER_POUND } from "../catalogue/postage.ts";
import type { Core } from "../core/core.ts";
import type { Order } from "../orders/order.ts";
import type { Measures } from "../orders/package.ts";
import { badParameter } from "./failure.ts";
import { objectIn } from "./input.ts";
import type { Call } from "./route.ts";

const NUMBER = /^\d{1,6}(\.\d{1,4})?$/;
const USUAL_DIMENSION = { length: "20", width: "15", height: "6", unit: "CM" };

function numberIn(row: Record<string, unknown>, name: string): string {
  const value = row[name];
  if (typeof value !== "string" || !NUMBER.test(value) || Number(value) <= 0)
    throw badParameter(`Invalid request: ${name} must be a positive number as a string`);
  return value;
}

function unitIn(row: Record<string, unknown>, allowed: readonly string[]): string {
  const unit = row.unit;
  if (typeof unit !== "string" || !allowed.includes(unit)) throw badParameter(`Invalid request: unit must be one of ${allowed.join(", ")}`);
  return unit;
}

/** What the call says, else what the products weigh. */
export function measuresOf(call: Call, orders: readonly Order[], lineIds: readonly string[]): Measures & { grams: number } {
  const weight = objectIn(call.body.weight, "weight");
  const sides = objectIn(call.body.dimension, "dimension");
  const dimension = sides
    ? {
        length: numberIn(sides, "length"),
        width: numberIn(sides, "width"),
        height: numberIn(sides, "height"),
        unit: unitIn(sides, ["CM", "INCH"]),
      }
    : USUAL_DIMENSION;
  if (!weight) {
    const grams = productGrams(call.core, orders, lineIds);
    return { weight: { value: String(grams), unit: "GRAM" }, dimension, grams };
  }
  const given = { value: numberIn(weight, "value"), unit: unitIn(weight, ["GRAM", "POUND"]) };
  return { weight: given, dimension, grams: Number(given.value) * (given.unit === "POUND" ? GRAMS_PER_POUND : 1) };
}

const productGrams = (core: Core, orders: readonly Order[], lineIds: readonly string[]): number =>
  orders
    .flatMap((order) => order.lines)
    .filter((line) => lineIds.includes(line.id))
    .reduce((sum, line) => sum + (core.state.products[line.productId]?.weightGrams ?? 0), 0);
