/** For whoever forgot their password: the page that asks for a link, and the one the link leads to. The link's token stands behind the hash, which no
 *  server and no log sees. */

import { createSignal, Match, Show, Switch } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import { useLocation } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { known, Trouble } from "../ui/states.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Alone } from "./alone.tsx";
import { NewPasswordField } from "./new-account.tsx";

export default function NewPassword() {
  const location = useLocation();
  const token = () => location.hash.slice(1);
  return (
    <Show when={token()} fallback={<AskLink />} keyed>
      {(one) => <SetPassword token={one} />}
    </Show>
  );
}

const ToSignIn = () => <ButtonLink to="/sign-in">{speak("passwords").back}</ButtonLink>;

function AskLink() {
  const words = speak("passwords");
  const ways = useQuery(() => ({ queryKey: ["password-ways"], queryFn: () => ask(api.password.ways.$get()) }));
  const [email, setEmail] = createSignal("");
  const send = useMutation(() => ({ mutationFn: () => ask(api.password.forgotten.$post({ json: { email: email() } })) }));
  return (
    <Switch
      fallback={
        <Alone page={words.page} title={words.ask.title} words={words.ask.words}>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              send.mutate();
            }}
          >
            <TextField
              name={speak("team").email}
              type="email"
              autocomplete="username"
              required
              first
              value={email()}
              onInput={setEmail}
              wrong={send.isError ? explainProblem(asProblem(send.error)) : null}
            />
            <Button look="primary" wide submit busy={send.isPending}>
              {words.ask.act}
            </Button>
            <ToSignIn />
          </form>
        </Alone>
      }
    >
      <Match when={send.isSuccess}>
        <Alone page={words.page} title={words.ask.sent} words={words.ask.sentWords}>
          <ToSignIn />
        </Alone>
      </Match>
      <Match when={known(ways)?.byMail === false}>
        <Alone page={words.page} title={words.noMail.title} words={words.noMail.words}>
          <ToSignIn />
        </Alone>
      </Match>
    </Switch>
  );
}

function SetPassword(props: { token: string }) {
  const words = speak("passwords");
  const owner = useQuery(() => ({
    queryKey: ["password-link", props.token],
    queryFn: () => ask(api.password.link.$post({ json: { token: props.token } })),
    retry: false,
  }));
  const [password, setPassword] = createSignal("");
  const set = useMutation(() => ({
    mutationFn: () => ask(api.password.$post({ json: { token: props.token, password: password() } })),
  }));
  const says = () => {
    const person = known(owner);
    return person ? words.set.words(person.name, person.email) : "";
  };
  return (
    <Switch
      fallback={
        <Alone page={words.page} title={words.set.title} words={says()}>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              set.mutate();
            }}
          >
            {/* Who this is, for a keeper of passwords. */}
            <input hidden type="email" autocomplete="username" readonly value={known(owner)?.email ?? ""} />
            <NewPasswordField value={password()} onInput={setPassword} />
            <Show when={set.isError}>
              <Trouble problem={set.error} />
            </Show>
            <Button look="primary" wide submit busy={set.isPending}>
              {words.set.act}
            </Button>
          </form>
        </Alone>
      }
    >
      <Match when={set.isSuccess}>
        <Alone page={words.page} title={words.set.done} words={words.set.doneWords}>
          <ToSignIn />
        </Alone>
      </Match>
      <Match when={owner.isLoadingError}>
        <Alone page={words.page} title={words.set.over} words={explainProblem(asProblem(owner.error))}>
          <ToSignIn />
        </Alone>
      </Match>
    </Switch>
  );
}
