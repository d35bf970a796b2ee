/** What the carrier said of an order's parcels, asked of TikTok only when somebody wants to know. */

import { For } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { askTracking } from "../orders/queries.ts";
import { Answer, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";

export function Scans(props: { id: string; zone: string }) {
  const words = speak("order").page;
  const tracking = useQuery(() => askTracking(props.id));
  return (
    <div class="scans">
      <h3>{words.trackingTitle}</h3>
      <Answer of={tracking} waiting={<Skeleton rows={3} class="scan-waiting" widths={[25, 60]} />}>
        {(data) => (
          <dl class="facts start times">
            <For each={data().events} fallback={<dd class="mid">{words.noScans}</dd>}>
              {(event) => (
                <>
                  <dt class="small">
                    <Time at={event.at} as="full" zone={props.zone} />
                  </dt>
                  <dd>{event.words}</dd>
                </>
              )}
            </For>
          </dl>
        )}
      </Answer>
    </div>
  );
}
