/** One line on a store's page: how its last counted days stand against TikTok's totals. */

import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Pie } from "../ui/due.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { writeDay } from "./days.tsx";
import { askStoreGaps } from "./queries.ts";

export default function GapLine(props: { store: string }) {
  const words = speak("gaps");
  const gaps = useQuery(() => askStoreGaps(props.store));
  const days = () => known(gaps)?.days ?? [];
  const open = () => days().filter(({ state }) => state === "open").length;
  const last = () => days().findLast(({ state }) => state !== "unchecked");
  return (
    <div class="setting">
      <span class="key">{words.line}</span>
      <span class="value">
        <Show when={last()} fallback={<span class="dim">{known(gaps) ? words.unchecked : ""}</span>}>
          {(day) => (
            <>
              <Pie look={open() > 0 ? "late" : "done"}>
                {open() > 0 ? words.open(open()) : words.lineCounts(formatCount(day().theirs ?? 0), formatCount(day().ours ?? 0))}
              </Pie>
              <Show when={open() === 0}>
                <span class="dim">{writeDay(day().day)}</span>
              </Show>
            </>
          )}
        </Show>
      </span>
      <a class="icon-button s" href={`/insights/gaps?store=${props.store}`} aria-label={words.lineOpens} title={words.lineOpens}>
        <Icon name="right" />
      </a>
    </div>
  );
}
