/** Shipping one parcel in the order's own way: a label by price, a hand-over, or a carrier's number. Correcting a number is the last of these
 *  again. */

import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { Answer, Callout, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { useWish } from "./act.ts";
import { Buying } from "./buying.tsx";
import type { Open } from "./parcels.tsx";
import { askCarriers, askSlots, type Parcels } from "./queries.ts";
import { nameOf } from "./tell.ts";

const MS = 1000;

export interface ShipProps {
  order: string;
  currency: string;
  zone: string;
  page: Parcels;
  open: Extract<Open, { is: "ship" | "correct" }>;
  onClose: () => void;
}

export default function ShipDialog(props: ShipProps) {
  const isNumber = () => props.open.is === "correct" || props.page.way === "mark-shipped" || props.page.way === "self-ship";
  return (
    <Switch fallback={<HandOver {...props} />}>
      <Match when={isNumber()}>
        <Tracking {...props} />
      </Match>
      <Match when={props.page.way === "buy-label"}>
        <Buying {...props} />
      </Match>
    </Switch>
  );
}

interface FrameProps {
  title: string;
  act: JSX.Element;
  wrong: string | null;
  onClose: () => void;
  children: JSX.Element;
}

export function ShipFrame(props: FrameProps) {
  return (
    <Dialog
      open
      class="ship-dialog"
      title={props.title}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("shipping").keep}
          </Button>
          {props.act}
        </>
      }
    >
      {props.children}
      <Show when={props.wrong}>
        {(says) => (
          <Callout look="late" icon="alert">
            {says()}
          </Callout>
        )}
      </Show>
    </Dialog>
  );
}

/** Which of the waiting units go. One unit leaves nothing to choose. */
export function ChooseUnits(props: { page: Parcels; among: string[]; chosen: string[]; onChange: (units: string[]) => void }) {
  const words = speak("shipping");
  const units = () => props.page.units.filter((unit) => props.among.includes(unit.id));
  const turn = (id: string, is: boolean) => props.onChange(props.among.filter((one) => (one === id ? is : props.chosen.includes(one))));
  return (
    <Show when={units().length > 1}>
      <fieldset class="unit-choice" aria-label={words.chooseUnits}>
        <legend class="small dim">{words.chooseUnits}</legend>
        <For each={units()}>
          {(unit) => <CheckField name={nameOf(unit)} checked={props.chosen.includes(unit.id)} onChange={(is) => turn(unit.id, is)} />}
        </For>
      </fieldset>
    </Show>
  );
}

function useTracking(props: ShipProps) {
  const carriers = useQuery(() => askCarriers(props.order));
  const old = () => (props.open.is === "correct" ? props.open.parcel : null);
  const among = () => (props.open.is === "ship" ? props.open.units : []);
  const [units, setUnits] = createSignal(among());
  const [carrierId, setCarrier] = createSignal("");
  const [number, setNumber] = createSignal(old()?.number ?? "");
  const wish = useWish(
    () => props.order,
    () => props.onClose(),
  );
  const all = () => known(carriers)?.carriers ?? [];
  const before = () => old()?.carrierId || all().find(({ name }) => name === old()?.carrier)?.id;
  const chosen = () => all().find((one) => one.id === (carrierId() || before()));
  const send = () => {
    const carrier = chosen();
    if (!carrier) return;
    const told = { carrier: { id: carrier.id, name: carrier.name }, number: number() };
    const parcel = props.open.is === "correct" ? props.open.parcel.id : props.open.parcel;
    if (props.open.is === "correct" && parcel) void wish.send({ do: "correct", package: parcel, ...told });
    else if (props.page.way === "self-ship" && parcel) void wish.send({ do: "self-ship", package: parcel, ...told });
    else void wish.send({ do: "mark-shipped", units: units(), ...told });
  };
  const isWhole = () => chosen() !== undefined && number().trim() !== "" && (old() !== null || units().length > 0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isWhole() && !wish.busy()) send();
  };
  return {
    carriers,
    old,
    among,
    units,
    setUnits,
    setCarrier,
    number,
    setNumber,
    wish,
    chosen,
    send,
    submit,
    isWhole,
    /** What the desk says of the number itself belongs beside it. */
    wrong: () => (wish.wrong()?.code.startsWith("tracking-") ? (wish.wrong()?.says ?? null) : null),
  };
}

