/** The cards of a reply that is being written, as the buyer will see them, each with a way out. */
import { For, Show } from "solid-js";
import { CardShown } from "../tickets/cards.tsx";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { speak } from "../words/words.ts";
import type { Tray } from "./tray.ts";

export function TrayList(props: { tray: Tray; page: TicketPage }) {
  const words = speak("thread").composer;
  return (
    <Show when={props.tray.all().length > 0}>
      <ul class="tray" aria-label={words.tray}>
        <For each={props.tray.all()}>
          {(one) => (
            <li>
              <CardShown type={one.body.type} content={one.body.content} page={props.page} />
              <IconButton icon="x" small label={words.removeCard} onPress={() => props.tray.drop(one.id)} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
