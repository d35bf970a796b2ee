/** When a ticket is usually put off until: later today while there is a later, tomorrow, next week. */
import { isSameDay, MORNING_HOUR, morningIn } from "../ui/clock.ts";

const EVENING_HOUR = 18;
const HOUR_MS = 3_600_000;
const LATER_MS = 3 * HOUR_MS;

/** This evening, or three hours from now where the evening is near; nothing once that would be tomorrow. */
function laterToday(from: number): number | null {
  const evening = morningIn(0, EVENING_HOUR, from);
  if (evening - from > HOUR_MS) return evening;
  const later = Math.ceil((from + LATER_MS) / (HOUR_MS / 2)) * (HOUR_MS / 2);
  return isSameDay(later, from) ? later : null;
}

function nextMonday(from: number): number {
  const day = new Date(from).getDay();
  return morningIn(day === 0 ? 1 : 8 - day, MORNING_HOUR, from);
}

interface Names {
  laterToday: string;
  tomorrow: string;
  nextWeek: string;
}

export function usualTimes(names: Names, from: number): (readonly [name: string, at: number])[] {
  const later = laterToday(from);
  const mornings = [[names.tomorrow, morningIn(1, MORNING_HOUR, from)] as const, [names.nextWeek, nextMonday(from)] as const];
  return later ? [[names.laterToday, later] as const, ...mornings] : mornings;
}
