/** What a rule does, one line each, in the order it is done. */

import { Index, Match, Show, Switch } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { PRIORITIES, useTags } from "../labels/queries.ts";
import { askNames, askTeams } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askRules, type RuleAction } from "./queries.ts";
import { useTypedNumber } from "./typed-number.ts";
import { Wording } from "./wording.tsx";

const ACTIONS_MAX = 8;
const SNOOZE_HOURS = 24;
/** The Worker's name for everyone who may reply. */
const EVERYONE = "*";
const KINDS: RuleAction["do"][] = [
  "assign",
  "deal",
  "tag",
  "untag",
  "priority",
  "reply",
  "template",
  "note",
  "snooze",
  "resolve",
  "reopen",
  "spam",
];

function begin(kind: RuleAction["do"]): RuleAction {
  switch (kind) {
    case "assign":
      return { do: kind, to: "" };
    case "deal":
      return { do: kind, to: EVERYONE };
    case "snooze":
      return { do: kind, hours: SNOOZE_HOURS };
    case "note":
    case "reply":
      return { do: kind, text: "" };
    case "template":
      return { do: kind, templateId: "" };
    case "tag":
    case "untag":
      return { do: kind, tagId: "" };
    case "priority":
      return { do: kind, priority: "high" };
    default:
      return { do: kind };
  }
}

export function Actions(props: { actions: RuleAction[]; onChange: (actions: RuleAction[]) => void }) {
  const words = speak("rules");
  const put = (at: number, action: RuleAction) => props.onChange(props.actions.map((one, index) => (index === at ? action : one)));
  return (
    <div class="rule-part">
      <Index each={props.actions}>
        {(action, at) => (
          <div class="rule-line wide">
            <Select
              label={words.action}
              value={action().do}
              onChange={(kind) => put(at, begin(kind as RuleAction["do"]))}
              options={KINDS.map((value) => ({ value, label: words.actions[value] }))}
            />
            <Details action={action()} onChange={(next) => put(at, next)} />
            <Show when={props.actions.length > 1}>
              <IconButton
                icon="x"
                small
                label={words.remove}
                onPress={() => props.onChange(props.actions.filter((_, index) => index !== at))}
              />
            </Show>
          </div>
        )}
      </Index>
      <Show when={props.actions.length < ACTIONS_MAX}>
        <Button small icon="plus" onPress={() => props.onChange([...props.actions, begin("note")])}>
          {words.addAction}
        </Button>
      </Show>
    </div>
  );
}

type Of<Kind> = Extract<RuleAction, { do: Kind }>;
const as = <Kind extends RuleAction["do"]>(action: RuleAction, ...kinds: Kind[]): Of<Kind> | undefined =>
  kinds.includes(action.do as Kind) ? (action as Of<Kind>) : undefined;

function Details(props: { action: RuleAction; onChange: (action: RuleAction) => void }) {
  const words = speak("rules");
  const rules = useQuery(() => askRules);
  const templates = () => [
    { value: "", label: words.template },
    ...(known(rules)?.templates ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Switch>
      <Match when={as(props.action, "assign", "deal")}>{(action) => <Taker action={action()} onChange={props.onChange} />}</Match>
      <Match when={as(props.action, "snooze")}>
        {(action) => <Hours hours={action().hours} onChange={(hours) => props.onChange({ do: "snooze", hours })} />}
      </Match>
      <Match when={as(props.action, "tag", "untag", "priority")}>{(action) => <Label action={action()} onChange={props.onChange} />}</Match>
      <Match when={as(props.action, "note", "reply")}>{(action) => <Words action={action()} onChange={props.onChange} />}</Match>
      <Match when={as(props.action, "template")}>
        {(action) => (
          <Show when={templates().length > 1} fallback={<span class="small dim">{words.noTemplates}</span>}>
            <Select
              label={words.template}
              value={action().templateId}
              options={templates()}
              onChange={(templateId) => props.onChange({ do: "template", templateId })}
            />
          </Show>
        )}
      </Match>
    </Switch>
  );
}

function Hours(props: { hours: number; onChange: (hours: number) => void }) {
  const hours = useTypedNumber(
    () => props.hours,
    1,
    (number) => props.onChange(number),
  );
  return (
    <input
      class="input"
      type="number"
      min="1"
      max="720"
      aria-label={speak("rules").hours}
      value={hours.text()}
      onInput={(event) => hours.type(event.currentTarget.value)}
      onBlur={hours.leave}
    />
  );
}

/** Somebody by name, or whoever's turn it is. */
function Taker(props: { action: Of<"assign" | "deal">; onChange: (action: RuleAction) => void }) {
  const words = speak("rules");
  const names = useQuery(() => askNames);
  const teams = useQuery(() => askTeams);
  const named = (rows: { id: string; name: string }[] | undefined) => (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const options = () =>
    props.action.do === "deal"
      ? [{ value: EVERYONE, label: words.everyone }, ...named(known(teams)?.teams.filter((team) => !team.gone))]
      : [{ value: "", label: words.nobody }, ...named(known(names)?.colleagues)];
  return (
    <Select
      label={words.actions[props.action.do]}
      value={props.action.to}
      options={options()}
      onChange={(to) => props.onChange({ do: props.action.do, to })}
    />
  );
}

function Words(props: { action: Of<"note" | "reply">; onChange: (action: RuleAction) => void }) {
  const words = speak("rules");
  return (
    <>
      <textarea
        class="input"
        rows="3"
        maxLength="2000"
        aria-label={words.text}
        value={props.action.text}
        onInput={(event) => props.onChange({ do: props.action.do, text: event.currentTarget.value })}
      />
      <Show when={props.action.do === "reply"}>
        <Wording text={props.action.text} />
      </Show>
    </>
  );
}

function Label(props: { action: Of<"tag" | "untag" | "priority">; onChange: (action: RuleAction) => void }) {
  const words = speak("rules");
  const offered = useTags();
  const tags = () => [{ value: "", label: words.chooseTag }, ...offered.offered().map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Switch>
      <Match when={as(props.action, "tag", "untag")}>
        {(action) => (
          <Show when={tags().length > 1} fallback={<span class="small dim">{words.noTags}</span>}>
            <Select
              label={words.tag}
              value={action().tagId}
              options={tags()}
              onChange={(tagId) => props.onChange({ do: action().do, tagId })}
            />
          </Show>
        )}
      </Match>
      <Match when={as(props.action, "priority")}>
        {(action) => (
          <Select
            label={words.actions.priority}
            value={action().priority}
            options={PRIORITIES.map((value) => ({ value, label: speak("labels").priorities[value] }))}
            onChange={(chosen) => props.onChange({ do: "priority", priority: PRIORITIES.find((one) => one === chosen) ?? "normal" })}
          />
        )}
      </Match>
    </Switch>
  );
}
