/** The rooms: a rail on a wide screen, a bar under the thumb on a phone. */

import { For, type JSX, Show } from "solid-js";
import { askWaiting } from "../aftersales/waiting.ts";
import { useQuery } from "../cache/use.ts";
import { useLocation } from "../router/use.ts";
import { Icon, type IconName, Mark } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";

interface Room {
  to: string;
  /** Addresses that belong to it. */
  at: RegExp;
  icon: IconName;
  name: "mailbox" | "orders" | "inventory" | "returns" | "insights" | "compliance" | "directory" | "appStore" | "settings";
}

const ROOMS: Room[] = [
  { to: "/mailbox", at: /^\/mailbox/, icon: "mail", name: "mailbox" },
  { to: "/orders", at: /^\/(orders|print-runs)/, icon: "box", name: "orders" },
  { to: "/returns", at: /^\/returns/, icon: "return", name: "returns" },
  { to: "/inventory", at: /^\/inventory/, icon: "shelves", name: "inventory" },
  { to: "/insights", at: /^\/insights/, icon: "chart", name: "insights" },
  { to: "/compliance", at: /^\/(compliance|points)/, icon: "clock", name: "compliance" },
  { to: "/stores", at: /^\/stores/, icon: "shop", name: "directory" },
  { to: "/app-store", at: /^\/app-store/, icon: "apps", name: "appStore" },
  { to: "/settings", at: /^\/settings/, icon: "sliders", name: "settings" },
];

function RoomLink(props: { room: Room }) {
  const location = useLocation();
  return (
    <a href={props.room.to} class={`to-${props.room.name}`} aria-current={props.room.at.test(location.pathname) ? "page" : undefined}>
      <Icon name={props.room.icon} size="l" />
      {speak("frame")[props.room.name]}
      <Show when={props.room.name === "returns"}>
        <Waiting />
      </Show>
    </a>
  );
}

/** How many buyers wait for an answer about what they bought. */
function Waiting() {
  const counts = useQuery(() => askWaiting(null));
  const count = () => {
    const { cancellations = 0, returns = 0 } = known(counts)?.counts ?? {};
    return cancellations + returns;
  };
  return (
    <Show when={count() > 0}>
      <span class="unread-count" aria-hidden="true">
        {count()}
      </span>
      <span class="sr">{speak("frame").waitingCount(count())}</span>
    </Show>
  );
}

export function Rail(props: { bell: JSX.Element; account: JSX.Element }) {
  return (
    <nav class="rail" aria-label={speak("frame").rooms}>
      <a class="mark" href="/mailbox" aria-label={speak("frame").product}>
        <Mark />
      </a>
      <For each={ROOMS}>{(room) => <RoomLink room={room} />}</For>
      {props.bell}
      {props.account}
    </nav>
  );
}

/** What is not used on the way hides behind More there. */
const BEHIND_MORE: readonly Room["name"][] = ["settings", "insights", "compliance", "inventory", "returns"];

/** Where one is when one came by More: those rooms, and the bell's, which has no place in the bar either. */
export const isBehindMore = (path: string): boolean =>
  path.startsWith("/notifications") || ROOMS.some(({ name, at }) => BEHIND_MORE.includes(name) && at.test(path));

export function BottomBar(props: { more: JSX.Element }) {
  return (
    <nav class="bottom" aria-label={speak("frame").rooms}>
      <For each={ROOMS.filter(({ name }) => !BEHIND_MORE.includes(name))}>{(room) => <RoomLink room={room} />}</For>
      {props.more}
    </nav>
  );
}
