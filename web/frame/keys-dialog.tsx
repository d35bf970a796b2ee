/** The list of keys, made from the table of commands, for whoever asks with a question mark. */
import { For } from "solid-js";
import { Button } from "../ui/button.tsx";
import { COMMAND_NAMES, COMMANDS, type CommandPlace } from "../ui/commands.ts";
import { Dialog } from "../ui/dialog.tsx";
import { COMMAND, keyOf, writeKey } from "../ui/keys.ts";
import { speak } from "../words/words.ts";

const PLACES: CommandPlace[] = ["anywhere", "list", "ticket"];
/** Nine views in a row say nothing that the first does not. */
const isListed = (command: string) => !/^view-[2-9]$/.test(command);

export default function KeysDialog(props: { open: boolean; onClose: () => void }) {
  const words = speak("keys");
  const rowsOf = (place: CommandPlace) => {
    const isHere = (of: CommandPlace) => of === place || (place === "ticket" && of === "held");
    const rows = COMMAND_NAMES.filter((command) => isHere(COMMANDS[command].place) && isListed(command)).map((command) => ({
      keys: writeKey(keyOf(command)),
      says: words.commands[command],
    }));
    return place === "ticket" ? [...rows, { keys: [`${COMMAND}⏎`], says: words.send }] : rows;
  };
  return (
    <Dialog
      open={props.open}
      title={words.title}
      onClose={props.onClose}
      class="keys-dialog"
      footer={<Button onPress={props.onClose}>{speak("frame").close}</Button>}
    >
      <p class="mid">{words.hint}</p>
      <div class="key-groups" tabindex="0">
        <For each={PLACES}>
          {(place) => (
            <section>
              <h3>{words.places[place]}</h3>
              <dl class="facts start">
                <For each={rowsOf(place)}>
                  {(row) => (
                    <>
                      <dt>
                        <For each={row.keys} fallback={<span class="dim">{words.noKey}</span>}>
                          {(one) => <span class="kbd">{one}</span>}
                        </For>
                      </dt>
                      <dd>{row.says}</dd>
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
