/** A reply that has not left yet: for a few seconds it can be taken back, by a key or a button; one for later says when it leaves, and lets
 *  the agent change their mind. One that was overtaken says by whom. */
import { createSignal, onCleanup, Show, untrack } from "solid-js";
import { useMe } from "../team/me.tsx";
import type { TicketActs } from "../tickets/acts.ts";
import type { Entry } from "../tickets/queries.ts";
import { Button } from "../ui/button.tsx";
import { now, writeUntil } from "../ui/clock.ts";
import { useKeys } from "../ui/keys.ts";
import { speak } from "../words/words.ts";

type Reply = Extract<Entry, { kind: "reply" }>;

export interface Held {
  reply: Reply;
  acts: TicketActs;
  /** Takes the words or the picture back into the composer. */
  edit: (body: Reply["body"]) => void;
}

const SECOND_MS = 1_000;

/** The reply of one's own that a key would take back now: the newest. */
export const takeable = (entries: Entry[], personId: string): Reply | undefined =>
  entries.findLast((entry): entry is Reply => entry.kind === "reply" && entry.hold?.why === "undo" && entry.by === personId);

export async function takeBack({ reply, acts, edit }: Held): Promise<void> {
  if (await acts.decide(reply.id, "take-back")) edit(reply.body);
}

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
  const [clock, setClock] = createSignal(Date.now());
  const timer = setInterval(() => setClock(Date.now()), SECOND_MS / 2);
  onCleanup(() => clearInterval(timer));
  const seconds = () => Math.max(0, Math.ceil(((props.reply.hold?.until ?? 0) - clock()) / SECOND_MS));
  const isMine = untrack(() => props.reply.by === me().person.id);
  const back = () => void takeBack(props);
  if (isMine) useKeys({ "take-back": back, back });
  return (
    <div class="row wrap end">
      <span class="cap">{seconds() > 0 ? words.leavesIn(seconds()) : words.leaves}</span>
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
