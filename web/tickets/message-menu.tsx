/** What may be done with one message of the buyer's: one menu for all of them, beside whichever asked for it. */
import { IconButton } from "../ui/button.tsx";
import { speak } from "../words/words.ts";

export const MESSAGE_MENU = "message-acts";

export function MessageMore(props: { entry: string; onMessage: (entry: string) => void }) {
  return (
    <IconButton
      icon="more"
      small
      class="message-more"
      label={speak("thread").partMessage}
      opens={MESSAGE_MENU}
      onPress={() => props.onMessage(props.entry)}
    />
  );
}
