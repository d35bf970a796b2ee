/** One dialog for an hour of one's choice, in the reader's own time: when something goes out, comes back or ends. It takes nothing that is over. */
import { createSignal, type JSX } from "solid-js";
import { speak } from "../words/words.ts";
import { Button } from "./button.tsx";
import { MORNING_HOUR, now, ownZone } from "./clock.ts";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import type { IconName } from "./icon.tsx";
import { momentOf, morningIn, wallClock } from "./wall-clock.ts";

export interface TimeWords {
  title: string;
  /** What the field is called. */
  at: string;
  act: string;
}

interface ChooseTimeProps {
  words: TimeWords;
  icon: IconName;
  /** What the moment means; null is one that was not understood. */
  hint: (at: number | null) => string;
  onChoose: (at: number) => void;
  onClose: () => void;
  /** Goes with the hour. */
  children?: JSX.Element;
}

export default function ChooseTime(props: ChooseTimeProps) {
  const frame = speak("frame");
  const [at, setAt] = createSignal(wallClock(morningIn(1, MORNING_HOUR, now(), ownZone), ownZone));
  const moment = () => momentOf(at(), ownZone);
  const past = () => (moment() > now() ? null : frame.past);
  const choose = () => {
    props.onClose();
    props.onChoose(moment());
  };
  return (
    <Dialog
      open
      title={props.words.title}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {frame.cancel}
          </Button>
          <Button look="primary" icon={props.icon} because={past()} quietly onPress={choose}>
            {props.words.act}
          </Button>
        </>
      }
    >
      <TextField
        name={props.words.at}
        type="datetime-local"
        hint={props.hint(Number.isNaN(moment()) ? null : moment())}
        wrong={past()}
        min={wallClock(now(), ownZone)}
        value={at()}
        onInput={setAt}
      />
      {props.children}
    </Dialog>
  );
}
