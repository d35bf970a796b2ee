/** Dividing an order into parcels: TikTok says whether it may or must be, the desk proposes, a person moves each unit to the parcel it belongs in. */

import { createEffect, createSignal, For, on, Show, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { Answer, Callout, known, Skeleton } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useWish } from "./act.ts";
import { askSplit, type Parcels, type Unit } from "./queries.ts";
import { ShipFrame } from "./ship-dialog.tsx";
import { nameOf } from "./tell.ts";

/** Parcels are told apart by the letters of the alphabet. */
const PARCELS_MAX = 26;

interface SplitProps {
  order: string;
  page: Parcels;
  onClose: () => void;
}

const groupsOf = (places: Record<string, number>, size: number) =>
  Array.from({ length: size }, (_, at) => Object.keys(places).filter((unit) => places[unit] === at)).filter((group) => group.length > 0);

/** Which unit goes where, beginning with what the desk proposes. */
function usePlaces(order: () => string) {
  const asked = useQuery(() => askSplit(order()));
  const [places, setPlaces] = createSignal<Record<string, number>>({});
  const [size, setSize] = createSignal(2);
  createEffect(
    on(
      () => known(asked)?.parcels,
      (parcels) => {
        // Where somebody has put the same units stays as it is, whatever else TikTok says of them meanwhile.
        const units = parcels?.flatMap((parcel) => parcel.units) ?? [];
        if (!parcels || units.toSorted().join() === Object.keys(untrack(places)).toSorted().join()) return;
        setPlaces(Object.fromEntries(parcels.flatMap(({ units }, at) => units.map((unit) => [unit, at]))));
        setSize(Math.max(2, parcels.length));
      },
    ),
  );
  return {
    asked,
    places,
    size,
    groups: () => groupsOf(places(), size()),
    move: (units: string[], at: number) => setPlaces((all) => ({ ...all, ...Object.fromEntries(units.map((unit) => [unit, at])) })),
    addParcel: () => setSize((count) => Math.min(PARCELS_MAX, count + 1)),
  };
}

export default function SplitDialog(props: SplitProps) {
  const words = speak("shipping").splitting;
  const form = usePlaces(() => props.order);
  const wish = useWish(
    () => props.order,
    () => props.onClose(),
  );
  const why = () => whyNot(known(form.asked)?.can) ?? (form.groups().length < 2 ? words.more : null);
  const send = () => void wish.send({ do: "split", groups: form.groups() });
  return (
    <ShipFrame
      title={words.title}
      onClose={props.onClose}
      wrong={wish.wrong()?.says ?? null}
      act={
        <Button look="primary" icon="transfer" busy={wish.busy()} because={why()} quietly onPress={send}>
          {words.act(Math.max(2, form.groups().length))}
        </Button>
      }
    >
      <Answer of={form.asked} waiting={<Skeleton rows={3} class="scan-waiting" widths={[60]} />}>
        {(answer) => (
          <>
            <Told answer={answer()} />
            <div class="list">
              <Rows page={props.page} tears={answer().tears} places={form.places()} size={form.size()} onMove={form.move} />
            </div>
            <Button small look="quiet" icon="plus" onPress={form.addParcel}>
              {words.more}
            </Button>
          </>
        )}
      </Answer>
    </ShipFrame>
  );
}

/** What TikTok says of it, and how the proposal came about. */
function Told(props: { answer: { can: Parameters<typeof whyNot>[0]; must: boolean; unitsMax: number | null; tears: boolean } }) {
  const words = speak("shipping").splitting;
  return (
    <>
      <Show when={whyNot(props.answer.can)}>
        {(says) => (
          <Callout look="soon" icon="info">
            {says()}
          </Callout>
        )}
      </Show>
      <Show when={props.answer.must}>
        <Callout look="soon" icon="info">
          {props.answer.unitsMax === null ? words.mustAny : words.must(props.answer.unitsMax)}
        </Callout>
      </Show>
      <p class="mid">
        {words.proposed} {props.answer.tears ? "" : words.whole}
      </p>
    </>
  );
}

interface RowsProps {
  page: Parcels;
  tears: boolean;
  places: Record<string, number>;
  size: number;
  onMove: (units: string[], at: number) => void;
}

/** A row per unit, or per SKU where those stay together. */
function Rows(props: RowsProps) {
  const words = speak("shipping");
  const open = () => props.page.units.filter((unit) => unit.id in props.places);
  const rows = (): Unit[][] => (props.tears ? open().map((unit) => [unit]) : [...Map.groupBy(open(), (unit) => unit.skuId).values()]);
  const options = () => Array.from({ length: props.size }, (_, at) => ({ value: String(at), label: speak("order").package(at + 1) }));
  return (
    <For each={rows()}>
      {(row) => {
        const says = () => `${row.length > 1 ? `${row.length} × ` : ""}${row[0] ? nameOf(row[0]) : ""}`;
        return (
          <div class="group-row">
            <span class="ellipsis">{says()}</span>
            <Show when={row[0]?.warehouse}>{(warehouse) => <span class="small dim">{words.from(warehouse())}</span>}</Show>
            <Select
              label={says()}
              value={String(props.places[row[0]?.id ?? ""] ?? 0)}
              options={options()}
              onChange={(at) =>
                props.onMove(
                  row.map((unit) => unit.id),
                  Number(at),
                )
              }
            />
          </div>
        );
      }}
    </For>
  );
}