function Tracking(props: ShipProps) {
  const words = speak("shipping").tracking;
  const form = useTracking(props);
  return (
    <ShipFrame
      title={form.old() ? words.correct : words.title}
      onClose={props.onClose}
      wrong={form.wrong() ? null : (form.wish.wrong()?.says ?? null)}
      act={
        <Button
          look="primary"
          icon="truck"
          busy={form.wish.busy()}
          quietly
          because={form.isWhole() ? null : words.choose}
          onPress={form.send}
        >
          {form.old() ? words.save : words.act}
        </Button>
      }
    >
      <Show when={form.old()}>
        <p class="mid">{words.hours}</p>
      </Show>
      <Show when={props.page.way === "mark-shipped" && !form.old()}>
        <ChooseUnits page={props.page} among={form.among()} chosen={form.units()} onChange={form.setUnits} />
      </Show>
      {/* A scanner ends the number with Enter. */}
      <form class="stack" onSubmit={form.submit}>
        <Answer of={form.carriers} waiting={<Skeleton rows={1} class="scan-waiting" widths={[60]} />}>
          {(data) => (
            <SelectField
              name={words.carrier}
              value={form.chosen()?.id ?? ""}
              onChange={form.setCarrier}
              options={[{ value: "", label: words.choose }, ...data().carriers.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
        </Answer>
        <TextField
          name={words.number}
          value={form.number()}
          maxLength={40}
          onInput={form.setNumber}
          hint={form.chosen()?.example ? words.looks(form.chosen()?.example ?? "") : ""}
          wrong={form.wrong()}
        />
      </form>
    </ShipFrame>
  );
}

function useHandover(props: ShipProps) {
  const parcel = () => (props.open.is === "ship" ? (props.open.parcel ?? "") : "");
  const slots = useQuery(() => askSlots(props.order, parcel()));
  const [method, setMethod] = createSignal<"DROP_OFF" | "PICKUP">("DROP_OFF");
  /** As an hour, not a place in the list: what the carrier offers by then is another list. */
  const [from, setFrom] = createSignal<string | null>(null);
  const offered = () => known(slots)?.slots ?? [];
  /** What was shown first stands for a choice: nobody hands over at an hour they did not see. */
  const first = createMemo<string | undefined>((shown) => shown ?? offered()[0]?.from.toString());
  const wish = useWish(
    () => props.order,
    () => props.onClose(),
  );
  const slot = () => offered().find((one) => String(one.from) === (from() ?? first()));
  const send = () => {
    const chosen = slot();
    const handover = method() === "PICKUP" && chosen ? { method: "PICKUP" as const, slot: chosen } : { method: "DROP_OFF" as const };
    void wish.send({ do: "hand-over", package: parcel(), handover });
  };
  return { slots, offered, method, setMethod, setFrom, wish, slot, send };
}

function HandOver(props: ShipProps) {
  const words = speak("shipping").handing;
  const form = useHandover(props);
  const time = (seconds: number) => writeTime(seconds * MS, "full", props.zone);
  const why = () => {
    if (form.method() === "DROP_OFF" || form.slot()) return null;
    return form.offered().length > 0 ? words.slotGone : words.noSlots;
  };
  return (
    <ShipFrame
      title={words.title}
      onClose={props.onClose}
      wrong={form.wish.wrong()?.says ?? null}
      act={
        <Button look="primary" icon="truck" busy={form.wish.busy()} because={why()} quietly onPress={form.send}>
          {words.act}
        </Button>
      }
    >
      <Answer of={form.slots} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40]} />}>
        {(data) => (
          <>
            <fieldset class="segmented" aria-label={words.title}>
              <For each={["DROP_OFF", "PICKUP"] as const}>
                {(one) => (
                  <button type="button" aria-pressed={form.method() === one} onClick={() => form.setMethod(one)}>
                    {one === "DROP_OFF" ? words.dropOff : words.pickUp}
                  </button>
                )}
              </For>
            </fieldset>
            <Show when={form.method() === "PICKUP"}>
              <Show when={data().slots.length > 0} fallback={<p class="mid">{words.noSlots}</p>}>
                <SelectField
                  name={words.slot}
                  value={String(form.slot()?.from ?? "")}
                  onChange={form.setFrom}
                  options={[
                    ...(form.slot() ? [] : [{ value: "", label: words.chooseSlot }]),
                    ...data().slots.map((one) => ({ value: String(one.from), label: `${time(one.from)} – ${time(one.until)}` })),
                  ]}
                />
              </Show>
            </Show>
          </>
        )}
      </Answer>
    </ShipFrame>
  );
}
