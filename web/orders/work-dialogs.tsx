/** Two short questions: why an order is held and until when, and why a reason of its review does not count. */
import { createSignal, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { now, ownZone } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { momentOf } from "../ui/wall-clock.ts";
import { speak } from "../words/words.ts";
import type { OrderWork } from "./queries.ts";
import type { WorkActs } from "./work-acts.ts";

const WORDS_MAX = 200;

export function HoldDialog(props: { acts: WorkActs; onClose: () => void }) {
  const words = speak("orderWork");
  const [reason, setReason] = createSignal("");
  const [until, setUntil] = createSignal("");
  const moment = () => (until() === "" ? null : momentOf(until(), ownZone));
  const past = () => {
    const at = moment();
    return at === null || at > now() ? null : speak("frame").past;
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (!past()) props.acts.hold.mutate({ reason: reason().trim(), until: moment() }, { onSuccess: props.onClose });
  };
  return (
    <Dialog open title={words.holdTitle} onClose={props.onClose}>
      <form class="stack" onSubmit={save}>
        <TextField name={words.holdReason} value={reason()} onInput={setReason} required maxLength={WORDS_MAX} first />
        <TextField
          name={words.holdUntil}
          type="datetime-local"
          hint={words.holdUntilHint}
          wrong={past()}
          value={until()}
          onInput={setUntil}
        />
        <Show when={props.acts.hold.error}>
          <Trouble problem={props.acts.hold.error} />
        </Show>
        <Foot act={words.hold} busy={props.acts.hold.isPending} onClose={props.onClose} />
      </form>
    </Dialog>
  );
}

export function WaiveDialog(props: { reason: OrderWork["review"][number]; acts: WorkActs; onClose: () => void }) {
  const words = speak("orderWork");
  const [note, setNote] = createSignal("");
  const save = (event: Event) => {
    event.preventDefault();
    const { reason, ref } = props.reason;
    props.acts.waive.mutate({ reason, ref, note: note().trim() }, { onSuccess: props.onClose });
  };
  return (
    <Dialog open title={words.waiveTitle} onClose={props.onClose}>
      <form class="stack" onSubmit={save}>
        <p>
          <b>{words.reasons[props.reason.reason] ?? props.reason.reason}</b>
        </p>
        <TextField name={words.note} hint={words.waiveHint} value={note()} onInput={setNote} required maxLength={WORDS_MAX} first />
        <Show when={props.acts.waive.error}>
          <Trouble problem={props.acts.waive.error} />
        </Show>
        <Foot act={words.waive} busy={props.acts.waive.isPending} onClose={props.onClose} />
      </form>
    </Dialog>
  );
}

function Foot(props: { act: string; busy: boolean; onClose: () => void }) {
  return (
    <div class="foot">
      <Button look="quiet" onPress={props.onClose}>
        {speak("frame").cancel}
      </Button>
      <Button look="primary" submit busy={props.busy}>
        {props.act}
      </Button>
    </div>
  );
}
