/** One ticket in the list: who, what they said last, how long they may still wait, and whether somebody is at it. */
import { For, Match, Show, Switch } from "solid-js";
import { whoLooksAt } from "../frame/looking.ts";
import { PriorityMark, TagChips } from "../labels/chips.tsx";
import { useMe, useStores, useTeamNames } from "../team/me.tsx";
import type { FoundTicket, TicketSummary } from "../tickets/queries.ts";
import { now, writeUntil } from "../ui/clock.ts";
import { Due, Pie } from "../ui/due.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { MINUTE_MS } from "../ui/units.ts";
import { Avatar, StoreMark } from "../ui/who.tsx";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import { previewOf } from "./preview.ts";

/** A ticket of a view, or one that a search found and why. */
export type ListedTicket = TicketSummary & Partial<Pick<FoundTicket, "snippet" | "found_order">>;

interface RowProps {
  ticket: ListedTicket;
  to: string;
  isCurrent: boolean;
  nameOf: (id: string) => string | null;
}

export function TicketRow(props: RowProps) {
  const stores = useStores();
  const store = () => stores.find(props.ticket.store_id);
  return (
    <a
      class="ticket"
      classList={{ unread: props.ticket.unread }}
      href={props.to}
      data-row={props.ticket.id}
      aria-current={props.isCurrent ? "true" : undefined}
    >
      <span class="who ellipsis" dir="auto">
        <Show when={props.ticket.unread}>
          <span class="unread-dot" title={speak("mailbox").row.unread} />
          <span class="sr">{speak("mailbox").row.unread}: </span>
        </Show>
        {props.ticket.buyer_name}
      </span>
      <When ticket={props.ticket} />
      <Show when={props.ticket.snippet} fallback={<Says ticket={props.ticket} />}>
        {(parts) => (
          <span class="says" dir="auto">
            <span class="ellipsis">
              <For each={parts()}>{(part) => (part.isHit ? <mark>{part.text}</mark> : part.text)}</For>
            </span>
          </span>
        )}
      </Show>
      <span class="meta">
        <Show when={store()}>{(one) => <StoreMark store={one()} />}</Show>
        <Trouble trouble={props.ticket.trouble} />
        <Show when={props.ticket.reading?.soured}>
          <span class="soured" title={speak("mailbox").row.soured}>
            <Icon name="down" size="s" />
            <span class="sr">{speak("mailbox").row.soured}</span>
          </span>
        </Show>
        <PriorityMark priority={props.ticket.priority} />
        <TagChips ids={props.ticket.tags} most={props.ticket.priority === "normal" ? 2 : 1} />
        <Show when={props.ticket.due_at !== null || props.ticket.state === "snoozed"}>
          <Time at={props.ticket.last_at} />
        </Show>
        <Show when={props.ticket.found_order ?? (props.ticket.tags.length === 0 ? props.ticket.order_id : null)}>
          {(id) => <span class="ellipsis theirs-word">{speak("mailbox").row.order(id().slice(-6))}</span>}
        </Show>
        <People ticket={props.ticket} nameOf={props.nameOf} />
      </span>
    </a>
  );
}

function When(props: { ticket: TicketSummary }) {
  const stores = useStores();
  const span = () => (stores.find(props.ticket.store_id)?.reply_target_minutes ?? 0) * MINUTE_MS;
  return (
    <Switch
      fallback={
        <span class="due plain">
          <Time at={props.ticket.last_at} />
        </span>
      }
    >
      <Match when={props.ticket.state === "snoozed" && props.ticket.snoozed_until}>
        {(until) => <Pie look="off">{speak("mailbox").row.until(writeUntil(until(), now()))}</Pie>}
      </Match>
      <Match when={props.ticket.state === "open" && props.ticket.due_at}>{(at) => <Due at={at()} spanMs={span()} />}</Match>
    </Switch>
  );
}

function Says(props: { ticket: TicketSummary }) {
  const words = speak("mailbox").row;
  /** What the buyer wants, while that is the last word; their own words stand behind it. */
  const intent = () => {
    const { last_by, reading } = props.ticket;
    return last_by === "buyer" ? reading?.intents?.[LANGUAGE] || reading?.intent : "";
  };
  return (
    <span class="says" dir="auto" title={intent() ? previewOf(props.ticket.preview) : undefined}>
      <Show when={intent()}>
        <Icon name="spark" size="s" />
        <span class="sr">{words.wants}: </span>
      </Show>
      <Show when={props.ticket.last_by !== "buyer"}>
        <Icon name={props.ticket.last_by === "us" ? "reply" : "robot"} size="s" />
        <span class="sr">{props.ticket.last_by === "us" ? words.byUs : words.automated}</span>
      </Show>
      <span class="ellipsis">{intent() || previewOf(props.ticket.preview)}</span>
    </span>
  );
}

function Trouble(props: { trouble: string | null }) {
  const words = speak("mailbox").row;
  return (
    <Switch>
      <Match when={props.trouble === "failed"}>
        <span class="badge late">{words.failed}</span>
      </Match>
      <Match when={props.trouble === "unconfirmed"}>
        <span class="badge soon">{words.unconfirmed}</span>
      </Match>
      <Match when={props.trouble === "disconnected"}>
        <span class="badge soon">{words.disconnected}</span>
      </Match>
    </Switch>
  );
}

function People(props: { ticket: TicketSummary; nameOf: (id: string) => string | null }) {
  const words = speak("mailbox").row;
  const me = useMe();
  const teamOf = useTeamNames();
  /** Told where nobody has the ticket yet. */
  const team = () => (props.ticket.team_id && !props.ticket.assignee_id ? (teamOf(props.ticket.team_id) ?? "?") : null);
  const others = () => whoLooksAt(props.ticket.id).filter((one) => one.id !== me().person.id);
  const writers = () => others().filter((one) => one.mode === "typing");
  const names = (people: { name: string }[]) => people.map((one) => one.name).join(", ");
  const answering = () => others().filter((one) => one.mode === "answering");
  const says = () => {
    if (writers().length > 0) return words.typing(names(writers()));
    return answering().length > 0 ? words.answering(names(answering())) : words.looking(names(others()));
  };
  return (
    <span class="push row people">
      <Show when={others().length > 0}>
        <span class="eye" title={says()}>
          <Icon name={writers().length + answering().length > 0 ? "pencil" : "eye"} />
          <span class="sr">{says()}</span>
        </span>
        <For each={others().slice(0, 2)}>{(one) => <Avatar name={one.name} size="s" here />}</For>
      </Show>
      <Show when={team()}>
        {(name) => (
          <span class="row dim" title={words.team(name())}>
            <Icon name="users" />
            <span class="sr">{words.team(name())}</span>
          </span>
        )}
      </Show>
      <Avatar
        name={props.ticket.assignee_id ? (props.nameOf(props.ticket.assignee_id) ?? "?") : null}
        isMe={props.ticket.assignee_id === me().person.id}
        size="s"
        title={props.ticket.assignee_id ? undefined : words.nobody}
      />
    </span>
  );
}
