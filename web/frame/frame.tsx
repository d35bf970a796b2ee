/** Everything around the rooms, for whoever is signed in; whoever is not is shown the door. One line to the mailbox serves every page. */

import {
  createEffect,
  createRenderEffect,
  createSignal,
  ErrorBoundary,
  type JSX,
  Match,
  onCleanup,
  Show,
  Suspense,
  Switch,
  untrack,
} from "solid-js";
import { asProblem } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { Bell } from "../notifications/bell.tsx";
import { type RouteSectionProps, useLocation, useNavigate } from "../router/use.ts";
import { adoptLanguage, adoptPreferences } from "../team/chosen.ts";
import { askMe, type Me, MeProvider, useMe } from "../team/me.tsx";
import { whenIdle } from "../ui/clock.ts";
import { useKeys } from "../ui/keys.ts";
import { known, Trouble } from "../ui/states.tsx";
import { Toasts } from "../ui/toast.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { AccountButton, AccountMenu, MoreButton } from "./account.tsx";
import { Banners } from "./banners.tsx";
import "./frame.css";
import { Crashed } from "./lost.tsx";
import { useMailboxLine } from "./pokes.ts";
import { BottomBar, Rail } from "./rail.tsx";
import { isOver, setOver } from "./session.ts";

/** After the first page stands. */
const PALETTE_AFTER_MS = 2_000;

/** News can wait until there is something to look at. */
const TELLING_AFTER_MS = 1_500;

const KeysDialog = room(["keys"], () => import("./keys-dialog.tsx"));
const Telling = room(["notifications"], () => import("../notifications/telling.ts"));
const Palette = room(["keys"], () => import("./palette.tsx"));

// Whoever presses no key needs none of it.
document.addEventListener("keydown", () => void import("./keep-focus.ts").then(({ keepFocus }) => keepFocus()), { once: true });

/** Whose page it is, for as long as it lives. */
let owner: string | undefined;

/** What somebody began lives in the page's memory: whoever comes after them begins with an empty page. */
function ofOwner(me: Me | undefined): Me | undefined {
  owner ??= me?.person.id;
  if (!me || me.person.id === owner) return me;
  location.reload();
  return undefined;
}

export function Frame(props: RouteSectionProps) {
  const me = useQuery(() => askMe);
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  // What was answered at the door to the session before says nothing of this one.
  setOver(false);
  createEffect(() => {
    if (!isOver()) return;
    const wasIn = known(me) !== undefined;
    const next = location.pathname + location.search;
    client.clear();
    setOver(false);
    navigate(`/sign-in?${new URLSearchParams({ ...(wasIn ? { reason: "ended" } : {}), ...(next === "/" ? {} : { next }) })}`, {
      replace: true,
    });
  });
  return (
    <Switch fallback={<Shell isBusy>{null}</Shell>}>
      <Match when={ofOwner(known(me))}>
        {(data) => (
          <MeProvider value={data}>
            <Inside>{props.children}</Inside>
          </MeProvider>
        )}
      </Match>
      <Match when={me.isLoadingError && asProblem(me.error).kind !== "signed-out"}>
        <Shell>
          <div class="padded">
            <Trouble problem={me.error} onRetry={() => void me.refetch()} />
          </div>
        </Shell>
      </Match>
    </Switch>
  );
}

/** The frame's shape before it is known who looks. */
function Shell(props: { isBusy?: boolean; children: JSX.Element }) {
  return (
    <div class="frame" aria-busy={props.isBusy}>
      <Rail bell={null} account={null} />
      <aside class="views" />
      <main class="room" id="room">
        {props.children}
      </main>
    </div>
  );
}

function Inside(props: { children: JSX.Element }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const lineDown = useMailboxLine();
  // Undefined until they are first asked for: they are fetched then.
  const [keysShown, setKeysShown] = createSignal<boolean>();
  const [paletteShown, setPaletteShown] = createSignal<boolean>();
  const me = useMe();
  // Whoever presses its key goes on typing at once: it had better be there.
  const fetching = setTimeout(() => whenIdle(() => void Palette.preload()), PALETTE_AFTER_MS);
  onCleanup(() => clearTimeout(fetching));
  adoptLanguage(untrack(me).preferences);
  createRenderEffect(() => adoptPreferences(me().preferences));
  useKeys({
    ...goTo(navigate),
    "be-away": () => void import("../rota/being.ts").then(({ turnAway }) => turnAway(client)),
    help: () => setKeysShown(true),
    palette: () => setPaletteShown(true),
  });
  return (
    <>
      <a class="skip" href="#room" on:click={enterRoom}>
        {speak("frame").skip}
      </a>
      <div class="frame">
        <Rail bell={<Bell />} account={<AccountButton />} />
        <Banners lineDown={lineDown()} />
        <ErrorBoundary fallback={(error: unknown, reset) => <Crashed error={error} onLeave={reset} />}>
          <Suspense
            fallback={
              <>
                <aside class="views" />
                <main class="room" id="room" aria-busy="true" />
              </>
            }
          >
            {props.children}
          </Suspense>
        </ErrorBoundary>
        <BottomBar more={<MoreButton />} />
      </div>
      <AccountMenu onKeys={() => setKeysShown(true)} onFind={() => setPaletteShown(true)} />
      <Suspense>
        <Show when={keysShown() !== undefined}>
          <KeysDialog open={keysShown() ?? false} onClose={() => setKeysShown(false)} />
        </Show>
        <Show when={paletteShown() !== undefined}>
          <Palette open={paletteShown() ?? false} onClose={() => setPaletteShown(false)} />
        </Show>
      </Suspense>
      <TellingLater />
      <Toasts />
    </>
  );
}

const goTo = (navigate: (address: string) => void) => ({
  "go-mailbox": () => navigate("/mailbox"),
  "go-orders": () => navigate("/orders"),
  "go-returns": () => navigate("/returns"),
  "go-insights": () => navigate("/insights"),
  "go-inventory": () => navigate("/inventory"),
  "go-points": () => navigate("/points"),
  "go-stores": () => navigate("/stores"),
  "go-app-store": () => navigate("/app-store"),
  "go-notifications": () => navigate("/notifications"),
  "go-settings": () => navigate("/settings"),
});

/** The router would take a link within the page for another page. */
function enterRoom(event: MouseEvent): void {
  event.preventDefault();
  const room = document.querySelector<HTMLElement>("#room");
  if (room) room.tabIndex = -1;
  room?.focus();
}

/** Desktop, title and sound: after the page stands. */
function TellingLater() {
  const [isDue, setDue] = createSignal(false);
  const waiting = setTimeout(() => whenIdle(() => setDue(true)), TELLING_AFTER_MS);
  onCleanup(() => clearTimeout(waiting));
  return (
    <Suspense>
      <Show when={isDue()}>
        <Telling />
      </Show>
    </Suspense>
  );
}
