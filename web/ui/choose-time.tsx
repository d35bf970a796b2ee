/** One dialog for an hour of one's choice, in the reader's own time: when something goes out, comes back or ends. It takes nothing that is over. */
import { createSignal, type JSX } from "solid-js";
import { speak } from "../words/words.ts";
import { Button } from "./button.tsx";
import { MORNING_HOUR, morningIn, now } from "./clock.ts";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import type { IconName } from "./icon.tsx";

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

/** What a datetime-local field holds: the reader's own wall clock. */
const wallClock = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export default function ChooseTime(props: ChooseTimeProps) {
  const frame = speak("frame");
  const [at, setAt] = createSignal(wallClock(morningIn(1, MORNING_HOUR, now())));
  const moment = () => new Date(at()).getTime();
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
        min={wallClock(now())}
        value={at()}
        onInput={setAt}
      />
      {props.children}
    </Dialog>
  );
}
