/** One order: left what was bought and where it is, right what is due and what it cost. What can be done is said at the top, and TikTok's
 *  refusal in its own words. */

import { createEffect, For, Show, Suspense } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import { previewOf } from "../mailbox/preview.ts";
import { useNavigate, useParams } from "../router/use.ts";
import { ParcelsCard } from "../shipping/parcels.tsx";
import { useStores } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { ownZone, placeOf, writeTime } from "../ui/clock.ts";
import { CopyButton } from "../ui/copy.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreName } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import "./order.css";
import { Archived } from "./archived.tsx";
import { listBefore, useOrdersPlace } from "./place.ts";
import { askOrder, askOrderTickets, askWork, type Order, type OrderPage } from "./queries.ts";
import { SideCards } from "./side.tsx";
import { StageWord } from "./stage.tsx";
import { tellStory } from "./story.ts";
import { tellWork } from "./telling.ts";
import { Units } from "./units.tsx";
import { OrderViews, useOrderCounts } from "./views.tsx";
import Work from "./work.tsx";

const Aftersales = room(["aftersales"], () => import("../aftersales/order-card.tsx"));
const Request = room(["aftersales", "orderProblems"], () => import("../aftersales/request.tsx"));
const Desk = room(["workload", "orderProblems", "labels"], () => import("../workload/desk-card.tsx"));
const MS = 1000;

export default function OrderRoom() {
  const words = speak("order").page;
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const place = useOrdersPlace();
  const query = useQuery(() => askOrder(params.id));
  createEffect(() => {
    document.title = `${params.id} · ${speak("orders").title} · ${speak("frame").product}`;
  });
  useKeys({ back: () => leaveField() || navigate(listBefore()) });
  return (
    <>
      <OrderViews place={place} counts={useOrderCounts(place)} />
      <main class="room" id="room">
        <Answer
          of={query}
          waiting={
            <>
              <div class="bar" />
              <Skeleton rows={6} class="page scan-waiting" widths={[40, 80]} />
            </>
          }
          around={(trouble) => (
            <>
              <div class="bar">
                <BackLink />
              </div>
              <div class="page">{trouble}</div>
            </>
          )}
        >
          {/* By id: what is begun in one order never goes on in the next, also where an address leads from one straight to the other. */}
          {(page) => (
            <Show when={page().order.id} keyed>
              <OpenOrder page={page()} words={words} />
            </Show>
          )}
        </Answer>
      </main>
    </>
  );
}

function BackLink() {
  return (
    <a class="button quiet s back" href={listBefore()}>
      <Icon name="left" />
      {speak("order").page.back}
    </a>
  );
}

function useActs(page: () => OrderPage) {
  const words = speak("order").page;
  const navigate = useNavigate();
  const write = useMutation(() => ({
    mutationFn: () => ask(api.orders[":id"].conversation.$post({ param: { id: page().order.id }, json: {} })),
    onSuccess: ({ ticketId }: { ticketId: string }) => navigate(`/mailbox/todo/${ticketId}`),
  }));
  const refresh = useMutation(() => ({
    mutationFn: () => ask(api.orders[":id"].pull.$post({ param: { id: page().order.id }, json: {} })),
    onSuccess: () => toast({ words: words.refreshed }),
  }));
  return { write, refresh };
}

/** In the narrow bar the reason stays in the tooltip. */
function WriteButton(props: { page: OrderPage; acts: ReturnType<typeof useActs>; small?: boolean }) {
  return (
    <Button
      look="primary"
      icon="mail"
      small={props.small}
      quietly={props.small}
      busy={props.acts.write.isPending}
      because={whyNot(props.page.can.write)}
      onPress={() => props.acts.write.mutate()}
    >
      {speak("order").page.write}
    </Button>
  );
}

