/** The questions asked over a ticket; each is fetched when it is first asked. */
import { lazy, Show, Suspense } from "solid-js";
import { CheckField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import type { Asking } from "./asked.tsx";
import type { TicketPage } from "./queries.ts";

const TagPicker = lazy(() => import("../labels/picker.tsx"));
const BlockDialog = lazy(() => import("../labels/block.tsx"));
const ChooseTime = lazy(() => import("../ui/choose-time.tsx"));
const HandDialog = lazy(() => import("./hand-dialog.tsx"));

interface QuestionsProps {
  page: TicketPage;
  acts: TicketActs;
  asking: Asking;
  onAsk: (what: Asking) => void;
  /** Whether it sleeps on when the buyer writes. */
  sleepsOn: boolean;
  onSleepsOn: (on: boolean) => void;
}

export default function Questions(props: QuestionsProps) {
  const { until } = speak("thread");
  const isAsked = (what: Asking) => props.asking === what;
  const moves = () => (typeof props.asking === "object" && props.asking !== null ? props.asking.move : undefined);
  const close = () => props.onAsk(null);
  return (
    <Suspense>
      <Show when={isAsked("time")}>
        <ChooseTime
          words={until}
          icon="moon"
          hint={() => until.hint}
          onClose={close}
          onChoose={(at) => void props.acts.snooze(at, props.sleepsOn)}
        >
          <CheckField name={speak("joining").sleepOn} checked={props.sleepsOn} onChange={props.onSleepsOn} />
        </ChooseTime>
      </Show>
      <Show when={isAsked("tags")}>
        <TagPicker page={props.page} acts={props.acts} onClose={close} />
      </Show>
      <Show when={isAsked("block")}>
        <BlockDialog buyer={props.page.ticket.buyer_name} acts={props.acts} onClose={close} />
      </Show>
      <Show when={isAsked("merge") || moves()}>
        <HandDialog page={props.page} acts={props.acts} entry={moves()} onClose={close} />
      </Show>
    </Suspense>
  );
}
