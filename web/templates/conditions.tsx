/** When a template suits: stores, marketplaces, the order's stage, hours of the day. Nothing chosen is all of them. */

import { For, type JSX, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { askMarketplaces } from "../stores/queries.ts";
import { useStores } from "../team/me.tsx";
import { openWhen } from "../ui/open-when.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Template } from "./queries.ts";

type Conditions = Template["conditions"];
type Stage = Conditions["stages"][number];

const MINUTES_PER_HOUR = 60;
const OFFICE_HOURS = { from: 9 * MINUTES_PER_HOUR, to: 17 * MINUTES_PER_HOUR };

const writeClock = (minutes: number) =>
  [Math.floor(minutes / MINUTES_PER_HOUR) % 24, minutes % MINUTES_PER_HOUR].map((part) => String(part).padStart(2, "0")).join(":");
const readClock = (text: string) => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * MINUTES_PER_HOUR + minutes;
};

export function Conditions(props: { conditions: Conditions; onChange: (conditions: Conditions) => void }) {
  const words = speak("templates").editor;
  const stages = speak("stages").order;
  const stores = useStores();
  const marketplaces = useQuery(() => askMarketplaces);
  const used = () => {
    const own = new Set([...stores.all().map(({ marketplace }) => marketplace), ...props.conditions.marketplaces]);
    return (known(marketplaces)?.marketplaces ?? [])
      .filter(({ code }) => own.has(code))
      .map(({ code, name }) => ({ value: code, label: name }));
  };
  const change = (change: Partial<Conditions>) => props.onChange({ ...props.conditions, ...change });
  const changeHours = (part: Partial<typeof OFFICE_HOURS>) => change({ hours: { ...OFFICE_HOURS, ...props.conditions.hours, ...part } });
  return (
    <details ref={(details) => openWhen(details, () => props.conditions.stores.length + props.conditions.stages.length > 0)}>
      <summary>{words.conditions}</summary>
      <div class="stack tight">
        <p class="small dim">{words.conditionsHint}</p>
        <Choices
          name={words.stores}
          all={stores.all().map(({ id, name }) => ({ value: id, label: name }))}
          chosen={props.conditions.stores}
          onChange={(chosen) => change({ stores: chosen })}
        />
        <Choices
          name={words.marketplaces}
          all={used()}
          chosen={props.conditions.marketplaces}
          onChange={(chosen) => change({ marketplaces: chosen })}
        />
        <Choices
          name={words.stages}
          all={Object.entries(stages).map(([value, label]) => ({ value: value as Stage, label }))}
          chosen={props.conditions.stages}
          onChange={(chosen) => change({ stages: chosen })}
        />
        <div class="choices">
          <Tick
            checked={props.conditions.hours !== null}
            onChange={(isOn) => change({ hours: isOn ? OFFICE_HOURS : null })}
            name={words.hours}
          />
          <Show when={props.conditions.hours}>
            {(hours) => (
              <>
                <Clock name={words.from} minutes={hours().from} onChange={(from) => changeHours({ from })} />
                <Clock name={words.to} minutes={hours().to} onChange={(to) => changeHours({ to })} />
              </>
            )}
          </Show>
        </div>
      </div>
    </details>
  );
}

interface ChoicesProps<Value extends string> {
  name: string;
  all: { value: Value; label: string }[];
  chosen: Value[];
  onChange: (chosen: Value[]) => void;
}

function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const toggle = (value: Value, isOn: boolean) =>
    props.onChange(isOn ? [...props.chosen, value] : props.chosen.filter((one) => one !== value));
  return (
    <fieldset>
      <legend class="small mid">{props.name}</legend>
      <div class="choices">
        <For each={props.all}>
          {(one) => <Tick checked={props.chosen.includes(one.value)} onChange={(isOn) => toggle(one.value, isOn)} name={one.label} />}
        </For>
      </div>
    </fieldset>
  );
}

function Tick(props: { checked: boolean; onChange: (checked: boolean) => void; name: JSX.Element }) {
  return (
    <label>
      <input type="checkbox" class="check" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      {props.name}
    </label>
  );
}

function Clock(props: { name: string; minutes: number; onChange: (minutes: number) => void }) {
  return (
    <label>
      {props.name}
      <input
        type="time"
        class="input"
        value={writeClock(props.minutes)}
        onChange={(event) => event.currentTarget.value && props.onChange(readClock(event.currentTarget.value))}
      />
    </label>
  );
}
