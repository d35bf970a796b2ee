/** A reply that has not left yet: for a few seconds it can be taken back, by a key or a button; one for later says when it leaves, and lets
 *  the agent change their mind. One that was overtaken says by whom. */
import { createSignal, onCleanup, Show, untrack } from "solid-js";
import { useMe } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { now, timeNow, writeUntil } from "../ui/clock.ts";
import { useKeys } from "../ui/keys.ts";
import { SECOND_MS } from "../ui/units.ts";
import { speak } from "../words/words.ts";
import { type Held, takeBack } from "./take-back.ts";

export function HeldReply(props: Held) {
  return (
    <Show when={props.reply.hold?.why === "later"} fallback={<Undoable {...props} />}>
      <ForLater {...props} />
    </Show>
  );
}

function Undoable(props: Held) {
  const words = speak("thread").hold;
  const me = useMe();
  const [clock, setClock] = createSignal(timeNow());
  const timer = setInterval(() => setClock(timeNow()), SECOND_MS / 2);
  onCleanup(() => clearInterval(timer));
  const seconds = () => Math.max(0, Math.ceil(((props.reply.hold?.until ?? 0) - clock()) / SECOND_MS));
  const isMine = untrack(() => props.reply.by === me().person.id);
  const back = () => void takeBack(props);
  if (isMine) useKeys({ "take-back": back, back });
  return (
    <div class="row wrap end">
      {/* A timer is not read out at every second, as what is new in a conversation is. */}
      <span class="cap" role="timer">
        {seconds() > 0 ? words.leavesIn(seconds()) : words.leaves}
      </span>
      <Button small icon="undo" keys={isMine ? "Z" : ""} onPress={back}>
        {words.takeBack}
      </Button>
    </div>
  );
}

function ForLater(props: Held) {
  const words = speak("thread").hold;
  return (
    <>
      <p class="cap">{words.leavesAt(writeUntil(props.reply.hold?.until ?? 0, now()))}</p>
      <span class="row wrap end">
        <Button small icon="pencil" onPress={() => void takeBack(props)}>
          {words.edit}
        </Button>
        <Button small icon="out" onPress={() => void props.acts.decide(props.reply.id, "send-now")}>
          {words.sendNow}
        </Button>
        <Button small look="quiet" onPress={() => void props.acts.decide(props.reply.id, "discard")}>
          {words.drop}
        </Button>
      </span>
    </>
  );
}
