/** What became of something written, and the ways on from there. */
import { type JSX, Show } from "solid-js";

export function Why(props: { words: string; code: number | null; children: JSX.Element }) {
  return (
    <div class="why" role="alert">
      <span>
        {props.words} <Show when={props.code}>{(code) => <span class="theirs-word">{code()}</span>}</Show>
      </span>
      <span class="row wrap end">{props.children}</span>
    </div>
  );
}
