/** The two words an item needs, asked where it is missed. It may stand within another form and is therefore none itself. */

import { createSignal, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Chosen } from "./item-picker.tsx";

interface FormProps {
  start: { sku: string; name: string };
  because: string | null;
  onMade: (item: Chosen) => void;
  onClose: () => void;
}

export const SKU_CHARACTERS_MAX = 60;
export const NAME_CHARACTERS_MAX = 200;

export function NewItemForm(props: FormProps) {
  const words = speak("inventory").item;
  const client = useQueryClient();
  // What is being typed stays, whatever is found meanwhile.
  const start = untrack(() => props.start);
  const [sku, setSku] = createSignal(start.sku.slice(0, SKU_CHARACTERS_MAX));
  const [name, setName] = createSignal(start.name.slice(0, NAME_CHARACTERS_MAX));
  const make = useMutation(() => ({
    mutationFn: () => ask(api.items.$post({ json: { kind: "standard", sku: sku(), name: name(), barcode: null } })),
    onSuccess: async (made: Chosen) => {
      await client.invalidateQueries({ queryKey: ["items"] });
      props.onMade(made);
    },
  }));
  return (
    <fieldset
      class="new-item"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        make.mutate();
      }}
    >
      <legend class="sr">{words.newTitle}</legend>
      <div class="pair">
        <TextField name={words.sku} value={sku()} required maxLength={SKU_CHARACTERS_MAX} first onInput={setSku} />
        <TextField name={words.name} value={name()} required maxLength={NAME_CHARACTERS_MAX} onInput={setName} />
      </div>
      <Show when={make.isError}>
        <Trouble problem={make.error} />
      </Show>
      <div class="row wrap">
        <Button small busy={make.isPending} because={props.because} onPress={() => make.mutate()}>
          {words.create}
        </Button>
        <Button small look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
      </div>
    </fieldset>
  );
}
