/** Whether an answer counts, in a word, and why it does not. */
import type { TicketPage } from "../tickets/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";

export type Counted = Pick<TicketPage["judgements"][string], "counts" | "because">;

export function CountsMark(props: { judged: Counted }) {
  const words = speak("thread").counting;
  return (
    <span class="counts" classList={{ not: !props.judged.counts }}>
      <Icon name={props.judged.counts ? "check" : "alert"} />
      {props.judged.counts ? words.counts : words.not(props.judged.because)}
    </span>
  );
}
