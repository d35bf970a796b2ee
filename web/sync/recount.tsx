/** The night's count of stock levels against their ledger: how many were looked at, and each that differs with both numbers. */
import { For, Show } from "solid-js";
import type { Answer, api } from "../api.ts";
import { formatCount } from "../ui/money.ts";
import { Callout } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";

type Counted = NonNullable<Answer<typeof api.health.page.$get>["recount"]>;
type Drift = Counted["drifts"][number];

export function Recount(props: { of: Counted }) {
  const words = speak("sync").recount;
  return (
    <section class="card" aria-labelledby="h-recount">
      <header>
        <h2 id="h-recount">{words.title}</h2>
      </header>
      <div class="body stack">
        <p>
          <Show when={props.of.endedAt} fallback={words.underWay(formatCount(props.of.levels))}>
            {(at) => (
              <>
                {words.counted(formatCount(props.of.levels), props.of.drifts.length)} <Time at={at()} as="ago" />
              </>
            )}
          </Show>
        </p>
        <Show when={props.of.drifts.length > 0}>
          <Callout look="late" icon="alert">
            {words.why}
          </Callout>
          <ul class="list lined">
            <For each={props.of.drifts}>{(drift) => <DriftRow drift={drift} />}</For>
          </ul>
        </Show>
      </div>
    </section>
  );
}

function DriftRow(props: { drift: Drift }) {
  const words = speak("sync").recount;
  const differing = () => props.drift.level.flatMap((level, at) => (level === props.drift.ledger[at] ? [] : [{ at, level }]));
  return (
    <li class="list-row drift">
      <a class="link" href={`/inventory/items/${props.drift.itemId}`} dir="auto">
        {props.drift.sku}
      </a>
      <span class="mid" dir="auto">
        {props.drift.warehouse}
      </span>
      <span class="push num">
        <For each={differing()}>
          {({ at, level }) => (
            <span class="own-line">{words.differs[at]?.(formatCount(level), formatCount(props.drift.ledger[at] ?? 0))}</span>
          )}
        </For>
      </span>
      <span class="small dim">
        <Time at={props.drift.foundAt} as="ago" />
      </span>
    </li>
  );
}
