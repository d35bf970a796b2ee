/** The question before a buyer is blocked: what it means, and why it is done. */
import { createSignal } from "solid-js";
import type { TicketActs } from "../tickets/acts.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

const REASON_CHARACTERS_MAX = 200;

export default function BlockDialog(props: { buyer: string; acts: TicketActs; onClose: () => void }) {
  const words = speak("labels").block;
  const [reason, setReason] = createSignal("");
  const block = async () => {
    if (await props.acts.block(reason().trim())) props.onClose();
  };
  return (
    <Dialog open title={words.title(props.buyer)} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void block();
        }}
      >
        <p class="mid">{words.words}</p>
        <TextField
          name={words.reason}
          hint={words.reasonHint}
          value={reason()}
          required
          maxLength={REASON_CHARACTERS_MAX}
          first
          onInput={setReason}
        />
        <div class="foot">
          <Button look="quiet" onPress={props.onClose}>
            {words.keep}
          </Button>
          <Button look="danger" submit icon="ban" busy={props.acts.busy()}>
            {words.act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
