/** The settings page's question: what every store promises, the calendars, and when a message that came in now would be due. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { StoreRow } from "../stores/table.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { addOpenMinutes, type Calendar, isOpen, nextOpening } from "./calendar.ts";
import type { Override } from "./clocks.ts";
import { hoursOf, overridesOf, policyOf } from "./policy.ts";
import type { CalendarRow } from "./table.ts";

const STORE_COLUMNS = [
  "id",
  "name",
  "mark",
  "marketplace",
  "time_zone",
  "version",
  "reply_target_minutes",
  "next_target_minutes",
  "resolution_target_minutes",
  "calendar_id",
  "promise_overrides",
] as const satisfies (keyof StoreRow)[];
type Listed = Pick<StoreRow, (typeof STORE_COLUMNS)[number]>;

export interface PromisePage {
  stores: (Omit<Listed, "promise_overrides"> & { preview: Preview; overrides: Override[] })[];
  calendars: ({ id: string; name: string; version: number } & Calendar)[];
}

export interface Preview {
  /** The moment that is asked about, and when a message written then is due. */
  now: number;
  dueAt: number;
  isOpen: boolean;
  /** When work begins next; null where it never does. */
  opensAt: number | null;
}

export const previewOf = (calendar: Calendar | null, minutes: number, now: number): Preview => ({
  now,
  dueAt: addOpenMinutes(calendar, now, minutes),
  isOpen: isOpen(calendar, now),
  opensAt: nextOpening(calendar, now),
});

export async function openPromisePage(kit: Kit, signedIn: SignedIn): Promise<PromisePage> {
  await requireAdmin(kit, signedIn);
  const columns = sql.raw(STORE_COLUMNS.join(", "));
  const [stores, calendars] = await kit.db.batch<[Listed, CalendarRow]>([
    sql`SELECT ${columns} FROM store`,
    sql`SELECT * FROM business_calendar`,
  ]);
  const listed = stores
    .sort((one, other) => one.mark - other.mark)
    .map(({ promise_overrides, ...store }) => {
      const overrides = overridesOf({ promise_overrides });
      const policy = policyOf({ ...store, promise_overrides }, calendars.find((calendar) => calendar.id === store.calendar_id) ?? null);
      return { ...store, overrides, preview: previewOf(policy.calendar, policy.firstMinutes, kit.now()) };
    });
  return {
    stores: listed,
    calendars: calendars
      .map((row) => ({ id: row.id, name: row.name, version: row.version, ...hoursOf(row) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}
