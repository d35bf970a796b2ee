/** A question that is answered with one's password: for what somebody else at an open desk must not do. */

import { createSignal } from "solid-js";
import { asProblem } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";

interface PasswordAgainProps {
  open: boolean;
  title: string;
  words: string;
  act: string;
  /** Something ends by it. */
  isEnd?: boolean;
  onClose: () => void;
  go: (password: string) => Promise<unknown>;
}

export function PasswordAgain(props: PasswordAgainProps) {
  const words = speak("passwords").again;
  let form: HTMLFormElement | undefined;
  const [password, setPassword] = createSignal("");
  const close = () => {
    setPassword("");
    said.reset();
    props.onClose();
  };
  const said = useMutation(() => ({
    mutationFn: () => props.go(password()),
    onSuccess: close,
    onError: () => setPassword(""),
  }));
  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={close}
      footer={
        <>
          <Button look="quiet" onPress={close}>
            {speak("frame").close}
          </Button>
          <Button look={props.isEnd ? "sure" : "primary"} busy={said.isPending} onPress={() => form?.requestSubmit()}>
            {props.act}
          </Button>
        </>
      }
    >
      <form
        ref={(one) => {
          form = one;
        }}
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          said.mutate();
        }}
      >
        <p class="mid">{props.words}</p>
        <TextField
          name={words.password}
          hint={words.hint}
          type="password"
          autocomplete="current-password"
          required
          first
          value={password()}
          onInput={setPassword}
          wrong={said.isError ? explainProblem(asProblem(said.error)) : null}
        />
      </form>
    </Dialog>
  );
}
