/** The part of an order's page that is worked with: why it waits and the way out of each reason, who holds it back, and where every unit lies.
 *  What may be done, and why not, is the desk's word. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useTagName } from "../labels/queries.ts";
import { useNames } from "../team/me.tsx";
import { ActSelect } from "../ui/act-select.tsx";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { openWhen } from "../ui/open-when.ts";
import { known, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askHistory, askWork, type OrderPage, type OrderWork } from "./queries.ts";
import { Reasons } from "./reasons.tsx";
import "./work.css";
import { useWorkActs, type WorkActs } from "./work-acts.ts";
import { HoldDialog } from "./work-dialogs.tsx";

export default function Work(props: { page: OrderPage; zone: string }) {
  const words = speak("orderWork");
  const id = () => props.page.order.id;
  const query = useQuery(() => askWork(id()));
  const acts = useWorkActs(id);
  const [holding, setHolding] = createSignal(false);
  return (
    <Show when={known(query)}>
      {(work) => (
        <section class="card order-work" aria-labelledby="h-work">
          <header>
            <h2 id="h-work">{words.title}</h2>
            <span class="push row wrap">
              <Show
                when={work().hold}
                fallback={
                  <Button small icon="pause" because={whyNot(work().can.hold)} quietly onPress={() => setHolding(true)}>
                    {words.hold}
                  </Button>
                }
              >
                <Button small because={whyNot(work().can.release)} busy={acts.release.isPending} onPress={() => acts.release.mutate()}>
                  {words.release}
                </Button>
              </Show>
            </span>
          </header>
          <div class="body stack">
            <Show when={acts.problem()}>
              <Trouble problem={acts.problem()} />
            </Show>
            <Held work={work()} zone={props.zone} />
            <Reasons order={id()} work={work()} store={props.page.order.store_id} acts={acts} />
            <Units page={props.page} work={work()} acts={acts} />
            <Past id={id()} zone={props.zone} />
          </div>
          <Show when={holding()}>
            <HoldDialog acts={acts} onClose={() => setHolding(false)} />
          </Show>
        </section>
      )}
    </Show>
  );
}

function Held(props: { work: OrderWork; zone: string }) {
  const words = speak("orderWork");
  return (
    <Show when={props.work.hold}>
      {(hold) => (
        <p class="callout soon">
          <span dir="auto">{words.held(hold().by ?? words.somebody, hold().reason)}</span>{" "}
          <Show when={hold().until}>{(until) => <span class="dim">{words.heldUntil(writeTime(until(), "full", props.zone))}</span>}</Show>
        </p>
      )}
    </Show>
  );
}

/** Grouped by SKU and opened on demand: most orders need no look at their single units. */
function Units(props: { page: OrderPage; work: OrderWork; acts: WorkActs }) {
  const words = speak("orderWork");
  const titleOf = (sku: string) => props.page.groups.find((group) => group.sku_id === sku)?.title;
  const unitsOf = (sku: string) => props.work.units.filter((unit) => unit.sku === sku);
  const isOdd = (sku: string) =>
    unitsOf(sku).some((unit) => unit.listing === "unmapped" || unit.places.some(({ state }) => state === "short"));
  return (
    <Show when={props.work.isManaged}>
      <div>
        <h3 class="small mid">{words.units}</h3>
        {/* By name: every answer brings new groups and units, and what is open stays. */}
        <For each={props.page.groups.map((group) => group.sku_id)}>
          {(sku) => (
            <details ref={(details) => openWhen(details, () => isOdd(sku))}>
              <summary>
                <span class="ellipsis" dir="auto">
                  {unitsOf(sku).length} × {titleOf(sku)}
                </span>
              </summary>
              <ul class="list lined">
                <For each={unitsOf(sku).map(({ line }) => line)}>
                  {(line, at) => (
                    <Show when={props.work.units.find((unit) => unit.line === line)}>
                      {(unit) => <UnitRow unit={unit()} place={at() + 1} work={props.work} acts={props.acts} />}
                    </Show>
                  )}
                </For>
              </ul>
            </details>
          )}
        </For>
      </div>
    </Show>
  );
}

function UnitRow(props: { unit: OrderWork["units"][number]; place: number; work: OrderWork; acts: WorkActs }) {
  const words = speak("orderWork");
  const options = () => [
    { value: "", label: words.automatic },
    ...props.work.warehouses.map((warehouse) => ({ value: warehouse.id, label: warehouse.name })),
  ];
  return (
    <li class="list-row wrap">
      <span class="unit-state">{words.states[props.unit.state]}</span>
      <span class="grow">
        <Show when={props.unit.listing === "unmapped"}>
          <span class="dim">{words.unmapped}</span>
        </Show>
        <Show when={props.unit.listing === "ignored"}>
          <span class="dim">{words.ignored}</span>
        </Show>
        <For each={props.unit.places}>
          {(place) => (
            <span class="second" classList={{ late: place.state === "short" }}>
              {words.places[place.state]}
              {": "}
              <bdi>
                {place.qty} × {place.item ?? place.item_id}
              </bdi>
              <Show when={place.warehouse}>
                {", "}
                <b dir="auto">{place.warehouse}</b>
              </Show>
              <span class="dim small"> {words.because[place.because] ?? place.because}</span>
            </span>
          )}
        </For>
      </span>
      <Show when={props.unit.can.editWarehouse.ok && props.work.warehouses.length > 1}>
        <span class="push">
          <ActSelect
            label={words.warehouse(props.place)}
            value={props.unit.chosen ?? ""}
            options={options()}
            onChange={(warehouse) => props.acts.choose.mutate({ lines: [props.unit.line], warehouse: warehouse || null })}
          />
        </span>
      </Show>
    </li>
  );
}

function Past(props: { id: string; zone: string }) {
  const words = speak("orderWork");
  const history = useQuery(() => askHistory(props.id));
  const tagOf = useTagName();
  const nameOf = useNames();
  const said = (text: string | null) => {
    const { reason, note, warehouse, text: noted, tagId, personId } = JSON.parse(text ?? "{}") as Record<string, unknown>;
    const named = [typeof tagId === "string" && tagOf(tagId), typeof personId === "string" && nameOf(personId)];
    const parts = [note, warehouse, note === undefined ? reason : undefined, noted, ...named];
    return parts.filter((one): one is string => typeof one === "string").join(" ");
  };
  return (
    <Show when={(known(history)?.changes.length ?? 0) > 0}>
      <details>
        <summary>{words.past}</summary>
        <ul class="list lined">
          <For each={known(history)?.changes}>
            {(change) => (
              <li class="list-row wrap">
                <span>{words.did[change.action] ?? change.action}</span>
                <span class="mid ellipsis" dir="auto">
                  {said(change.after)}
                </span>
                <span class="push dim small">
                  {change.person ?? words.somebody}, <Time at={change.at} zone={props.zone} />
                </span>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}
