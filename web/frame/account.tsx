/** What belongs to the person and not to a room: how the page looks, their sessions, the way out. */

import { createSignal, For, Show, Suspense } from "solid-js";
import { sendJson } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { UnreadDot } from "../notifications/bell.tsx";
import { endPush } from "../notifications/end-push.ts";
import { useLocation } from "../router/use.ts";
import { type Choice, useChoosing } from "../team/chosen.ts";
import { askAtWork, useForgetting, useMe } from "../team/me.tsx";
import { density, theme } from "../ui/appearance.ts";
import { Icon } from "../ui/icon.tsx";
import { showKey } from "../ui/keys.ts";
import { Menu, MenuItem, MenuLink } from "../ui/menu.tsx";
import { known } from "../ui/states.tsx";
import { Avatar } from "../ui/who.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { isBehindMore } from "./rail.tsx";

const AtWork = room(["rota"], () => import("../rota/at-work.tsx"));

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
  const words = speak("frame");
  const { account } = words;
  const me = useMe();
  const [isAsked, setAsked] = createSignal(false);
  const forget = useForgetting();
  const signOut = async () => {
    // Whatever the Worker answers, this page forgets what it knew and shows the door.
    await endPush();
    await sendJson("/auth/sign-out", {}).catch(() => null);
    forget();
    location.assign("/sign-in?reason=left");
  };
  return (
    <Menu id="account" label={account.open(me().person.name)} class="account-menu" onOpen={() => setAsked(true)}>
      <p class="who">
        <b class="ellipsis">{me().person.name}</b>
        <span class="small dim ellipsis">
          {me().person.email} · {me().person.role === "admin" ? account.admin : account.agent}
        </span>
      </p>
      <hr />
      <Suspense>
        <Show when={isAsked()}>
          <AtWork />
        </Show>
      </Suspense>
      <Appearance />
      <hr />
      <RoomsBehind />
      <MenuItem icon="search" keys={showKey("palette")} onChoose={() => props.onFind()}>
        {account.find}
      </MenuItem>
      <MenuLink to="/settings/preferences" icon="sliders">
        {account.preferences}
      </MenuLink>
      <MenuLink to="/settings/sessions" icon="key">
        {account.sessions}
      </MenuLink>
      <div class="wide-only">
        <MenuItem icon="keys" keys={showKey("help")} onChoose={() => props.onKeys()}>
          {account.keys}
        </MenuItem>
      </div>
      <MenuItem icon="leave" onChoose={() => void signOut()}>
        {account.signOut}
      </MenuItem>
    </Menu>
  );
}

/** The rooms a phone's bottom bar has no place for. */
function RoomsBehind() {
  const words = speak("frame");
  return (
    <div class="narrow-only">
      <MenuLink to="/notifications" icon="bell">
        {words.account.notifications}
      </MenuLink>
      <MenuLink to="/returns" icon="return">
        {words.returns}
      </MenuLink>
      <MenuLink to="/inventory" icon="shelves">
        {words.inventory}
      </MenuLink>
      <MenuLink to="/insights" icon="chart">
        {words.insights}
      </MenuLink>
      <MenuLink to="/compliance" icon="clock">
        {words.compliance}
      </MenuLink>
      <MenuLink to="/settings" icon="sliders">
        {words.settings}
      </MenuLink>
    </div>
  );
}

function Appearance() {
  const { account } = speak("frame");
  const choose = useChoosing();
  const save = (choice: Choice) => {
    // Refused, it is taken back on the page; there is nothing else to lose.
    choose(choice).catch(() => null);
  };
  return (
    <>
      <p class="label">{account.theme}</p>
      <For each={["system", "light", "dark"] as const}>
        {(choice) => (
          <MenuItem
            checked={theme() === choice}
            icon={({ system: "phone", light: "sun", dark: "moon" } as const)[choice]}
            onChoose={() => save({ theme: choice })}
          >
            {account[choice]}
          </MenuItem>
        )}
      </For>
      <p class="label wide-only">{account.density}</p>
      <div class="wide-only">
        <For each={["comfortable", "compact"] as const}>
          {(choice) => (
            <MenuItem checked={density() === choice} icon="rows" onChoose={() => save({ density: choice })}>
              {account[choice]}
            </MenuItem>
          )}
        </For>
      </div>
    </>
  );
}
