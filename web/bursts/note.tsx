/** On a ticket's page: that it is one of many that ask the same, and the way to them. */
import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askBurstOf } from "./queries.ts";
import { writeBurst } from "./write.ts";

export default function BurstNote(props: { page: TicketPage }) {
  const words = speak("bursts");
  const asked = useQuery(() => askBurstOf(props.page));
  return (
    <Show when={known(asked)?.burst}>
      {(burst) => (
        <a class="button quiet s burst-note" href={`/mailbox/todo?burst=${burst().id}`} title={writeBurst(burst())}>
          <Icon name="users" />
          <span class="ellipsis">{words.oneOf(formatCount(burst().tickets))}</span>
        </a>
      )}
    </Show>
  );
}
