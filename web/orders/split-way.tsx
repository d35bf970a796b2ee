/** The way out for an order that TikTok wants in several parcels: the same dialog as beside its parcels, opened where the reason stands. The dialog
 *  belongs to the list of reasons and not to its row, which comes anew with every answer. */

import { createSignal, Show, Suspense } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { askParcels } from "../shipping/queries.ts";
import { Button } from "../ui/button.tsx";
import { known } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";

const SplitDialog = room(["shipping"], () => import("../shipping/split-dialog.tsx"));

export function useSplit(order: () => string, isNeeded: () => boolean) {
  const parcels = useQuery(() => ({ ...askParcels(order()), enabled: isNeeded() }));
  const [isOpen, setOpen] = createSignal(false);
  return { parcels: () => known(parcels), isOpen, setOpen };
}

type Splitting = ReturnType<typeof useSplit>;

export function SplitButton(props: { splitting: Splitting }) {
  return (
    <Button small because={whyNot(props.splitting.parcels()?.can.split)} quietly onPress={() => props.splitting.setOpen(true)}>
      {speak("orderWork").ways["must-split"]}
    </Button>
  );
}

export function SplitAbove(props: { order: string; splitting: Splitting }) {
  return (
    <Suspense>
      <Show when={props.splitting.isOpen() ? props.splitting.parcels() : undefined}>
        {(page) => <SplitDialog order={props.order} page={page()} onClose={() => props.splitting.setOpen(false)} />}
      </Show>
    </Suspense>
  );
}
