/** The ways to what belongs to the person and not to a room. What is behind them comes when one is first taken. */

import { Suspense } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { UnreadDot } from "../notifications/bell.tsx";
import { useLocation } from "../router/use.ts";
import { askAtWork, useMe } from "../team/me.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { known } from "../ui/states.tsx";
import { Avatar } from "../ui/who.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { isBehindMore } from "./rail.tsx";

const AccountItems = room(["rota"], () => import("./account-items.tsx"));

export function AccountButton() {
  const me = useMe();
  const own = useQuery(() => askAtWork);
  const isAway = () => (known(own)?.awaySince ?? null) !== null;
  return (
    <button type="button" class="account" popovertarget="account" aria-label={speak("frame").account.open(me().person.name)}>
      <Avatar
        name={me().person.name}
        isMe
        size="l"
        away={isAway()}
        title={isAway() ? speak("frame").account.away(me().person.name) : undefined}
      />
    </button>
  );
}

/** Where a room behind it is open, the button is where one is. */
export function MoreButton() {
  const location = useLocation();
  return (
    <button type="button" popovertarget="account" aria-current={isBehindMore(location.pathname) ? "true" : undefined}>
      <Icon name="more" size="l" />
      {speak("frame").more}
      <UnreadDot />
    </button>
  );
}

export function AccountMenu(props: { onKeys: () => void; onFind: () => void }) {
  const me = useMe();
  return (
    <Menu id="account" label={speak("frame").account.open(me().person.name)} class="account-menu">
      <Suspense>
        <AccountItems {...props} />
      </Suspense>
    </Menu>
  );
}
