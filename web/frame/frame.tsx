/** Everything around the rooms, for whoever is signed in; whoever is not is shown the door. One line to the mailbox serves every page. */
import { type RouteSectionProps, useLocation, useNavigate } from "@solidjs/router";
import { useQuery, useQueryClient } from "@tanstack/solid-query";
import { createEffect, createSignal, ErrorBoundary, type JSX, Match, Suspense, Switch } from "solid-js";
import { asProblem } from "../api.ts";
import { askMe, MeProvider } from "../team/me.tsx";
import { useKeys } from "../ui/keys.ts";
import { known, Trouble } from "../ui/states.tsx";
import { Toasts } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { AccountButton, AccountMenu, MoreButton } from "./account.tsx";
import { Banners } from "./banners.tsx";
import "./frame.css";
import { KeysDialog } from "./keys-dialog.tsx";
import { Crashed } from "./lost.tsx";
import { useMailboxLine } from "./pokes.ts";
import { BottomBar, Rail } from "./rail.tsx";
import { isOver, setOver } from "./session.ts";

export function Frame(props: RouteSectionProps) {
  const me = useQuery(() => askMe);
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
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
      <Match when={known(me)}>
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
      <Rail account={null} />
      <aside class="views" />
      <main class="room" id="room">
        {props.children}
      </main>
    </div>
  );
}

function Inside(props: { children: JSX.Element }) {
  const navigate = useNavigate();
  const lineDown = useMailboxLine();
  const [keysShown, setKeysShown] = createSignal(false);
  useKeys({
    "g m": () => navigate("/mailbox"),
    "g o": () => navigate("/orders"),
    "g s": () => navigate("/stores"),
    "g a": () => navigate("/app-store"),
    "?": () => setKeysShown(true),
  });
  return (
    <>
      <a class="skip" href="#room">
        {speak("frame").skip}
      </a>
      <div class="frame">
        <Rail account={<AccountButton />} />
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
      <AccountMenu onKeys={() => setKeysShown(true)} />
      <KeysDialog open={keysShown()} onClose={() => setKeysShown(false)} />
      <Toasts />
    </>
  );
}
