/** The list of keys, for whoever asks with a question mark. */
import { For } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { COMMAND } from "../ui/keys.ts";
import { speak } from "../words/words.ts";

export function KeysDialog(props: { open: boolean; onClose: () => void }) {
  const words = speak("frame");
  return (
    <Dialog
      open={props.open}
      title={words.keys.title}
      onClose={props.onClose}
      class="keys-dialog"
      footer={<Button onPress={props.onClose}>{words.close}</Button>}
    >
      <p class="mid">{words.keys.hint}</p>
      <div class="key-groups">
        <For each={words.keys.groups}>
          {(group) => (
            <section>
              <h3>{group.title}</h3>
              <dl class="facts start">
                <For each={group.keys}>
                  {([key, says]) => (
                    <>
                      <dt>
                        <For each={key?.replace("⌘ ", COMMAND === "⌘" ? "⌘ " : "Ctrl ").split(" ")}>
                          {(one) => <span class="kbd">{one}</span>}
                        </For>
                      </dt>
                      <dd>{says}</dd>
                    </>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  );
}
