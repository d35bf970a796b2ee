/** The button that lets a passkey answer in place of a password, or after it. Where the browser knows none there is no button. */

import { Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { speak } from "../words/words.ts";
import { explainFactor } from "./explain.ts";
import { askPasskey, knowsPasskeys } from "./webauthn.ts";

export default function PasskeySignIn(props: { onIn: () => void }) {
  const words = speak("factors");
  const answer = useMutation(() => ({
    mutationFn: async () => {
      const said = await askPasskey(await ask(api["sign-in"].passkey.ask.$post({ json: {} })));
      if (!said) return false;
      await ask(api["sign-in"].passkey.$post({ json: said }));
      return true;
    },
    onSuccess: (isIn) => isIn && props.onIn(),
  }));
  return (
    <Show when={knowsPasskeys()}>
      <Button wide icon="key" busy={answer.isPending} onPress={() => answer.mutate()}>
        {words.passkeySignIn}
      </Button>
      <Show when={answer.isError || answer.data === false}>
        <p class="small mid" role="alert">
          {answer.isError ? explainFactor(asProblem(answer.error)) : words.passkeyNot}
        </p>
      </Show>
    </Show>
  );
}
