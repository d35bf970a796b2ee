/** What an item is called, what it costs and, of a kit, what it is made of. What is being typed stays, whatever is saved meanwhile. */

import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Select, TextField } from "../ui/field.tsx";
import { plainAmount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { NAME_CHARACTERS_MAX, SKU_CHARACTERS_MAX } from "./new-item-form.tsx";
import { Parts } from "./parts.tsx";
import type { ItemPage, NamedPart } from "./queries.ts";

interface FormProps {
  /** Null makes a new one. */
  page: ItemPage | null;
  /** What its fields were read at, and what one's own acts have made of it since. */
  version: number;
  currencies: string[];
  because: string | null;
  /** Whether one may see and say what it costs. */
  seesCost: boolean;
  onSaved: (id: string) => void;
}

const KINDS = ["standard", "kit"] as const;
type Kind = (typeof KINDS)[number];

function useItemForm(props: FormProps) {
  const words = speak("inventory").item;
  const client = useQueryClient();
  const start = untrack(() => props.page);
  const item = start?.item;
  const [kind, setKind] = createSignal<Kind>(item?.kind ?? "standard");
  const [sku, setSku] = createSignal(item?.sku ?? "");
  const [name, setName] = createSignal(item?.name ?? "");
  const [barcode, setBarcode] = createSignal(item?.barcode ?? "");
  const [currency, setCurrency] = createSignal(untrack(() => item?.cost_currency ?? props.currencies[0] ?? "USD"));
  const [cost, setCost] = createSignal(
    item?.cost_minor != null && item.cost_currency ? plainAmount(item.cost_minor, item.cost_currency) : "",
  );
  const [parts, setParts] = createSignal<NamedPart[]>(start?.parts ?? []);
  const formOf = () => ({
    sku: sku(),
    name: name(),
    barcode: barcode() || null,
    // Who may not see it leaves it as it is; unknown for a new one.
    ...(props.seesCost && (cost() !== "" || props.page) ? { cost: cost() === "" ? null : { amount: cost(), currency: currency() } } : {}),
    parts: kind() === "kit" ? parts().map(({ item: id, qty }) => ({ item: id, qty })) : [],
  });
  const save = useMutation(() => ({
    mutationFn: async () => {
      const { page } = props;
      if (!page) return (await ask(api.items.$post({ json: { kind: kind(), ...formOf() } }))).id;
      await ask(api.items[":id"].$put({ param: { id: page.item.id }, json: { version: props.version, item: formOf() } }));
      return page.item.id;
    },
    onSuccess: async (id: string) => {
      await client.invalidateQueries({ queryKey: ["items"] });
      toast({ look: "fine", words: props.page ? words.saved(sku()) : words.made(sku()) });
      props.onSaved(id);
    },
  }));
  return { kind, setKind, sku, setSku, name, setName, barcode, setBarcode, currency, setCurrency, cost, setCost, parts, setParts, save };
}

export function ItemForm(props: FormProps) {
  const words = speak("inventory").item;
  const form = useItemForm(props);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (props.because === null) form.save.mutate();
      }}
    >
      <Show when={props.page === null}>
        <KindField kind={form.kind()} onChange={form.setKind} />
      </Show>
      <div class="pair">
        <TextField
          name={words.sku}
          value={form.sku()}
          required
          maxLength={SKU_CHARACTERS_MAX}
          first={props.page === null}
          onInput={form.setSku}
        />
        <TextField name={words.barcode} value={form.barcode()} maxLength={60} onInput={form.setBarcode} />
      </div>
      <TextField name={words.name} value={form.name()} required maxLength={NAME_CHARACTERS_MAX} onInput={form.setName} />
      <Show when={props.seesCost}>
        <div class="pair cost-pair">
          <TextField name={words.cost} value={form.cost()} maxLength={20} placeholder="0.00" hint={words.costHint} onInput={form.setCost} />
          <div class="field">
            <span class="name">{words.currency}</span>
            <Select
              label={words.currency}
              value={form.currency()}
              options={[...new Set([form.currency(), ...props.currencies])].map((value) => ({ value, label: value }))}
              onChange={form.setCurrency}
            />
          </div>
        </div>
      </Show>
      <Show when={form.kind() === "kit"}>
        <Parts label={words.parts} none={words.noParts} parts={form.parts()} standardOnly onChange={form.setParts} />
      </Show>
      <Show when={form.save.isError}>
        <Trouble problem={form.save.error} />
      </Show>
      <div class="row wrap">
        <Button look="primary" submit busy={form.save.isPending} because={props.because}>
          {props.page ? words.save : words.create}
        </Button>
      </div>
    </form>
  );
}

function KindField(props: { kind: Kind; onChange: (kind: Kind) => void }) {
  const words = speak("inventory").item;
  const says: Record<Kind, [name: string, words: string]> = {
    standard: [words.standard, words.standardWords],
    kit: [words.kit, words.kitWords],
  };
  return (
    <fieldset class="field kinds">
      <legend class="name">{words.kind}</legend>
      <For each={KINDS}>
        {(one) => (
          <label class="row top">
            <input type="radio" class="check" name="kind" value={one} checked={props.kind === one} onChange={() => props.onChange(one)} />
            <span>
              {says[one][0]}
              <span class="own-line small dim">{says[one][1]}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
