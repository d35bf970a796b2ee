/** The buyer's details as somebody types them from what the customer wrote. What is asked for here is what a carrier asks of a sender. */
import { createUniqueId } from "solid-js";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import type { Details } from "./queries.ts";

const NAME_CHARACTERS_MAX = 120;
const LINES_CHARACTERS_MAX = 400;
const CITY_CHARACTERS_MAX = 100;
const CODE_CHARACTERS_MAX = 20;
const PHONE_CHARACTERS_MAX = 40;
const MAIL_CHARACTERS_MAX = 200;

export const noDetails = (country: string): Details => ({
  name: "",
  lines: "",
  city: "",
  postalCode: "",
  region: "",
  country: /^[A-Z]{2}$/.test(country) ? country : "",
  phone: "",
  email: "",
});

/** What is still missing, as a sentence; null when it may be saved. */
export function whyIncomplete(typed: Details): string | null {
  const words = speak("ownReturns").details;
  const missing = (["name", "lines", "postalCode", "city", "country"] as const).find((field) => typed[field].trim() === "");
  if (missing) return words.missing(words.fields[missing]);
  if (!/^[A-Z]{2}$/.test(typed.country)) return words.country;
  return typed.phone.trim() === "" && typed.email.trim() === "" ? words.reach : null;
}

export function DetailsFields(props: { typed: Details; onChange: (typed: Details) => void }) {
  const words = speak("ownReturns").details;
  const lines = createUniqueId();
  const set = (field: keyof Details) => (value: string) => props.onChange({ ...props.typed, [field]: value });
  return (
    <div class="own-details" translate="no">
      <TextField
        name={words.fields.name}
        value={props.typed.name}
        onInput={set("name")}
        maxLength={NAME_CHARACTERS_MAX}
        class="whole-row"
      />
      <div class="field whole-row">
        <label for={lines}>{words.fields.lines}</label>
        <textarea
          id={lines}
          class="input"
          rows={2}
          dir="auto"
          autocomplete="off"
          maxLength={LINES_CHARACTERS_MAX}
          value={props.typed.lines}
          onInput={(event) => set("lines")(event.currentTarget.value)}
        />
      </div>
      <TextField
        name={words.fields.postalCode}
        value={props.typed.postalCode}
        onInput={set("postalCode")}
        maxLength={CODE_CHARACTERS_MAX}
      />
      <TextField name={words.fields.city} value={props.typed.city} onInput={set("city")} maxLength={CITY_CHARACTERS_MAX} />
      <TextField name={words.fields.region} value={props.typed.region} onInput={set("region")} maxLength={CITY_CHARACTERS_MAX} />
      <TextField
        name={words.fields.country}
        hint={words.countryHint}
        value={props.typed.country}
        onInput={(value) => set("country")(value.toUpperCase())}
        maxLength={2}
      />
      <TextField name={words.fields.phone} value={props.typed.phone} onInput={set("phone")} maxLength={PHONE_CHARACTERS_MAX} />
      <TextField name={words.fields.email} type="email" value={props.typed.email} onInput={set("email")} maxLength={MAIL_CHARACTERS_MAX} />
    </div>
  );
}
