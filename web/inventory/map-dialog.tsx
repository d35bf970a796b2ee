/** What one listing, or several alike, are mapped to: the most likely items on top with why, any other found by typing or made on the spot, and how
 *  many of each leave the shelf. */

import { createSignal, For, Show, untrack } from "solid-js";
import { useMutation, useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { known, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { useMapping } from "./acts.ts";
import { nameListing } from "./listing-row.tsx";
import { Parts, withPart } from "./parts.tsx";
import { askListing, type ListingSummary, type NamedPart, type Suggestion } from "./queries.ts";

interface DialogProps {
  listings: ListingSummary[];
  onClose: () => void;
  onDone: () => void;
}

const PERCENT = 100;

type State = ListingSummary["state"];

export default function MapDialog(props: DialogProps) {
  const words = speak("inventory").map;
  const mapping = useMapping();
  const one = () => (props.listings.length === 1 ? props.listings[0] : undefined);
  const name = () => nameListing(one() ?? { title: "", variation: null });
  const [parts, setParts] = createSignal<NamedPart[]>(untrack(() => one()?.parts ?? []));
  const act = useMutation(() => ({
    mutationFn: (state: State) =>
      mapping.map(
        props.listings.map(({ store, sku }) =>
          state === "mapped" ? { store, sku, state, parts: parts().map(({ item, qty }) => ({ item, qty })) } : { store, sku, state },
        ),
      ),
    onSuccess: props.onDone,
  }));
  return (
    <Dialog
      open
      class="map-dialog"
      title={one() ? words.title(name()) : words.titleMany(formatCount(props.listings.length))}
      onClose={props.onClose}
      footer={
        <Acts
          listings={props.listings}
          isBusy={act.isPending}
          hasParts={parts().length > 0}
          onAct={(state) => act.mutate(state)}
          onClose={props.onClose}
        />
      }
    >
      <Show when={props.listings.reduce((sum, { waiting }) => sum + waiting, 0)}>
        {(waiting) => <p class="mid">{words.waits(formatCount(waiting()), waiting() === 1)}</p>}
      </Show>
      <Show when={one()}>
        {(listing) => (
          <Suggestions
            listing={listing()}
            chosen={parts().map((part) => part.item)}
            onChoose={(item) => setParts(withPart(parts(), item))}
          />
        )}
      </Show>
      <Parts
        label={words.parts}
        none={`${words.none} ${words.words}`}
        parts={parts()}
        start={{ sku: one()?.sellerSku ?? "", name: name() }}
        onChange={setParts}
      />
      <Show when={act.isError}>
        <Trouble problem={act.error} />
      </Show>
    </Dialog>
  );
}

interface ActsProps {
  listings: ListingSummary[];
  isBusy: boolean;
  hasParts: boolean;
  onAct: (state: State) => void;
  onClose: () => void;
}

function Acts(props: ActsProps) {
  const words = speak("inventory").map;
  const isIn = (state: State) => props.listings.every((listing) => listing.state === state);
  return (
    <>
      <span class="row wrap keep-start">
        <Show when={!isIn("ignored")}>
          <Button look="quiet" busy={props.isBusy} onPress={() => props.onAct("ignored")}>
            {words.ignore}
          </Button>
        </Show>
        <Show when={!isIn("unmapped")}>
          <Button look="quiet" busy={props.isBusy} onPress={() => props.onAct("unmapped")}>
            {words.unmap}
          </Button>
        </Show>
      </span>
      <Button look="quiet" onPress={props.onClose}>
        {speak("frame").cancel}
      </Button>
      <Button
        look="primary"
        busy={props.isBusy}
        because={props.hasParts ? null : words.because}
        quietly
        onPress={() => props.onAct("mapped")}
      >
        {props.listings.length === 1 ? words.act : words.actMany(formatCount(props.listings.length))}
      </Button>
    </>
  );
}

interface SuggestionsProps {
  listing: ListingSummary;
  chosen: string[];
  onChoose: (item: Suggestion) => void;
}

function Suggestions(props: SuggestionsProps) {
  const words = speak("inventory").map;
  const query = useQuery(() => askListing(props.listing.store, props.listing.sku));
  const rows = () => (known(query)?.suggestions ?? []).filter((one) => !props.chosen.includes(one.id));
  const why = ({ why: reason, share }: Suggestion) =>
    reason === "title" ? words.why.title(Math.round(share * PERCENT)) : words.why[reason];
  return (
    <Show when={rows().length > 0}>
      <div class="stack tight">
        <span class="name">{words.suggestions}</span>
        <ul class="suggestions" aria-label={words.suggestions}>
          <For each={rows()}>
            {(one) => (
              <li>
                <span class="id ellipsis">{one.sku}</span>
                <span class="mid ellipsis">
                  <bdi>{one.name}</bdi> <span class="small dim">· {why(one)}</span>
                </span>
                <Button small label={words.use(one.sku)} icon="plus" onPress={() => props.onChoose(one)}>
                  {words.take}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}
