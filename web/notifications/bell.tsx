/** How much is new, beside the rooms: a number on a wide screen, a dot under the thumb. */

import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useLocation } from "../router/use.ts";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askUnread } from "./queries.ts";

function useUnread() {
  const query = useQuery(() => askUnread);
  return () => known(query) ?? { unread: 0, more: false };
}

export function Bell() {
  const words = speak("frame");
  const unread = useUnread();
  const location = useLocation();
  return (
    <a href="/notifications" class="bell" aria-current={location.pathname === "/notifications" ? "page" : undefined}>
      <Icon name="bell" size="l" />
      {words.bell}
      <Show when={unread().unread > 0}>
        <span class="unread-count" aria-hidden="true">{`${unread().unread}${unread().more ? "+" : ""}`}</span>
        <span class="sr">{words.unreadCount(unread().unread, unread().more)}</span>
      </Show>
    </a>
  );
}

export function UnreadDot() {
  const unread = useUnread();
  return (
    <Show when={unread().unread > 0}>
      <span class="sr">{speak("frame").unreadCount(unread().unread, unread().more)}</span>
      <span class="more-dot" aria-hidden="true" />
    </Show>
  );
}
