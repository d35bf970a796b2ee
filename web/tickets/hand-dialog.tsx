/** The buyer's other tickets, to choose one: to become one with it, or to give it a message. What may not be chosen stays in its place and
 *  says why. */

import { createEffect, createSignal, For, Show, Suspense, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { askRelated, askRelatedByNumber, type RelatedTicket, type TicketPage } from "./queries.ts";
import { RelatedLine } from "./related.tsx";
import "./joining.css";

/** More digits than any desk has tickets. */
const NUMBER = /^#?(\d{1,9})$/;

interface HandDialogProps {
  page: TicketPage;
  acts: TicketActs;
  /** The message that goes; absent, all of the ticket does. */
  entry?: string | undefined;
  onClose: () => void;
}

export default function HandDialog(props: HandDialogProps) {
  const words = speak("joining");
  const [text, setText] = createSignal("");
  const [chosen, setChosen] = createSignal<RelatedTicket | null>(null);
  const own = () => props.page.ticket.number;
  const isMove = () => props.entry !== undefined;
  const gone = (other: RelatedTicket) => Math.max(other.number, own());
  const says = () => {
    const other = chosen();
    if (!other) return isMove() ? words.move.choose : words.merge.choose;
    return isMove() ? words.move.act(other.number) : words.merge.act(gone(other), other.into);
  };
  const go = async () => {
    const other = chosen();
    if (!other) return;
    const isDone = props.entry === undefined ? await props.acts.merge(other) : await props.acts.move(props.entry, other.id);
    if (isDone) props.onClose();
  };
  const missing = () => (chosen() ? null : says());
  return (
    <Dialog open title={isMove() ? words.move.title : words.merge.title(own())} class="hand-dialog" onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        {/* Waiting for its answers, a dialog as a whole would leave the page and come back as none. */}
        <TextField name={words.number} hint={words.numberHint} value={text()} placeholder="#" onInput={setText} />
        <Suspense>
          <Choice ticket={props.page.ticket.id} text={text()} chosen={chosen()} onChoose={setChosen} />
        </Suspense>
        <p class="mid" role="status">
          <Show when={!isMove() && chosen()} fallback={isMove() ? words.move.words : words.merge.words}>
            {(other) => words.merge.becomes(gone(other()), other().into)}
          </Show>
        </p>
        <div class="foot">
          <Button look="quiet" onPress={props.onClose}>
            {isMove() ? words.move.keep : words.merge.keep}
          </Button>
          <Button look="primary" submit icon="transfer" busy={props.acts.busy()} because={missing()} quietly>
            {says()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  ticket: string;
  /** What was typed in place of choosing from the buyer's own. */
  text: string;
  chosen: RelatedTicket | null;
  onChoose: (ticket: RelatedTicket | null) => void;
}

function Choice(props: ChoiceProps) {
  const words = speak("joining");
  const number = () => Number(NUMBER.exec(props.text.trim())?.[1] ?? 0);
  const related = useQuery(() => askRelated(props.ticket));
  const found = useQuery(() => ({ ...askRelatedByNumber(props.ticket, number()), enabled: number() > 0 }));
  const asked = () => (number() > 0 ? found : related);
  // One that may be chosen, and no other, is what is meant; what somebody chose stays chosen when they are asked for again.
  createEffect(() => {
    const may = (known(asked())?.tickets ?? []).filter((one) => one.merge.ok);
    const chosen = untrack(() => props.chosen?.id);
    props.onChoose(may.find(({ id }) => id === chosen) ?? (may.length === 1 ? (may[0] ?? null) : null));
  });
  return (
    <Answer of={asked()} waiting={<Skeleton rows={2} class="related-waiting" widths={[40, 80]} />}>
      {(answer) => (
        <fieldset class="related-list" aria-label={words.list}>
          <For each={answer().tickets} fallback={<p class="mid">{number() > 0 ? words.noNumber(number()) : words.alone}</p>}>
            {(ticket) => <OneChoice ticket={ticket} isChosen={props.chosen?.id === ticket.id} onChoose={() => props.onChoose(ticket)} />}
          </For>
        </fieldset>
      )}
    </Answer>
  );
}

function OneChoice(props: { ticket: RelatedTicket; isChosen: boolean; onChoose: () => void }) {
  const reason = () => whyNot(props.ticket.merge);
  return (
    <label class="related-choice" classList={{ off: reason() !== null }}>
      <input type="radio" name="ticket" checked={props.isChosen} disabled={reason() !== null} onChange={() => props.onChoose()} />
      <RelatedLine ticket={props.ticket} because={reason()} />
    </label>
  );
}
