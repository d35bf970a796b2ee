/** Settings › Teams: who works together, how turns are given, and who is at work. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { AtWorkCard, DeskCard } from "./desk.tsx";
import { askRota, type RotaPage, type Team } from "./queries.ts";
import "./rota.css";
import { TeamForm } from "./team-form.tsx";

export default function Teams() {
  const words = speak("rota");
  const page = useQuery(() => askRota);
  const me = useMe();
  const [isNew, setNew] = createSignal(false);
  const reason = () => (isAdmin(me()) ? null : explain({ code: "admin-only", facts: {} }));
  return (
    <SettingsPage
      place="teams"
      title={words.title}
      words={words.words}
      act={
        <Button look="primary" small icon="plus" because={reason()} quietly onPress={() => setNew(true)}>
          {words.fresh}
        </Button>
      }
    >
      <Answer of={page} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 60]} />}>
        {(data) => (
          <>
            <section class="card" aria-label={words.title}>
              <Show when={isNew()}>
                <TeamForm team={null} page={data()} onClose={() => setNew(false)} />
              </Show>
              {/* By id: a form that is open stays when they are asked for again. */}
              <For
                each={data().teams.map(({ id }) => id)}
                fallback={
                  <Show when={!isNew()}>
                    <p class="mid setting">{words.none}</p>
                  </Show>
                }
              >
                {(id) => <Show when={data().teams.find((one) => one.id === id)}>{(team) => <TeamRow team={team()} page={data()} />}</Show>}
              </For>
            </section>
            <DeskCard page={data()} />
            <AtWorkCard page={data()} />
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

function TeamRow(props: { team: Team; page: RotaPage }) {
  const words = speak("rota");
  const stores = useStores();
  const [isOpen, setOpen] = createSignal(false);
  const members = () => props.page.people.flatMap(({ id, name }) => (props.team.members.includes(id) ? [name] : [])).join(", ");
  const worksFor = () => props.team.stores?.map((id) => stores.find(id)?.name ?? id).join(", ") ?? words.everyStore;
  return (
    <Show when={!isOpen()} fallback={<TeamForm team={props.team} page={props.page} onClose={() => setOpen(false)} />}>
      <div class="setting">
        <span class="key row team-name">
          <Icon name="users" />
          <bdi class="ellipsis">{props.team.name}</bdi>
        </span>
        <span class="value rota-says">
          <span>{members() || words.noMembers}</span>
          <span class="small dim">{worksFor()}</span>
        </span>
        <IconButton icon="pencil" small label={words.edit(props.team.name)} onPress={() => setOpen(true)} />
      </div>
    </Show>
  );
}
