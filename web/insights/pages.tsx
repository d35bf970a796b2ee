/** A long table of a report: what is shown of how much, and the way to more. */
import { type JSX, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { speak } from "../words/words.ts";

interface PagesProps {
  shown: number;
  /** Null: nobody has counted. */
  many: number | null;
  /** Absent: that was all. */
  more: (() => void) | undefined;
  isBusy: boolean;
  children: JSX.Element;
}

export function Pages(props: PagesProps) {
  const words = speak("insights").sold;
  return (
    <>
      {props.children}
      <Show when={props.more}>
        {(more) => (
          <p class="row padded">
            <Button small busy={props.isBusy} onPress={more()}>
              {words.more}
            </Button>
            <Show when={props.many}>{(many) => <span class="small dim">{words.shownOf(props.shown, many())}</span>}</Show>
          </p>
        )}
      </Show>
    </>
  );
}
