/** The form of a bulletin: which reports of which stores, when, in which language and for whom. What may be chosen comes from the desk. */

import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { deviceZone } from "../ui/clock.ts";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import type { Bulletin, BulletinPage, Form } from "./queries.ts";
import { WEEKDAYS, weekdayOf } from "./weekdays.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SPANS = ["1d", "7d", "28d"] as const satisfies Form["span"][];

type Edited = Pick<Bulletin, "id" | "form" | "isOn"> & { version: number | null };

/** One that is not there yet: Mondays at eight, the week before. */
export const FIRST = (): Edited => ({
  id: `bul_${crypto.randomUUID()}`,
  form: {
    reports: ["sales", "fulfilment", "returns", "service"],
    stores: null,
    weekdays: [0],
    hour: 8,
    zone: deviceZone,
    span: "7d",
    language: "en",
    addresses: [],
  },
  isOn: true,
  version: null,
});

const zones = () => [...new Set([deviceZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
const addressesIn = (text: string) => [...new Set(text.split(/[\s,;，；、]+/u).filter(Boolean))];
const toggled = <T,>(all: readonly T[], one: T): T[] => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]);

function useBulletin(props: { of: Edited; onClose: () => void }) {
  const client = useQueryClient();
  // What is being typed stays, whatever is saved meanwhile.
  const { id, form: given, isOn, version } = untrack(() => props.of);
  const [form, setForm] = createSignal<Form>(given);
  const [addresses, setAddresses] = createSignal(given.addresses.join(", "));
  const save = useMutation(() => ({
    mutationFn: () =>
      ask(api.bulletins[":id"].$put({ param: { id }, json: { form: { ...form(), addresses: addressesIn(addresses()) }, isOn, version } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["bulletins"] });
      props.onClose();
    },
  }));
  return { form, set: (change: Partial<Form>) => setForm({ ...form(), ...change }), addresses, setAddresses, save };
}

export function BulletinForm(props: { of: Edited; page: BulletinPage; onClose: () => void }) {
  const words = speak("insights").bulletins;
  const { form, set, addresses, setAddresses, save } = useBulletin(props);
  return (
    <form
      class="body stack bulletin-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Reports form={form()} set={set} choices={props.page.choices.reports} />
      <Shops form={form()} set={set} />
      <Weekdays form={form()} set={set} />
      <When form={form()} set={set} languages={props.page.choices.languages} />
      <TextField name={words.addresses} hint={words.addressesHint} required value={addresses()} onInput={setAddresses} />
      <Show when={save.error}>{(problem) => <Trouble problem={problem()} />}</Show>
      <div class="row">
        <Button submit look="primary" busy={save.isPending}>
          {words.save}
        </Button>
        <Button look="quiet" onPress={props.onClose}>
          {words.leave}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  form: Form;
  set: (change: Partial<Form>) => void;
}

function Reports(props: PartProps & { choices: BulletinPage["choices"]["reports"] }) {
  const words = speak("insights").bulletins;
  return (
    <fieldset class="stack tight">
      <legend>{words.what}</legend>
      <For each={props.choices}>
        {(report) => (
          <CheckField
            name={words.reports[report]}
            checked={props.form.reports.includes(report)}
            onChange={() => props.set({ reports: toggled(props.form.reports, report) })}
          />
        )}
      </For>
    </fieldset>
  );
}

function Weekdays(props: PartProps) {
  const words = speak("insights").bulletins;
  return (
    <fieldset class="stack tight">
      <legend>{words.days}</legend>
      <div class="row wrap">
        <For each={WEEKDAYS}>
          {(day) => (
            <CheckField
              name={weekdayOf(day)}
              checked={props.form.weekdays.includes(day)}
              onChange={() => props.set({ weekdays: toggled(props.form.weekdays, day) })}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}

function When(props: PartProps & { languages: BulletinPage["choices"]["languages"] }) {
  const words = speak("insights").bulletins;
  return (
    <div class="bulletin-fields">
      <SelectField
        name={words.hour}
        value={String(props.form.hour)}
        onChange={(hour) => props.set({ hour: Number(hour) })}
        options={HOURS.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }))}
      />
      <SelectField
        name={words.zone}
        value={props.form.zone}
        onChange={(zone) => props.set({ zone })}
        options={zones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
      <SelectField
        name={words.about}
        value={props.form.span}
        onChange={(span) => props.set({ span: span as Form["span"] })}
        options={SPANS.map((span) => ({ value: span, label: words.spans[span] }))}
      />
      <SelectField
        name={words.language}
        value={props.form.language}
        onChange={(language) => props.set({ language: language as Form["language"] })}
        options={props.languages.map((language) => ({ value: language, label: words.languages[language] }))}
      />
    </div>
  );
}

function Shops(props: PartProps) {
  const words = speak("insights").bulletins;
  const stores = useStores();
  const toggle = (id: string) => {
    const next = toggled(props.form.stores ?? [], id);
    props.set({ stores: next.length === 0 ? null : next });
  };
  return (
    <fieldset class="stack tight">
      <legend>{words.stores}</legend>
      <CheckField name={speak("frame").allStores} checked={props.form.stores === null} onChange={() => props.set({ stores: null })} />
      <For each={stores.all()}>
        {(store) => (
          <CheckField name={store.name} checked={props.form.stores?.includes(store.id) ?? false} onChange={() => toggle(store.id)} />
        )}
      </For>
    </fieldset>
  );
}
