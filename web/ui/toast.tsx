/** What was just done, said once in a corner, with the way back where there is one. */
import { createSignal, For, Show } from "solid-js";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 8_000;

interface Toast {
  words: string;
  look?: "late" | "fine";
  act?: { words: string; keys?: string; do: () => void };
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
            <Show when={said.act}>
              {(act) => (
                <Button
                  look="quiet"
                  small
                  onPress={() => {
                    dismiss(said);
                    act().do();
                  }}
                >
                  {act().words}
                </Button>
              )}
            </Show>
          </div>
        )}
      </For>
    </div>
  );
}
