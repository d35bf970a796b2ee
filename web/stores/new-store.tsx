/** New store: the channel, then the general settings, then its own page in state Disconnected, where Authorize is the next step. */

import { createEffect, createSignal, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate, useSearchParams } from "../router/use.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Search } from "../ui/search.tsx";
import { Empty, known, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { type Address, AddressFields, noAddress } from "./address.tsx";
import { DirectoryViews, useNewStoreReason } from "./directory.tsx";
import { askMarketplaces, type Marketplace } from "./queries.ts";
import "./stores.css";
import { ZoneField } from "./zone-field.tsx";

const NAME_CHARACTERS_MAX = 60;

export default function NewStore() {
  const words = speak("stores");
  const [query] = useSearchParams<{ channel?: string }>();
  createEffect(() => {
    document.title = `${words.new} · ${words.directory} · ${speak("frame").product}`;
  });
  return (
    <>
      <DirectoryViews store="new" />
      <main class="room" id="room">
        <div class="bar">
          <a class="button quiet s back" href="/stores">
            <Icon name="left" />
            {words.page.back}
          </a>
        </div>
        <div class="scroll" tabindex="0">
          <div class="page new-store">
            <h1>{words.newStore.title}</h1>
            <Show when={query.channel === "tiktok"} fallback={<ChannelPicker />}>
              <GeneralForm />
            </Show>
          </div>
        </div>
      </main>
    </>
  );
}

function ChannelPicker() {
  const words = speak("stores").newStore;
  const [text, setText] = createSignal("");
  const isFound = () => words.tiktok.toLowerCase().includes(text().toLowerCase());
  return (
    <div class="stack">
      <p class="mid">{words.words}</p>
      <Search label={words.search} placeholder={words.search} value="" onSearch={setText} class="bordered" />
      <Show when={isFound()} fallback={<Empty icon="search" title={words.nothing(text())} />}>
        <section class="card" aria-label={words.channels}>
          <a class="tile alone-tile" href="/stores/new?channel=tiktok">
            <span class="logo">
              <Icon name="note2" size="l" />
            </span>
            <div>
              <h2>{words.tiktok}</h2>
              <p>{words.tiktokWords}</p>
            </div>
            <Icon name="right" />
          </a>
        </section>
      </Show>
    </div>
  );
}

interface GeneralSettings {
  name: string;
  marketplace: string;
  currency: string;
  timeZone: string;
  address: Address;
}

function GeneralForm() {
  const words = speak("stores").newStore;
  const navigate = useNavigate();
  const client = useQueryClient();
  const reason = useNewStoreReason();
  const [form, setForm] = createStore<GeneralSettings>({ name: "", marketplace: "", currency: "", timeZone: "", address: noAddress("") });
  const save = useMutation(() => ({
    mutationFn: () => ask(api.stores.$post({ json: { ...form, address: { ...form.address } } })),
    onSuccess: async ({ id }: { id: string }) => {
      await client.invalidateQueries({ queryKey: ["me"] });
      navigate(`/stores/${id}`);
    },
  }));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason() === null) save.mutate();
      }}
    >
      <p class="row">
        <span class="logo">
          <Icon name="note2" size="l" />
        </span>
        <b>{words.tiktok}</b>
        <a class="link push" href="/stores/new">
          {words.change}
        </a>
      </p>
      <GeneralCard form={form} onChange={setForm} />
      <section class="card" aria-labelledby="h-address">
        <header>
          <h2 id="h-address">{words.address}</h2>
        </header>
        <div class="body stack">
          <p class="small dim">{words.addressHint}</p>
          <AddressFields address={form.address} onChange={(address) => setForm({ address })} />
        </div>
      </section>
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <div class="row wrap">
        <Button look="primary" submit busy={save.isPending} because={reason() ?? (form.marketplace ? null : words.marketplaceHint)}>
          {words.save}
        </Button>
        <span class="small dim">{words.next}</span>
      </div>
    </form>
  );
}

function GeneralCard(props: { form: GeneralSettings; onChange: (change: Partial<GeneralSettings>) => void }) {
  const words = speak("stores").newStore;
  const marketplaces = useQuery(() => askMarketplaces);
  const options = (all: readonly Marketplace[]) => [
    { value: "", label: words.choose },
    ...all.map((market) => ({ value: market.code, label: market.name })),
  ];
  const chooseMarket = (code: string) => {
    const market = known(marketplaces)?.marketplaces.find((one) => one.code === code);
    // What the marketplace implies; everything but the marketplace itself can be changed.
    props.onChange({
      marketplace: code,
      currency: market?.currency ?? "",
      timeZone: market?.timeZone ?? "",
      address: { ...props.form.address, country: code },
    });
  };
  return (
    <section class="card" aria-labelledby="h-general">
      <header>
        <h2 id="h-general">{words.general}</h2>
      </header>
      <div class="body stack">
        <TextField
          name={words.name}
          hint={words.nameHint}
          required
          maxLength={NAME_CHARACTERS_MAX}
          value={props.form.name}
          onInput={(name) => props.onChange({ name })}
        />
        <SelectField
          name={words.marketplace}
          hint={words.marketplaceHint}
          value={props.form.marketplace}
          options={options(known(marketplaces)?.marketplaces ?? [])}
          onChange={chooseMarket}
        />
        <div class="pair">
          <TextField
            name={words.currency}
            required
            minLength={3}
            maxLength={3}
            value={props.form.currency}
            onInput={(currency) => props.onChange({ currency: currency.toUpperCase() })}
          />
          <ZoneField
            name={words.zone}
            hint={words.zoneHint}
            value={props.form.timeZone}
            onInput={(timeZone) => props.onChange({ timeZone })}
          />
        </div>
      </div>
    </section>
  );
}
