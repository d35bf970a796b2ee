/** A part that opens by itself when there is a reason to look, and closes under nobody's hand. */
import { createMemo, createRenderEffect } from "solid-js";

export function openWhen(details: HTMLDetailsElement, isWanted: () => boolean): void {
  const wanted = createMemo(isWanted);
  createRenderEffect(() => {
    if (wanted()) details.open = true;
  });
}
