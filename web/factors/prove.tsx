/** After the password: the code or the passkey that is asked for besides, or the setting up of one where everybody must have it. */

import { createSignal, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import { Enrol } from "./enrol.tsx";
import { explainFactor } from "./explain.ts";
import PasskeySignIn from "./passkey-sign-in.tsx";

interface ProveProps {
  next: "prove" | "enrol";
  kinds: string[];
  onIn: () => void;
  onBack: () => void;
}

export default function Prove(props: ProveProps) {
  const words = speak("factors");
  const back = () => (
    <Button look="quiet" wide onPress={props.onBack}>
      {words.prove.back}
    </Button>
  );
  return (
    <Show
      when={props.next === "enrol"}
      fallback={
        <div class="stack">
          <CodeForm kinds={props.kinds} onIn={props.onIn} />
          <Show when={props.kinds.includes("passkey")}>
            <PasskeySignIn onIn={props.onIn} />
          </Show>
          {back()}
        </div>
      }
    >
      <div class="stack">
        <p class="mid">{words.prove.mustEnrol}</p>
        <Enrol
          begin={() => ask(api["sign-in"].enrol.$post({ json: {} }))}
          confirm={(code) => ask(api["sign-in"].enrol.confirm.$post({ json: { code } }))}
          onDone={props.onIn}
        />
        {back()}
      </div>
    </Show>
  );
}

function CodeForm(props: { kinds: string[]; onIn: () => void }) {
  const words = speak("factors").prove;
  const [code, setCode] = createSignal("");
  const prove = useMutation(() => ({
    mutationFn: () => ask(api["sign-in"].code.$post({ json: { code: code() } })),
    onSuccess: () => props.onIn(),
    onError: () => setCode(""),
  }));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        prove.mutate();
      }}
    >
      <TextField
        name={props.kinds.includes("totp") ? words.code : words.recovery}
        hint={props.kinds.includes("totp") ? words.hint : words.recoveryHint}
        autocomplete="one-time-code"
        required
        first
        value={code()}
        onInput={setCode}
        wrong={prove.isError ? explainFactor(asProblem(prove.error)) : null}
      />
      <Button look="primary" wide submit busy={prove.isPending}>
        {words.act}
      </Button>
    </form>
  );
}
