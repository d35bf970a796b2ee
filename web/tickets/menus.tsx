/** Who has the ticket, until when it sleeps, and the rarer acts: menus beside their buttons, each with its key. */
import { useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { useMe, useNames } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { isSameDay, morningIn, now, writeTime } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { known } from "../ui/states.tsx";
import { Avatar } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { askColleagues, type TicketPage } from "./queries.ts";

interface MenuProps {
  page: TicketPage;
  acts: TicketActs;
}

export function AssignButton(props: MenuProps) {
  const words = speak("thread").acts;
  const me = useMe();
  const nameOf = useNames();
  const assignee = () => props.page.facts.assigneeId;
  const name = () => (assignee() ? (nameOf(assignee()) ?? "?") : null);
  const reason = () => whyNot(props.page.can.act);
  return (
    <button
      type="button"
      class="button quiet s assignee"
      popovertarget="assign"
      title={reason() ?? `${words.assign} (A)`}
      aria-label={`${words.assign}: ${name() ?? words.nobody}`}
      aria-disabled={reason() ? true : undefined}
    >
      <Avatar name={name()} isMe={assignee() === me().person.id} size="s" />
      <span class="roomy-only ellipsis">{name()?.split(" ")[0] ?? words.nobody}</span>
      <Icon name="down" />
    </button>
  );
}

export function AssignMenu(props: MenuProps) {
  const words = speak("thread").acts;
  const me = useMe();
  const [isAsked, setAsked] = createSignal(false);
  const colleagues = useQuery(() => ({ ...askColleagues(props.page.ticket.store_id), enabled: isAsked() }));
  const others = () => known(colleagues)?.colleagues.filter((one) => one.id !== me().person.id) ?? [];
  const assignee = () => props.page.facts.assigneeId;
  const reason = () => whyNot(props.page.can.act);
  return (
    <Menu id="assign" class="foot-menu" label={words.assignTo} onOpen={() => setAsked(true)}>
      <p class="label">{words.assignTo}</p>
      <MenuItem
        lead={<Avatar name={me().person.name} isMe size="s" />}
        keys="I"
        checked={assignee() === me().person.id}
        because={reason()}
        onChoose={() => props.acts.assign(me().person.id)}
      >
        {words.you(me().person.name)}
      </MenuItem>
      <For each={others()}>
        {(one) => (
          <MenuItem
            lead={<Avatar name={one.name} size="s" />}
            checked={assignee() === one.id}
            because={reason()}
            onChoose={() => props.acts.assign(one.id)}
          >
            {one.name}
          </MenuItem>
        )}
      </For>
      <hr />
      <MenuItem
        lead={<Avatar name={null} size="s" />}
        checked={assignee() === ""}
        because={reason()}
        onChoose={() => props.acts.assign("")}
      >
        {words.nobody}
      </MenuItem>
    </Menu>
  );
}

const EVENING_HOUR = 18;
const MORNING_HOUR = 9;
const HOUR_MS = 3_600_000;
const LATER_MS = 3 * HOUR_MS;

/** This evening, or three hours from now where the evening is near; nothing once that would be tomorrow. */
function laterToday(from: number): number | null {
  const evening = morningIn(0, EVENING_HOUR, from);
  if (evening - from > HOUR_MS) return evening;
  const later = Math.ceil((from + LATER_MS) / (HOUR_MS / 2)) * (HOUR_MS / 2);
  return isSameDay(later, from) ? later : null;
}

function nextMonday(from: number): number {
  const day = new Date(from).getDay();
  return morningIn(day === 0 ? 1 : 8 - day, MORNING_HOUR, from);
}

export function SnoozeMenu(props: MenuProps & { onPick: () => void }) {
  const words = speak("thread").acts;
  const reason = () => whyNot(props.page.can.act);
  const choices = () => {
    const later = laterToday(now());
    const mornings: [name: string, at: number][] = [
      [words.tomorrow, morningIn(1, MORNING_HOUR, now())],
      [words.nextWeek, nextMonday(now())],
    ];
    return later ? [[words.laterToday, later] as const, ...mornings] : mornings;
  };
  return (
    <Menu id="snooze" class="foot-menu" label={words.snoozeUntil}>
      <p class="label">{words.snoozeUntil}</p>
      <For each={choices()}>
        {([name, at]) => (
          <MenuItem because={reason()} onChoose={() => void props.acts.snooze(at)}>
            {name} <span class="dim">{writeTime(at, isSameDay(at, now()) ? "time" : "full")}</span>
          </MenuItem>
        )}
      </For>
      <hr />
      <MenuItem icon="clock" because={reason()} onChoose={() => props.onPick()}>
        {words.pick}
      </MenuItem>
    </Menu>
  );
}

/** What a datetime-local field holds: the reader's own wall clock. */
export const wallClock = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export function SnoozeDialog(props: { acts: TicketActs; open: boolean; onClose: () => void }) {
  const words = speak("thread").acts;
  const [at, setAt] = createSignal(wallClock(morningIn(1, MORNING_HOUR, now())));
  const snooze = () => {
    props.onClose();
    void props.acts.snooze(new Date(at()).getTime());
  };
  return (
    <Dialog
      open={props.open}
      title={words.pickTitle}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button look="primary" icon="moon" onPress={snooze}>
            {words.pickAct}
          </Button>
        </>
      }
    >
      <TextField name={words.snoozeUntil} type="datetime-local" hint={words.pickHint} min={wallClock(now())} value={at()} onInput={setAt} />
    </Dialog>
  );
}

export function MoreMenu(props: MenuProps & { onTags: () => void; onBlock: () => void }) {
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
        <MenuItem icon="tag" because={reason()} onChoose={() => props.onTags()}>
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
      <Show when={state() !== "spam"}>
        <hr />
        <MenuItem icon="ban" because={reason()} onChoose={() => void props.acts.spam()}>
          {words.spam}
        </MenuItem>
      </Show>
      <Show when={!props.page.blocked}>
        <MenuItem icon="ban" because={whyNot(props.page.can.block)} onChoose={() => props.onBlock()}>
          {labels.block.open}
        </MenuItem>
      </Show>
    </Menu>
  );
}
