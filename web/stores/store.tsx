/** One store's page: left what it does, right how it is connected. */

import { createEffect, For, lazy, Show, Suspense } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useParams } from "../router/use.ts";
import { placeOf } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { ConnectResult } from "./connect-result.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { DirectoryViews } from "./directory.tsx";
import { askMarketplaces, askStore, type StorePage } from "./queries.ts";
import { GeneralCard, StatusCard } from "./status-card.tsx";
import "./stores.css";

const SourcesCard = room(["stock", "stockProblems"], () => import("../stock/sources-card.tsx"));
const BlockedCard = lazy(() => import("../labels/blocked-card.tsx"));

export default function StoreRoom() {
  const words = speak("stores").page;
  const params = useParams<{ id: string }>();
  const query = useQuery(() => askStore(params.id));
  createEffect(() => {
    document.title = `${known(query)?.store.name ?? ""} · ${speak("stores").title} · ${speak("frame").product}`;
  });
  return (
    <>
      <DirectoryViews store={params.id} />
      <main class="room" id="room">
        <div class="bar">
          <a class="button quiet s back" href="/stores">
            <Icon name="left" />
            {words.back}
          </a>
          <span class="push row">
            <a class="button quiet s" href={`/mailbox?store=${params.id}`}>
              <Icon name="mail" />
              {words.tickets}
            </a>
            <a class="button quiet s" href={`/orders?store=${params.id}`}>
              <Icon name="box" />
              {words.orders}
            </a>
          </span>
        </div>
        <div class="scroll" tabindex="0">
          <div class="page">
            <Answer of={query} waiting={<Skeleton rows={6} class="scan-waiting" widths={[40, 80]} />}>
              {/* By id: a form that is open in one store does not go on in the next, with that one's values and into this one. */}
              {(page) => (
                <Show when={page().store.id} keyed>
                  <OpenStore page={page()} />
                </Show>
              )}
            </Answer>
          </div>
        </div>
      </main>
    </>
  );
}

function OpenStore(props: { page: StorePage }) {
  const words = speak("stores").page;
  const marketplaces = useQuery(() => askMarketplaces);
  const store = () => props.page.store;
  const market = () => known(marketplaces)?.marketplaces.find((one) => one.code === store().marketplace)?.name ?? store().marketplace;
  return (
    <div class="stack">
      <ConnectResult />
      <header class="row store-head">
        <StoreMark store={store()} big />
        <div>
          <h1>{store().name}</h1>
          <p class="dim">{words.line(market(), store().currency, placeOf(store().time_zone))}</p>
        </div>
      </header>
      <div class="two">
        <div class="stack">
          <StatusCard page={props.page} />
          <GeneralCard page={props.page} />
          <Suspense>
            <SourcesCard store={store().id} />
          </Suspense>
        </div>
        <div class="stack first-on-phone">
          <ConnectionCard page={props.page} />
          <FailedItems page={props.page} />
          <Suspense>
            <BlockedCard store={store().id} />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

function FailedItems(props: { page: StorePage }) {
  const words = speak("stores").failedItems;
  return (
    <Show when={props.page.failedItems.length > 0}>
      <section class="card" aria-labelledby="h-failed">
        <header>
          <h2 id="h-failed">{words.title}</h2>
          <span class="pill">{props.page.failedItems.length}</span>
        </header>
        <div class="body">
          <p class="small mid">{words.words}</p>
        </div>
        <ul class="list lined">
          <For each={props.page.failedItems}>
            {(item) => (
              <li class="list-row">
                <div>
                  <p>
                    {words.kinds[item.kind] ?? item.kind} <span class="id">{item.item_id}</span>
                  </p>
                  <p class="small dim">{item.reason}</p>
                </div>
                <span class="push small dim">
                  <Time at={item.failed_at} as="ago" />
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
