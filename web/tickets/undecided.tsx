/** A reply that waits for somebody: held for a moment or for later, overtaken, refused, or sent without anybody knowing. */
import { Match, Switch } from "solid-js";
import { HeldReply } from "../composer/held.tsx";
import { Button } from "../ui/button.tsx";
import { speak } from "../words/words.ts";
import type { Deciding } from "./reply.tsx";
import { Why } from "./why.tsx";

export default function Undecided(props: Deciding) {
  return (
    <Switch fallback={<HeldReply {...props} />}>
      <Match when={props.reply.state === "returned"}>
        <Returned {...props} />
      </Match>
      <Match when={props.reply.state === "failed"}>
        <Failed {...props} />
      </Match>
      <Match when={props.reply.state === "unconfirmed"}>
        <Unconfirmed {...props} />
      </Match>
    </Switch>
  );
}

function Failed(props: Deciding) {
  const words = speak("thread").entry;
  return (
    <Why words={words.failed(props.reply.trouble ?? "")} code={props.reply.code}>
      <Again {...props} words={words.resend} />
    </Why>
  );
}

/** Overtaken while it was held. */
function Returned(props: Deciding) {
  const words = speak("thread").hold;
  return (
    <Why words={words.returned[props.reply.trouble ?? ""] ?? words.cameBack} code={null}>
      <Again {...props} words={words.sendAnyway} />
    </Why>
  );
}

function Again(props: Deciding & { words: string }) {
  const words = speak("thread").entry;
  const editAgain = () => {
    props.edit(props.reply.body);
    void props.acts.decide(props.reply.id, "discard");
  };
  return (
    <>
      <Button small icon="pencil" onPress={editAgain}>
        {words.edit}
      </Button>
      <Button small icon="refresh" onPress={() => void props.acts.decide(props.reply.id, "resend")}>
        {props.words}
      </Button>
      <Button small look="quiet" onPress={() => void props.acts.decide(props.reply.id, "discard")}>
        {words.discard}
      </Button>
    </>
  );
}

function Unconfirmed(props: Deciding) {
  const words = speak("thread").entry;
  return (
    <Why words={words.unconfirmed} code={null}>
      <Button small onPress={() => void props.acts.decide(props.reply.id, "discard")}>
        {words.leaveIt}
      </Button>
      <Button small icon="refresh" onPress={() => void props.acts.decide(props.reply.id, "resend")}>
        {words.resendUnsure}
      </Button>
    </Why>
  );
}
