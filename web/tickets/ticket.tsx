/** One ticket on screen: its thread, its composer, its order. It wires them to one question, one line and one set of acts. */

import { type Accessor, type ComponentProps, createEffect, createMemo, createSignal, onMount, Show, Suspense, untrack } from "solid-js";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { Composer } from "../composer/composer.tsx";
import { InsertProvider } from "../composer/insert.tsx";
import { type ReplyBody, useOutgoing } from "../composer/outgoing.ts";
import { SecondTopicLine } from "../composer/second-topic.tsx";
import type { CardBody } from "../composer/tray.ts";
import type { ComposerHandle } from "../composer/writing.ts";
import { LabelLine } from "../labels/strip.tsx";
import type { Place } from "../mailbox/place.ts";
import { isAdmin, useMe, useNames, useStores } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { afterPaint, ownZone, whenIdle } from "../ui/clock.ts";
import { useKeys } from "../ui/keys.ts";
import { Answer, Callout, known, Skeleton } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { type TicketActs, useTicketActs } from "./acts.ts";
import { type Asking, Menus } from "./asked.tsx";
import { FollowButton, useAttention } from "./attention.tsx";
import { Entries } from "./entries.tsx";
import { BackToList, Former, ThreadBar, ThreadStrip } from "./head.tsx";
import { useTicketLine } from "./live.ts";
import { askTicket, type TicketPage } from "./queries.ts";
import "../composer/composer.css";
import "./panel.css";
import "./thread.css";

const Panel = room([], () => import("./panel.tsx"));

interface TicketProps {
  id: string;
  place: Place;
  onNext: () => void;
  onActed: () => void;
}

export default function Ticket(props: TicketProps) {
  const query = useQuery(() => askTicket(props.id));
  useLead(props, () => known(query)?.ticket.id);
  return (
    <Answer
      of={query}
      waiting={
        <section class="pane pane-thread" aria-busy="true">
          <div class="bar">
            <BackToList place={props.place} />
          </div>
          <div class="strip" />
          <Skeleton rows={4} class="entry-waiting" widths={[25, 80, 60]} />
        </section>
      }
      around={(trouble) => (
        <section class="pane pane-thread">
          <div class="bar">
            <BackToList place={props.place} />
          </div>
          <div class="padded">{trouble}</div>
        </section>
      )}
    >
      {(page) => <OpenTicket page={page} {...props} />}
    </Answer>
  );
}

const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

const isNarrow = () => matchMedia("(max-width: 1180px)").matches;

function useTitle(page: Accessor<TicketPage>): void {
  createEffect(() => {
    document.title = `${page().ticket.buyer_name} · ${speak("mailbox").title} · ${speak("frame").product}`;
  });
}

/** A ticket that became part of another is read there: the address says so too, and the way back leaves it out. */
function useLead(props: TicketProps, shown: Accessor<string | undefined>): void {
  createEffect(() => {
    const id = shown();
    if (id !== undefined && id !== props.id) untrack(() => props.place.go({ ticket: id }, true, location.hash));
  });
}

function OpenTicket(props: TicketProps & { page: Accessor<TicketPage> }) {
  const page = createMemo(() => props.page());
  const stores = useStores();
  const client = useQueryClient();
  const store = () => stores.find(page().ticket.store_id);
  const zone = () => store()?.time_zone ?? ownZone;
  // Another ticket is another page: this one keeps its id.
  const id = untrack(() => props.id);
  const line = useTicketLine(id);
  const box = useOutgoing(id);
  const acts = useTicketActs(page, {
    onNext: () => props.onNext(),
    onActed: () => props.onActed(),
    onOpen: (ticket, isInstead) => props.place.go({ ticket }, isInstead),
  });
  const [composer, setComposer] = createSignal<ComposerHandle>();
  const [asking, setAsking] = createSignal<Asking>(null);
  const [message, setMessage] = createSignal<string | null>(null);
  const [panelHidden, setPanelHidden] = createSignal(false);
  useTitle(page);
  const attention = useAttention(page, () => props.place.go({ ticket: null }));
  const hidePanel = () => (isNarrow() ? props.place.go({ panel: !props.place.isPanel() }, true) : setPanelHidden((hidden) => !hidden));
  useTicketKeys({ page, acts, composer, ask: setAsking, hidePanel });
  const around = useInserting(
    untrack(() => props.place),
    composer,
  );
  const edit = (body: ReplyBody) => composer()?.restore(body);
  const shared = () => ({ page: page(), store: store(), acts, zone: zone() });
  return (
    <InsertProvider value={around}>
      <section
        class="pane pane-thread"
        classList={{ "no-panel": panelHidden() }}
        aria-label={speak("thread").conversation(page().ticket.buyer_name)}
      >
        <ThreadBar {...shared()} place={props.place} panelHidden={panelHidden()} onPanel={() => setPanelHidden(false)} />
        <ThreadStrip page={page()} store={store()} zone={zone()} others={line.others()}>
          <Former page={page()} place={props.place} />
          <FollowButton page={page()} attention={attention} />
        </ThreadStrip>
        <LabelLine page={page()} onTags={() => setAsking("tags")} />
        <Notices page={page()} place={props.place} acts={acts} />
        <Entries page={page()} zone={zone()} acts={acts} box={box} edit={edit} readFrom={attention.readFrom()} onMessage={setMessage} />
        <SecondTopicLine page={page()} acts={acts} />
        <Composer {...shared()} box={box} onWriting={line.writes} onRest={line.rests} handle={setComposer} />
      </section>
      <Show when={!panelHidden()}>
        <Beside {...shared()} place={props.place} onLinked={() => void client.invalidateQueries({ queryKey: ["suggested", id] })} />
      </Show>
      <Menus page={page()} acts={acts} asking={asking()} onAsk={setAsking} message={message()} />
    </InsertProvider>
  );
}

