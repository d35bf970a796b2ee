/** TikTok Shop's page in the App Store: what it does and does not, what it asks for, which stores there are, and the way in. */
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { useStores, type VisibleStore } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { ConnectResult } from "./connect-result.tsx";
import { Install } from "./install.tsx";
import { Scopes } from "./scopes.tsx";

const TABS = ["overview", "permissions", "stores"] as const;

export function TikTokShopPage() {
  const words = speak("connect");
  const { app } = words;
  const stores = useStores();
  const [tab, setTab] = createSignal<(typeof TABS)[number]>("overview");
  const connected = () => stores.all().filter((store) => store.state !== "disconnected");
  const install = () => {
    setTab("overview");
    document.getElementById("install")?.scrollIntoView({ block: "nearest" });
    document.querySelector<HTMLElement>("#install input")?.focus();
  };
  return (
    <section class="pane pane-thread" aria-label={app.name}>
      <div class="bar narrow-only">
        <a class="icon-button" href="/app-store" aria-label={words.back}>
          <Icon name="left" size="l" />
        </a>
        <span class="title">{app.name}</span>
      </div>
      <div class="scroll" tabindex="0">
        <div class="app-page stack">
          <ConnectResult />
          <AppHead stores={connected()} onInstall={install} />
          <div class="tabs" role="tablist">
            <For each={TABS}>
              {(name) => (
                <button type="button" role="tab" aria-selected={tab() === name} onClick={() => setTab(name)}>
                  {app.tabs[name]}
                  <Show when={name === "stores" && connected().length > 0}>
                    <span class="count">{connected().length}</span>
                  </Show>
                </button>
              )}
            </For>
          </div>
          <Switch>
            <Match when={tab() === "overview"}>
              <Overview />
            </Match>
            <Match when={tab() === "permissions"}>
              <Permissions />
            </Match>
            <Match when={tab() === "stores"}>
              <Stores stores={connected()} />
            </Match>
          </Switch>
        </div>
      </div>
    </section>
  );
}

function AppHead(props: { stores: VisibleStore[]; onInstall: () => void }) {
  const { app } = speak("connect");
  return (
    <header class="row wrap app-head">
      <span class="logo xl">
        <Icon name="note2" />
      </span>
      <div class="app-title">
        <h1>{app.name}</h1>
        <p class="dim">
          {app.kind}
          <Show when={props.stores.length > 0}>. {app.connected(props.stores.map((store) => store.name).join(", "))}</Show>
        </p>
      </div>
      <Button onPress={props.onInstall}>{app.install}</Button>
    </header>
  );
}

function Overview() {
  const { app } = speak("connect");
  return (
    <>
      <p class="lead">{app.overview}</p>
      <div>
        <Ticks each={app.does} />
        <Ticks each={app.doesNot} no />
      </div>
      <Install />
      <section>
        <h2>{app.next}</h2>
        <ol class="steps">
          <For each={app.steps}>{(step) => <li>{step}</li>}</For>
        </ol>
      </section>
    </>
  );
}

function Permissions() {
  const { app } = speak("connect");
  return (
    <>
      <h2>{app.reads}</h2>
      <Scopes />
    </>
  );
}

function Stores(props: { stores: VisibleStore[] }) {
  const { app } = speak("connect");
  return (
    <ul class="list card">
      <For each={props.stores} fallback={<li class="list-row mid">{app.noStores}</li>}>
        {(store) => (
          <li>
            <a class="list-row" href={`/stores/${store.id}`}>
              <StoreMark store={store} />
              <b>{store.name}</b>
              <span class="push dim">
                <Icon name="right" size="s" />
              </span>
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}

/** A named list of ticks or crosses. */
function Ticks(props: { each: readonly string[]; no?: boolean }) {
  return (
    <ul class="ticks" classList={{ no: props.no }}>
      <For each={props.each}>
        {(line) => (
          <li>
            <Icon name={props.no ? "x" : "check"} size="s" />
            <span>{line}</span>
          </li>
        )}
      </For>
    </ul>
  );
}
