/** The buyer beside the conversation: since when, how their ticket is labelled, and their other tickets with the last words of each. */

import { For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { PriorityMark, TagChips } from "../labels/chips.tsx";
import type { Place } from "../mailbox/place.ts";
import { isAdmin, useMe } from "../team/me.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { askRelated, type TicketPage } from "./queries.ts";
import { RelatedLine } from "./related.tsx";
import "./joining.css";

interface BuyerTabProps {
  page: TicketPage;
  zone: string;
  place: Place;
}

export default function BuyerTab(props: BuyerTabProps) {
  const words = speak("panel");
  const me = useMe();
  const ticket = () => props.page.ticket;
  return (
    <>
      <div class="section">
        <header>
          <h2 dir="auto">{ticket().buyer_name}</h2>
        </header>
        <dl class="facts">
          <dt>{words.since}</dt>
          <dd>
            <Time at={ticket().created_at} as="full" zone={props.zone} />
          </dd>
          <Show when={ticket().buyer_user_id}>
            {(id) => (
              <>
                <dt>{words.buyerId}</dt>
                <dd class="theirs-word">{id()}</dd>
              </>
            )}
          </Show>
        </dl>
        <Show when={isAdmin(me()) && ticket().buyer_user_id}>
          <p>
            <a class="link small" href={`/settings/personal-data?q=%23${ticket().number}`}>
              {words.held}
            </a>
          </p>
        </Show>
      </div>
      <Show when={props.page.facts.tags.length > 0 || props.page.facts.priority !== "normal"}>
        <div class="section">
          <header>
            <h2>{speak("labels").tags}</h2>
          </header>
          <div class="row wrap">
            <PriorityMark priority={props.page.facts.priority} />
            <TagChips ids={props.page.facts.tags} most={props.page.facts.tags.length} />
          </div>
        </div>
      </Show>
      <OtherTickets {...props} />
    </>
  );
}

function OtherTickets(props: BuyerTabProps) {
  const words = speak("joining").buyer;
  const related = useQuery(() => askRelated(props.page.ticket.id));
  return (
    <section class="section" aria-label={words.tickets}>
      <header>
        <h2>{words.tickets}</h2>
      </header>
      <Answer of={related} waiting={<Skeleton rows={2} class="related-waiting" widths={[40, 80]} />}>
        {(answer) => (
          <ul class="related-list">
            <For each={answer().tickets} fallback={<li class="dim small">{words.none}</li>}>
              {(ticket) => (
                <li>
                  <a class="related-choice" href={props.place.addressOf({ ticket: ticket.id })}>
                    <RelatedLine ticket={ticket} />
                  </a>
                </li>
              )}
            </For>
          </ul>
        )}
      </Answer>
    </section>
  );
}
