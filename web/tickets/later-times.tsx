/** When a ticket is usually put off until: later today while there is a later, tomorrow, next week. */
import { Index } from "solid-js";
import { isSameDay, MORNING_HOUR, now, ownZone, writeTime } from "../ui/clock.ts";
import { MenuItem } from "../ui/menu.tsx";
import { HOUR_MS } from "../ui/units.ts";
import { morningIn, weekdayOf } from "../ui/wall-clock.ts";
import { speak } from "../words/words.ts";

const EVENING_HOUR = 18;
const LATER_MS = 3 * HOUR_MS;

/** This evening, or three hours from now where the evening is near; nothing once that would be tomorrow. */
function laterToday(from: number): number | null {
  const evening = morningIn(0, EVENING_HOUR, from, ownZone);
  if (evening - from > HOUR_MS) return evening;
  const later = Math.ceil((from + LATER_MS) / (HOUR_MS / 2)) * (HOUR_MS / 2);
  return isSameDay(later, from) ? later : null;
}

function nextMonday(from: number): number {
  const day = weekdayOf(from, ownZone);
  return morningIn(day === 0 ? 1 : 8 - day, MORNING_HOUR, from, ownZone);
}

function usualTimes(from: number): (readonly [name: string, at: number])[] {
  const names = speak("thread").acts;
  const later = laterToday(from);
  const mornings = [[names.tomorrow, morningIn(1, MORNING_HOUR, from, ownZone)] as const, [names.nextWeek, nextMonday(from)] as const];
  return later ? [[names.laterToday, later] as const, ...mornings] : mornings;
}

interface UsualTimesProps {
  because?: string | null;
  onChoose: (at: number) => void;
}

/** The clock moves on while the menu is open: its items stay, and so does whoever stands at one of them. */
export function UsualTimes(props: UsualTimesProps) {
  return (
    <Index each={usualTimes(now())}>
      {(time) => (
        <MenuItem because={props.because} onChoose={() => props.onChoose(time()[1])}>
          {time()[0]} <span class="dim">{writeTime(time()[1], isSameDay(time()[1], now()) ? "time" : "full")}</span>
        </MenuItem>
      )}
    </Index>
  );
}
