/** A timeline stays at its end while one reads the end, and where one is otherwise: what comes in never moves what is being read. */
import { type Accessor, createEffect, on, onCleanup, onMount } from "solid-js";

/** Closer to the end than this, one is reading the end. */
const END_PX = 80;

/** `length` is of what is shown; answers what to call when the place has changed. */
export function useEnd(scroller: Accessor<HTMLElement | undefined>, length: Accessor<unknown>[]): () => void {
  let isAtEnd = true;
  const readPlace = () => {
    const element = scroller();
    if (element) isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < END_PX;
  };
  const toEnd = () => scroller()?.scrollTo({ top: scroller()?.scrollHeight ?? 0 });
  onMount(() => {
    toEnd();
    // Pictures and fonts arrive later and make the timeline taller.
    const grown = new ResizeObserver(() => isAtEnd && toEnd());
    const content = scroller()?.firstElementChild;
    if (content) grown.observe(content);
    onCleanup(() => grown.disconnect());
  });
  createEffect(on(length, () => isAtEnd && queueMicrotask(toEnd)));
  return readPlace;
}
