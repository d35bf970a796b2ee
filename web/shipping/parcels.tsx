/** An order's parcels: what lies in each and how it leaves, with every act in its place. Which way the order leaves comes from the desk; this card
 *  offers just that one. `compact` is the same in the narrow panel beside a conversation. */

import { createSignal, For, Match, onMount, Show, Suspense, Switch } from "solid-js";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { Answer, Callout, known, Skeleton } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { type Act, askParcels, type Parcel, type Parcels, pullDetails } from "./queries.ts";
import "./shipping.css";
import { ParcelRow } from "./parcel-row.tsx";
import { tellUnits } from "./tell.ts";

const ShipDialog = room(["shipping"], () => import("./ship-dialog.tsx"));
const SplitDialog = room(["shipping"], () => import("./split-dialog.tsx"));
const CombineDialog = room(["shipping"], () => import("./combine-dialog.tsx"));

/** What is open above the card. */
export type Open =
  | { is: "ship"; units: string[]; parcel: string | null }
  | { is: "correct"; parcel: Parcel }
  | { is: "split" }
  | { is: "combine" }
  | { is: "apart"; parcel: Parcel };

export interface CardProps {
  order: string;
  currency: string;
  zone: string;
  compact?: boolean;
}

export function ParcelsCard(props: CardProps) {
  const words = speak("shipping");
  const parcels = useQuery(() => askParcels(props.order));
  const client = useQueryClient();
  const [open, setOpen] = createSignal<Open | null>(null);
  const details = useMutation(() => ({
    mutationFn: () => pullDetails(props.order),
    onSuccess: ({ asked }: { asked: number }) => asked > 0 && client.invalidateQueries({ queryKey: ["order", props.order, "parcels"] }),
  }));
  // Who else travels in a parcel, and whether it is lost, only TikTok's own page of it says.
  onMount(() => props.compact || void details.mutateAsync().catch(() => undefined));
  return (
    <section class={props.compact ? "section parcels compact" : "card parcels"} aria-labelledby={`h-parcels-${props.order}`}>
      <header>
        <h2 id={`h-parcels-${props.order}`}>{words.title}</h2>
      </header>
      <Answer of={parcels} waiting={<Skeleton rows={2} class="scan-waiting" widths={[25, 60]} />}>
        {(page) => (
          <>
            <Doubts acts={page().acts} zone={props.zone} />
            <ul class="list lined">
              <For each={page().parcels.map((parcel) => parcel.id)}>
                {(id, at) => (
                  <Show when={page().parcels.find((parcel) => parcel.id === id)}>
                    {(parcel) => <ParcelRow {...props} page={page()} parcel={parcel()} place={at()} onOpen={setOpen} />}
                  </Show>
                )}
              </For>
              <Loose page={page()} />
            </ul>
            <Foot {...props} page={page()} onOpen={setOpen} />
          </>
        )}
      </Answer>
      <Suspense>
        <Above open={open()} page={known(parcels)} {...props} onClose={() => setOpen(null)} />
      </Suspense>
    </section>
  );
}

function Above(props: CardProps & { open: Open | null; page: Parcels | undefined; onClose: () => void }) {
  const own = () => ({
    order: props.order,
    page: props.page as Parcels,
    zone: props.zone,
    currency: props.currency,
    onClose: props.onClose,
  });
  const isOpen = <Is extends Open["is"]>(...names: Is[]) =>
    props.page && props.open && (names as string[]).includes(props.open.is) ? (props.open as Extract<Open, { is: Is }>) : undefined;
  return (
    <Switch>
      <Match when={isOpen("ship", "correct")}>{(open) => <ShipDialog {...own()} open={open()} />}</Match>
      <Match when={isOpen("split")}>
        <SplitDialog {...own()} />
      </Match>
      <Match when={isOpen("combine", "apart")}>{(open) => <CombineDialog {...own()} open={open()} />}</Match>
    </Switch>
  );
}

/** What is on its way to TikTok, and what nobody knows; the last refusal until something else was done. */
function Doubts(props: { acts: Act[]; zone: string }) {
  const words = speak("shipping");
  const newest = () => props.acts[0];
  return (
    <Switch>
      <Match when={newest()?.state === "unconfirmed"}>
        <Callout look="soon" icon="clock" banner>
          {words.doubt(writeTime(newest()?.lookAt ?? 0, "time", props.zone))}
        </Callout>
      </Match>
      <Match when={newest()?.state === "sending"}>
        <Callout icon="clock" banner>
          {words.sending}
        </Callout>
      </Match>
      <Match when={newest()?.state === "refused" ? newest() : undefined}>
        {(act) => (
          <Callout look="soon" icon="alert" banner>
            <Show when={act().words} fallback={words.lost}>
              {words.refused} <q dir="auto">{act().words}</q> <span class="theirs-word">{act().code}</span>
            </Show>
          </Callout>
        )}
      </Match>
    </Switch>
  );
}

function Loose(props: { page: Parcels }) {
  const words = speak("shipping");
  return (
    <Show
      when={props.page.loose.length > 0}
      fallback={
        <Show when={props.page.parcels.length === 0}>
          <li class="list-row mid">{words.none}</li>
        </Show>
      }
    >
      <li class="list-row parcel-row">
        <span class="thumb s empty-thumb">
          <Icon name="box" size="s" />
        </span>
        <div class="parcel-what">
          <p>{words.loose(props.page.loose.length)}</p>
          <p class="small dim">{tellUnits(props.page.units, props.page.loose)}</p>
        </div>
      </li>
    </Show>
  );
}

/** The one way this order leaves, and how it may be divided or joined before. */
function Foot(props: CardProps & { page: Parcels; onOpen: (open: Open) => void }) {
  const words = speak("shipping");
  const waiting = () => props.page.parcels.filter((parcel) => parcel.isWaiting);
  const sole = () => (waiting().length === 1 ? waiting()[0] : undefined);
  const says = () =>
    ({ "buy-label": words.buy, "mark-shipped": words.mark, "self-ship": words.mark })[props.page.way as "buy-label"] ?? words.ship;
  const isByOrder = () => props.page.way === "buy-label" || props.page.way === "mark-shipped";
  const open = () => props.page.units.filter((unit) => unit.state === "open").map((unit) => unit.id);
  const ship = () => {
    const parcel = sole();
    if (isByOrder()) props.onOpen({ is: "ship", units: props.page.loose.length > 0 ? props.page.loose : open(), parcel: null });
    else if (parcel) props.onOpen({ is: "ship", units: parcel.units, parcel: parcel.id });
  };
  return (
    <Show when={props.page.way !== "none" && open().length > 0}>
      <footer class="row wrap">
        <Show when={isByOrder() || sole()}>
          <Button
            small={props.compact}
            look={props.compact ? "plain" : "primary"}
            icon="truck"
            because={whyNot(props.page.can.ship)}
            onPress={ship}
          >
            {says()}
          </Button>
        </Show>
        <Button
          small={props.compact}
          icon="transfer"
          quietly
          because={whyNot(props.page.can.split)}
          onPress={() => props.onOpen({ is: "split" })}
        >
          {words.split}
        </Button>
        <Button
          small={props.compact}
          icon="link"
          quietly
          because={whyNot(props.page.can.combine)}
          onPress={() => props.onOpen({ is: "combine" })}
        >
          {words.combine}
        </Button>
      </footer>
    </Show>
  );
}
