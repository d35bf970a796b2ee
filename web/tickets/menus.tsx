/** Who has the ticket, until when it sleeps, and the rarer acts: menus beside their buttons, each with its key. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useMe, useNames, useTeamNames } from "../team/me.tsx";
import { isSameDay, now, writeTime } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { runCommand, showKey } from "../ui/keys.ts";
import { Menu, MenuCheck, MenuItem } from "../ui/menu.tsx";
import { known } from "../ui/states.tsx";
import { Avatar } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { usualTimes } from "./later-times.ts";
import { askColleagues, type Taker, type TicketPage } from "./queries.ts";

interface MenuProps {
  page: TicketPage;
  acts: TicketActs;
}

export function AssignButton(props: MenuProps) {
  const words = speak("thread").acts;
  const me = useMe();
  const nameOf = useNames();
  const assignee = () => props.page.facts.assigneeId;
  const teamOf = useTeamNames();
  const team = () => props.page.facts.teamId;
  const name = () => (assignee() ? (nameOf(assignee()) ?? "?") : null);
  /** Its person, or else its team. */
  const shown = () => name() ?? (team() ? (teamOf(team()) ?? "?") : null);
  const says = () => [name() ?? words.nobody, ...(team() ? [words.ofTeam(teamOf(team()) ?? "?")] : [])].join(", ");
  const reason = () => whyNot(props.page.can.act);
  return (
    <button
      type="button"
      class="button quiet s assignee"
      popovertarget="assign"
      title={reason() ?? `${words.assign} (A)`}
      aria-label={`${words.assign}: ${says()}`}
      aria-disabled={reason() ? true : undefined}
    >
      <Show when={assignee() || !team()} fallback={<Icon name="users" />}>
        <Avatar name={name()} isMe={assignee() === me().person.id} size="s" />
      </Show>
      <bdi class="roomy-only ellipsis">{(assignee() ? shown()?.split(" ")[0] : shown()) ?? words.nobody}</bdi>
      <Icon name="down" />
    </button>
  );
}

/** The sentence that holds for everybody in the menu. */
const BECAUSE = "assign-because";

export function AssignMenu(props: MenuProps) {
  const words = speak("thread").acts;
  const me = useMe();
  const [isAsked, setAsked] = createSignal(false);
  const colleagues = useQuery(() => ({ ...askColleagues(props.page.ticket.store_id), enabled: isAsked() }));
  const everyone = () => known(colleagues)?.colleagues ?? [];
  const others = () => everyone().filter((one) => one.id !== me().person.id);
  const own = () => everyone().find((one) => one.id === me().person.id);
  const loadOf = (one: Taker | undefined) => one && words.load(one.open, one.cap, one.away);
  const assignee = () => props.page.facts.assigneeId;
  const reason = () => whyNot(props.page.can.act);
  const off = () => (reason() ? BECAUSE : undefined);
  return (
    <Menu id="assign" class="foot-menu" label={words.assignTo} onOpen={() => setAsked(true)}>
      <p class="label">{words.assignTo}</p>
      <Show when={reason()}>
        <p id={BECAUSE} class="because menu-words">
          {reason()}
        </p>
      </Show>
      <MenuItem
        lead={<Avatar name={me().person.name} isMe size="s" />}
        keys="I"
        checked={assignee() === me().person.id}
        aside={loadOf(own())}
        becauseOf={off()}
        onChoose={() => props.acts.assign(me().person.id)}
      >
        {words.you(me().person.name)}
      </MenuItem>
      <For each={others()}>
        {(one) => (
          <MenuItem
            lead={<Avatar name={one.name} size="s" away={one.away} />}
            checked={assignee() === one.id}
            aside={loadOf(one)}
            becauseOf={off()}
            onChoose={() => props.acts.assign(one.id)}
          >
            <bdi>{one.name}</bdi>
          </MenuItem>
        )}
      </For>
      <MenuItem lead={<Avatar name={null} size="s" />} checked={assignee() === ""} becauseOf={off()} onChoose={() => props.acts.assign("")}>
        {words.nobody}
      </MenuItem>
      <Teams teams={known(colleagues)?.teams ?? []} off={off()} {...props} />
    </Menu>
  );
}

/** Which team it stands with, whoever has it. */
function Teams(props: MenuProps & { teams: { id: string; name: string }[]; off: string | undefined }) {
  const words = speak("thread").acts;
  const team = () => props.page.facts.teamId;
  return (
    <Show when={props.teams.length > 0 || team() !== ""}>
      <hr />
      <p class="label">{words.team}</p>
      <For each={props.teams}>
        {(one) => (
          <MenuItem icon="users" checked={team() === one.id} becauseOf={props.off} onChoose={() => props.acts.assignTeam(one.id)}>
            <bdi>{one.name}</bdi>
          </MenuItem>
        )}
      </For>
      <MenuItem icon="x" checked={team() === ""} becauseOf={props.off} onChoose={() => props.acts.assignTeam("")}>
        {words.noTeam}
      </MenuItem>
    </Show>
  );
}

export interface Snoozing {
  /** Whether it sleeps on when the buyer writes. */
  sleepsOn: () => boolean;
  setSleepsOn: (on: boolean) => void;
}

export function SnoozeMenu(props: MenuProps & Snoozing & { onPick: () => void }) {
  const words = speak("thread").acts;
  const reason = () => whyNot(props.page.can.act);
  return (
    <Menu id="snooze" class="foot-menu" label={words.snoozeUntil}>
      <p class="label">{words.snoozeUntil}</p>
      <For each={usualTimes(words, now())}>
        {([name, at]) => (
          <MenuItem because={reason()} onChoose={() => void props.acts.snooze(at, props.sleepsOn())}>
            {name} <span class="dim">{writeTime(at, isSameDay(at, now()) ? "time" : "full")}</span>
          </MenuItem>
        )}
      </For>
      <hr />
      <MenuItem icon="clock" because={reason()} onChoose={() => props.onPick()}>
        {words.pick}
      </MenuItem>
      <hr />
      <MenuCheck checked={props.sleepsOn()} because={reason()} onChange={props.setSleepsOn}>
        {speak("joining").sleepOn}
      </MenuCheck>
    </Menu>
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

export function MoreMenu(props: MenuProps & { onAsk: (what: "tags" | "block" | "merge") => void }) {
  const words = speak("thread").acts;
  const labels = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  const state = () => props.page.facts.state;
  return (
    <Menu id="ticket-more" label={words.more}>
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
    </Menu>
  );
}
