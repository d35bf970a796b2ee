/** The order beside the conversation, told shortly, every fact one click from the reply; then the buyer's other orders and tickets. */

import { createRenderEffect, createSignal, For, lazy, Show, Suspense, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { factsOf } from "../composer/facts.ts";
import { useInsert } from "../composer/insert.tsx";
import { OrderCards } from "../composer/order-cards.tsx";
import type { Place } from "../mailbox/place.ts";
import { Clocks, stopsOf } from "../orders/clocks.tsx";
import type { OrderPage } from "../orders/queries.ts";
import { Recipient } from "../orders/recipient.tsx";
import { StageWord } from "../orders/stage.tsx";
import { tellStory } from "../orders/story.ts";
import { Units } from "../orders/units.tsx";
import type { VisibleStore } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatMoney } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { OrderActs } from "./order-acts.tsx";
import { askSuggested, type TicketPage } from "./queries.ts";

const Aftersales = room(["aftersales", "orderProblems"], () => import("../aftersales/order-card.tsx"));
const Request = room(["aftersales", "orderProblems"], () => import("../aftersales/request.tsx"));
const PanelParcels = room(["shipping", "orderProblems"], () => import("../shipping/panel-parcels.tsx"));
const Desk = room(["workload", "orderProblems", "labels"], () => import("../workload/desk-card.tsx"));
const BuyerTab = lazy(() => import("./buyer-tab.tsx"));
const Reasons = room(["orderWork", "orderProblems"], () => import("../orders/reasons-panel.tsx"));
const WorkStory = room(["orderWork"], () => import("../orders/work-story.tsx"));

interface PanelProps {
  page: TicketPage;
  store: VisibleStore | undefined;
  zone: string;
  acts: TicketActs;
  place: Place;
  onLinked: () => void;
  /** Another ticket is on screen already. */
  isFormer: boolean;
}

export default function Panel(props: PanelProps) {
  const words = speak("panel");
  const [tab, setTab] = createSignal<"order" | "buyer">("order");
  return (
    <aside class="pane pane-panel" classList={{ former: props.isFormer }} aria-label={words.title(props.page.ticket.buyer_name)}>
      <div class="bar tight-only">
        <a class="icon-button" href={props.place.addressOf({ panel: false })} aria-label={speak("frame").back}>
          <Icon name="left" size="l" />
        </a>
        <h2 class="title ellipsis">{words.title(props.page.ticket.buyer_name)}</h2>
      </div>
      <div class="tabs" role="tablist">
        <For each={["order", "buyer"] as const}>
          {(name) => (
            <button type="button" role="tab" aria-selected={tab() === name} onClick={() => setTab(name)}>
              {words[name]}
              <Show when={name === "order" && props.page.orders.length > 0}>
                <span class="count">{props.page.orders.length}</span>
              </Show>
            </button>
          )}
        </For>
      </div>
      <div class="scroll" tabindex="0" role="tabpanel" aria-label={words[tab()]}>
        <Show
          when={tab() === "order"}
          fallback={
            <Suspense>
              <BuyerTab page={props.page} zone={props.zone} place={props.place} />
            </Suspense>
          }
        >
          {/* By id: what is begun in one order never goes on in the one that takes its place. */}
          <For each={props.page.orders.map(({ order }) => order.id)} fallback={<p class="section mid">{words.none}</p>}>
            {(id, at) => (
              <Show when={props.page.orders.find(({ order }) => order.id === id)}>
                {(order) => <OrderSummary {...props} order={order()} canInsert={whyNot(props.page.can.reply)} isFirst={at() === 0} />}
              </Show>
            )}
          </For>
          <Suggestions {...props} />
        </Show>
      </div>
    </aside>
  );
}

/** The one the ticket is about is open; the one before closes unless somebody is in it. */
function openFirst(details: HTMLDetailsElement, isFirst: () => boolean): void {
  createRenderEffect(() => {
    if (isFirst() || !details.contains(document.activeElement)) details.open = isFirst();
  });
}

