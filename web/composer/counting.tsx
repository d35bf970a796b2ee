/** Whether an answer counts as TikTok's meaningful reply: said by the composer before it is sent, where a chat waits for one, and under each
 *  answer afterwards, with a way to think otherwise. The desk judges; the page asks once the hand rests. */
import { createEffect, createSignal, on, onCleanup, Show, Suspense } from "solid-js";
import { api, ask } from "../api.ts";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { Writing } from "./writing.ts";

const HAND_RESTS_MS = 350;

const OpinionDialog = room([], () => import("./opinion-dialog.tsx"));

type Counted = Pick<TicketPage["judgements"][string], "counts" | "because">;

function Mark(props: { judged: Counted }) {
  const words = speak("thread").counting;
  return (
    <span class="counts" classList={{ not: !props.judged.counts }}>
      <Icon name={props.judged.counts ? "check" : "alert"} />
      {props.judged.counts ? words.counts : words.not(props.judged.because)}
    </span>
  );
}

export function DraftCounts(props: { page: TicketPage; writing: Writing }) {
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
      <Show when={judged()}>{(found) => <Mark judged={found()} />}</Show>
    </span>
  );
}

interface UnderAnswer {
  entry: string;
  page: TicketPage;
  acts: TicketActs;
}

export function AnswerCounts(props: UnderAnswer) {
  const words = speak("thread").counting;
  const judged = () => props.page.judgements[props.entry];
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Show when={judged()}>
      {(found) => (
        <p class="cap judged" title={found().opinion?.reason}>
          <Show when={found().opinion}>{(opinion) => <span class="ellipsis">{words.by(opinion().byName, opinion().reason)}</span>}</Show>
          <IconButton
            icon="pencil"
            small
            label={found().counts ? words.sayNot : words.sayCounts}
            because={whyNot(props.page.can.act)}
            onPress={() => setOpen(true)}
          />
          <Mark judged={found()} />
          <Show when={isOpen()}>
            <Suspense>
              <OpinionDialog
                counts={!found().counts}
                onClose={() => setOpen(false)}
                onSay={(counts, reason) => props.acts.judge(props.entry, counts, reason)}
              />
            </Suspense>
          </Show>
        </p>
      )}
    </Show>
  );
}
