/** Hours of one day, each from and to; none is closed. */
import { Index, Show } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { speak } from "../words/words.ts";
import { isOvernight, OFFICE_HOURS, type Range, readMinute, writeMinute } from "./hours.ts";

const RANGES_MAX = 6;
const MINUTES_PER_DAY = 1_440;
const NEXT_RANGE_MINUTES = 60;

/** After the last one, or office hours. */
function nextRange(ranges: Range[]): Range {
  const last = ranges.at(-1);
  if (!last || isOvernight(last) || last.to + 2 * NEXT_RANGE_MINUTES > MINUTES_PER_DAY) return OFFICE_HOURS;
  return { from: last.to + NEXT_RANGE_MINUTES, to: last.to + 2 * NEXT_RANGE_MINUTES };
}

export function Ranges(props: { of: string; ranges: Range[]; onChange: (ranges: Range[]) => void }) {
  const words = speak("sla").calendar;
  const change = (at: number, range: Partial<Range>) =>
    props.onChange(props.ranges.map((given, place) => (place === at ? { ...given, ...range } : given)));
  // Given where it is read, not what it is: a field stays under the hand that types its hours, and says so at every digit.
  const time = (range: () => Range, at: number, end: "from" | "to") => (
    <input
      class="input time"
      type="time"
      required
      aria-label={words[end](props.of)}
      value={writeMinute(range()[end])}
      onChange={(event) => event.currentTarget.value && change(at, { [end]: readMinute(event.currentTarget.value, end) })}
    />
  );
  return (
    <span class="ranges">
      <Show when={props.ranges.length === 0}>
        <span class="dim">{words.closed}</span>
      </Show>
      <Index each={props.ranges}>
        {(range, at) => (
          <span class="range">
            {time(range, at, "from")}
            <span aria-hidden="true">–</span>
            {time(range, at, "to")}
            <Show when={isOvernight(range())}>
              <span class="small dim">{words.overnight}</span>
            </Show>
            <IconButton
              icon="x"
              small
              label={words.dropRange(props.of)}
              onPress={() => props.onChange(props.ranges.filter((_, place) => place !== at))}
            />
          </span>
        )}
      </Index>
      <Show when={props.ranges.length < RANGES_MAX}>
        <IconButton
          icon="plus"
          small
          label={words.addRange(props.of)}
          onPress={() => props.onChange([...props.ranges, nextRange(props.ranges)])}
        />
      </Show>
    </span>
  );
}
