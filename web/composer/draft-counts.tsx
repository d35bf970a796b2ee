/** Whether what is being written counts as TikTok's meaningful reply, said before it is sent, where a chat waits for one. The desk judges; the page
 *  asks once the hand rests. */
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { api, ask } from "../api.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { type Counted, CountsMark } from "./counts-mark.tsx";
import type { Writing } from "./writing.ts";

const HAND_RESTS_MS = 350;

export default function DraftCounts(props: { page: TicketPage; writing: Writing }) {
  const [judged, setJudged] = createSignal<Counted | null>(null);
  const written = () => {
    const { draft, attached, tray } = props.writing;
    const shows = attached.all().length + tray.all().length > 0;
    const text = draft.text().trim();
    return draft.kind() === "reply" && props.page.awaitsAnswer && (shows || text !== "") ? { text, shows } : null;
  };
  let rest: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(written, (said) => {
      clearTimeout(rest);
      if (said === null) return void setJudged(null);
      rest = setTimeout(async () => {
        // Without an answer nothing is said of it: the mark is a help, no gate.
        const answer = await ask(api.judgements.$post({ json: said })).catch(() => null);
        if (written()?.text === said.text) setJudged(answer && { counts: answer.counts, because: answer.counts ? null : answer.because });
      }, HAND_RESTS_MS);
    }),
  );
  onCleanup(() => clearTimeout(rest));
  return (
    <span class="push" role="status">
      <Show when={judged()}>{(found) => <CountsMark judged={found()} />}</Show>
    </span>
  );
}
