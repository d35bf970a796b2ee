/** An auto-reply to fill in: when it is sent, from which day to which, and its words with what is wrong with them. */
import { SelectField, TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import { Part } from "./fields.tsx";
import type { AnyForm, AutoReplyForm } from "./queries.ts";
import { StoresField } from "./stores-field.tsx";
import { Wording } from "./wording.tsx";

const TEXT_CHARACTERS_MAX = 2_000;

/** What a field for local time shows and gives back. */
function writeLocal(at: number | null): string {
  if (at === null) return "";
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
const readLocal = (text: string) => (text === "" ? null : new Date(text).getTime());

export function AutoReplyFields(props: { form: AnyForm; everyStore: boolean; onChange: (form: AnyForm) => void }) {
  const words = speak("rules");
  const form = () => props.form as AutoReplyForm;
  const change = (some: Partial<AutoReplyForm>) => props.onChange({ ...form(), ...some });
  return (
    <>
      <When form={form()} everyStore={props.everyStore} onChange={change} />
      <Part title={words.autoWords}>
        <textarea
          class="input wide"
          rows="4"
          maxLength={TEXT_CHARACTERS_MAX}
          aria-label={words.autoWords}
          value={form().text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
        <p class="small dim">{words.autoHint}</p>
        <Wording text={form().text} />
      </Part>
    </>
  );
}

function When(props: { form: AutoReplyForm; everyStore: boolean; onChange: (some: Partial<AutoReplyForm>) => void }) {
  const words = speak("rules");
  return (
    <Part title={words.when}>
      <SelectField
        name={words.hoursWhen}
        hint={words.closedHint}
        value={props.form.when}
        onChange={(when) => props.onChange({ when: when === "closed" ? "closed" : "always" })}
        options={[
          { value: "closed", label: words.closed },
          { value: "always", label: words.around },
        ]}
      />
      <div class="rule-dates">
        <TextField
          name={words.from}
          hint={words.datesHint}
          type="datetime-local"
          value={writeLocal(props.form.from)}
          onInput={(from) => props.onChange({ from: readLocal(from) })}
        />
        <TextField
          name={words.until}
          type="datetime-local"
          value={writeLocal(props.form.until)}
          onInput={(until) => props.onChange({ until: readLocal(until) })}
        />
      </div>
      <TextField
        name={words.buyerHours}
        type="number"
        min={1}
        max={720}
        value={String(props.form.buyerHours)}
        onInput={(hours) => props.onChange({ buyerHours: Math.max(1, Math.round(Number(hours) || 1)) })}
      />
      <StoresField stores={props.form.stores} everyStore={props.everyStore} onChange={(stores) => props.onChange({ stores })} />
    </Part>
  );
}
