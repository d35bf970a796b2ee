/** Asks ahead for the ticket somebody is about to open: the next one on their way through the list, the first of a list nothing is open beside, the one
 *  their pointer rests on. It is asked for again when it is opened. */
import { createEffect, on, onCleanup } from "solid-js";
import { useQueryClient } from "../cache/use.ts";
import { askTicket } from "../tickets/queries.ts";
import { afterPaint, whenIdle } from "../ui/clock.ts";
import type { TicketList } from "./list.tsx";
import type { Place } from "./place.ts";

/** A pointer that is on its way elsewhere is gone by then. */
const REST_MS = 60;

export function useForesight(place: Place, list: TicketList) {
  const client = useQueryClient();
  let way = 1;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const ask = (id: string | null | undefined) => {
    if (id && id !== place.ticket()) client.prefetchQuery(askTicket(id));
  };
  const point = ({ target }: Event) => {
    clearTimeout(rest);
    const row = target instanceof Element ? target.closest("[data-row]") : null;
    if (row) rest = setTimeout(() => ask(row.getAttribute("data-row")), REST_MS);
  };
  createEffect(() => {
    const within = list.scroller();
    within?.addEventListener("pointerover", point, { passive: true });
    onCleanup(() => within?.removeEventListener("pointerover", point));
  });
  const first = () => (place.ticket() === null ? list.steady.ids()[0] : undefined);
  createEffect(on(first, (id) => id && whenIdle(() => first() === id && ask(id))));
  onCleanup(() => clearTimeout(rest));
  return {
    /** Somebody walks up (-1) or down (1). */
    walks: (by: number) => {
      way = by;
      // The next was asked for when this one stood; whoever goes on at once finds the one after it, too.
      const from = place.ticket();
      const next = from && list.neighbour(from, by);
      if (next) afterPaint(() => ask(list.neighbour(next, by)));
    },
    /** A ticket stands. */
    shown: (id: string) => whenIdle(() => place.ticket() === id && ask(list.neighbour(id, way))),
  };
}

export type Foresight = ReturnType<typeof useForesight>;
