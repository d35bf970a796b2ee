/** Where a case stands: our word with TikTok's beside it, and until when we are to answer. */
import { Match, Switch } from "solid-js";
import { Due } from "../ui/due.tsx";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import type { Case, CaseSummary } from "./queries.ts";

const MS = 1000;
/** Answers are due within a day or two: the last quarter is the urgent one. */
const SOON_MS = 24 * 3_600_000;
const URGENT_MS = 6 * 3_600_000;

export function PhaseWord(props: { of: Pick<Case, "phase" | "action"> }) {
  const words = speak("aftersales");
  const says = () =>
    props.of.phase === "waiting" ? (words.actions[props.of.action ?? ""] ?? words.phases.waiting) : words.phases[props.of.phase];
  return (
    <span class="stage" classList={{ todo: props.of.phase === "waiting", over: props.of.phase === "over" }}>
      <Icon name={props.of.phase === "waiting" ? "st-review" : props.of.phase === "underway" ? "st-part" : "st-completed"} />
      {says()}
    </span>
  );
}

export function AnswerBy(props: { of: Pick<Case, "phase" | "deadline" | "create_time"> }) {
  return (
    <Switch fallback={<span class="dim">{speak("aftersales").noDeadline}</span>}>
      <Match when={props.of.phase === "waiting" && props.of.deadline}>
        {(seconds) => <Due at={seconds() * MS} spanMs={(seconds() - props.of.create_time) * MS} soonMs={SOON_MS} urgentMs={URGENT_MS} />}
      </Match>
      <Match when={props.of.phase !== "waiting"}>
        <span />
      </Match>
    </Switch>
  );
}

export function TypeWord(props: { of: Pick<CaseSummary, "kind" | "type"> }) {
  const words = speak("aftersales");
  return <span>{words.types[props.of.type] ?? words.kind[props.of.kind]}</span>;
}
