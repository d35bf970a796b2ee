/** An agent's other opinion about whether an answer counts: never without a reason, because the rate is counted again by it. */
import { createSignal } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

const REASON_CHARACTERS_MAX = 300;

interface Props {
  /** What would be said. */
  counts: boolean;
  onSay: (counts: boolean, reason: string) => Promise<boolean>;
  onClose: () => void;
}

export default function OpinionDialog(props: Props) {
  const words = speak("thread").counting;
  const [reason, setReason] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const say = async () => {
    setBusy(true);
    if (await props.onSay(props.counts, reason().trim())) props.onClose();
    setBusy(false);
  };
  return (
    <Dialog open title={props.counts ? words.sayCounts : words.sayNot} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason().trim() !== "") void say();
        }}
      >
        <p class="mid">{words.what}</p>
        <TextField
          name={words.reason}
          hint={words.reasonHint}
          value={reason()}
          onInput={setReason}
          required
          maxLength={REASON_CHARACTERS_MAX}
        />
        <div class="foot">
          <Button look="quiet" onPress={props.onClose}>
            {words.leave}
          </Button>
          <Button look="primary" submit busy={busy()} because={reason().trim() === "" ? words.reasonMissing : null} quietly>
            {props.counts ? words.sayCounts : words.sayNot}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
