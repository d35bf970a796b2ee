/** The list of orders behind a number of a report: the same days of the same zone, of the same stores. Stores of several zones have days of their
 *  own, so a number of theirs together opens no list; each store's own does. */
import { addressOf, NO_FILTER } from "../orders/place.ts";
import { DAY_MS } from "../ui/units.ts";
import type { Head } from "./room.tsx";

/** As the desk names what it counts. */
export type CountedName =
  | "paid"
  | "standing"
  | "gifts"
  | "paid-by-tiktok"
  | "cancelled"
  | "cancelled-buyer"
  | "cancelled-seller"
  | "cancelled-tiktok"
  | "unscanned"
  | "refunded"
  | "refunded-kept"
  | "refunded-cancelled"
  | "shipped-late"
  | "dispatched-late"
  | "at-fault"
  | "collected-late"
  | "delivered-late"
  | "delivered"
  | "returned";

/** What is owed counts once its day is over. */
const OWED: readonly CountedName[] = ["shipped-late", "collected-late", "delivered-late"];

interface Narrower {
  /** Who ships. */
  by?: string;
  sku?: string;
  /** Some days of the period. */
  days?: { from: string; to: string } | undefined;
}

export function listOfCounted(
  head: Head,
  name: CountedName,
  stores: readonly string[],
  { by = "", sku = "", days }: Narrower = {},
): string | undefined {
  const of = head.stores.filter(({ id }) => stores.includes(id));
  const [first, ...others] = of;
  if (!first || others.some(({ time_zone }) => time_zone !== first.time_zone)) return undefined;
  const { from, to } = days ?? head.period.now;
  const last = OWED.includes(name) && to >= first.today ? dayBefore(first.today) : to;
  return addressOf({ ...NO_FILTER, counted: `${name}@${first.time_zone}`, from, to: last, by, sku, stores: of.map(({ id }) => id) });
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
