/** What is in the menus of a ticket: who has it, until when it sleeps, how it is labelled, the rarer acts, and what is done with one message. It comes
 *  once the ticket stands. */

import { For, Match, Show, Switch } from "solid-js";
import { priorityIcons } from "../labels/chips.tsx";
import { PRIORITIES } from "../labels/queries.ts";
import { useMe } from "../team/me.tsx";
import { runCommand, showKey } from "../ui/keys.ts";
import { MenuCheck, MenuItem } from "../ui/menu.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import type { Asking, MenuName } from "./asked.tsx";
import { AssignItems } from "./assign-items.tsx";
import { UsualTimes } from "./later-times.tsx";
import type { TicketPage } from "./queries.ts";

interface MenuProps {
  page: TicketPage;
  acts: TicketActs;
}

interface TicketMenuProps extends MenuProps {
  of: MenuName;
  /** Whether it sleeps on when the buyer writes. */
  sleepsOn: boolean;
  onSleepsOn: (on: boolean) => void;
  /** The message a menu stands beside. */
  message: string | null;
  onAsk: (what: Asking) => void;
}

/** What is in one of a ticket's menus. */
export default function TicketMenu(props: TicketMenuProps) {
  return (
    <Switch>
      <Match when={props.of === "assign"}>
        <AssignItems {...props} />
      </Match>
      <Match when={props.of === "snooze"}>
        <SnoozeItems {...props} />
      </Match>
      <Match when={props.of === "more"}>
        <MoreItems {...props} />
      </Match>
      <Match when={props.of === "priority"}>
        <PriorityItems {...props} />
      </Match>
      <Match when={props.of === "message"}>
        <MessageItems {...props} />
      </Match>
    </Switch>
  );
}

function SnoozeItems(props: TicketMenuProps) {
  const words = speak("thread").acts;
  const reason = () => whyNot(props.page.can.act);
  return (
    <>
      <p class="label">{words.snoozeUntil}</p>
      <UsualTimes because={reason()} onChoose={(at) => void props.acts.snooze(at, props.sleepsOn)} />
      <hr />
      <MenuItem icon="clock" because={reason()} onChoose={() => props.onAsk("time")}>
        {words.pick}
      </MenuItem>
      <hr />
      <MenuCheck checked={props.sleepsOn} because={reason()} onChange={props.onSleepsOn}>
        {speak("joining").sleepOn}
      </MenuCheck>
    </>
  );
}

/** What is one's own: nobody else's right is asked. */
function AttentionItems(props: { page: TicketPage }) {
  const words = speak("thread");
  const me = useMe();
  const isFollowing = () => props.page.followers.some((one) => one.id === me().person.id);
  return (
    <>
      <MenuItem icon="eye" keys={showKey("follow")} onChoose={() => runCommand("follow")}>
        {isFollowing() ? words.unfollow : words.follow}
      </MenuItem>
      <MenuItem icon="mail" keys={showKey("unread")} onChoose={() => runCommand("unread")}>
        {words.acts.markUnread}
      </MenuItem>
    </>
  );
}

function MoreItems(props: TicketMenuProps) {
  const words = speak("thread").acts;
  const labels = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  const state = () => props.page.facts.state;
  return (
    <>
      <div class="narrow-only">
        <MenuItem icon="user" because={reason()} onChoose={() => document.querySelector<HTMLElement>("[popovertarget=assign]")?.click()}>
          {words.assign}
        </MenuItem>
        <MenuItem icon="moon" because={reason()} onChoose={() => document.getElementById("snooze")?.showPopover()}>
          {words.snooze}
        </MenuItem>
        <MenuItem icon="tag" because={reason()} onChoose={() => props.onAsk("tags")}>
          {labels.tags}
        </MenuItem>
        <MenuItem icon="flag" because={reason()} onChoose={() => document.getElementById("priority")?.showPopover()}>
          {labels.priority}
        </MenuItem>
      </div>
      <Show
        when={state() === "open"}
        fallback={
          <MenuItem icon="undo" because={reason()} onChoose={() => props.acts.reopen()}>
            {state() === "spam" ? words.notSpam : words.reopen}
          </MenuItem>
        }
      >
        <div class="narrow-only">
          <MenuItem icon="done" because={reason()} onChoose={() => void props.acts.resolve()}>
            {words.resolve}
          </MenuItem>
        </div>
        <MenuItem icon="right" keys="⇧E" because={reason()} onChoose={() => void props.acts.resolve(true)}>
          {words.resolveNext}
        </MenuItem>
      </Show>
      <MenuItem icon="pencil" because={reason()} onChoose={() => void props.acts.start()}>
        {words.startAgain}
      </MenuItem>
      <MenuItem icon="transfer" keys={showKey("merge")} because={reason()} onChoose={() => props.onAsk("merge")}>
        {speak("joining").open}
      </MenuItem>
      <AttentionItems page={props.page} />
      <Show when={state() !== "spam"}>
        <hr />
        <MenuItem icon="ban" because={reason()} onChoose={() => void props.acts.spam()}>
          {words.spam}
        </MenuItem>
      </Show>
      <Show when={!props.page.blocked}>
        <MenuItem icon="ban" because={whyNot(props.page.can.block)} onChoose={() => props.onAsk("block")}>
          {labels.block.open}
        </MenuItem>
      </Show>
    </>
  );
}

function PriorityItems(props: MenuProps) {
  const words = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  return (
    <>
      <p class="label">{words.priority}</p>
      <For each={PRIORITIES}>
        {(one) => (
          <MenuItem
            icon={priorityIcons[one]}
            checked={props.page.facts.priority === one}
            because={reason()}
            onChoose={() => props.acts.prioritise(one)}
          >
            {words.priorities[one]}
          </MenuItem>
        )}
      </For>
    </>
  );
}

/** The whole ticket from a message on, that message alone, or the message to another ticket. */
function MessageItems(props: TicketMenuProps) {
  const words = speak("joining").message;
  const reason = () => whyNot(props.page.can.act);
  const refusal = (of: "from" | "only") => {
    const can = props.page.parting[of][props.message ?? ""];
    return reason() ?? (can ? whyNot(can) : null);
  };
  const withEntry = (act: (entry: string) => void) => () => props.message !== null && act(props.message);
  return (
    <>
      <MenuItem icon="transfer" because={refusal("from")} onChoose={withEntry((entry) => void props.acts.split(entry, false))}>
        {words.from}
      </MenuItem>
      <MenuItem icon="transfer" because={refusal("only")} onChoose={withEntry((entry) => void props.acts.split(entry, true))}>
        {words.only}
      </MenuItem>
      <MenuItem icon="right" because={reason()} onChoose={withEntry((entry) => props.onAsk({ move: entry }))}>
        {words.move}
      </MenuItem>
    </>
  );
}
