/** The way from a reply to the cards: a button and a sign under the words open the picker, whose code comes then. */
import { Show } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { Writing } from "./writing.ts";

const CardPicker = room(["cards", "panel"], () => import("./card-picker.tsx"));

export function CardButton(props: { page: TicketPage; writing: Writing }) {
  return (
    <>
      <IconButton
        icon="coupon"
        small
        class="open-cards"
        label={speak("thread").composer.cards}
        keys="#"
        because={props.writing.refusal()}
        onPress={() => props.writing.show(true)}
      />
      <Show when={props.writing.showing()}>
        <CardPicker page={props.page} onShow={props.writing.addCard} onClose={() => props.writing.show(false)} />
      </Show>
    </>
  );
}
