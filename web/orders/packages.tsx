/** Parcels with their tracking numbers; what the carrier said of them is asked of TikTok only when somebody wants to know. */
import { useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy.tsx";
import { Icon } from "../ui/icon.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { askTracking, type OrderPage } from "./queries.ts";
import { unitsOf } from "./story.ts";

export function Packages(props: { page: OrderPage; zone: string }) {
  const words = speak("order");
  const [isAsked, setAsked] = createSignal(false);
  const unitsIn = (id: string) => words.countUnits(unitsOf(props.page).filter((unit) => unit.package_id === id).length);
  return (
    <section class="card" aria-labelledby="h-packages">
      <header>
        <h2 id="h-packages">{words.page.packages}</h2>
        <Show when={props.page.packages.length > 0 && !isAsked()}>
          <Button look="quiet" small icon="truck" onPress={() => setAsked(true)}>
            {words.page.tracking}
          </Button>
        </Show>
      </header>
      <ul class="list lined">
        <For each={props.page.packages} fallback={<li class="list-row mid">{words.page.noPackages}</li>}>
          {(parcel, at) => (
            <li class="list-row">
              <span class="thumb s">
                <Icon name="box" size="s" />
              </span>
              <div>
                <p>
                  <b>{words.package(at() + 1)}</b>
                  {[parcel.provider, unitsIn(parcel.id)]
                    .filter(Boolean)
                    .map((one) => `, ${one}`)
                    .join("")}
                </p>
                <Show when={parcel.tracking_number} fallback={<p class="small dim">{words.noTracking}</p>}>
                  {(number) => (
                    <p class="row tight">
                      <span class="id">{number()}</span>
                      <CopyButton text={number()} label={words.copyTracking} />
                    </p>
                  )}
                </Show>
              </div>
              <span class="push theirs-word">{parcel.status}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={isAsked()}>
        <Scans id={props.page.order.id} zone={props.zone} />
      </Show>
    </section>
  );
}

function Scans(props: { id: string; zone: string }) {
  const words = speak("order").page;
  const tracking = useQuery(() => askTracking(props.id));
  return (
    <div class="body scans">
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
