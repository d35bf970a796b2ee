/** What concerns everybody, whatever page they are on: a store TikTok no longer lets us into, one whose consent ends soon, a dead line. */
import { For, type JSX, Show } from "solid-js";
import { useChoosing } from "../team/chosen.ts";
import { isAdmin, useMe, type VisibleStore } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { Callout } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { noticeFailure } from "./session.ts";
import { takeVersion, waiting } from "./version.ts";

const MS = 1_000;
/** A banner for a month would be wallpaper: each warning can be put aside until the next one is due. */
const NEXT_WARNING = { 30: 14, 14: 7, 7: 1, 1: null } as const;

function useWarnings() {
  const me = useMe();
  const choosing = useChoosing();
  const quiet = () => me().preferences.quietWarnings ?? {};
  const due = (store: VisibleStore) => {
    const warning = store.consent?.warning ?? null;
    // The last one is not put aside.
    return warning !== null && (warning === 1 || warning < (quiet()[store.id] ?? Number.POSITIVE_INFINITY));
  };
  const putAside = (store: VisibleStore) => {
    const warning = store.consent?.warning;
    if (warning) void choosing({ quietWarnings: { ...quiet(), [store.id]: warning } }).catch(noticeFailure);
  };
  return { ending: () => (isAdmin(me()) ? me().stores.filter(due) : []), putAside };
}

export function Banners(props: { lineDown: boolean }) {
  const words = speak("frame").banner;
  const me = useMe();
  const lost = () => me().stores.filter((store) => store.state === "reauthorize");
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
      <EndingConsents act={act} />
    </div>
  );
}

/** Consents whose end is near, each until it is put aside. */
function EndingConsents(props: { act: (store: VisibleStore) => JSX.Element }) {
  const words = speak("frame").banner;
  const { ending, putAside } = useWarnings();
  return (
    <For each={ending()}>
      {(store) => (
        <Callout
          look="soon"
          icon="clock"
          banner
          act={
            <>
              {props.act(store)}
              <Show when={store.consent?.warning && NEXT_WARNING[store.consent.warning]}>
                {(next) => (
                  <Button small look="quiet" onPress={() => putAside(store)}>
                    {words.later(next())}
                  </Button>
                )}
              </Show>
            </>
          }
        >
          {words.expiring(store.name, writeTime((store.consent?.endsAt ?? 0) * MS, "date", store.time_zone), store.consent?.daysLeft ?? 0)}
        </Callout>
      )}
    </For>
  );
}
