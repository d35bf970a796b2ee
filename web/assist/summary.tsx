/** A ticket summed up for whoever takes it over, above the words one writes: as it comes, and what of it stands nowhere or is the buyer's word alone.
 *  It becomes a note by somebody's hand, as it is or edited first. */
import { createSignal, For, Show } from "solid-js";
import { useQueryClient } from "../cache/use.ts";
import type { MachineProps } from "../composer/machine.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyNot } from "../words/explain.ts";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import { discard, type Mark, type Suggestion } from "./suggested.ts";
import { addNote, askSummary, editNote } from "./summed-up.ts";
import { Line, whyNone } from "./why-none.tsx";
import "./suggesting.css";

interface SummaryProps extends MachineProps {
  made: Suggestion;
}

export function Summary(props: SummaryProps) {
  const words = speak("suggesting");
  const isAsking = () => props.made.state === "asking";
  return (
    <section class="suggestion" aria-label={words.titles.summary} aria-busy={isAsking()}>
      <Show
        when={props.made.state !== "failed"}
        fallback={<Line icon="info" says={whyNone(props.made)} onClose={() => discard(props.page.ticket.id)} />}
      >
        <header class="row">
          <Icon name="spark" size="s" />
          <b>{words.titles.summary}</b>
          <span class="dim small" role="status">
            {isAsking() ? words.asking : props.made.behind > 0 ? words.summary.behind(props.made.behind) : words.summary.ready}
          </span>
        </header>
        <div class="suggestion-words">
          <p class="said" dir="auto" lang={LANGUAGE}>
            <Marked made={props.made} />
          </p>
          <Show when={props.made.marks.length > 0}>
            <ul class="small summary-marks">
              <For each={props.made.marks}>{(mark) => <li class={mark.by}>{words.summary[mark.by](mark.words)}</li>}</For>
            </ul>
          </Show>
        </div>
        <Acts {...props} />
      </Show>
    </section>
  );
}

/** The words; those among them that stand nowhere are underlined. */
function Marked(props: { made: Suggestion }) {
  const parts = () => {
    let at = 0;
    const { text, marks } = props.made;
    const cut = marks.filter(isUnsure).flatMap(({ from, to }) => {
      const begin = Math.max(at, from);
      const pieces =
        to > begin
          ? [
              { words: text.slice(at, begin), isUnsure: false },
              { words: text.slice(begin, to), isUnsure: true },
            ]
          : [];
      at = Math.max(at, to);
      return pieces;
    });
    return [...cut, { words: text.slice(at), isUnsure: false }];
  };
  return <For each={parts()}>{(part) => (part.isUnsure ? <mark class="unsure">{part.words}</mark> : part.words)}</For>;
}

const isUnsure = ({ by }: Mark) => by === "nobody";

function Acts(props: SummaryProps) {
  const words = speak("suggesting");
  const client = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const ticket = () => props.page.ticket.id;
  const refusal = () => whyNot(props.page.can.act);
  const add = async () => {
    if (busy()) return;
    setBusy(true);
    if (await addNote(ticket())) await client.invalidateQueries({ queryKey: ["ticket", ticket()] });
    setBusy(false);
  };
  return (
    <div class="row wrap end">
      <Button small look="quiet" onPress={() => discard(ticket())}>
        {props.made.state === "asking" ? words.stop : words.close}
      </Button>
      <Show when={props.made.state === "whole"}>
        <Show when={props.made.behind > 0}>
          <Button small icon="refresh" onPress={() => void askSummary(ticket())}>
            {words.again}
          </Button>
        </Show>
        <Button small icon="pencil" because={refusal()} quietly onPress={() => editNote(ticket(), props.writing)}>
          {words.summary.edit}
        </Button>
        <Button small look="primary" icon="note" busy={busy()} because={refusal()} quietly onPress={() => void add()}>
          {words.summary.add}
        </Button>
      </Show>
    </div>
  );
}
