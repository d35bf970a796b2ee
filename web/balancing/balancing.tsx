/** Inventory › Balancing: how careful the desk is, which stores' numbers it sets at TikTok and by which rule, and what each listing shows. */

import { createSignal, For, Show, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { InventoryRoom } from "../inventory/tabs.tsx";
import { useSearchParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Answer, Callout, Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { StoreName } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Listings } from "./listings.tsx";
import { askBalancing, type BalancedStore, type BalancingPage, useBalancing } from "./queries.ts";
import { RuleForm } from "./rule-form.tsx";
import "./balancing.css";

export default function Balancing() {
  const words = speak("balancing");
  const query = useQuery(() => askBalancing);
  const act = useBalancing();
  const isPaused = () => known(query)?.isPaused ?? false;
  return (
    <InventoryRoom
      tab="balancing"
      bar={
        <Button
          small
          icon={isPaused() ? "play" : "pause"}
          because={whyNot(known(query)?.can.change)}
          quietly
          busy={act.isPending}
          onPress={() => act.mutate({ do: "pause-all", paused: !isPaused() })}
        >
          {isPaused() ? words.goOn : words.pauseAll}
        </Button>
      }
    >
      <div class="scroll" tabindex="0">
        <div class="page stack">
          <p class="mid measure">{words.words}</p>
          <Show when={act.isError}>
            <Trouble problem={act.error} />
          </Show>
          <Answer of={query} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 12]} />}>
            {(page) => <Page page={page()} />}
          </Answer>
        </div>
      </div>
    </InventoryRoom>
  );
}

function Page(props: { page: BalancingPage }) {
  const words = speak("balancing");
  const [query, setQuery] = useSearchParams<{ store?: string }>();
  const balanced = () => props.page.stores.filter(({ isOn }) => isOn);
  const store = () => balanced().find(({ id }) => id === query.store)?.id ?? balanced()[0]?.id;
  return (
    <>
      <Show when={props.page.isPaused}>
        <Callout look="soon" icon="pause">
          {words.paused}
        </Callout>
      </Show>
      <DialCard page={props.page} />
      <section class="card" aria-labelledby="h-balanced-stores">
        <header>
          <h2 id="h-balanced-stores">{words.stores.title}</h2>
        </header>
        <ul class="list lined">
          {/* By id: a rule that is being written stays when its store is paused meanwhile. */}
          <For each={props.page.stores.map(({ id }) => id)}>
            {(id) => (
              <Show when={props.page.stores.find((one) => one.id === id)}>
                {(one) => <StoreRow store={one()} kinds={props.page.kinds} />}
              </Show>
            )}
          </For>
        </ul>
      </section>
      <Show when={store()} keyed fallback={<Empty icon="shop" title={words.none.title} words={words.none.words} />}>
        {(id) => (
          <Listings
            store={id}
            kinds={props.page.kinds}
            stores={balanced().map((one) => one.id)}
            onChoose={(chosen) => setQuery({ store: chosen }, { replace: true })}
          />
        )}
      </Show>
    </>
  );
}

function DialCard(props: { page: BalancingPage }) {
  const words = speak("balancing").dial;
  const act = useBalancing();
  const because = () => whyNot(props.page.can.change);
  return (
    <section class="card" aria-labelledby="h-dial">
      <header>
        <h2 id="h-dial">{words.title}</h2>
      </header>
      <div class="body stack">
        <fieldset class="segmented" aria-label={words.title}>
          <For each={props.page.dials}>
            {(dial) => (
              <button
                type="button"
                aria-pressed={props.page.dial === dial}
                aria-disabled={because() ? true : undefined}
                title={because() ?? undefined}
                onClick={() => because() === null && act.mutate({ do: "dial", dial })}
              >
                {words.names[dial]}
              </button>
            )}
          </For>
        </fieldset>
        <p class="small mid measure">{words.says[props.page.dial]}</p>
        <Show when={act.isError}>
          <Trouble problem={act.error} />
        </Show>
      </div>
    </section>
  );
}

function StoreRow(props: { store: BalancedStore; kinds: BalancingPage["kinds"] }) {
  const about = speak("balancing");
  const words = about.stores;
  const stores = useStores();
  const [isOpen, setOpen] = createSignal(false);
  const act = useBalancing();
  const name = () => stores.find(props.store.id)?.name ?? "";
  return (
    <li>
      <div class="list-row balance-store">
        <div class="balance-name">
          <Show when={stores.find(props.store.id)}>{(store) => <StoreName store={store()} />}</Show>
          <p class="small dim">
            {props.store.isOn ? (props.store.isPaused ? words.isPaused : words.isOn) : words.isOff}
            {props.store.isOn ? ` · ${about.rule.sentence(props.store.rule)}` : ""}
          </p>
          <Show when={!props.store.isOn && whyNot(props.store.can.begin)}>{(why) => <p class="small because">{why()}</p>}</Show>
        </div>
        <span class="row tight wrap">
          <Show when={props.store.isOn}>
            <Button small look="quiet" label={words.ruleOf(name())} onPress={() => setOpen(!isOpen())}>
              {about.rule.open}
            </Button>
            <Button
              small
              look="quiet"
              because={whyNot(props.store.can.pause)}
              quietly
              label={(props.store.isPaused ? words.goOnWith : words.pauseOne)(name())}
              onPress={() => act.mutate({ do: "pause", store: props.store.id, paused: !props.store.isPaused })}
            >
              {props.store.isPaused ? words.goOn : words.pause}
            </Button>
          </Show>
          <Button
            small
            because={whyNot(props.store.can.begin)}
            quietly
            busy={act.isPending}
            label={(props.store.isOn ? words.endWith : words.beginWith)(name())}
            onPress={() => act.mutate({ do: "balance", store: props.store.id, on: !props.store.isOn })}
          >
            {props.store.isOn ? words.end : words.begin}
          </Button>
        </span>
      </div>
      <Show when={isOpen()}>
        <RuleForm
          kinds={props.kinds}
          rule={untrack(() => (props.store.hasRule ? props.store.rule : null))}
          can={props.store.can.rule}
          place={{ level: "store", store: props.store.id, item: null, sku: null }}
          onClose={() => setOpen(false)}
        />
      </Show>
      <Show when={act.isError}>
        <Trouble problem={act.error} />
      </Show>
    </li>
  );
}
