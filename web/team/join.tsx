/** Somebody opens their invitation: the link says who they are, they say the rest. */

import { Show } from "solid-js";
import { api, ask, asProblem, sendJson } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate, useParams } from "../router/use.ts";
import { Button } from "../ui/button.tsx";
import { known, Trouble } from "../ui/states.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Alone } from "./alone.tsx";
import { NewAccountFields, useNewAccount } from "./new-account.tsx";

export default function Join() {
  const words = speak("team");
  const params = useParams<{ token: string }>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const invitation = useQuery(() => ({
    queryKey: ["invitation", params.token],
    queryFn: () => ask(api.invitations[":token"].$get({ param: { token: params.token } })),
    retry: false,
  }));
  const [account, setAccount] = useNewAccount();
  const join = useMutation(() => ({
    mutationFn: async () => {
      const { email } = await ask(api.invitations[":token"].$post({ param: { token: params.token }, json: { ...account } }));
      await sendJson("/auth/sign-in/email", { email, password: account.password });
    },
    onSuccess: () => {
      client.clear();
      navigate("/mailbox", { replace: true });
    },
  }));
  const says = () => {
    const open = known(invitation);
    return open ? words.join.words(open.email, words.join.roles[open.role]) : "";
  };
  return (
    <Show
      when={!invitation.isLoadingError}
      fallback={<Alone page={words.join.page} title={words.join.over} words={explainProblem(asProblem(invitation.error))} />}
    >
      <Alone page={words.join.page} title={words.join.title} words={says()}>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            join.mutate();
          }}
        >
          {/* Who this is, for a keeper of passwords. */}
          <input hidden type="email" autocomplete="username" readonly value={known(invitation)?.email ?? ""} />
          <NewAccountFields account={account} onChange={setAccount} />
          <Show when={join.isError}>
            <Trouble problem={join.error} />
          </Show>
          <Button look="primary" wide submit busy={join.isPending}>
            {words.join.act}
          </Button>
        </form>
      </Alone>
    </Show>
  );
}
