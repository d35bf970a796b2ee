/** Weight and three sides, in the units of the market; the desk counts grams and millimetres. */
import { For } from "solid-js";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import type { Measures } from "./queries.ts";

const POUND_GRAMS = 453.592_37;
const INCH_MM = 25.4;

/** As typed. */
export interface Typed {
  weight: string;
  length: string;
  width: string;
  height: string;
}
export const NOTHING_TYPED: Typed = { weight: "", length: "", width: "", height: "" };
const SIDES = ["length", "width", "height"] as const;

const scaleOf = (isImperial: boolean) => (isImperial ? { grams: POUND_GRAMS, mm: INCH_MM } : { grams: 1, mm: 10 });
const written = (value: number) => String(Math.round(value * 100) / 100);

export function typedFrom({ grams, lengthMm, widthMm, heightMm }: Measures, isImperial: boolean): Typed {
  const scale = scaleOf(isImperial);
  return {
    weight: written(grams / scale.grams),
    length: written(lengthMm / scale.mm),
    width: written(widthMm / scale.mm),
    height: written(heightMm / scale.mm),
  };
}

/** Null until all four are numbers. */
export function measuresFrom(typed: Typed, isImperial: boolean): Measures | null {
  const scale = scaleOf(isImperial);
  const number = (text: string) => Number(text.replace(",", "."));
  const [grams, ...sides] = [number(typed.weight) * scale.grams, ...SIDES.map((side) => number(typed[side]) * scale.mm)].map(Math.round);
  const [lengthMm, widthMm, heightMm] = sides;
  if (![grams, ...sides].every((value) => value !== undefined && Number.isFinite(value) && value > 0)) return null;
  return { grams: grams ?? 0, lengthMm: lengthMm ?? 0, widthMm: widthMm ?? 0, heightMm: heightMm ?? 0 };
}

export function MeasureFields(props: { typed: Typed; isImperial: boolean; onChange: (typed: Typed) => void }) {
  const words = speak("shipping").buying;
  const unit = () => (props.isImperial ? words.unit.in : words.unit.cm);
  return (
    <div class="measures">
      <TextField
        name={words.weight(props.isImperial ? words.unit.lb : words.unit.g)}
        value={props.typed.weight}
        onInput={(weight) => props.onChange({ ...props.typed, weight })}
      />
      <For each={SIDES}>
        {(side) => (
          <TextField
            name={`${words.sides[side]} (${unit()})`}
            value={props.typed[side]}
            onInput={(value) => props.onChange({ ...props.typed, [side]: value })}
          />
        )}
      </For>
    </div>
  );
}
