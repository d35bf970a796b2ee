/** One suggestion above the words one writes: as it comes, as it is when it is whole, or why there is none. What no fact bears out is struck through
 *  with the reason and cannot be used. One writes on all the while. */
import { For, Match, Show, Switch } from "solid-js";
import type { MachineProps } from "../composer/machine.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { nameLanguage } from "./help-query.ts";
import { askDraft, askRewrite, askTranslation, discard, isBlocked, type Suggestion as Made, suggestionIn, undo, use } from "./suggested.ts";
import { Summary } from "./summary.tsx";
import { Line, whyNone } from "./why-none.tsx";
import "./suggesting.css";

interface Part extends MachineProps {
  made: Made;
}

export default function Suggestion(props: MachineProps) {
  const made = () => suggestionIn(props.page.ticket.id);
  const isReply = () => props.writing.draft.kind() === "reply";
  return (
    <Show when={made()?.task === "summary"} fallback={<Show when={isReply() && made()}>{(one) => <Shown {...props} made={one()} />}</Show>}>
      <Show when={made()}>{(one) => <Summary {...props} made={one()} />}</Show>
    </Show>
  );
}

const titleOf = ({ task }: Made) => speak("suggesting").titles[task === "template" ? "draft" : task];

function Shown(props: Part) {
  const words = speak("suggesting");
  const is = (...states: Made["state"][]) => states.includes(props.made.state);
  return (
    <section class="suggestion" aria-label={titleOf(props.made)} aria-busy={is("asking")}>
      <Switch>
        <Match when={is("failed")}>
          <Line icon="info" says={whyNone(props.made)} onClose={() => discard(props.page.ticket.id)} />
        </Match>
        <Match when={is("used")}>
          <Undo {...props} />
        </Match>
        <Match when={is("asking", "whole")}>
          <header class="row">
            <Icon name="spark" size="s" />
            <b>{titleOf(props.made)}</b>
            <span class="dim small" role="status">
              {is("asking") ? words.asking : isBlocked(props.made) ? words.blocked : words.ready}
            </span>
          </header>
          <div class="suggestion-words">
            <p class="said" dir="auto" lang={props.made.language || undefined}>
              <Show when={is("whole")} fallback={props.made.text}>
                <Struck made={props.made} />
              </Show>
            </p>
            <Grounds {...props} />
          </div>
          <Acts {...props} />
        </Match>
      </Switch>
    </section>
  );
}

/** The words, and those among them that no fact bears out struck through. */
function Struck(props: { made: Made }) {
  const parts = () => {
    const { text, blocked } = props.made;
    let at = 0;
    const cut = [...blocked]
      .sort((one, other) => one.from - other.from)
      .flatMap(({ from, to }) => {
        // Two reasons may hold for the same words.
        const begin = Math.max(at, from);
        const pieces =
          to > begin
            ? [
                { words: text.slice(at, begin), isStruck: false },
                { words: text.slice(begin, to), isStruck: true },
              ]
            : [];
        at = Math.max(at, to);
        return pieces;
      });
    return [...cut, { words: text.slice(at), isStruck: false }];
  };
  return <For each={parts()}>{(part) => (part.isStruck ? <s>{part.words}</s> : part.words)}</For>;
}

/** Why it is blocked, or what it stands on. */
function Grounds(props: Part) {
  const words = speak("suggesting");
  const nameOf = (id: string) => {
    const [, number, path] = /^(?:(\d)\.)?(.+)$/.exec(id) ?? [];
    const name = words.facts[path ?? ""] ?? id;
    return number ? `${name} (${number})` : name;
  };
  return (
    <>
      <Show when={isBlocked(props.made)}>
        <ul class="suggestion-why small" aria-label={words.blocked}>
          <For each={props.made.blocked}>{(one) => <li>{words.because[one.kind](one.words)}</li>}</For>
          <For each={props.made.lost}>{(one) => <li>{words.lost[one.kind](one.words)}</li>}</For>
        </ul>
      </Show>
      <Show when={props.made.back}>
        <p class="small mid">
          <b>{words.back}</b> <span dir="auto">{props.made.back}</span>
        </p>
      </Show>
      <Show when={props.made.used.length > 0}>
        <ul class="suggestion-facts" aria-label={words.usedFacts}>
          <For each={props.made.used}>
            {(fact) => (
              <li class="badge" title={fact.shown}>
                <span class="dim">{nameOf(fact.id)}</span> <span class="ellipsis">{fact.shown}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.made.state === "whole" && props.made.task === "draft" && props.made.similar.length > 0}>
        <p class="small dim">{words.similar(props.made.similar.map((number) => `#${number}`).join(", "))}</p>
      </Show>
    </>
  );
}

function Acts(props: Part) {
  const words = speak("suggesting");
  const ticket = () => props.page.ticket.id;
  const isGone = () => props.made.before !== "" && !props.writing.draft.text().includes(props.made.before);
  const put = (isToSend: boolean) => {
    if (!use(ticket(), props.writing)) return;
    const element = props.writing.area();
    // The first way is the way on: whoever wants to read it again goes back one step.
    queueMicrotask(() =>
      isToSend ? element?.closest(".write")?.querySelector<HTMLElement>(".joined > .button")?.focus() : element?.focus(),
    );
  };
  return (
    <div class="row wrap end">
      <Button small look="quiet" onPress={() => discard(ticket())}>
        {props.made.state === "asking" ? words.stop : words.discard}
      </Button>
      <Show when={props.made.state === "whole"}>
        <Show when={isBlocked(props.made)}>
          <Button small icon="refresh" onPress={() => askAgain(ticket(), props.made)}>
            {words.again}
          </Button>
        </Show>
        <Show when={!isBlocked(props.made)}>
          <Button small icon="pencil" because={isGone() ? words.gone : null} onPress={() => put(false)}>
            {words.edit}
          </Button>
          <Button small look="primary" icon="check" because={isGone() ? words.gone : null} quietly onPress={() => put(true)}>
            {words.use}
          </Button>
        </Show>
      </Show>
    </div>
  );
}

function askAgain(ticket: string, { task, before, language, tone }: Made): void {
  if (task === "draft") void askDraft(ticket);
  if (task === "rewrite" && tone) void askRewrite(ticket, before, tone);
  if (task === "translate") void askTranslation(ticket, before, language);
}

/** What it took the place of is a step away until it is sent. */
function Undo(props: Part) {
  const words = speak("suggesting");
  const isGone = () => !props.writing.draft.text().includes(props.made.text);
  const says = () => (props.made.task === "translate" ? words.translated(nameLanguage(props.made.language)) : words.rewritten);
  return (
    <Line icon="undo" says={says()} onClose={() => discard(props.page.ticket.id)}>
      <Button small because={isGone() ? words.gone : null} quietly onPress={() => void undo(props.page.ticket.id, props.writing)}>
        {words.undo}
      </Button>
    </Line>
  );
}
