/** The first admin: whoever holds the set-up token. The link brings it behind the hash, which no server and no log sees. */

import { createSignal, Show } from "solid-js";
import { api, ask, sendJson } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useLocation, useNavigate } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { known, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { Alone } from "./alone.tsx";
import { NewAccountFields, useNewAccount } from "./new-account.tsx";

export default function Setup() {
  const words = speak("team").setup;
  const welcome = useQuery(() => ({ queryKey: ["welcome"], queryFn: () => ask(api.welcome.$get()) }));
  return (
    <Show
      when={known(welcome)?.isSetUp !== true}
      fallback={
        <Alone page={words.page} title={words.isSetUp} words={words.isSetUpWords}>
          <ButtonLink look="primary" to="/sign-in">
            {words.toSignIn}
          </ButtonLink>
        </Alone>
      }
    >
      <Alone page={words.page} title={words.title} words={words.words}>
        <SetupForm />
      </Alone>
    </Show>
  );
}

function SetupForm() {
  const words = speak("team");
  const location = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [token, setToken] = createSignal(location.hash.slice(1));
  const [email, setEmail] = createSignal("");
  const [account, setAccount] = useNewAccount();
  const setUp = useMutation(() => ({
    mutationFn: async () => {
      await ask(api.setup.$post({ json: { token: token().trim(), email: email(), ...account } }));
      await sendJson("/auth/sign-in/email", { email: email(), password: account.password });
    },
    onSuccess: () => {
      client.clear();
      navigate("/mailbox", { replace: true });
    },
  }));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setUp.mutate();
      }}
    >
      <TextField name={words.setup.token} hint={words.setup.tokenHint} required value={token()} onInput={setToken} class="theirs-field" />
      <TextField name={words.email} type="email" autocomplete="username" required value={email()} onInput={setEmail} />
      <NewAccountFields account={account} onChange={setAccount} />
      <Show when={setUp.isError}>
        <Trouble problem={setUp.error} />
      </Show>
      <Button look="primary" wide submit busy={setUp.isPending}>
        {words.setup.act}
      </Button>
    </form>
  );
}
