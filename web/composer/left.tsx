/** How many characters may still be written, or are too many. */
import { createEffect, createSignal, onCleanup } from "solid-js";
import { speak } from "../words/words.ts";

/** It is read out when somebody rests, not at every key. */
const TOLD_AFTER_MS = 1_000;

export default function Left(props: { count: number }) {
  const words = speak("thread").composer;
  const counted = () => (props.count < 0 ? words.over(-props.count) : words.left(props.count));
  const [told, setTold] = createSignal("");
  createEffect(() => {
    const says = counted();
    const rest = setTimeout(() => setTold(says), TOLD_AFTER_MS);
    onCleanup(() => clearTimeout(rest));
  });
  return (
    <>
      <span class="small" classList={{ dim: props.count >= 0, wrong: props.count < 0 }}>
        {counted()}
      </span>
      <span class="sr" role="status">
        {told()}
      </span>
    </>
  );
}
