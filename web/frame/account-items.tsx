/** What belongs to the person and not to a room: whether they are at work, how the page looks, their sessions, the way out. */
import { For } from "solid-js";
import { sendJson } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { endPush } from "../notifications/end-push.ts";
import AtWork from "../rota/at-work.tsx";
import { type Choice, useChoosing } from "../team/chosen.ts";
import { useMe } from "../team/me.tsx";
import { density, theme } from "../ui/appearance.ts";
import { showKey } from "../ui/keys.ts";
import { MenuItem, MenuLink } from "../ui/menu.tsx";
import { speak } from "../words/words.ts";

export default function AccountItems(props: { onKeys: () => void; onFind: () => void }) {
  const words = speak("frame");
  const { account } = words;
  const me = useMe();
  const client = useQueryClient();
  const signOut = async () => {
    // Whatever the Worker answers, this page forgets what it knew and shows the door.
    await endPush();
    await sendJson("/auth/sign-out", {}).catch(() => null);
    client.clear();
    location.assign("/sign-in?reason=left");
  };
  return (
    <>
      <p class="who">
        <b class="ellipsis">{me().person.name}</b>
        <span class="small dim ellipsis">
          {me().person.email} · {me().person.role === "admin" ? account.admin : account.agent}
        </span>
      </p>
      <hr />
      <AtWork />
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
    </>
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
