/** A page of stock that keeps up with what happens: what is shown and said to have changed is asked for once more, at most every few seconds, so that
 *  a busy shop neither asks without end nor makes numbers flicker. What is not on screen is left alone. */
import { onCleanup } from "solid-js";

/** What the page's one line to the desk calls it. */
const STOCK = "stock";
const REST_MS = 3_000;

/** `shown`: whether any of these items (null: nobody says which) is on screen. */
export function followStock(shown: (items: string[] | null) => boolean, ask: () => unknown): void {
  let askedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    timer = undefined;
    askedAt = Date.now();
    void ask();
  };
  const hear = (event: Event) => {
    const items = (event as CustomEvent<string[] | null>).detail;
    if (timer === undefined && shown(items)) timer = setTimeout(again, Math.max(0, askedAt + REST_MS - Date.now()));
  };
  addEventListener(STOCK, hear);
  onCleanup(() => {
    removeEventListener(STOCK, hear);
    clearTimeout(timer);
  });
}
