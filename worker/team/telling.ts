/** What a person is told of, and by which road: in the desk, on the desktop while a tab is hidden, or on a device while no tab is open. Pure.
 *  Whatever was never chosen is told everywhere; quiet hours silence everything but the desk itself. */
import * as z from "zod";

export const KINDS = ["mentioned", "assigned", "buyer-wrote", "clock-warned", "clock-late", "reply-failed", "snooze-over"] as const;
export type Kind = (typeof KINDS)[number];

/** app: counted and listed in the desk. */
const ROADS = ["app", "desktop", "push"] as const;
export type Road = (typeof ROADS)[number];

const DAY_MINUTES = 1_440;
const minute = z
  .number()
  .int()
  .min(0)
  .max(DAY_MINUTES - 1);

/** Each may be left out; null returns to what the desk does by itself. */
export const tellingShape = {
  telling: z.partialRecord(z.enum(KINDS), z.partialRecord(z.enum(ROADS), z.boolean())).nullable(),
  /** Minutes of the person's own day; where `from` is later than `to` they go over midnight. */
  quiet: z
    .object({
      from: minute,
      to: minute,
      zone: z
        .string()
        .max(60)
        .refine((zone) => minuteOfDay(0, zone) !== null),
    })
    .nullable(),
  /** For what is the person's own, or nobody's yet. */
  sound: z.boolean().nullable(),
  /** True: a device shows the buyer's words too, over whoever's shoulder. */
  pushWords: z.boolean().nullable(),
};

export interface Telling {
  telling?: Partial<Record<Kind, Partial<Record<Road, boolean>>>> | null | undefined;
  quiet?: { from: number; to: number; zone: string } | null | undefined;
}

export const isTold = ({ telling }: Telling, kind: Kind, road: Road): boolean => telling?.[kind]?.[road] ?? true;

export function isQuiet({ quiet }: Telling, at: number): boolean {
  if (!quiet || quiet.from === quiet.to) return false;
  const minutes = minuteOfDay(at, quiet.zone);
  if (minutes === null) return false;
  return quiet.from < quiet.to ? minutes >= quiet.from && minutes < quiet.to : minutes >= quiet.from || minutes < quiet.to;
}

/** Null where there is no such zone. */
function minuteOfDay(at: number, timeZone: string): number | null {
  try {
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const [hour = 0, minutes = 0] = clock.format(at).split(":").map(Number);
    return hour * 60 + minutes;
  } catch {
    // The platform names no reason; hours of a zone it does not know silence nothing.
    return null;
  }
}
