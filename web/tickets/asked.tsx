/** What opens over a ticket: its menus, and the questions that are fetched when they are first asked. */
import { createSignal, lazy, Show, Suspense } from "solid-js";
import { PriorityMenu } from "../labels/strip.tsx";
import { CheckField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { AssignMenu, MoreMenu, SnoozeMenu, type Snoozing } from "./menus.tsx";
import { MessageMenu } from "./message-menu.tsx";
import type { TicketPage } from "./queries.ts";

const TagPicker = lazy(() => import("../labels/picker.tsx"));
const BlockDialog = lazy(() => import("../labels/block.tsx"));
const ChooseTime = lazy(() => import("../ui/choose-time.tsx"));
const HandDialog = lazy(() => import("./hand-dialog.tsx"));

export type Asking = "time" | "tags" | "block" | "merge" | { move: string } | null;

interface AskedProps {
  page: TicketPage;
  acts: TicketActs;
  asking: Asking;
  onAsk: (what: Asking) => void;
}

export function Menus(props: AskedProps & { message: string | null }) {
  const [sleepsOn, setSleepsOn] = createSignal(false);
  const snoozing = { sleepsOn, setSleepsOn };
  return (
    <>
      <AssignMenu page={props.page} acts={props.acts} />
      <SnoozeMenu page={props.page} acts={props.acts} onPick={() => props.onAsk("time")} {...snoozing} />
      <MoreMenu page={props.page} acts={props.acts} onAsk={props.onAsk} />
      <PriorityMenu page={props.page} acts={props.acts} />
      <MessageMenu page={props.page} acts={props.acts} entry={props.message} onMove={(entry) => props.onAsk({ move: entry })} />
      <Asked {...props} {...snoozing} />
    </>
  );
}

function Asked(props: AskedProps & Snoozing) {
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
          onChoose={(at) => void props.acts.snooze(at, props.sleepsOn())}
        >
          <CheckField name={speak("joining").sleepOn} checked={props.sleepsOn()} onChange={props.setSleepsOn} />
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
