/** Settings › People: everybody who works here, what they may do, and who is still invited. */

import { createSignal, For, Show, Suspense } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { Avatar } from "../ui/who.tsx";
import { explain } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { Invite } from "./invite.tsx";
import { isAdmin, useMe, useStores } from "./me.tsx";
import { PersonEditor } from "./person-editor.tsx";
import { EVERY_STORE } from "./rights-grid.tsx";
import { SettingsPage } from "./settings.tsx";

const PeopleFactors = room(["factors"], () => import("../factors/people-card.tsx"));

type Team = AnswerOf<typeof api.team.$get>;
export type Member = Team["members"][number];

const askTeam = { queryKey: ["team"], queryFn: () => ask(api.team.$get()) };

export default function People() {
  const words = speak("people");
  const team = useQuery(() => askTeam);
  const me = useMe();
  const [isInviting, setInviting] = createSignal(false);
  const reason = () => (isAdmin(me()) ? null : explain({ code: "admin-only", facts: {} }));
  return (
    <SettingsPage
      place="people"
      title={words.title}
      act={
        <Button look="primary" small icon="plus" because={reason()} quietly onPress={() => setInviting(true)}>
          {words.invite}
        </Button>
      }
    >
      <Show when={isInviting()}>
        <Invite onDone={() => setInviting(false)} />
      </Show>
      <Answer of={team} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 25]} />}>
        {(data) => (
          <>
            <section class="card" aria-label={words.title}>
              <ul class="list">
                {/* By id: rights that are being chosen stay when the people are asked for again. */}
                <For each={data().members.map(({ id }) => id)}>
                  {(id) => <Show when={data().members.find((one) => one.id === id)}>{(member) => <MemberRow member={member()} />}</Show>}
                </For>
              </ul>
            </section>
            <Show when={data().invitations.length > 0}>
              <Invitations invitations={data().invitations} />
            </Show>
            <Suspense>
              <PeopleFactors nameOf={(id) => data().members.find((member) => member.id === id)?.name ?? null} />
            </Suspense>
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

function MemberRow(props: { member: Member }) {
  const words = speak("people");
  const me = useMe();
  const [isOpen, setOpen] = createSignal(false);
  const isMe = () => props.member.id === me().person.id;
  return (
    <li>
      <div class="list-row person">
        <Avatar name={props.member.name} isMe={isMe()} />
        <div class="person-name">
          <p class="ellipsis">
            <b>{props.member.name}</b> <Show when={isMe()}>({words.you})</Show>
          </p>
          <p class="small dim ellipsis">{props.member.email}</p>
        </div>
        <span class="badge">{words.roles[props.member.role]}</span>
        <Show when={props.member.disabled}>
          <span class="badge late">{words.disabled}</span>
        </Show>
        <span class="person-may small mid">
          <May member={props.member} />
        </span>
        <IconButton
          icon="pencil"
          small
          label={words.edit(props.member.name)}
          pressed={isOpen()}
          because={isMe() ? words.editor.own : null}
          onPress={() => setOpen((open) => !open)}
        />
      </div>
      <Show when={isOpen()}>
        <PersonEditor member={props.member} onClose={() => setOpen(false)} />
      </Show>
    </li>
  );
}

/** Rights as a person would say them. */
function May(props: { member: Member }) {
  const words = speak("people");
  const stores = useStores();
  const nameOf = (store: string) => (store === EVERY_STORE ? words.everyStore : (stores.find(store)?.name ?? store));
  return (
    <Show when={props.member.role === "agent"} fallback={words.adminMay}>
      <For each={props.member.rights} fallback={words.mayNothing}>
        {(row) => (
          <span class="own-line">
            {nameOf(row.store)}: {row.rights.map((right) => words.rightWithin(words.rights[right])).join(", ")}
          </span>
        )}
      </For>
    </Show>
  );
}

function Invitations(props: { invitations: Team["invitations"] }) {
  const words = speak("people");
  const client = useQueryClient();
  const withdraw = useMutation(() => ({
    mutationFn: (id: string) => ask(api.team.invitations[":id"].$delete({ param: { id } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["team"] }),
  }));
  return (
    <section class="card" aria-labelledby="h-open">
      <header>
        <h2 id="h-open">{words.invitation.open}</h2>
      </header>
      <Show when={withdraw.isError}>
        <div class="body">
          <Trouble problem={withdraw.error} />
        </div>
      </Show>
      <ul class="list lined">
        <For each={props.invitations}>
          {(invitation) => (
            <li class="list-row">
              <Avatar name={null} title={invitation.email} />
              <span class="ellipsis">{invitation.email}</span>
              <span class="badge">{words.roles[invitation.role]}</span>
              <span class="push small dim">
                <Time at={invitation.expires_at} as="full" />
              </span>
              <Button small look="quiet" onPress={() => withdraw.mutate(invitation.id)}>
                {words.invitation.withdraw}
              </Button>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