function OpenOrder(props: { page: OrderPage; words: ReturnType<typeof speak<"order">>["page"] }) {
  const stores = useStores();
  const store = () => stores.find(props.page.order.store_id);
  const zone = () => store()?.time_zone ?? ownZone;
  const acts = useActs(() => props.page);
  const problem = () => acts.write.error ?? acts.refresh.error;
  return (
    <>
      <div class="bar">
        <BackLink />
        <span class="push row wide-only">
          <Button look="quiet" small icon="refresh" busy={acts.refresh.isPending} onPress={() => acts.refresh.mutate()}>
            {props.words.refresh}
          </Button>
          <WriteButton page={props.page} acts={acts} small />
        </span>
      </div>
      <div class="scroll" tabindex="0">
        <div class="page">
          <OrderHead page={props.page} zone={zone()} />
          <Show when={problem()}>
            <Trouble problem={problem()} />
          </Show>
          <Show when={props.page.order.cancel_requested === 1}>
            <Suspense>
              <Request order={props.page.order.id} />
            </Suspense>
          </Show>
          <div class="two">
            <div class="stack">
              <section class="card" aria-labelledby="h-items">
                <header>
                  <h2 id="h-items">{props.words.items}</h2>
                  <span class="dim small aside">{props.words.itemsHint(speak("order").countUnits(props.page.order.units))}</span>
                </header>
                <div class="body stack">
                  <Units page={props.page} detailed />
                </div>
              </section>
              <Work page={props.page} zone={zone()} />
              <Suspense>
                <Desk order={props.page.order.id} zone={zone()} />
              </Suspense>
              <ParcelsCard order={props.page.order.id} currency={props.page.order.currency} zone={zone()} />
              <Suspense>
                <Aftersales order={props.page.order.id} currency={props.page.order.currency} zone={zone()} />
              </Suspense>
              <Tickets id={props.page.order.id} />
              <Past order={props.page.order} zone={zone()} />
            </div>
            <SideCards page={props.page} zone={zone()} />
          </div>
        </div>
      </div>
      <div class="dock narrow-only">
        <WriteButton page={props.page} acts={acts} />
        <IconButton icon="refresh" label={props.words.refresh} onPress={() => acts.refresh.mutate()} />
      </div>
    </>
  );
}

function OrderHead(props: { page: OrderPage; zone: string }) {
  const words = speak("order");
  const stores = useStores();
  const order = () => props.page.order;
  const work = useQuery(() => askWork(props.page.order.id));
  return (
    <header class="order-head">
      <h1 class="row tight">
        <span class="order-id">{order().id}</span>
        <CopyButton text={order().id} label={words.copyId} />
      </h1>
      <div class="row wrap order-line">
        <Show when={stores.find(order().store_id)}>{(store) => <StoreName store={store()} />}</Show>
        <StageWord stage={order().stage} cancelAsked={order().cancel_requested === 1 && order().stage !== "cancelled"} />
        <span class="theirs-word">{order().status}</span>
        <span class="dim">{words.placedIn(writeTime(order().create_time * MS, "full", props.zone), placeOf(props.zone))}</span>
      </div>
      <p class="story">
        <Show when={known(work)} fallback={tellStory(props.page, props.zone)}>
          {(told) => tellWork(told().story, props.zone)}
        </Show>
      </p>
      <Show when={order().buyer_message}>
        <p class="mid">
          {words.page.buyerMessage}: <q dir="auto">{order().buyer_message}</q>
        </p>
      </Show>
      <Show when={order().seller_note}>
        <p class="mid">
          {words.page.sellerNote}: <q dir="auto">{order().seller_note}</q>
        </p>
      </Show>
      <Show when={order().cold_at}>{(at) => <Archived id={order().id} at={at()} zone={props.zone} />}</Show>
    </header>
  );
}

function Tickets(props: { id: string }) {
  const words = speak("order").page;
  const tickets = useQuery(() => askOrderTickets(props.id));
  return (
    <section class="card" aria-labelledby="h-tickets">
      <header>
        <h2 id="h-tickets">{words.tickets}</h2>
      </header>
      <ul class="list lined">
        <For each={known(tickets)?.tickets} fallback={<li class="list-row mid">{words.noTickets}</li>}>
          {(ticket) => (
            <li>
              <a class="list-row" href={`/mailbox/todo/${ticket.id}`}>
                <span class="dim num">#{ticket.number}</span>
                <b class="ellipsis" dir="auto">
                  {ticket.buyer_name}
                </b>
                <span class="ellipsis mid" dir="auto">
                  {previewOf(ticket.preview)}
                </span>
                <span class="push dim num">
                  {words.ticketStates[ticket.state]}, <Time at={ticket.last_at} />
                </span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

/** The times TikTok gives, newest first. */
function Past(props: { order: Order; zone: string }) {
  const words = speak("order").page;
  const times = () => {
    const { create_time, paid_time, rts_time, collection_time, delivery_time, cancel_time } = props.order;
    const all: [string, number | null][] = [
      [words.times.placed, create_time],
      [words.times.paid, paid_time],
      [words.times.packed, rts_time],
      [words.times.scanned, collection_time],
      [words.times.delivered, delivery_time],
      [words.times.cancelled, cancel_time],
    ];
    return all.filter((one): one is [string, number] => one[1] !== null).sort((a, b) => b[1] - a[1]);
  };
  return (
    <section class="card" aria-labelledby="h-past">
      <header>
        <h2 id="h-past">{words.past}</h2>
      </header>
      <div class="body">
        <dl class="facts start times">
          <For each={times()}>
            {([name, seconds]) => (
              <>
                <dt class="small">
                  <Time at={seconds * MS} as="full" zone={props.zone} />
                </dt>
                <dd>{name}</dd>
              </>
            )}
          </For>
        </dl>
      </div>
    </section>
  );
}
