/** How far a long work is: a bar where the end is known, and the numbers always. */
import { Show } from "solid-js";
import { keepStyle } from "./style.ts";

interface ProgressProps {
  label: string;
  done: number;
  /** Null: nobody knows how many there are. */
  total: number | null;
  /** The numbers in words, also for those who do not see the bar. */
  says: string;
}

export function Progress(props: ProgressProps) {
  const share = () => (props.total ? Math.min(1, props.done / props.total) : 0);
  return (
    <div class="progress">
      <span>{props.label}</span>
      <Show when={props.total !== null}>
        <div
          class="track"
          role="progressbar"
          aria-label={props.label}
          aria-valuemin="0"
          aria-valuemax={props.total ?? 0}
          aria-valuenow={props.done}
          aria-valuetext={props.says}
        >
          <i ref={(bar) => keepStyle(bar, "--done", share)} />
        </div>
      </Show>
      <div class="row small">
        <span class="mid">{props.says}</span>
      </div>
    </div>
  );
}
