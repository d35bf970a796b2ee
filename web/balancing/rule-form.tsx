/** A rule in its fields: how a store, an item or a listing takes part, and the limits on its number. What is typed stays until it is saved or left. */
import { createMemo, createSignal, For, Show, untrack } from "solid-js";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { type NumberPage, type Rule, type RuleKind, type RulePlace, useBalancing } from "./queries.ts";

interface RuleFormProps {
  kinds: readonly RuleKind[];
  /** None: the form begins with what is usual. */
  rule: Rule | null;
  place: RulePlace;
  can: NumberPage["rules"][number]["can"];
  onClose: () => void;
}

const USUAL: Rule = { kind: "shared", amount: null, reserve: 0, max: null, stopAt: 0, weight: 1 };
const hasAmount = (kind: RuleKind) => kind !== "shared" && kind !== "stop";
const numberIn = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null);

type Fields = Record<"amount" | "reserve" | "max" | "stopAt" | "weight", string>;

const fieldsOf = (rule: Rule): Fields => ({
  amount: String(rule.amount ?? ""),
  reserve: String(rule.reserve),
  max: String(rule.max ?? ""),
  stopAt: String(rule.stopAt),
  weight: String(rule.weight),
});

const ruleIn = (kind: RuleKind, { amount, reserve, max, stopAt, weight }: Fields): Rule => ({
  kind,
  amount: hasAmount(kind) ? (numberIn(amount) ?? 0) : null,
  reserve: numberIn(reserve) ?? 0,
  max: numberIn(max),
  stopAt: numberIn(stopAt) ?? 0,
  weight: numberIn(weight) ?? 1,
});

export function RuleForm(props: RuleFormProps) {
  const words = speak("balancing").rule;
  const first = untrack(() => props.rule ?? USUAL);
  const [kind, setKind] = createSignal(first.kind);
  const [fields, setFields] = createSignal(fieldsOf(first));
  const act = useBalancing(() => props.onClose());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    act.mutate({ do: "rule", place: props.place, rule: ruleIn(kind(), fields()) });
  };
  return (
    <form class="rule-form" onSubmit={submit}>
      <div class="rule-fields">
        <SelectField
          name={words.kind}
          hint={words.says[kind()]}
          value={kind()}
          onChange={(value) => setKind(value as RuleKind)}
          options={props.kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
        <Numbers kind={kind()} fields={fields()} onType={(typed) => setFields((all) => ({ ...all, ...typed }))} />
      </div>
      <Show when={act.isError}>
        <Trouble problem={act.error} />
      </Show>
      <div class="row wrap">
        <Button submit look="primary" busy={act.isPending} because={whyNot(props.can)}>
          {words.save}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
        <Show when={props.rule}>
          <span class="push">
            <Button
              look="quiet"
              busy={act.isPending}
              because={whyNot(props.can)}
              quietly
              onPress={() => act.mutate({ do: "rule", place: props.place, rule: null })}
            >
              {words.remove}
            </Button>
          </span>
        </Show>
      </div>
    </form>
  );
}

interface NumbersProps {
  kind: RuleKind;
  fields: Fields;
  onType: (typed: Partial<Fields>) => void;
}

/** Only those that the kind has. */
function Numbers(props: NumbersProps) {
  const words = speak("balancing").rule;
  const shown = (): [keyof Fields, string, string][] => [
    ...(hasAmount(props.kind)
      ? [["amount", props.kind === "percent" ? words.percent : words.units, words.amountHint] as [keyof Fields, string, string]]
      : []),
    ...(props.kind === "stop"
      ? []
      : ([
          ["reserve", words.reserve, words.reserveHint],
          ["max", words.max, words.maxHint],
          ["stopAt", words.stopAt, words.stopAtHint],
          ["weight", words.weight, words.weightHint],
        ] as [keyof Fields, string, string][])),
  ];
  const names = createMemo(() => shown().map(([name]) => name), undefined, { equals: (one, other) => one.join() === other.join() });
  const of = (name: keyof Fields) => shown().find(([one]) => one === name);
  return (
    <For each={names()}>
      {(name) => (
        <TextField
          name={of(name)?.[1] ?? ""}
          hint={of(name)?.[2] ?? ""}
          type="number"
          min={0}
          max={99_999}
          value={props.fields[name]}
          onInput={(text) => props.onType({ [name]: text })}
        />
      )}
    </For>
  );
}
