/** What must be so, as sentences within groups. A group is all, any or none of its parts; what the Worker calls a denial is a group of none. */

import { createSignal, For, Index, Match, Show, Switch, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useTags } from "../labels/queries.ts";
import { askNames, useStores } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { splitAtCommas } from "../ui/commas.ts";
import { Select } from "../ui/field.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Grammar } from "./queries.ts";
import { type Condition, type Field, groupOf, type Mode, newTest, type Test, whole } from "./tree.ts";

const DEPTH_MAX = 3;

interface GroupProps {
  grammar: Grammar;
  condition: Condition;
  depth: number;
  onChange: (condition: Condition) => void;
  onRemove?: () => void;
}

export function Group(props: GroupProps) {
  const words = speak("rules");
  const group = () => groupOf(props.condition);
  const change = (mode: Mode, parts: Condition[]) => props.onChange(whole(mode, parts));
  const put = (at: number, part: Condition) =>
    change(
      group().mode,
      group().parts.map((one, index) => (index === at ? part : one)),
    );
  const drop = (at: number) =>
    change(
      group().mode,
      group().parts.filter((_, index) => index !== at),
    );
  return (
    <fieldset class="rule-group">
      <legend class="sr">{words.group}</legend>
      <div class="rule-line">
        <Select
          label={words.group}
          value={group().mode}
          onChange={(mode) => change(mode as Mode, group().parts)}
          options={(["all", "any", "none"] as const).map((value) => ({ value, label: words.groups[value] }))}
        />
        <Show when={props.onRemove}>
          <IconButton icon="x" small label={words.remove} onPress={() => props.onRemove?.()} />
        </Show>
      </div>
      <Show when={group().parts.length === 0 && props.depth === 0}>
        <p class="small dim">{words.always}</p>
      </Show>
      <Index each={group().parts}>
        {(part, at) => (
          <Switch>
            <Match when={"field" in part() && (part() as Test)}>
              {(test) => <TestLine grammar={props.grammar} test={test()} onChange={(next) => put(at, next)} onRemove={() => drop(at)} />}
            </Match>
            <Match when={!("field" in part())}>
              <Group
                grammar={props.grammar}
                condition={part()}
                depth={props.depth + 1}
                onChange={(next) => put(at, next)}
                onRemove={() => drop(at)}
              />
            </Match>
          </Switch>
        )}
      </Index>
      <More depth={props.depth} grammar={props.grammar} onAdd={(part) => change(group().mode, [...group().parts, part])} />
    </fieldset>
  );
}

function More(props: { depth: number; grammar: Grammar; onAdd: (part: Condition) => void }) {
  const words = speak("rules");
  const first = () => newTest(props.grammar, "message.text");
  return (
    <div class="row wrap">
      <Button small icon="plus" onPress={() => props.onAdd(first())}>
        {words.addTest}
      </Button>
      <Show when={props.depth < DEPTH_MAX - 1}>
        <Button small look="quiet" icon="plus" onPress={() => props.onAdd({ any: [first()] })}>
          {words.addGroup}
        </Button>
      </Show>
    </div>
  );
}

function TestLine(props: { grammar: Grammar; test: Test; onChange: (test: Test) => void; onRemove: () => void }) {
  const words = speak("rules");
  const kind = () => props.grammar.fields[props.test.field];
  const fields = () => Object.keys(props.grammar.fields) as Field[];
  return (
    <div class="rule-line">
      <Select
        label={words.field}
        value={props.test.field}
        onChange={(field) => props.onChange(newTest(props.grammar, field as Field))}
        options={fields().map((value) => ({ value, label: words.fields[value] }))}
      />
      <Select
        label={words.operator}
        value={props.test.is}
        onChange={(is) => props.onChange({ ...props.test, is: is as Test["is"] })}
        options={props.grammar.operators[kind()].map((value) => ({ value, label: words.operators[value] }))}
      />
      <Show when={kind() !== "flag"}>
        <Show
          when={["choice", "set"].includes(kind()) && props.test.field}
          keyed
          fallback={<Values {...props} isNumber={kind() === "number"} />}
        >
          {(field) => <Choices {...props} field={field} />}
        </Show>
      </Show>
      <IconButton icon="x" small label={words.remove} onPress={props.onRemove} />
    </div>
  );
}

/** What was typed stays as it was typed; what it means is read off it. */
function Values(props: { test: Test; isNumber?: boolean; onChange: (test: Test) => void }) {
  const words = speak("rules");
  const [typed, setTyped] = createSignal(untrack(() => props.test.values.join(", ")));
  const read = (text: string) => {
    setTyped(text);
    props.onChange({ ...props.test, values: props.isNumber ? [text.trim()].filter(Boolean) : splitAtCommas(text) });
  };
  return (
    <input
      class="input"
      type={props.isNumber ? "number" : "text"}
      aria-label={words.value}
      title={props.isNumber ? undefined : words.anyOf}
      value={typed()}
      onInput={(event) => read(event.currentTarget.value)}
    />
  );
}

function Choices(props: { test: Test; field: Field; onChange: (test: Test) => void }) {
  const options = useOptions(() => props.field);
  const toggle = (value: string, isIn: boolean) =>
    props.onChange({ ...props.test, values: isIn ? [...props.test.values, value] : props.test.values.filter((one) => one !== value) });
  return (
    <Show when={options()} fallback={<Values {...props} />}>
      {(all) => (
        <span class="rule-choices">
          <For each={all()}>
            {(option) => (
              <label class="row">
                <input
                  type="checkbox"
                  class="check"
                  checked={props.test.values.includes(option.value)}
                  onChange={(event) => toggle(option.value, event.currentTarget.checked)}
                />
                {option.label}
              </label>
            )}
          </For>
        </span>
      )}
    </Show>
  );
}

/** Undefined where anything may be typed. */
function useOptions(field: () => Field): () => { value: string; label: string }[] | undefined {
  const words = speak("rules");
  const stores = useStores();
  const names = useQuery(() => askNames);
  const tags = useTags();
  const listOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
  return () => {
    switch (field()) {
      case "ticket.state":
      case "ticket.was":
        return listOf(words.states);
      case "ticket.lastBy":
        return listOf(words.authors);
      case "ticket.tags":
      case "ticket.tagged":
        return tags.offered().map(({ id, name }) => ({ value: id, label: name }));
      case "ticket.priority":
        return listOf(speak("labels").priorities);
      case "order.stage":
      case "order.was":
        return listOf(speak("stages").order);
      case "store.id":
        return stores.all().map(({ id, name }) => ({ value: id, label: name }));
      case "store.marketplace":
        return [...new Set(stores.all().map(({ marketplace }) => marketplace))].map((value) => ({ value, label: value }));
      case "ticket.assignee":
        return known(names)?.colleagues.map(({ id, name }) => ({ value: id, label: name }));
      default:
        return undefined;
    }
  };
}
