/** What a macro does after its words, in order. */
import { For, Index, Show } from "solid-js";
import { PRIORITIES, useTagName, useTags } from "../labels/queries.ts";
import { useNames } from "../team/me.tsx";
import { IconButton } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { openWhen } from "../ui/open-when.ts";
import { speak } from "../words/words.ts";
import { sayAction } from "./acts.ts";
import type { MacroAction } from "./queries.ts";

const ACTIONS_MAX = 5;
const CARDS = ["order", "logistics", "return"] as const;
const SNOOZES_HOURS = [4, 24, 72, 168];

/** What can be added, under names of its own. */
const choicesOf = (tags: { id: string }[]): Record<string, MacroAction> => ({
  me: { do: "assign", to: "me" },
  nobody: { do: "assign", to: "" },
  ...Object.fromEntries(SNOOZES_HOURS.map((hours) => [`snooze-${hours}`, { do: "snooze", hours }])),
  ...Object.fromEntries(CARDS.map((card) => [`card-${card}`, { do: "show-card", card }])),
  resolve: { do: "resolve" },
  reopen: { do: "reopen" },
  ...Object.fromEntries(PRIORITIES.map((priority) => [priority, { do: "priority", priority }])),
  ...Object.fromEntries(tags.map(({ id }) => [`tag-${id}`, { do: "tag", tagId: id }])),
  ...Object.fromEntries(tags.map(({ id }) => [`untag-${id}`, { do: "untag", tagId: id }])),
});

export function Actions(props: { actions: MacroAction[]; onChange: (actions: MacroAction[]) => void }) {
  const words = speak("templates").editor;
  const nameOf = useNames();
  const tagOf = useTagName();
  const say = (action: MacroAction) => sayAction(action, nameOf, tagOf);
  const tags = useTags();
  const choices = () => choicesOf(tags.offered());
  const options = () => [
    { value: "", label: words.addAction },
    ...Object.entries(choices()).map(([value, action]) => ({ value, label: say(action) })),
  ];
  const add = (name: string) => {
    const action = choices()[name];
    if (action) props.onChange([...props.actions, action]);
  };
  return (
    <details ref={(details) => openWhen(details, () => props.actions.length > 0)}>
      <summary>{words.actions}</summary>
      <div class="stack tight left">
        <p class="small dim">{words.actionsHint}</p>
        <Index each={props.actions}>
          {(action, at) => (
            <span class="row">
              {say(action())}
              <IconButton
                icon="x"
                small
                label={words.dropAction(say(action()))}
                onPress={() => props.onChange(props.actions.filter((_, place) => place !== at))}
              />
            </span>
          )}
        </Index>
        <Show when={props.actions.length < ACTIONS_MAX}>
          {/* Made anew after each choice, so that it stands at its first line again. */}
          <For each={[props.actions.length]}>{() => <Select label={words.addAction} value="" onChange={add} options={options()} />}</For>
        </Show>
      </div>
    </details>
  );
}
