/** An auto-reply to fill in: when it is sent, from which day to which, and its words with what is wrong with them. */
import { ownZone } from "../ui/clock.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { momentOf, wallClock } from "../ui/wall-clock.ts";
import { speak } from "../words/words.ts";
import { Part } from "./fields.tsx";
import type { AnyForm, AutoReplyForm } from "./queries.ts";
import { StoresField } from "./stores-field.tsx";
import { useTypedNumber } from "./typed-number.ts";
import { Wording } from "./wording.tsx";

const TEXT_CHARACTERS_MAX = 2_000;

/** What a field for local time shows and gives back. */
const writeLocal = (at: number | null) => (at === null ? "" : wallClock(at, ownZone));
const readLocal = (text: string) => (text === "" ? null : momentOf(text, ownZone));

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
  const hours = useTypedNumber(
    () => props.form.buyerHours,
    1,
    (buyerHours) => props.onChange({ buyerHours }),
  );
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
      <div onFocusOut={hours.leave}>
        <TextField name={words.buyerHours} type="number" min={1} max={720} value={hours.text()} onInput={hours.type} />
      </div>
      <StoresField stores={props.form.stores} everyStore={props.everyStore} onChange={(stores) => props.onChange({ stores })} />
    </Part>
  );
}
