/** Sending at an hour of one's choice: in one's own time, with the store's beside it. */
import { createSignal } from "solid-js";
import { wallClock } from "../tickets/menus.tsx";
import { Button } from "../ui/button.tsx";
import { morningIn, now, ownZone, placeOf, writeTime } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

const MORNING_HOUR = 9;

export function LaterDialog(props: { open: boolean; zone: string; onClose: () => void; onSend: (at: number) => void }) {
  const words = speak("thread").later;
  const [at, setAt] = createSignal(wallClock(morningIn(1, MORNING_HOUR, now())));
  const moment = () => new Date(at()).getTime();
  const isAhead = () => moment() > now();
  const hint = () => {
    if (Number.isNaN(moment())) return words.hint;
    if (props.zone === ownZone) return words.hint;
    return `${words.there(writeTime(moment(), "full", props.zone), placeOf(props.zone))} ${words.hint}`;
  };
  const send = () => {
    props.onClose();
    props.onSend(moment());
  };
  return (
    <Dialog
      open={props.open}
      title={words.title}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button look="primary" icon="clock" because={isAhead() ? null : words.past} quietly onPress={send}>
            {words.act}
          </Button>
        </>
      }
    >
      <TextField
        name={words.at}
        type="datetime-local"
        hint={hint()}
        wrong={isAhead() ? null : words.past}
        min={wallClock(now())}
        value={at()}
        onInput={setAt}
      />
    </Dialog>
  );
}
