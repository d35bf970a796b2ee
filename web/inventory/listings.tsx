/** What the shops sell and what of it is mapped: by state and store, unmapped listings first and of those what most orders wait for. The address
 *  holds what is looked at; what is ticked is mapped together. */

import { createMemo, createSignal, For, Match, Show, Suspense, Switch } from "solid-js";
import { useInfiniteQuery, useQuery } from "../cache/use.ts";
import { StoreLinks } from "../team/store-views.tsx";
import { Button } from "../ui/button.tsx";
import { runCommand, useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { formatCount } from "../ui/money.ts";
import { Search } from "../ui/search.tsx";
import { Empty, known } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { ChosenBar } from "./chosen-bar.tsx";
import { ListingHead, ListingRow } from "./listing-row.tsx";
import { type ListingsPlace, useListingsPlace } from "./place.ts";
import { askListingCounts, askListings, LISTED_STATES, type ListedState, type ListingSummary } from "./queries.ts";
import { Rows } from "./rows.tsx";
import { keyOf, useChosen } from "./selection.ts";
import { InventoryRoom } from "./tabs.tsx";

const MapDialog = room(["inventory", "inventoryProblems"], () => import("./map-dialog.tsx"));
const ExactDialog = room(["inventory", "inventoryProblems"], () => import("./exact-dialog.tsx"));
const SheetDialog = room(["inventory", "inventoryProblems"], () => import("./sheet-dialog.tsx"));

export type Counts = Record<ListedState, number>;

function useCounts() {
  const query = useQuery(() => askListingCounts);
  const stores = () => known(query)?.stores;
  return {
    of: (store: string | null): Counts | undefined => {
      const some = stores()?.filter((one) => store === null || one.store === store);
      const sum = (state: ListedState) => some?.reduce((total, one) => total + one[state], 0) ?? 0;
      return some && { unmapped: sum("unmapped"), mapped: sum("mapped"), ignored: sum("ignored") };
    },
    fbtBecause: (store: string | null) => stores()?.find((one) => one.store === store)?.fbtBecause ?? null,
  };
}

export default function Listings() {
  const words = speak("inventory");
  const place = useListingsPlace();
  const counts = useCounts();
  const [field, setField] = createSignal<HTMLInputElement>();
  const [mapping, setMapping] = createSignal<ListingSummary[] | null>(null);
  const [open, setOpen] = createSignal<"exact" | "sheet" | null>(null);
  const listings = useInfiniteQuery(() => askListings(place.question()));
  const rows = createMemo(() => known(listings)?.pages.flatMap((page) => page.rows));
  const chosen = useChosen(rows, () => JSON.stringify(place.question()));
  const done = () => {
    setMapping(null);
    chosen.clear();
  };
  useKeys({
    search: () => field()?.focus(),
    back: () => {
      if (chosen.rows().length > 0) chosen.clear();
      else if (place.question().q) place.go({ q: "" });
      else leaveField(() => runCommand("next"));
    },
  });
  return (
    <InventoryRoom
      tab="listings"
      views={<StoreViews place={place} counts={counts} />}
      bar={<Bar place={place} ref={setField} onOpen={setOpen} />}
    >
      <StateTabs place={place} counts={counts.of(place.question().store)} />
      <FbtNote code={counts.fbtBecause(place.question().store)} />
      <Rows
        label={words.listings.list}
        name={place.addressOf({})}
        class="listing-table"
        rows={rows()}
        idOf={keyOf}
        query={listings}
        head={<ListingHead chosen={chosen} />}
        empty={<Nothing place={place} />}
        foot={known(listings)?.pages[0]?.more ? words.listings.firstOnly : null}
        line={(line) => <ListingRow listing={line.row} index={line.index} chosen={chosen} onMap={() => setMapping([line.row])} />}
      />
      <ChosenBar chosen={chosen} onMap={() => setMapping(chosen.rows())} />
      <Suspense>
        <Show when={mapping()}>{(some) => <MapDialog listings={some()} onClose={() => setMapping(null)} onDone={done} />}</Show>
        <SheetDialogs open={open()} store={place.question().store} onClose={() => setOpen(null)} />
      </Suspense>
    </InventoryRoom>
  );
}

function SheetDialogs(props: { open: "exact" | "sheet" | null; store: string | null; onClose: () => void }) {
  return (
    <>
      <Show when={props.open === "exact"}>
        <ExactDialog store={props.store} onClose={props.onClose} />
      </Show>
      <Show when={props.open === "sheet"}>
        <SheetDialog store={props.store} onClose={props.onClose} />
      </Show>
    </>
  );
}

interface BarProps {
  place: ListingsPlace;
  ref: (field: HTMLInputElement) => void;
  onOpen: (dialog: "exact" | "sheet") => void;
}

function Bar(props: BarProps) {
  const words = speak("inventory");
  return (
    <>
      <Search
        ref={(field) => props.ref(field)}
        label={words.search}
        placeholder={words.listings.hint}
        value={props.place.question().q}
        onSearch={(q) => props.place.go({ q }, props.place.question().q !== "")}
      />
      <Button small icon="link" onPress={() => props.onOpen("exact")}>
        {words.exact.open}
      </Button>
      <Button small icon="rows" onPress={() => props.onOpen("sheet")}>
        {words.sheet.open}
      </Button>
    </>
  );
}

function FbtNote(props: { code: string | null }) {
  return <Show when={props.code}>{(code) => <p class="padded small dim fbt-note">{explain({ code: code(), facts: {} })}</p>}</Show>;
}

function StateTabs(props: { place: ListingsPlace; counts: Counts | undefined }) {
  const words = speak("inventory").listings;
  const at = (state: ListedState | null) => (props.place.question().state === state ? "page" : undefined);
  const all = () => props.counts && props.counts.unmapped + props.counts.mapped + props.counts.ignored;
  const show = (count: number | undefined) => (count === undefined ? "" : formatCount(count));
  return (
    <nav class="tabs" aria-label={words.list}>
      <For each={LISTED_STATES}>
        {(state) => (
          <a href={props.place.addressOf({ state })} aria-current={at(state)}>
            {words.states[state]}
            <span class="count">{show(props.counts?.[state])}</span>
          </a>
        )}
      </For>
      <a href={props.place.addressOf({ state: null })} aria-current={at(null)}>
        {words.all}
        <span class="count">{show(all())}</span>
      </a>
    </nav>
  );
}

/** What waits in each store is beside its name. */
function StoreViews(props: { place: ListingsPlace; counts: ReturnType<typeof useCounts> }) {
  const store = () => props.place.question().store;
  return (
    <StoreLinks
      chosen={store() === null ? null : [store() ?? ""]}
      countOf={(id) => props.counts.of(id)?.unmapped}
      addressOf={(stores) => props.place.addressOf({ store: stores?.[0] ?? null })}
    />
  );
}

function Nothing(props: { place: ListingsPlace }) {
  const words = speak("inventory").listings;
  const state = () => props.place.question().state;
  return (
    <Switch fallback={<Empty icon="shop" title={words.none.title} words={words.none.words} />}>
      <Match when={props.place.question().q}>
        {(q) => <Empty icon="search" title={words.notFound.title(q())} words={words.notFound.words} />}
      </Match>
      <Match when={state() === "unmapped"}>
        <Empty icon="done" title={words.allMapped.title} words={words.allMapped.words} />
      </Match>
      <Match when={state() === "mapped"}>
        <Empty icon="link" title={words.noneMapped.title} words={words.noneMapped.words} />
      </Match>
      <Match when={state() === "ignored"}>
        <Empty icon="ban" title={words.noneIgnored.title} />
      </Match>
    </Switch>
  );
}
