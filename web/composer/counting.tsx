/** Whether an answer counts as TikTok's meaningful reply, under each answer, with a way to think otherwise. The desk judges. */
import { createSignal, Show, Suspense } from "solid-js";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { CountsMark } from "./counts-mark.tsx";

const OpinionDialog = room([], () => import("./opinion-dialog.tsx"));

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
          <CountsMark judged={found()} />
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
