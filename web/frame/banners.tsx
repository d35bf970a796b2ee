/** What concerns everybody, whatever page they are on: a store TikTok no longer lets us into, one whose consent ends soon, a dead line. */
import { For, Show } from "solid-js";
import { isAdmin, useMe, type VisibleStore } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Callout } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { takeVersion, waiting } from "./version.ts";

/** TikTok itself begins to warn at 30 days; a banner for a month would be wallpaper. */
const EXPIRING_BANNER_DAYS = 7;

export function Banners(props: { lineDown: boolean }) {
  const words = speak("frame").banner;
  const me = useMe();
  const lost = () => me().stores.filter((store) => store.state === "reauthorize");
  const ending = () => (isAdmin(me()) ? me().stores.filter((store) => (store.days_left ?? Infinity) <= EXPIRING_BANNER_DAYS) : []);
  const act = (store: VisibleStore) => (
    <Show when={isAdmin(me())}>
      <ButtonLink small to={`/stores/${store.id}`}>
        {words.reauthorizeAct(store.name)}
      </ButtonLink>
    </Show>
  );
  return (
    <div class="banners">
      <Show when={props.lineDown}>
        <Callout look="soon" icon="wifi" banner>
          {words.lineDown}
        </Callout>
      </Show>
      <Show when={waiting()}>
        <Callout
          icon="refresh"
          banner
          act={
            <Button small onPress={takeVersion}>
              {words.newVersionAct}
            </Button>
          }
        >
          {words.newVersion}
        </Callout>
      </Show>
      <For each={lost()}>
        {(store) => (
          <Callout look="late" icon="unlink" banner act={act(store)}>
            {words.reauthorize(store.name)} <Show when={!isAdmin(me())}>{words.askAdmin}</Show>
          </Callout>
        )}
      </For>
      <For each={ending()}>
        {(store) => (
          <Callout look="soon" icon="clock" banner act={act(store)}>
            {words.expiring(store.name, store.days_left ?? 0)}
          </Callout>
        )}
      </For>
    </div>
  );
}