/** The order beside the conversation: what was said comes first, and then what it is about. */
function Beside(props: ComponentProps<typeof Panel>) {
  const [isWanted, setWanted] = createSignal(false);
  const waiting = <aside class="pane pane-panel" aria-busy="true" />;
  onMount(() => (Panel.isHere() ? afterPaint : whenIdle)(() => setWanted(true)));
  return (
    <Show when={isWanted()} fallback={waiting}>
      <Suspense fallback={waiting}>
        <Panel {...props} />
      </Suspense>
    </Show>
  );
}

interface KeysAround {
  page: Accessor<TicketPage>;
  acts: TicketActs;
  composer: Accessor<ComposerHandle | undefined>;
  ask: (what: Asking) => void;
  hidePanel: () => void;
}

function useTicketKeys({ page, acts, composer, ask, hidePanel }: KeysAround): void {
  const me = useMe();
  const may = (act: () => void) => () => void (whyNot(page().can.act) === null && act());
  useKeys({
    reply: () => composer()?.focus("reply"),
    note: () => composer()?.focus("note"),
    templates: () => click(".open-templates"),
    cards: () => click(".open-cards"),
    take: may(() => acts.assign(me().person.id)),
    assign: () => click("[popovertarget=assign]"),
    snooze: () => click("[popovertarget=snooze]"),
    labels: may(() => ask("tags")),
    merge: may(() => ask("merge")),
    priority: () => click("[popovertarget=priority]"),
    resolve: may(() => void acts.resolve()),
    "resolve-next": may(() => void acts.resolve(true)),
    "order-pane": hidePanel,
  });
}

/** How the order beside the conversation writes: on a narrow screen it lies over the composer and makes way. */
function useInserting(place: Place, composer: Accessor<ComposerHandle | undefined>) {
  const makeWay = () => place.isPanel() && place.go({ panel: false }, true);
  return {
    insert: (sentence: string) => {
      makeWay();
      composer()?.insert(sentence);
    },
    show: (card: CardBody) => {
      makeWay();
      composer()?.focus("reply");
      composer()?.restore(card);
    },
  };
}

/** What one must know before writing here. */
function Notices(props: { page: TicketPage; place: Place; acts: TicketActs }) {
  const words = speak("thread");
  const me = useMe();
  const stores = useStores();
  const store = () => stores.find(props.page.ticket.store_id);
  const nameOf = useNames();
  const { block } = speak("labels");
  return (
    <>
      <Show when={props.page.blocked}>
        {(blocked) => (
          <Callout
            banner
            icon="ban"
            act={
              <Button small because={whyNot(props.page.can.block)} quietly onPress={() => props.acts.unblock()}>
                {block.unblock}
              </Button>
            }
          >
            {block.blocked(nameOf(blocked().by) ?? block.somebody, blocked().reason)}
          </Callout>
        )}
      </Show>
      <Show when={props.page.ticket.continued_in}>
        {(later) => (
          <Callout
            banner
            icon="info"
            act={
              <ButtonLink small to={props.place.addressOf({ ticket: later() })}>
                {words.openLater}
              </ButtonLink>
            }
          >
            {words.continuedIn}
          </Callout>
        )}
      </Show>
      <Show when={store()?.state === "reauthorize"}>
        <Callout
          banner
          look="late"
          icon="unlink"
          act={
            <Show when={isAdmin(me())}>
              <ButtonLink small to={`/stores/${store()?.id}`}>
                {speak("frame").banner.reauthorizeAct(store()?.name ?? "")}
              </ButtonLink>
            </Show>
          }
        >
          {words.reauthorize(store()?.name ?? "")}
        </Callout>
      </Show>
    </>
  );
}
