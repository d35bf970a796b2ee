/** The App Store: a searchable catalogue beside the app one looks at. On a phone, one after the other. */

import { createEffect, createSignal, Show } from "solid-js";
import { useParams, useSearchParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { Search } from "../ui/search.tsx";
import { Empty } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { AppStoreViews } from "./app-store-views.tsx";
import "./stores.css";
import { TikTokShopPage } from "./tiktok-shop.tsx";

export default function AppStore() {
  const words = speak("connect");
  const params = useParams<{ app?: string }>();
  const [query] = useSearchParams<{ connect?: string }>();
  const [text, setText] = createSignal("");
  const [field, setField] = createSignal<HTMLInputElement>();
  const stores = useStores();
  const connected = () => stores.all().filter((store) => store.state !== "disconnected").length;
  // The return from TikTok and the app's own address show the app; the bare address shows the list on a phone.
  const isOpen = () => params.app === "tiktok-shop" || query.connect !== undefined;
  const isFound = () => `${words.app.name} ${words.app.short}`.toLowerCase().includes(text().toLowerCase());
  createEffect(() => {
    document.title = `${isOpen() ? `${words.app.name} · ` : ""}${words.appStore} · ${speak("frame").product}`;
  });
  useKeys({ search: () => field()?.focus() });
  return (
    <>
      <AppStoreViews />
      <main class="room" id="room">
        <div class="shelf" data-shown={isOpen() ? "app" : "list"}>
          <section class="pane pane-list" aria-label={words.appStore}>
            <h1 class="sr">{words.appStore}</h1>
            <div class="bar">
              <Search class="fill" ref={setField} label={words.search} placeholder={words.search} value="" onSearch={setText} />
            </div>
            <div class="scroll">
              <Show when={isFound()} fallback={<Empty icon="search" title={words.nothing(text())} />}>
                <p class="label shelf-label">{words.categories.marketplaces}</p>
                <a class="tile" href="/app-store/tiktok-shop" aria-current={isOpen() ? "true" : undefined}>
                  <span class="logo">
                    <Icon name="note2" size="l" />
                  </span>
                  <div>
                    <h2>{words.app.name}</h2>
                    <p>{words.app.short}</p>
                  </div>
                  <Show when={connected() > 0}>
                    <span class="badge fine">
                      <Icon name="check" size="s" />
                      {words.installed(connected())}
                    </span>
                  </Show>
                </a>
              </Show>
            </div>
          </section>
          <TikTokShopPage />
        </div>
      </main>
    </>
  );
}
