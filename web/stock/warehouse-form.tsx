/** A warehouse's name and place, new or as it is. What somebody else saves meanwhile is not overwritten. */

import { createSignal, type JSX, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { ZoneField } from "../stores/zone-field.tsx";
import { Button } from "../ui/button.tsx";
import { ownZone } from "../ui/clock.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import type { Warehouse, WarehousesPage } from "./queries.ts";

const NAME_CHARACTERS_MAX = 60;
const POSTAL_CODE_CHARACTERS_MAX = 12;

const countries = new Intl.DisplayNames([LANGUAGE], { type: "region" });
export const nameOfCountry = (code: string) => countries.of(code) ?? code;

interface FormProps {
  page: WarehousesPage;
  /** Null makes a new one. */
  warehouse: Warehouse | null;
  onClose: () => void;
  /** What else may be done with one that is there. */
  children?: JSX.Element;
}

export function WarehouseForm(props: FormProps) {
  const words = speak("stock").warehouses;
  const client = useQueryClient();
  // What is being typed stays, whatever is saved meanwhile.
  const seen = untrack((): Form => {
    const { name = "", country = null, postal_code = null, time_zone = ownZone } = props.warehouse ?? {};
    return { name, country, postalCode: postal_code, timeZone: time_zone };
  });
  const [form, setForm] = createSignal(seen);
  const change = (part: Partial<Form>) => setForm({ ...form(), ...part });
  const save = useMutation(() => ({
    mutationFn: async () => {
      const { name, country, postalCode, timeZone } = form();
      const warehouse = { name: name.trim(), country, postalCode: postalCode?.trim() || null, timeZone };
      if (props.warehouse) await ask(api.warehouses[":id"].$put({ param: { id: props.warehouse.id }, json: { seen, warehouse } }));
      else await ask(api.warehouses.$post({ json: warehouse }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["warehouses"] });
      toast({ look: "fine", words: (props.warehouse ? words.saved : words.created)(form().name.trim()) });
      props.onClose();
    },
  }));
  return (
    <form
      class="warehouse-form"
      aria-label={props.warehouse ? words.edit(props.warehouse.name) : words.add}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Fields page={props.page} form={form()} onChange={change} />
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row wrap">
        <Button look="primary" submit busy={save.isPending}>
          {props.warehouse ? words.save : words.create}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
        <span class="push row wrap">{props.children}</span>
      </div>
    </form>
  );
}

interface Form {
  name: string;
  country: string | null;
  postalCode: string | null;
  timeZone: string;
}

function Fields(props: { page: WarehousesPage; form: Form; onChange: (part: Partial<Form>) => void }) {
  const words = speak("stock").warehouses;
  return (
    <>
      <TextField
        name={words.name}
        value={props.form.name}
        required
        maxLength={NAME_CHARACTERS_MAX}
        first
        onInput={(name) => props.onChange({ name })}
      />
      <div class="pair">
        <SelectField
          name={words.country}
          value={props.form.country ?? ""}
          options={[
            { value: "", label: words.noCountry },
            ...props.page.countries
              .map((code) => ({ value: code, label: nameOfCountry(code) }))
              .sort((one, other) => one.label.localeCompare(other.label)),
          ]}
          onChange={(country) => props.onChange({ country: country || null })}
        />
        <TextField
          name={words.postalCode}
          value={props.form.postalCode ?? ""}
          maxLength={POSTAL_CODE_CHARACTERS_MAX}
          onInput={(postalCode) => props.onChange({ postalCode: postalCode || null })}
        />
      </div>
      <ZoneField name={words.timeZone} value={props.form.timeZone} onInput={(timeZone) => props.onChange({ timeZone })} />
    </>
  );
}
