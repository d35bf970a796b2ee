/** The ticket that another goes on from, or was split off. */
import type { Place } from "../mailbox/place.ts";
import { speak } from "../words/words.ts";
import type { TicketPage } from "./queries.ts";

export default function FormerTicket(props: { former: NonNullable<TicketPage["ticket"]["former"]>; place: Place }) {
  const words = speak("joining");
  return (
    <span class="dim wide-only former">
      {words.former[props.former.as]}{" "}
      <a class="link" href={props.place.addressOf({ ticket: props.former.id })}>
        {words.ticket(props.former.number)}
      </a>
    </span>
  );
}
