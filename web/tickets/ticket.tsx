/** One ticket on screen: its thread, its composer, its order. The page stays while tickets change on it; what belongs to one of them is made anew. */

import { type Accessor, createEffect, createMemo, createSignal, on, Show, Suspense, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Composer } from "../composer/composer.tsx";
import { InsertProvider } from "../composer/insert.tsx";
import { wantSummary } from "../composer/machine.tsx";
import { LabelLine } from "../labels/strip.tsx";
import type { Place } from "../mailbox/place.ts";
import { useMe } from "../team/me.tsx";
import { useKeys } from "../ui/keys.ts";
import { known, Skeleton, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { Menus } from "./asked.tsx";
import { FollowButton } from "./attention.tsx";
import { Beside } from "./beside.tsx";
import { Entries } from "./entries.tsx";
import { BackToList, Former, ThreadBar, ThreadStrip } from "./head.tsx";
import { type Opened, useOpened } from "./opened.ts";
import { askTicket, type TicketPage } from "./queries.ts";
import "../composer/composer.css";
import "./thread.css";

const SecondTopicLine = room(["joining"], () => import("../composer/second-topic.tsx"));
const Notices = room([], () => import("./notices.tsx"));

interface TicketProps {
  id: string;
  place: Place;
  /** The ticket after this one, as the list stands now. */
  next: () => string | null;
  onNext: (ticket: string | null) => void;
  onActed: () => void;
  /** It stands. */
  onShown: (ticket: string) => void;
}

export default function Ticket(props: TicketProps) {
  const query = useQuery(() => askTicket(props.id));
  useLead(props, () => known(query)?.id);
  const opened = useOpened(() => known(query), {
    next: () => props.next(),
    onNext: (ticket) => props.onNext(ticket),
    onActed: () => props.onActed(),
    onOpen: (ticket, isInstead) => props.place.go({ ticket }, isInstead),
    onLeave: () => props.place.go({ ticket: null }),
    // On a narrow screen the order lies over the composer.
    onInsert: () => void (props.place.isPanel() && props.place.go({ panel: false }, true)),
  });
  const last = createMemo<Opened | null>((before) => opened() ?? before, null);
  const [panelHidden, setPanelHidden] = createSignal(false);
  const hidePanel = () => (isNarrow() ? props.place.go({ panel: !props.place.isPanel() }, true) : setPanelHidden((hidden) => !hidden));
  useTicketKeys(opened, hidePanel);
  createEffect(() => {
    const one = opened();
    if (one) untrack(() => props.onShown(one.id));
  });
  return (
    <>
      <Show when={last()}>
        {(one) => (
          <Thread last={one()} opened={opened()} place={props.place} panelHidden={panelHidden()} onPanel={() => setPanelHidden(false)} />
        )}
      </Show>
      <Show when={!opened()}>
        <section class="pane pane-thread" aria-busy={query.isLoadingError ? undefined : "true"}>
          <div class="bar">
            <BackToList place={props.place} />
          </div>
          <Show when={query.isLoadingError} fallback={<Waiting />}>
            <div class="padded">
              <Trouble problem={query.error} onRetry={() => void query.refetch()} />
            </div>
          </Show>
        </section>
      </Show>
      <Show when={!(panelHidden() || query.isLoadingError)}>
        <Beside opened={opened()} place={props.place} />
      </Show>
    </>
  );
}

function Waiting() {
  return (
    <>
      <div class="strip" />
      <Skeleton rows={4} class="entry-waiting" widths={[25, 80, 60]} />
    </>
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

interface ThreadProps {
  /** The ticket that is open, or was a moment ago: until the next one is known, the page around it waits out of sight. */
  last: Opened;
  opened: Opened | null;
  place: Place;
  panelHidden: boolean;
  onPanel: () => void;
}

function Thread(props: ThreadProps) {
  const page = () => props.last.page();
  const about = () => ({ page: page(), store: props.last.store(), acts: props.last.acts, place: props.place });
  useTitle(page);
  return (
    <section
      class="pane pane-thread"
      classList={{ "no-panel": props.panelHidden }}
      hidden={props.opened === null}
      aria-label={speak("thread").conversation(page().ticket.buyer_name)}
      ref={(pane) => letGo(pane, () => props.opened)}
    >
      <ThreadBar {...about()} panelHidden={props.panelHidden} onPanel={props.onPanel} />
      <ThreadStrip page={page()} store={props.last.store()} zone={props.last.zone()} others={props.last.others()}>
        <Former page={page()} place={props.place} />
        <FollowButton page={page()} attention={props.last.attention} />
      </ThreadStrip>
      <LabelLine page={page()} onTags={() => props.last.ask("tags")} />
      <Show when={page().blocked || page().ticket.continued_in || props.last.store()?.state === "reauthorize"}>
        <Suspense>
          <Notices {...about()} />
        </Suspense>
      </Show>
      <Show when={props.opened} keyed>
        {(one) => <Conversation opened={one} />}
      </Show>
    </section>
  );
}

/** What was said and what one says to it: another ticket has its own, down to the field one writes in. */
function Conversation(props: { opened: Opened }) {
  const one = untrack(() => props.opened);
  return (
    <InsertProvider value={one.inserting}>
      <Entries
        page={one.page()}
        zone={one.zone()}
        acts={one.acts}
        box={one.box}
        edit={one.writing.restore}
        readFrom={one.attention.readFrom()}
        onMessage={one.setMessage}
      />
      <Show when={one.page().nudge}>
        <Suspense>
          <SecondTopicLine page={one.page()} acts={one.acts} />
        </Suspense>
      </Show>
      <Composer page={one.page()} store={one.store()} zone={one.zone()} writing={one.writing} />
      <Menus page={one.page()} acts={one.acts} asking={one.asking()} onAsk={one.ask} message={one.message()} />
    </InsertProvider>
  );
}

/** Nobody's hand stays on what was another ticket's a moment ago: what lay open over it is closed, and the keyboard goes to what was said. */
function letGo(pane: HTMLElement, opened: Accessor<Opened | null>): void {
  createEffect(
    on(
      opened,
      () => {
        for (const open of pane.querySelectorAll<HTMLElement>(":popover-open")) open.hidePopover();
        if (pane.contains(document.activeElement)) pane.querySelector<HTMLElement>("[role=log]")?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
}

function useTicketKeys(opened: Accessor<Opened | null>, hidePanel: () => void): void {
  const me = useMe();
  const withOpened = (act: (one: Opened) => void) => () => {
    const one = opened();
    if (one) act(one);
  };
  const may = (act: (one: Opened) => void) => withOpened((one) => whyNot(one.page().can.act) === null && act(one));
  useKeys({
    reply: withOpened(({ writing }) => writing.focus("reply")),
    note: withOpened(({ writing }) => writing.focus("note")),
    templates: () => click(".open-templates"),
    cards: () => click(".open-cards"),
    take: may(({ acts }) => acts.assign(me().person.id)),
    assign: withOpened(() => click("[popovertarget=assign]")),
    snooze: withOpened(() => click("[popovertarget=snooze]")),
    labels: may(({ ask }) => ask("tags")),
    merge: may(({ ask }) => ask("merge")),
    summary: may(({ id }) => wantSummary(id)),
    priority: withOpened(() => click("[popovertarget=priority]")),
    resolve: may(({ acts }) => void acts.resolve()),
    "resolve-next": may(({ acts }) => void acts.resolve(true)),
    "order-pane": hidePanel,
  });
}
