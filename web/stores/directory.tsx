/** Directory › Stores: every store one may see, how its connection stands and how far it is in. */

import { createEffect, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useNavigate } from "../router/use.ts";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Empty, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreMark, StoreName } from "../ui/who.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { ConnectionWord } from "./connection.tsx";
import { askStores, type StoreListed } from "./queries.ts";
import "./stores.css";

const MS = 1000;

/** Why somebody may not make a store; null for admins. */
export const useNewStoreReason = () => {
  const me = useMe();
  return () => (isAdmin(me()) ? null : explain({ code: "admin-only", facts: {} }));
};

export function DirectoryViews(props: { store?: string }) {
  const words = speak("stores");
  const stores = useStores();
  const navigate = useNavigate();
  const reason = useNewStoreReason();
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.directory}</h2>
        <IconButton icon="plus" small class="push" label={words.new} because={reason()} onPress={() => navigate("/stores/new")} />
      </div>
      <nav class="scroll">
        <a class="view" href="/stores" aria-current={props.store === undefined ? "page" : undefined}>
          <Icon name="shop" size="s" />
          <span>{words.title}</span>
          <span class="count">{stores.all().length || ""}</span>
        </a>
        <Show when={stores.all().length > 0}>
          <p class="label">{words.list}</p>
          <For each={stores.all()}>
            {(store) => (
              <a class="view" href={`/stores/${store.id}`} aria-current={props.store === store.id ? "page" : undefined}>
                <span>
                  <StoreName store={store} />
                </span>
                <Show
                  when={store.state === "connected"}
                  fallback={<Icon name={store.state === "reauthorize" ? "unlink" : "pause"} size="s" />}
                >
                  <span class="dot here" />
                </Show>
                <span class="sr">{words.states[store.state]}</span>
              </a>
            )}
          </For>
        </Show>
      </nav>
    </aside>
  );
}

export default function Directory() {
  const words = speak("stores");
  const navigate = useNavigate();
  const reason = useNewStoreReason();
  const query = useQuery(() => askStores);
  createEffect(() => {
    document.title = `${words.title} · ${words.directory} · ${speak("frame").product}`;
  });
  return (
    <>
      <DirectoryViews />
      <main class="room" id="room">
        <div class="bar">
          <h1 class="title">{words.title}</h1>
          <span class="push row">
            <Button look="primary" small icon="plus" because={reason()} quietly onPress={() => navigate("/stores/new")}>
              {words.new}
            </Button>
          </span>
        </div>
        <div class="scroll" tabindex="0">
          <Answer
            of={query}
            waiting={<Skeleton rows={4} class="order-waiting" widths={[25, 12, 12, 25]} />}
            around={(trouble) => <div class="padded">{trouble}</div>}
          >
            {(data) => (
              <Show when={data().stores.length > 0} fallback={<NoStores />}>
                <StoreTable stores={data().stores} />
              </Show>
            )}
          </Answer>
        </div>
      </main>
    </>
  );
}

function NoStores() {
  const words = speak("stores");
  const reason = useNewStoreReason();
  return (
    <Empty icon="shop" title={words.empty.title} words={reason() ? words.empty.ask : words.empty.words}>
      <Show when={!reason()}>
        <ButtonLink look="primary" to="/app-store/tiktok-shop">
          {words.empty.appStore}
        </ButtonLink>
        <ButtonLink to="/stores/new">{words.new}</ButtonLink>
      </Show>
    </Empty>
  );
}

function StoreTable(props: { stores: StoreListed[] }) {
  const words = speak("stores");
  return (
    <table class="store-table" aria-label={words.title}>
      <thead>
        <tr>
          <For each={["store", "marketplace", "state", "sync", "work"] as const}>
            {(column) => (
              <th scope="col" class={`c-${column}`}>
                {words.columns[column]}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.stores}>
          {(store) => (
            <tr>
              <td class="c-store">
                <a class="whole" href={`/stores/${store.id}`}>
                  <StoreMark store={store} />
                  <b class="ellipsis">{store.name}</b>
                </a>
                <span class="second small dim ellipsis" dir="auto">
                  {store.shop_name}
                </span>
              </td>
              <td class="c-marketplace">{store.marketplace}</td>
              <td class="c-state">
                <ConnectionWord connection={store.connection} />
              </td>
              <td class="c-sync">
                <Show when={store.until.orders} fallback={<span class="dim">{words.notYet}</span>}>
                  {(seconds) => <Time at={seconds() * MS} as="ago" />}
                </Show>
              </td>
              <td class="c-work small mid">
                <Work store={store} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Work(props: { store: StoreListed }) {
  const words = speak("stores");
  const streams: Record<string, string> = words.connection.streams;
  const numbers = (done: number, total: number | null) => (total ? `${formatCount(done)} / ${formatCount(total)}` : formatCount(done));
  return (
    <>
      <For each={props.store.running}>
        {(work) => <span class="own-line">{words.running(streams[work.stream] ?? work.stream, numbers(work.done, work.total))}</span>}
      </For>
      <Show when={props.store.failed > 0}>
        <span class="own-line">{words.failed(formatCount(props.store.failed))}</span>
      </Show>
      <Show when={props.store.running.length === 0 && props.store.failed === 0}>
        <span class="dim">{words.none}</span>
      </Show>
    </>
  );
}
