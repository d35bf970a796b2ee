/** Why an order is in review, each reason with its way out: what is about this order or one of its listings is mended in a dialog right here, on the
 *  order's page and beside a conversation alike. Dialogs belong to the list and not to a row, which comes anew with every answer. */
import { createSignal, For, Match, Show, Suspense, Switch } from "solid-js";
import { Button } from "../ui/button.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { OrderWork } from "./queries.ts";
import { SplitAbove, SplitButton, useSplit } from "./split-way.tsx";
import type { WorkActs } from "./work-acts.ts";
import { WaiveDialog } from "./work-dialogs.tsx";

const MapHere = room(["inventory", "inventoryProblems"], () => import("../inventory/map-here.tsx"));

type Reason = OrderWork["review"][number];

/** Where a reason is mended that is about more than this order. */
const WAYS: Partial<Record<Reason["reason"], string>> = {
  "no-warehouse": "/inventory/warehouses",
  "stock-short": "/inventory/stock?view=short",
};

interface ReasonsProps {
  order: string;
  store: string;
  work: OrderWork;
  acts: WorkActs;
}

export function Reasons(props: ReasonsProps) {
  const words = speak("orderWork");
  const [waiving, setWaiving] = createSignal<Reason | null>(null);
  const [mapping, setMapping] = createSignal<string | null>(null);
  const splitting = useSplit(
    () => props.order,
    () => props.work.review.some(({ reason }) => reason === "must-split"),
  );
  return (
    <>
      <Show when={props.work.review.length > 0}>
        <div>
          <h3 class="small mid">{words.review}</h3>
          <ul class="list lined">
            <For each={props.work.review}>
              {(reason) => (
                <li class="list-row wrap">
                  <ReasonWords reason={reason} />
                  <span class="push row wrap">
                    <Show when={reason.waiver === null}>
                      <Way reason={reason} work={props.work} splitting={splitting} onMap={() => setMapping(reason.ref)} />
                    </Show>
                    <WaiveButton reason={reason} work={props.work} acts={props.acts} onWaive={() => setWaiving(reason)} />
                  </span>
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <Show when={waiving()}>{(reason) => <WaiveDialog reason={reason()} acts={props.acts} onClose={() => setWaiving(null)} />}</Show>
      <SplitAbove order={props.order} splitting={splitting} />
      <Suspense>
        <Show when={mapping()}>{(sku) => <MapHere store={props.store} sku={sku()} onClose={() => setMapping(null)} />}</Show>
      </Suspense>
    </>
  );
}

interface WayProps {
  reason: Reason;
  work: OrderWork;
  splitting: ReturnType<typeof useSplit>;
  onMap: () => void;
}

/** The way out of a reason: done right here where it is about this order or one listing. */
function Way(props: WayProps) {
  const words = speak("orderWork");
  const name = () => words.ways[props.reason.reason];
  return (
    <Switch>
      <Match when={props.reason.reason === "must-split"}>
        <SplitButton splitting={props.splitting} />
      </Match>
      <Match when={props.reason.reason === "listing-unmapped"}>
        <Button small because={whyNot(props.work.can.map)} quietly onPress={props.onMap}>
          {name()}
        </Button>
      </Match>
      <Match when={WAYS[props.reason.reason]}>
        {(address) => (
          <a class="button s" href={address()}>
            {name()}
          </a>
        )}
      </Match>
    </Switch>
  );
}

function ReasonWords(props: { reason: Reason }) {
  const words = speak("orderWork");
  const about = () => {
    const { name, reason, ref } = props.reason;
    if (reason === "must-split") return ref && words.parcelUnits(ref);
    return name ?? (reason === "unknown-status" ? ref : "");
  };
  return (
    <span class="reason" classList={{ dim: props.reason.waiver !== null }}>
      {words.reasons[props.reason.reason] ?? props.reason.reason}
      <Show when={about()}>
        {(name) => (
          <>
            {": "}
            <b dir="auto">{name()}</b>
          </>
        )}
      </Show>
      <Show when={props.reason.waiver}>
        {(waiver) => (
          <span class="second small" dir="auto">
            {words.waived(waiver().by ?? words.somebody, waiver().note)}
          </span>
        )}
      </Show>
    </span>
  );
}

function WaiveButton(props: { reason: Reason; work: OrderWork; acts: WorkActs; onWaive: () => void }) {
  const words = speak("orderWork");
  const isWaived = () => props.reason.waiver !== null;
  const press = () => {
    const { reason, ref } = props.reason;
    if (isWaived()) props.acts.waive.mutate({ reason, ref, note: null });
    else props.onWaive();
  };
  return (
    <Button small look="quiet" because={whyNot(props.work.can.waive)} quietly onPress={press}>
      {isWaived() ? words.unwaive : words.waive}
    </Button>
  );
}
