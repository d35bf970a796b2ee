/** Mapping one listing from wherever it is met, without leaving the page: asks what it is now and what it may be, then it is the dialog of the
 *  listings' own page. */

import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import "./inventory.css";
import MapDialog from "./map-dialog.tsx";
import { askListing } from "./queries.ts";

export default function MapHere(props: { store: string; sku: string; onClose: () => void }) {
  const listing = useQuery(() => askListing(props.store, props.sku));
  return (
    <Show
      when={known(listing)}
      fallback={
        <Dialog open title={speak("inventory").listings.map} onClose={props.onClose}>
          <Answer of={listing} waiting={<Skeleton rows={3} class="scan-waiting" widths={[60]} />}>
            {() => null}
          </Answer>
        </Dialog>
      }
    >
      {(found) => <MapDialog listings={[found().listing]} onClose={props.onClose} onDone={props.onClose} />}
    </Show>
  );
}
