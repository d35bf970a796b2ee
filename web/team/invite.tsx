/** An invitation: for whom, as what, with which rights. The link is shown once; whoever holds it becomes that person. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { CopyField } from "../ui/copy.tsx";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { RightsGrid, RightsPresets, type StoreRights } from "./rights-grid.tsx";

type Role = "admin" | "agent";

export function Invite(props: { onDone: () => void }) {
  const words = speak("people").invitation;
  const client = useQueryClient();
  const [email, setEmail] = createSignal("");
  const [role, setRole] = createSignal<Role>("agent");
  const [rights, setRights] = createSignal<StoreRights[]>([{ store: "*", rights: ["read", "reply"] }]);
  const invite = useMutation(() => ({
    mutationFn: () =>
      ask(api.team.invitations.$post({ json: { email: email(), role: role(), rights: role() === "admin" ? [] : rights() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["team"] }),
  }));
  return (
    <section class="card" aria-labelledby="h-invite">
      <header>
        <h2 id="h-invite">{words.title}</h2>
      </header>
      <Show
        when={invite.data}
        fallback={
          <form
            class="body stack"
            onSubmit={(event) => {
              event.preventDefault();
              invite.mutate();
            }}
          >
            <TextField name={words.email} type="email" required value={email()} onInput={setEmail} />
            <RoleChoice role={role()} onChange={setRole} />
            <Show when={role() === "agent"}>
              <div class="field">
                <span class="name">{words.rights}</span>
                <RightsPresets rights={rights()} onChange={setRights} />
                <RightsGrid rights={rights()} onChange={setRights} />
              </div>
            </Show>
            <Show when={invite.isError}>
              <Trouble problem={invite.error} />
            </Show>
            <div class="row">
              <Button look="primary" submit icon="link" busy={invite.isPending}>
                {words.act}
              </Button>
              <Button look="quiet" onPress={props.onDone}>
                {speak("frame").cancel}
              </Button>
            </div>
          </form>
        }
      >
        {(made) => <Link email={email()} link={made().link} expiresAt={made().expiresAt} onDone={props.onDone} />}
      </Show>
    </section>
  );
}

function RoleChoice(props: { role: Role; onChange: (role: Role) => void }) {
  const words = speak("people");
  return (
    <div class="field">
      <span class="name">{words.invitation.role}</span>
      <fieldset class="segmented" aria-label={words.invitation.role}>
        <For each={["agent", "admin"] as const}>
          {(role) => (
            <button type="button" aria-pressed={props.role === role} onClick={() => props.onChange(role)}>
              {words.roles[role]}
            </button>
          )}
        </For>
      </fieldset>
    </div>
  );
}

function Link(props: { email: string; link: string; expiresAt: number; onDone: () => void }) {
  const words = speak("people").invitation;
  return (
    <div class="body stack">
      <div class="field">
        <span class="name">{words.link}</span>
        <CopyField text={props.link} label={words.link} />
        <span class="hint">{words.linkHint(props.email, writeTime(props.expiresAt, "full"))}</span>
      </div>
      <div>
        <Button onPress={props.onDone}>{words.done}</Button>
      </div>
    </div>
  );
}
