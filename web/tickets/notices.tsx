/** What one must know before writing here. */
import { Show } from "solid-js";
import type { Place } from "../mailbox/place.ts";
import { isAdmin, useMe, useNames, type VisibleStore } from "../team/me.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Callout } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import type { TicketPage } from "./queries.ts";

export default function Notices(props: { page: TicketPage; store: VisibleStore | undefined; place: Place; acts: TicketActs }) {
  const words = speak("thread");
  const me = useMe();
  const nameOf = useNames();
  const { block } = speak("labels");
  return (
    <>
      <Show when={props.page.blocked}>
        {(blocked) => (
          <Callout
            banner
            icon="ban"
            act={
              <Button small because={whyNot(props.page.can.block)} quietly onPress={() => props.acts.unblock()}>
                {block.unblock}
              </Button>
            }
          >
            {block.blocked(nameOf(blocked().by) ?? block.somebody, blocked().reason)}
          </Callout>
        )}
      </Show>
      <Show when={props.page.ticket.continued_in}>
        {(later) => (
          <Callout
            banner
            icon="info"
            act={
              <ButtonLink small to={props.place.addressOf({ ticket: later() })}>
                {words.openLater}
              </ButtonLink>
            }
          >
            {words.continuedIn}
          </Callout>
        )}
      </Show>
      <Show when={props.store?.state === "reauthorize"}>
        <Callout
          banner
          look="late"
          icon="unlink"
          act={
            <Show when={isAdmin(me())}>
              <ButtonLink small to={`/stores/${props.store?.id}`}>
                {speak("frame").banner.reauthorizeAct(props.store?.name ?? "")}
              </ButtonLink>
            </Show>
          }
        >
          {words.reauthorize(props.store?.name ?? "")}
        </Callout>
      </Show>
    </>
  );
}
