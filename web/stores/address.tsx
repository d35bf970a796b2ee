/** A postal address as six plain fields, and as lines of text. */
import { For } from "solid-js";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

export interface Address {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
}

const FIELDS = ["line1", "line2", "postalCode", "city", "region", "country"] as const satisfies (keyof Address)[];
const CHARACTERS_MAX: Record<keyof Address, number> = { line1: 200, line2: 200, city: 100, region: 100, postalCode: 20, country: 2 };

export const noAddress = (country: string): Address => ({ line1: "", line2: "", city: "", region: "", postalCode: "", country });

/** Kept as JSON text; what cannot be read is no address. */
export function readAddress(text: string): Address {
  try {
    return { ...noAddress(""), ...(JSON.parse(text) as Partial<Address>) };
  } catch {
    // Nothing is lost: the field is shown empty and can be filled again.
    return noAddress("");
  }
}

/** A country alone is where the shop sells, not where anybody lives. */
export const isEmpty = (address: Address) => FIELDS.every((field) => field === "country" || address[field] === "");

export const writeAddress = ({ line1, line2, postalCode, city, region, country }: Address) =>
  [line1, line2, [postalCode, city].filter(Boolean).join(" "), region, country].filter(Boolean).join(", ");

export function AddressFields(props: { address: Address; onChange: (address: Address) => void }) {
  const words = speak("stores").address;
  return (
    <div class="address-fields">
      <For each={FIELDS}>
        {(field) => (
          <TextField
            name={words[field]}
            class={`at-${field}`}
            maxLength={CHARACTERS_MAX[field]}
            value={props.address[field]}
            onInput={(value) => props.onChange({ ...props.address, [field]: field === "country" ? value.toUpperCase() : value })}
          />
        )}
      </For>
    </div>
  );
}