function OrderSummary(props: PanelProps & { order: OrderPage; canInsert: string | null; isFirst: boolean }) {
  const words = speak("panel");
  const about = speak("order");
  const order = () => props.order.order;
  const [isOpen, setOpen] = createSignal(untrack(() => props.isFirst));
  return (
    <details
      class="order-summary"
      ref={(details) => openFirst(details, () => props.isFirst)}
      onToggle={(event) => event.currentTarget.open && setOpen(true)}
    >
      <summary>
        <span class="id">{order().id}</span>
        <span class="push num">{formatMoney(order().total_minor, order().currency)}</span>
        <StageWord stage={order().stage} cancelAsked={order().cancel_requested === 1} />
        <span class="theirs-word push">{order().status}</span>
      </summary>
      <div class="section">
        <div class="callout">
          <Story order={props.order} zone={props.zone} canInsert={props.canInsert} isFirst={props.isFirst} />
        </div>
        <Facts order={props.order} zone={props.zone} canInsert={props.canInsert} />
        <div class="row tight">
          <a class="button s" href={`/orders/${order().id}`}>
            <Icon name="box" />
            {words.open}
          </a>
          <OrderCards order={props.order} page={props.page} />
          <OrderActs order={order().id} page={props.page} acts={props.acts} onLinked={props.onLinked} />
        </div>
      </div>
      <Show when={isOpen()}>
        <Suspense>
          <Reasons order={order().id} store={order().store_id} />
        </Suspense>
        <AfterSale order={props.order} zone={props.zone} canInsert={props.canInsert} />
      </Show>
      <Show when={stopsOf(order()).length > 0}>
        <div class="section">
          <Clocks order={order()} zone={props.zone} />
        </div>
      </Show>
      <div class="section">
        <header>
          <h2>{words.units}</h2>
          <span class="dim small">{about.countUnits(order().units)}</span>
        </header>
        <Units page={props.order} />
      </div>
      <Show when={isOpen()}>
        <ParcelsAndNotes order={props.order} zone={props.zone} />
      </Show>
      <div class="section">
        <header>
          <h2>{words.recipient}</h2>
        </header>
        <Recipient page={props.order} />
      </div>
    </details>
  );
}

function AfterSale(props: { order: OrderPage; zone: string; canInsert: string | null }) {
  const order = () => props.order.order;
  const { insert } = useInsert();
  return (
    <Suspense>
      <div class="section stack">
        <Show when={order().cancel_requested === 1}>
          <Request order={order().id} />
        </Show>
        <Aftersales order={order().id} currency={order().currency} zone={props.zone} onInsert={insert} canInsert={props.canInsert} />
      </div>
    </Suspense>
  );
}

function ParcelsAndNotes(props: { order: OrderPage; zone: string }) {
  const order = () => props.order.order;
  return (
    <Suspense>
      <PanelParcels order={order().id} currency={order().currency} zone={props.zone} />
      <div class="section">
        <Desk order={order().id} zone={props.zone} />
      </div>
    </Suspense>
  );
}

/** From the units up for the order it is about; what the order itself says does for the others. */
function Story(props: { order: OrderPage; zone: string; canInsert: string | null; isFirst: boolean }) {
  const { insert } = useInsert();
  const shortly = () => <p>{tellStory(props.order, props.zone)}</p>;
  return (
    <Show when={props.isFirst} fallback={shortly()}>
      <Suspense fallback={shortly()}>
        <WorkStory page={props.order} zone={props.zone} canInsert={props.canInsert} onInsert={insert} />
      </Suspense>
    </Show>
  );
}

/** Each with its value; the button puts a sentence at the cursor of the reply. */
function Facts(props: { order: OrderPage; zone: string; canInsert: string | null }) {
  const words = speak("panel");
  const { insert } = useInsert();
  return (
    <dl class="fact-list" aria-label={words.facts}>
      <For each={factsOf(props.order, props.zone)}>
        {(fact) => (
          <div class="fact">
            <dt class="small dim">{fact.name}</dt>
            <dd classList={{ "theirs-word": fact.key === "tracking" || fact.key === "id" }}>{fact.value}</dd>
            <dd class="fact-act">
              <IconButton
                icon="insert"
                small
                label={words.insert(fact.name)}
                because={props.canInsert}
                onPress={() => insert(fact.sentence)}
              />
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}

const ORDER_ID = "\\s*\\d{6,30}\\s*";

function Suggestions(props: PanelProps) {
  const words = speak("panel");
  const suggested = useQuery(() => askSuggested(props.page.ticket.id));
  const [id, setId] = createSignal("");
  const link = async (order: string) => {
    if (!(await props.acts.link(order))) return;
    setId("");
    props.onLinked();
  };
  const reason = () => whyNot(props.page.can.act);
  return (
    <div class="section">
      <header>
        <h2>{words.suggested}</h2>
      </header>
      <ul class="suggested">
        <For each={known(suggested)?.orders} fallback={<li class="dim small">{words.noSuggested}</li>}>
          {(order) => (
            <li>
              <a class="id" href={`/orders/${order.order.id}`}>
                …{order.order.id.slice(-6)}
              </a>
              <span class="ellipsis small mid">{order.order.items}</span>
              <StageWord stage={order.order.stage} />
              <Show when={order.isEarlier && props.page.ticket.former}>
                {(former) => <span class="small dim earlier">{speak("joining").orders.earlier(former().number)}</span>}
              </Show>
              <Button small icon="link" because={reason()} quietly onPress={() => void link(order.order.id)}>
                {words.link}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void link(id().trim());
        }}
      >
        <input
          class="input"
          inputmode="numeric"
          required
          pattern={ORDER_ID}
          title={words.linkingHint}
          aria-label={words.linking}
          placeholder={words.orderId}
          value={id()}
          onInput={(event) => setId(event.currentTarget.value)}
        />
        <Button submit icon="link" because={reason()} quietly>
          {words.link}
        </Button>
      </form>
    </div>
  );
}
