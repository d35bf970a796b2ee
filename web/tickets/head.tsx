/** Above the conversation: with whom and for which store, how long one may still wait, who else is here, and the acts. */
import { createSignal, createUniqueId, type JSX, Match, Show, Suspense, Switch } from "solid-js";
import type { Presence } from "../frame/looking.ts";
import type { Place } from "../mailbox/place.ts";
import type { VisibleStore } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { now, placeOf, writeUntil } from "../ui/clock.ts";
import { Due, Pie } from "../ui/due.tsx";
import { Icon } from "../ui/icon.tsx";
import { exactly } from "../ui/time.tsx";
import { MINUTE_MS } from "../ui/units.ts";
import { Avatar, StoreMark, StoreName } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { AssignButton } from "./assignee.tsx";
import type { TicketPage } from "./queries.ts";

const Clocks = room(["dueBecause", "labels"], () => import("./why-due.tsx"));
const FormerTicket = room(["joining"], () => import("./former.tsx"));

interface HeadProps {
  page: TicketPage;
  store: VisibleStore | undefined;
  place: Place;
  acts: TicketActs;
}

/** The way out on a narrow screen, whatever became of the ticket. */
export function BackToList(props: { place: Place }) {
  return (
    <a
      class="icon-button narrow-only"
      href={props.place.addressOf({ ticket: null })}
      aria-label={speak("thread").back(speak("mailbox").views[props.place.view()])}
    >
      <Icon name="left" size="l" />
    </a>
  );
}

export function ThreadBar(props: HeadProps & { panelHidden: boolean; onPanel: () => void }) {
  const words = speak("thread");
  const { acts } = words;
  const reason = () => whyNot(props.page.can.act);
  return (
    <div class="bar">
      <BackToList place={props.place} />
      <Title {...props} />
      <span class="push row tight">
        <a class="button s tight-only" href={props.place.addressOf({ panel: true })}>
          <Icon name="box" />
          {words.showOrder}
        </a>
        <span class="wide-only row tight">
          <AssignButton page={props.page} />
          <IconButton icon="moon" small label={acts.snooze} keys="Z" because={reason()} opens="snooze" />
        </span>
        <IconButton icon="more" small label={acts.more} opens="ticket-more" />
        <ResolveButton {...props} />
        <Show when={props.panelHidden}>
          <span class="roomy-only">
            <IconButton icon="panel" small label={words.showOrder} keys="]" onPress={() => props.onPanel()} />
          </span>
        </Show>
      </span>
    </div>
  );
}

function Title(props: HeadProps) {
  return (
    <div class="title with-store">
      <h1 class="ellipsis" dir="auto">
        {props.page.ticket.buyer_name}
      </h1>
      <Show when={props.store}>
        {(store) => (
          <>
            <span class="roomy-only">
              <StoreName store={store()} />
            </span>
            <span class="tight-only">
              <StoreMark store={store()} />
            </span>
          </>
        )}
      </Show>
    </div>
  );
}

function ResolveButton(props: HeadProps) {
  const { acts } = speak("thread");
  const reason = () => whyNot(props.page.can.act);
  return (
    <span class="wide-only">
      <Show
        when={props.page.facts.state === "open"}
        fallback={
          <Button small icon="undo" because={reason()} quietly onPress={() => props.acts.reopen()}>
            {acts.reopen}
          </Button>
        }
      >
        <Button small icon="done" because={reason()} quietly busy={props.acts.busy()} onPress={() => void props.acts.resolve()}>
          {acts.resolve}
        </Button>
      </Show>
    </span>
  );
}

/** The ticket this one goes on from, or was split off. */
export function Former(props: { page: TicketPage; place: Place }) {
  return (
    <Show when={props.page.ticket.former}>
      {(former) => (
        <Suspense>
          <FormerTicket former={former()} place={props.place} />
        </Suspense>
      )}
    </Show>
  );
}

export function ThreadStrip(props: {
  page: TicketPage;
  store: VisibleStore | undefined;
  zone: string;
  others: Presence[];
  /** After the number. */
  children: JSX.Element;
}) {
  const words = speak("thread");
  const facts = () => props.page.facts;
  const writers = () => props.others.filter((one) => one.mode === "typing");
  const answering = () => props.others.filter((one) => one.mode === "answering");
  const says = () => {
    if (writers().length > 0) return words.typing(names(writers()));
    return answering().length > 0 ? words.answering(names(answering())) : words.looking(names(props.others));
  };
  const names = (people: Presence[]) => people.map((one) => one.name).join(", ");
  return (
    <div class="strip">
      <Switch>
        <Match when={facts().state === "snoozed" && facts().snoozedUntil}>
          {(until) => <Pie look="off">{words.snoozedUntil(writeUntil(until(), now()))}</Pie>}
        </Match>
        <Match when={facts().state === "resolved"}>
          <Pie look="done">{words.resolved}</Pie>
        </Match>
        <Match when={facts().state === "spam"}>
          <Pie look="off">{words.spam}</Pie>
        </Match>
        <Match when={facts().dueAt}>
          {(at) => (
            <>
              <Due at={at()} spanMs={(props.page.due[0]?.targetMinutes ?? props.store?.reply_target_minutes ?? 0) * MINUTE_MS} />
              <span class="reply-by" title={exactly(at(), props.zone)}>
                {words.replyBy(writeUntil(at(), now(), props.zone))}
                <span class="in-place">{` · ${placeOf(props.zone)}`}</span>
              </span>
              <WhyDue due={props.page.due} zone={props.zone} />
            </>
          )}
        </Match>
        <Match when={true}>
          <Pie look="done">{words.answered}</Pie>
        </Match>
      </Switch>
      <span class="dim wide-only number">{words.number(props.page.ticket.number)}</span>
      {props.children}
      <Show when={props.others.length > 0}>
        <span class="push row tight presence" role="status">
          <Avatar name={(writers()[0] ?? answering()[0] ?? props.others[0])?.name ?? ""} size="s" here />
          <span class="ellipsis">{says()}</span>
        </span>
      </Show>
    </div>
  );
}

function WhyDue(props: { due: TicketPage["due"]; zone: string }) {
  const words = speak("thread");
  const id = createUniqueId();
  const [isWanted, setWanted] = createSignal(false);
  return (
    <Show when={props.due.length > 0}>
      <IconButton icon="info" small label={words.dueBecause} opens={id} />
      <section id={id} popover class="menu why-due" aria-label={words.dueBecause} on:beforetoggle={() => setWanted(true)}>
        <h3>{words.dueBecause}</h3>
        <Show when={isWanted()}>
          <Suspense>
            <Clocks due={props.due} zone={props.zone} />
          </Suspense>
        </Show>
      </section>
    </Show>
  );
}
