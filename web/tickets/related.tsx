/** Another ticket of the buyer in three short lines: which, how it stands to this one, and its last words. */
import { Show } from "solid-js";
import { previewOf } from "../mailbox/preview.ts";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import type { RelatedTicket } from "./queries.ts";

export function RelatedLine(props: { ticket: RelatedTicket; because?: string | null }) {
  const words = speak("joining");
  const relation = () => props.ticket.relation;
  return (
    <span class="related-line">
      <span class="row tight">
        <b class="num">{words.ticket(props.ticket.number)}</b>
        <span class="badge line">{words.states[props.ticket.state]}</span>
        <Show when={relation()}>{(name) => <span class="small dim ellipsis">{words.relations[name()]}</span>}</Show>
        <span class="push small dim">
          <Time at={props.ticket.last_at} />
        </span>
      </span>
      <span class="ellipsis small mid" dir="auto">
        {previewOf(props.ticket.preview)}
      </span>
      <Show when={props.because}>
        <span class="because">{props.because}</span>
      </Show>
    </span>
  );
}
