/** One quiet line: why there is no suggestion, or what one may do about one that is in. A model that fails costs nothing else. */
import type { JSX } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { Suggestion } from "./suggested.ts";

export function whyNone({ because, problem }: Suggestion): string {
  if (problem) return explainProblem(problem);
  return speak("suggesting").none[because ?? "broken"];
}

export function Line(props: { icon: "info" | "undo"; says: string; onClose: () => void; children?: JSX.Element }) {
  return (
    <p class="row small mid" role="status">
      <Icon name={props.icon} size="s" />
      <span class="fill">{props.says}</span>
      {props.children}
      <IconButton icon="x" small label={speak("suggesting").close} onPress={props.onClose} />
    </p>
  );
}
