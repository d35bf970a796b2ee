/** Every filter of a list of orders, as choices the desk gives. Each takes effect at once: the list behind it is the answer. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useTags } from "../labels/queries.ts";
import { useStores } from "../team/me.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askOrderChoices, type Choices } from "../workload/queries.ts";
import { BY, type OrdersPlace, STATUSES, type Word } from "./place.ts";
import { STAGES } from "./queries.ts";

interface Choice {
  value: string;
  label: string;
}

/** The words of filters that are chosen from a list, each with what there is to choose. */
function choicesOf(choices: Choices | undefined, tags: Choice[]): [word: Word, name: string, Choice[]][] {
  const words = speak("orders").filter;
  const about = speak("order");
  const work = speak("workload");
  const told = (codes: readonly string[] | undefined, names: Record<string, string>) =>
    (codes ?? []).map((value) => ({ value, label: names[value] ?? value }));
  const named = (all: { id: string; name: string }[] | undefined) => (all ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const people = [{ value: "me", label: work.filter.me }, { value: "nobody", label: work.filter.nobody }, ...named(choices?.people)];
  return [
    ["due", words.due, told(choices?.dues, work.dues)],
    ["reason", work.filter.reason, told(choices?.reasons, speak("orderWork").reasons)],
    ["tag", work.filter.tag, tags],
    ["assignee", work.filter.assignee, people],
    ["status", words.status, told(STATUSES, {})],
    ["by", words.by, told(BY, about.by)],
    ["warehouse", work.filter.warehouse, named(choices?.warehouses)],
    ["delivery", work.filter.delivery, told(choices?.deliveries, {})],
    ["shipping", work.filter.shipping, told(["TIKTOK", "SELLER"], work.shippings)],
    ["tracking", work.filter.tracking, told(choices?.trackings, work.trackings)],
    ["trouble", work.filter.trouble, told(choices?.troubles, work.troubles)],
    ["archived", work.filter.archived, told(["yes", "no"], work.archives)],
    ["kind", work.filter.kind, told(choices?.kinds, work.kinds)],
  ];
}

export default function FilterPanel(props: { place: OrdersPlace }) {
  const words = speak("orders").filter;
  const stores = useStores();
  const choices = useQuery(() => askOrderChoices);
  const tags = useTags();
  const filter = () => props.place.filter();
  const any = { value: "", label: words.any };
  const offered = () => tags.offered().map(({ id, name }) => ({ value: id, label: name }));
  const all = () => choicesOf(known(choices), offered());
  return (
    <>
      <Show when={stores.all().length > 1}>
        <SelectField
          name={words.store}
          value={filter().stores?.length === 1 ? (filter().stores?.[0] ?? "") : ""}
          options={[any, ...stores.all().map((store) => ({ value: store.id, label: store.name }))]}
          onChange={(id) => props.place.go({ stores: id ? [id] : null })}
        />
      </Show>
      <SelectField
        name={words.stage}
        value={filter().stages.length === 1 ? (filter().stages[0] ?? "") : ""}
        options={[any, ...STAGES.map((stage) => ({ value: stage, label: speak("stages").order[stage] }))]}
        onChange={(stage) => props.place.go({ stages: STAGES.filter((one) => one === stage) })}
      />
      <Selects all={all()} place={props.place} any={any} />
      <SkuField place={props.place} />
      <div class="pair">
        <TextField
          name={words.from}
          type="date"
          max={filter().to}
          value={filter().from}
          onInput={(from) => props.place.go({ from }, true)}
        />
        <TextField name={words.to} type="date" min={filter().from} value={filter().to} onInput={(to) => props.place.go({ to }, true)} />
      </div>
    </>
  );
}

function Selects(props: { all: [Word, string, Choice[]][]; place: OrdersPlace; any: Choice }) {
  return (
    <div class="pair">
      <For each={props.all}>
        {([word, name, options]) => (
          <SelectField
            name={name}
            value={props.place.filter()[word]}
            options={[props.any, ...options]}
            onChange={(value) => props.place.go({ [word]: value })}
          />
        )}
      </For>
    </div>
  );
}

/** A word is asked once it is written. */
function SkuField(props: { place: OrdersPlace }) {
  const words = speak("workload").filter;
  const [typed, setTyped] = createSignal<string | null>(null);
  const text = () => typed() ?? props.place.filter().sku;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.place.go({ sku: text().trim() });
      }}
    >
      <TextField name={words.sku} hint={words.skuHint} value={text()} maxLength={80} onInput={setTyped} />
    </form>
  );
}
