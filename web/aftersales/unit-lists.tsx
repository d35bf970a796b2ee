/** The units of an order as cases show them, and as a dialog lets one choose among them. Which may be chosen, and why not, comes from the Worker. */
import { createSignal, For, Show } from "solid-js";
import { Thumb } from "../orders/thumb.tsx";
import { type Can, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";

interface CaseUnit {
  image_url: string | null;
  title: string;
  variation: string | null;
  seller_sku: string | null;
  condition: keyof ReturnType<typeof speak<"aftersales">>["receive"]["conditions"] | null;
}

/** `amountOf`: where a case is about money, what the unit brings back. */
export function CaseUnits<Unit extends CaseUnit>(props: { units: Unit[]; amountOf?: (unit: Unit) => string }) {
  const words = speak("aftersales");
  return (
    <ul class="case-units">
      <For each={props.units}>
        {(unit) => (
          <li class="case-unit">
            <Thumb url={unit.image_url} small />
            <span class="name">
              <span class="own-line ellipsis" dir="auto">
                {unit.title}
              </span>
              <span class="small dim ellipsis own-line" dir="auto">
                {[unit.variation, unit.seller_sku].filter(Boolean).join(" · ")}
              </span>
            </span>
            <Show when={unit.condition}>{(condition) => <span class="badge">{words.receive.conditions[condition()]}</span>}</Show>
            <Show when={props.amountOf}>{(amountOf) => <span class="num">{amountOf()(unit)}</span>}</Show>
          </li>
        )}
      </For>
    </ul>
  );
}

interface ChoiceUnit {
  id: string;
  sellerSku: string | null;
  title: string;
  variation: string | null;
  can: Can;
}

interface ChoicesProps<Unit extends ChoiceUnit> {
  units: Unit[];
  chosen: string[];
  onToggle: (id: string) => void;
  amountOf?: (unit: Unit) => string;
}

/** Which units are chosen, by their ids. */
export function useUnits(begun: string[]) {
  const [units, setUnits] = createSignal(begun);
  const toggle = (id: string) => setUnits(units().includes(id) ? units().filter((one) => one !== id) : [...units(), id]);
  return { units, toggle };
}

export function UnitChoices<Unit extends ChoiceUnit>(props: ChoicesProps<Unit>) {
  return (
    <ul class="case-list" aria-label={speak("aftersales").refund.units}>
      <For each={props.units}>
        {(unit) => (
          <li>
            <label class="case-choice">
              <input
                type="checkbox"
                class="check"
                checked={props.chosen.includes(unit.id)}
                disabled={!unit.can.ok}
                onChange={() => props.onToggle(unit.id)}
              />
              <span dir="auto">
                {unit.sellerSku ?? unit.title} <span class="dim">{unit.variation}</span>
                <Show when={whyNot(unit.can)}>{(because) => <span class="small dim own-line">{because()}</span>}</Show>
              </span>
              <Show when={props.amountOf}>{(amountOf) => <span class="push num">{amountOf()(unit)}</span>}</Show>
            </label>
          </li>
        )}
      </For>
    </ul>
  );
}
