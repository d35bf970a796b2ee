/** What was just done, said once in a corner, with the way back where there is one. */
import { createSignal, For, Show, untrack } from "solid-js";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { showKey, useKeys } from "./keys.ts";

const SHOWN_MS = 8_000;

interface Way {
  words: string;
  /** It takes back what was said: the key for that does it, too. */
  isUndo?: boolean;
  do: () => void;
}

interface Toast {
  words: string;
  look?: "late" | "fine";
  act?: Way;
}

const [toasts, setToasts] = createSignal<readonly Toast[]>([]);

function dismiss(toast: Toast): void {
  setToasts((all) => all.filter((one) => one !== toast));
}

/** A newer word takes the place of an older one: two undos at once would be a riddle. */
export function toast(said: Toast): void {
  setToasts([said]);
  setTimeout(() => dismiss(said), SHOWN_MS);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={toasts()}>
        {(said) => (
          <div class={`toast ${said.look ?? ""}`}>
            <Icon name={said.look === "late" ? "alert" : "done"} />
            <span>{said.words}</span>
            <Show when={said.act}>{(act) => <Act way={act()} onDone={() => dismiss(said)} />}</Show>
          </div>
        )}
      </For>
    </div>
  );
}

function Act(props: { way: Way; onDone: () => void }) {
  const act = () => {
    props.onDone();
    props.way.do();
  };
  // A word that is said stays as it is said.
  const isUndo = untrack(() => props.way.isUndo);
  if (isUndo) useKeys({ undo: act });
  return (
    <Button look="quiet" small {...(isUndo ? { keys: showKey("undo") } : {})} onPress={act}>
      {props.way.words}
    </Button>
  );
}
