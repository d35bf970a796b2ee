/** Who has the ticket: a button that says so and opens the menu to give it away. */
import { Show } from "solid-js";
import { useMe, useNames, useTeamNames } from "../team/me.tsx";
import { Icon } from "../ui/icon.tsx";
import { Avatar } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketPage } from "./queries.ts";

export function AssignButton(props: { page: TicketPage }) {
  const words = speak("thread").acts;
  const me = useMe();
  const nameOf = useNames();
  const assignee = () => props.page.facts.assigneeId;
  const teamOf = useTeamNames();
  const team = () => props.page.facts.teamId;
  const name = () => (assignee() ? (nameOf(assignee()) ?? "?") : null);
  /** Its person, or else its team. */
  const shown = () => name() ?? (team() ? (teamOf(team()) ?? "?") : null);
  const says = () => [name() ?? words.nobody, ...(team() ? [words.ofTeam(teamOf(team()) ?? "?")] : [])].join(", ");
  const reason = () => whyNot(props.page.can.act);
  return (
    <button
      type="button"
      class="button quiet s assignee"
      popovertarget="assign"
      title={reason() ?? `${words.assign} (A)`}
      aria-label={`${words.assign}: ${says()}`}
      aria-disabled={reason() ? true : undefined}
    >
      <Show when={assignee() || !team()} fallback={<Icon name="users" />}>
        <Avatar name={name()} isMe={assignee() === me().person.id} size="s" />
      </Show>
      <bdi class="roomy-only ellipsis">{(assignee() ? shown()?.split(" ")[0] : shown()) ?? words.nobody}</bdi>
      <Icon name="down" />
    </button>
  );
}
