/** Signing in: e-mail and password, the reason one was sent here, and the way back to where one wanted to go. */

import { createSignal, Show, Suspense } from "solid-js";
import { api, ask, asProblem, sendJson } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate, useSearchParams } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Callout, known } from "../ui/states.tsx";
import { explainProblem } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { Alone } from "./alone.tsx";

const Prove = room(["factors"], () => import("../factors/prove.tsx"));
const PasskeySignIn = room(["factors"], () => import("../factors/passkey-sign-in.tsx"));

/** What is asked for after the password. */
interface Next {
  next: "in" | "prove" | "enrol";
  kinds: string[];
}

/** Only a place of this desk: an address from a link must not lead away. */
const placeAfter = (next: string | undefined) => (next?.startsWith("/") && !next.startsWith("//") ? next : "/mailbox");

export default function SignIn() {
  const words = speak("team");
  const welcome = useQuery(() => ({ queryKey: ["welcome"], queryFn: () => ask(api.welcome.$get()) }));
  return (
    <Show when={known(welcome)?.isSetUp !== false} fallback={<NotSetUp />}>
      <Alone page={words.signIn.page} title={words.signIn.title}>
        <SignInForm />
      </Alone>
    </Show>
  );
}

function NotSetUp() {
  const words = speak("team").signIn;
  return (
    <Alone page={words.page} title={words.notSetUp} words={words.notSetUpWords}>
      <ButtonLink to="/setup">{words.haveToken}</ButtonLink>
    </Alone>
  );
}

function SignInForm() {
  const [query] = useSearchParams<{ next?: string }>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [after, setAfter] = createSignal<Next | null>(null);
  const enter = () => {
    client.clear();
    navigate(placeAfter(query.next), { replace: true });
  };
  return (
    <Show
      when={after()}
      fallback={
        <div class="stack">
          <PasswordForm onNext={(said) => (said.next === "in" ? enter() : setAfter(said))} />
          <Suspense>
            <PasskeySignIn onIn={enter} />
          </Suspense>
          <p class="small dim">{speak("team").signIn.noAccount}</p>
        </div>
      }
    >
      {(said) => (
        <Suspense>
          <Prove next={said().next === "enrol" ? "enrol" : "prove"} kinds={said().kinds} onIn={enter} onBack={() => setAfter(null)} />
        </Suspense>
      )}
    </Show>
  );
}

function PasswordForm(props: { onNext: (said: Next) => void }) {
  const words = speak("team");
  const [query] = useSearchParams<{ reason?: string }>();
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const signIn = useMutation(() => ({
    mutationFn: () => sendJson<Next>("/auth/sign-in/email", { email: email(), password: password() }),
    onSuccess: (said) => props.onNext(said),
    onError: () => setPassword(""),
  }));
  const reason = () => words.signIn.reasons[query.reason ?? ""];
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <Show when={reason()}>
        <Callout icon="info">{reason()}</Callout>
      </Show>
      <TextField name={words.email} type="email" autocomplete="username" required first value={email()} onInput={setEmail} />
      <TextField
        name={words.password}
        type="password"
        autocomplete="current-password"
        required
        value={password()}
        onInput={setPassword}
        wrong={signIn.isError ? explainProblem(asProblem(signIn.error)) : null}
      />
      <Button look="primary" wide submit busy={signIn.isPending}>
        {words.signIn.act}
      </Button>
      <p>
        <a class="link" href="/password">
          {speak("passwords").forgotten}
        </a>
      </p>
    </form>
  );
}
