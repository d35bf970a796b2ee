/** The order beside the conversation: what was said comes first, and then what it is about. Whoever walks from ticket to ticket does not wait for
 *  orders they go past: the one before stays, out of sight and out of reach, until somebody rests. */
import { createEffect, createSignal, onCleanup, Show, Suspense, untrack } from "solid-js";
import { useQueryClient } from "../cache/use.ts";
import { InsertProvider } from "../composer/insert.tsx";
import type { Place } from "../mailbox/place.ts";
import { afterPaint, whenIdle } from "../ui/clock.ts";
import { room } from "../words/room.ts";
import type { Opened } from "./opened.ts";
import "./panel.css";

const Panel = room(["panel", "order", "facts", "joining"], () => import("./panel.tsx"));

/** Whoever goes on within this time looks at no order. */
const WALK_MS = 120;

export function Beside(props: { opened: Opened | null; place: Place }) {
  const client = useQueryClient();
  const [shown, setShown] = createSignal<Opened | null>(null);
  createEffect(() => {
    const { opened } = props;
    let isLeft = false;
    const show = () => void (isLeft || setShown(opened));
    if (untrack(shown) !== null) setTimeout(show, WALK_MS);
    else (Panel.isHere() ? afterPaint : whenIdle)(show);
    onCleanup(() => {
      isLeft = true;
    });
  });
  const waiting = () => <aside class="pane pane-panel" aria-busy="true" />;
  return (
    <Show when={shown()} keyed fallback={waiting()}>
      {(one) => (
        <InsertProvider value={one.inserting}>
          <Suspense fallback={waiting()}>
            <Panel
              isFormer={one !== props.opened}
              page={one.page()}
              store={one.store()}
              zone={one.zone()}
              acts={one.acts}
              place={props.place}
              onLinked={() => void client.invalidateQueries({ queryKey: ["suggested", one.id] })}
            />
          </Suspense>
        </InsertProvider>
      )}
    </Show>
  );
}
