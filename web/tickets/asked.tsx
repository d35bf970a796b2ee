/** What opens over a ticket: its menus, whose content comes once the ticket stands, and the questions that are fetched when one is first asked. */
import { createSignal, For, onMount, Show, Suspense } from "solid-js";
import { whenIdle } from "../ui/clock.ts";
import { Menu } from "../ui/menu.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { MESSAGE_MENU } from "./message-menu.tsx";
import type { TicketPage } from "./queries.ts";
import { Undecided } from "./reply.tsx";

const TicketMenu = room(["joining"], () => import("./menus.tsx"));
const Questions = room(["joining"], () => import("./questions.tsx"));

export type Asking = "time" | "tags" | "block" | "merge" | { move: string } | null;

export type MenuName = "assign" | "snooze" | "more" | "priority" | "message";

interface AskedProps {
  page: TicketPage;
  acts: TicketActs;
  asking: Asking;
  onAsk: (what: Asking) => void;
  message: string | null;
}

const menus = () => {
  const { acts } = speak("thread");
  return [
    { of: "assign", id: "assign", class: "foot-menu", label: acts.assignTo },
    { of: "snooze", id: "snooze", class: "foot-menu", label: acts.snoozeUntil },
    { of: "more", id: "ticket-more", class: "", label: acts.more },
    { of: "priority", id: "priority", class: "foot-menu", label: speak("labels").priority },
    { of: "message", id: MESSAGE_MENU, class: "", label: speak("thread").partMessage },
  ] as const;
};

export function Menus(props: AskedProps) {
  const [sleepsOn, setSleepsOn] = createSignal(false);
  const snoozing = () => ({ sleepsOn: sleepsOn(), onSleepsOn: setSleepsOn });
  // Whoever asks before that waits for it.
  onMount(() => whenIdle(() => void Promise.all([TicketMenu.preload(), Undecided.preload()]).catch(() => null)));
  return (
    <>
      <For each={menus()}>
        {(menu) => (
          <Menu id={menu.id} class={menu.class} label={menu.label}>
            <Suspense>
              <TicketMenu of={menu.of} page={props.page} acts={props.acts} message={props.message} onAsk={props.onAsk} {...snoozing()} />
            </Suspense>
          </Menu>
        )}
      </For>
      <Show when={props.asking !== null}>
        <Suspense>
          <Questions page={props.page} acts={props.acts} asking={props.asking} onAsk={props.onAsk} {...snoozing()} />
        </Suspense>
      </Show>
    </>
  );
}
