/** To whom a ticket may be given, with how much they have: people, nobody, or a team; and whether a summary goes along. */
import { createSignal, For, Show } from "solid-js";
import { askHelp } from "../assist/help-query.ts";
import { useQuery } from "../cache/use.ts";
import { wantSummary } from "../composer/machine.tsx";
import { useMe } from "../team/me.tsx";
import { MenuCheck, MenuItem } from "../ui/menu.tsx";
import { known } from "../ui/states.tsx";
import { Avatar } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { askColleagues, type Taker, type TicketPage } from "./queries.ts";

interface MenuProps {
  page: TicketPage;
  acts: TicketActs;
}

/** The sentence that holds for everybody in the menu. */
const BECAUSE = "assign-because";

export function AssignItems(props: MenuProps) {
  const words = speak("thread").acts;
  const me = useMe();
  const colleagues = useQuery(() => askColleagues(props.page.ticket.store_id));
  const everyone = () => known(colleagues)?.colleagues ?? [];
  const others = () => everyone().filter((one) => one.id !== me().person.id);
  const own = () => everyone().find((one) => one.id === me().person.id);
  const loadOf = (one: Taker | undefined) => one && words.load(one.open, one.cap, one.away);
  const assignee = () => props.page.facts.assigneeId;
  const reason = () => whyNot(props.page.can.act);
  const off = () => (reason() ? BECAUSE : undefined);
  const { handOver, isSummed, setSummed } = useHandingOver(props);
  return (
    <>
      <p class="label">{words.assignTo}</p>
      <Show when={reason()}>
        <p id={BECAUSE} class="because menu-words">
          {reason()}
        </p>
      </Show>
      <MenuItem
        lead={<Avatar name={me().person.name} isMe size="s" />}
        keys="I"
        checked={assignee() === me().person.id}
        aside={loadOf(own())}
        becauseOf={off()}
        onChoose={() => props.acts.assign(me().person.id)}
      >
        {words.you(me().person.name)}
      </MenuItem>
      <For each={others()}>
        {(one) => (
          <MenuItem
            lead={<Avatar name={one.name} size="s" away={one.away} />}
            checked={assignee() === one.id}
            aside={loadOf(one)}
            becauseOf={off()}
            onChoose={handOver(() => props.acts.assign(one.id))}
          >
            <bdi>{one.name}</bdi>
          </MenuItem>
        )}
      </For>
      <MenuItem lead={<Avatar name={null} size="s" />} checked={assignee() === ""} becauseOf={off()} onChoose={() => props.acts.assign("")}>
        {words.nobody}
      </MenuItem>
      <Teams teams={known(colleagues)?.teams ?? []} off={off()} handOver={handOver} {...props} />
      <WithSummary page={props.page} checked={isSummed()} because={reason()} onChange={setSummed} />
    </>
  );
}

/** Whoever gives it away may want a note of what it is about: it is asked for then, and waits for a hand. */
function useHandingOver(props: { page: TicketPage }) {
  const [isSummed, setSummed] = createSignal(false);
  const handOver = (give: () => void) => () => {
    give();
    if (isSummed()) wantSummary(props.page.ticket.id);
  };
  return { handOver, isSummed, setSummed };
}

/** Where a model can sum up. */
function WithSummary(props: { page: TicketPage; checked: boolean; because: string | null; onChange: (on: boolean) => void }) {
  const help = useQuery(() => askHelp(props.page));
  return (
    <Show when={known(help)?.ready.includes("summarize")}>
      <hr />
      <MenuCheck checked={props.checked} because={props.because} onChange={props.onChange}>
        {speak("joining").withSummary}
      </MenuCheck>
    </Show>
  );
}

interface TeamsProps extends MenuProps {
  teams: { id: string; name: string }[];
  off: string | undefined;
  handOver: (give: () => void) => () => void;
}

/** Which team it stands with, whoever has it. */
function Teams(props: TeamsProps) {
  const words = speak("thread").acts;
  const team = () => props.page.facts.teamId;
  return (
    <Show when={props.teams.length > 0 || team() !== ""}>
      <hr />
      <p class="label">{words.team}</p>
      <For each={props.teams}>
        {(one) => (
          <MenuItem
            icon="users"
            checked={team() === one.id}
            becauseOf={props.off}
            onChoose={props.handOver(() => props.acts.assignTeam(one.id))}
          >
            <bdi>{one.name}</bdi>
          </MenuItem>
        )}
      </For>
      <MenuItem icon="x" checked={team() === ""} becauseOf={props.off} onChoose={() => props.acts.assignTeam("")}>
        {words.noTeam}
      </MenuItem>
    </Show>
  );
}
