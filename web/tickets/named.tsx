/** The entry an address names behind its #: a notification leads to the words it is about. It is brought into sight once and stays marked for as
 *  long as the address names it; one that is not in the ticket any more leaves the timeline as it was. */

import { type Accessor, createEffect, on } from "solid-js";
import { useLocation } from "../router/use.ts";
import { speak } from "../words/words.ts";

export function useNamed(isThere: (entry: string) => boolean, onShown: () => void): Accessor<string | null> {
  const location = useLocation();
  const named = () => {
    try {
      return decodeURIComponent(location.hash.slice(1)) || null;
    } catch {
      // Nobody but a person's own hand writes half a percent sign.
      return null;
    }
  };
  const shown = () => (named() !== null && isThere(named() ?? "") ? named() : null);
  createEffect(
    on(
      shown,
      (entry) =>
        entry !== null &&
        // After the timeline has gone to its end, as it does when it is opened.
        requestAnimationFrame(() => {
          document.querySelector(".named + *")?.scrollIntoView({ block: "center" });
          onShown();
        }),
    ),
  );
  return shown;
}

/** Takes no room: what follows it is what it marks. */
export const NamedMark = () => <span class="sr named">{speak("thread").named}</span>;
