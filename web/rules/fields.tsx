/** A rule to fill in: when, if, then, and what else. */
import { type JSX, Show } from "solid-js";
import { CheckField, Select, TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import { Actions } from "./actions.tsx";
import { Group } from "./condition.tsx";
import type { AnyForm, Grammar, RuleForm, Trigger } from "./queries.ts";
import { StoresField } from "./stores-field.tsx";
import type { Condition } from "./tree.ts";
import { useTypedNumber } from "./typed-number.ts";

const CLOCK_MINUTES = 240;

export function Part(props: { title: string; children: JSX.Element }) {
  return (
    <section class="card" aria-label={props.title}>
      <header>
        <h2>{props.title}</h2>
      </header>
      <div class="body rule-part">{props.children}</div>
    </section>
  );
}

interface FieldsProps {
  grammar: Grammar;
  form: AnyForm;
  everyStore: boolean;
  onChange: (form: AnyForm) => void;
}

export function RuleFields(props: FieldsProps) {
  const words = speak("rules");
  const form = () => props.form as RuleForm;
  const change = (some: Partial<RuleForm>) => props.onChange({ ...form(), ...some });
  const triggers = (): readonly Trigger[] => [...props.grammar.triggers, ...props.grammar.clocks];
  const isClock = (on: Trigger) => props.grammar.clocks.some((clock) => clock === on);
  const listen = (on: Trigger) => change({ trigger: isClock(on) ? { on, minutes: form().trigger.minutes ?? CLOCK_MINUTES } : { on } });
  const minutes = useTypedNumber(
    () => form().trigger.minutes ?? CLOCK_MINUTES,
    1,
    (number) => change({ trigger: { ...form().trigger, minutes: number } }),
  );
  return (
    <>
      <Part title={words.when}>
        <div class="rule-line">
          <Select
            label={words.when}
            value={form().trigger.on}
            onChange={(on) => listen(on as Trigger)}
            options={triggers().map((value) => ({ value, label: words.triggers[value] }))}
          />
          <Show when={form().trigger.minutes !== undefined}>
            <input
              class="input"
              type="number"
              min="1"
              max="86400"
              aria-label={words.after}
              value={minutes.text()}
              onInput={(event) => minutes.type(event.currentTarget.value)}
              onBlur={minutes.leave}
            />
            <span class="mid">{words.minutes(form().trigger.minutes ?? 0)}</span>
          </Show>
        </div>
        <StoresField stores={form().stores} everyStore={props.everyStore} onChange={(stores) => change({ stores })} />
      </Part>
      <Part title={words.if}>
        <Group
          grammar={props.grammar}
          condition={form().condition as Condition}
          depth={0}
          onChange={(condition) => change({ condition: condition as RuleForm["condition"] })}
        />
      </Part>
      <Part title={words.does}>
        <Actions actions={form().actions} onChange={(actions) => change({ actions })} />
      </Part>
      <Limits form={form()} onChange={change} />
    </>
  );
}

/** What keeps it from acting too often, and others from acting as well. */
function Limits(props: { form: RuleForm; onChange: (some: Partial<RuleForm>) => void }) {
  const words = speak("rules");
  return (
    <Part title={words.also}>
      <CheckField name={words.stops} checked={props.form.stops} onChange={(stops) => props.onChange({ stops })} />
      <TextField
        name={words.quiet}
        hint={words.quietHint}
        type="number"
        min={0}
        max={43_200}
        value={String(props.form.quietMinutes)}
        onInput={(minutes) => props.onChange({ quietMinutes: Math.max(0, Math.round(Number(minutes) || 0)) })}
      />
    </Part>
  );
}
