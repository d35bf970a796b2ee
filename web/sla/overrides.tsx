/** Promises of their own for tickets with a priority or a tag, within a store's promise. What is left empty is promised as to everybody. */
import { Index, Show } from "solid-js";
import { PRIORITIES, useTags } from "../labels/queries.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

const MINUTES_MIN = 5;
const OVERRIDES_MAX = 20;

/** As typed: empty promises nothing in particular. */
export interface TypedOverride {
  label: string;
  first: string;
  next: string;
  resolution: string;
}

/** A priority by its word, a tag by its name. */
export function useLabelName() {
  const tags = useTags();
  const words = speak("labels");
  return (label: string): string => {
    const named = PRIORITIES.find((one) => one === label);
    return named ? words.priorities[named] : (tags.find(label)?.name ?? speak("sla").overrides.gone);
  };
}

interface OverridesProps {
  overrides: TypedOverride[];
  replyMax: number;
  resolutionMax: number;
  onChange: (overrides: TypedOverride[]) => void;
}

export function Overrides(props: OverridesProps) {
  const words = speak("sla").overrides;
  const nameOf = useLabelName();
  const tags = useTags();
  const taken = () => props.overrides.map(({ label }) => label);
  const free = () => [...PRIORITIES, ...tags.offered().map(({ id }) => id)].filter((label) => !taken().includes(label));
  const put = (at: number, change: Partial<TypedOverride>) =>
    props.onChange(props.overrides.map((one, place) => (place === at ? { ...one, ...change } : one)));
  const add = () => {
    const [label] = free();
    if (label) props.onChange([...props.overrides, { label, first: "", next: "", resolution: "" }]);
  };
  const field = (at: number, override: () => TypedOverride, name: "first" | "next" | "resolution") => (
    <label class="field">
      <span class="small mid">{words[name]}</span>
      <input
        class="input"
        type="number"
        min={MINUTES_MIN}
        max={name === "resolution" ? props.resolutionMax : props.replyMax}
        placeholder={words.same}
        value={override()[name]}
        onChange={(event) => put(at, { [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <fieldset class="overrides">
      <legend>{words.title}</legend>
      <p class="small dim">{words.words}</p>
      <Index each={props.overrides}>
        {(one, at) => (
          <div class="override">
            <Select
              label={words.label}
              value={one().label}
              options={[one().label, ...free()].map((value) => ({ value, label: nameOf(value) }))}
              onChange={(label) => put(at, { label })}
            />
            {field(at, one, "first")}
            {field(at, one, "next")}
            {field(at, one, "resolution")}
            <IconButton
              icon="x"
              small
              label={words.drop(nameOf(one().label))}
              onPress={() => props.onChange(props.overrides.filter((_, place) => place !== at))}
            />
          </div>
        )}
      </Index>
      <Show when={free().length > 0 && props.overrides.length < OVERRIDES_MAX}>
        <div>
          <Button small icon="plus" onPress={add}>
            {words.add}
          </Button>
        </div>
      </Show>
    </fieldset>
  );
}
