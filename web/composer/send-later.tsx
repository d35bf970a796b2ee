/** When a reply is to leave: in one's own time, with the store's beside it. */
import ChooseTime from "../ui/choose-time.tsx";
import { ownZone, placeOf, writeTime } from "../ui/clock.ts";
import { speak } from "../words/words.ts";
import type { Writing } from "./writing.ts";

export default function SendLater(props: { zone: string; writing: Writing; onClose: () => void }) {
  const words = speak("sendLater");
  const hint = (at: number | null) =>
    at === null || props.zone === ownZone
      ? words.hint
      : `${words.there(writeTime(at, "full", props.zone), placeOf(props.zone))} ${words.hint}`;
  return (
    <ChooseTime words={words} icon="clock" hint={hint} onClose={props.onClose} onChoose={(at) => void props.writing.send("stay", at)} />
  );
}
