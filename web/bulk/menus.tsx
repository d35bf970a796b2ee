/** Menus of the bar over a selection: whom to give it to, until when to put it off, its labels, and the rarer acts. */

import { createSignal, For, lazy, Show, Suspense } from "solid-js";
import { priorityIcons } from "../labels/chips.tsx";
import { PRIORITIES, useTags } from "../labels/queries.ts";
import { useNavigate } from "../router/use.ts";
import { useMe } from "../team/me.tsx";
import { UsualTimes } from "../tickets/later-times.tsx";
import { showKey } from "../ui/keys.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Avatar } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { Act } from "./orders.ts";
import type { Choices } from "./queries.ts";

interface MenuProps {
  choices: Choices | undefined;
  because: string | null;
  onAct: (act: Act) => void;
  onMark: (read: boolean) => void;
}

const ChooseTime = lazy(() => import("../ui/choose-time.tsx"));

export const showMenu = (id: string) => () => {
  const source = [id, "bulk-more"].map((one) => document.querySelector<HTMLElement>(`[popovertarget="${one}"]`)).find(Boolean);
  document.getElementById(id)?.showPopover(source ? { source } : {});
};

export function BarMenus(props: MenuProps) {
  return (
    <>
      <AssignMenu {...props} />
      <SnoozeMenu {...props} />
      <PriorityMenu {...props} />
      <TagsMenu {...props} />
      <MoreMenu {...props} />
    </>
  );
}

function AssignMenu(props: MenuProps) {
  const words = speak("bulk").bar;
  const { acts } = speak("thread");
  const me = useMe();
  const give = (assigneeId: string) => props.onAct({ do: "assign", assigneeId });
  return (
    <Menu id="bulk-assign" class="foot-menu" label={words.assignTo}>
      <p class="label">{words.assignTo}</p>
      <MenuItem lead={<Avatar name={me().person.name} isMe size="s" />} keys={showKey("take")} onChoose={() => give(me().person.id)}>
        {acts.you(me().person.name)}
      </MenuItem>
      <For each={props.choices?.colleagues.filter((one) => one.id !== me().person.id)}>
        {(one) => (
          <MenuItem lead={<Avatar name={one.name} size="s" />} onChoose={() => give(one.id)}>
            {one.name}
          </MenuItem>
        )}
      </For>
      <MenuItem lead={<Avatar name={null} size="s" />} onChoose={() => give("")}>
        {acts.nobody}
      </MenuItem>
      <Show when={(props.choices?.teams.length ?? 0) > 0}>
        <hr />
        <For each={props.choices?.teams}>
          {(team) => (
            <MenuItem icon="users" onChoose={() => props.onAct({ do: "assign-team", teamId: team.id })}>
              {team.name}
            </MenuItem>
          )}
        </For>
      </Show>
    </Menu>
  );
}

function SnoozeMenu(props: MenuProps) {
  const words = speak("bulk").bar;
  const { acts, until } = speak("thread");
  const [picking, setPicking] = createSignal(false);
  const snooze = (at: number) => props.onAct({ do: "snooze", until: at, keepSnoozed: false });
  return (
    <>
      <Menu id="bulk-snooze" class="foot-menu" label={words.snoozeUntil}>
        <p class="label">{words.snoozeUntil}</p>
        <UsualTimes onChoose={snooze} />
        <hr />
        <MenuItem icon="clock" onChoose={() => setPicking(true)}>
          {acts.pick}
        </MenuItem>
      </Menu>
      <Suspense>
        <Show when={picking()}>
          <ChooseTime words={until} icon="moon" hint={() => words.snoozeHint} onClose={() => setPicking(false)} onChoose={snooze} />
        </Show>
      </Suspense>
    </>
  );
}

function PriorityMenu(props: MenuProps) {
  const words = speak("labels");
  return (
    <Menu id="bulk-priority" class="foot-menu" label={words.priority}>
      <p class="label">{words.priority}</p>
      <For each={PRIORITIES}>
        {(priority) => (
          <MenuItem icon={priorityIcons[priority]} onChoose={() => props.onAct({ do: "priority", priority })}>
            {words.priorities[priority]}
          </MenuItem>
        )}
      </For>
    </Menu>
  );
}

function TagsMenu(props: MenuProps) {
  const words = speak("bulk").bar;
  const all = useTags().offered;
  return (
    <Menu id="bulk-tags" class="foot-menu" label={words.tags}>
      <p class="label">{words.putOn}</p>
      <For each={all()} fallback={<p class="padded small dim">{words.noTags}</p>}>
        {(tag) => (
          <MenuItem icon="tag" onChoose={() => props.onAct({ do: "tag", tagId: tag.id })}>
            {tag.name}
          </MenuItem>
        )}
      </For>
      <Show when={all().length > 0}>
        <hr />
        <p class="label">{words.takeOff}</p>
        <For each={all()}>
          {(tag) => (
            <MenuItem icon="x" onChoose={() => props.onAct({ do: "untag", tagId: tag.id })}>
              {tag.name}
            </MenuItem>
          )}
        </For>
      </Show>
    </Menu>
  );
}

function MoreMenu(props: MenuProps) {
  const words = speak("bulk").bar;
  const labels = speak("labels");
  const navigate = useNavigate();
  return (
    <Menu id="bulk-more" class="foot-menu" label={words.more}>
      <MenuItem icon="tag" keys={showKey("labels")} because={props.because} onChoose={showMenu("bulk-tags")}>
        {labels.tags}
      </MenuItem>
      <MenuItem icon="flag" keys={showKey("priority")} because={props.because} onChoose={showMenu("bulk-priority")}>
        {labels.priority}
      </MenuItem>
      <MenuItem icon="undo" because={props.because} onChoose={() => props.onAct({ do: "reopen" })}>
        {words.reopen}
      </MenuItem>
      <MenuItem icon="ban" because={props.because} onChoose={() => props.onAct({ do: "spam" })}>
        {words.spam}
      </MenuItem>
      <hr />
      <MenuItem icon="check" onChoose={() => props.onMark(true)}>
        {words.markRead}
      </MenuItem>
      <MenuItem icon="mail" keys={showKey("unread")} onChoose={() => props.onMark(false)}>
        {words.markUnread}
      </MenuItem>
      <hr />
      <MenuItem icon="rows" onChoose={() => navigate("/settings/bulk-jobs")}>
        {words.jobs}
      </MenuItem>
    </Menu>
  );
}
