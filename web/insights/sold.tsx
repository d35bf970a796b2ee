/** What was sold in one currency, SKU by SKU or item by item: the best first, page after page. */

import { createSignal, For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { listOfCounted } from "./counted.ts";
import { Pages } from "./pages.tsx";
import type { Question } from "./place.ts";
import { askItems, askSkus, type SoldItem, type SoldSku } from "./queries.ts";
import type { Head } from "./room.tsx";
import { type Column, DataTable } from "./table.tsx";
import { share, type Unit } from "./write.ts";

const COUNT: Unit = { as: "count" };
const SHARE: Unit = { as: "share" };
const WAYS = ["sku", "item"] as const;

interface SoldProps {
  question: Question;
  currency: string;
  head: Head;
  isSamples: boolean;
}

export function Sold(props: SoldProps) {
  const words = speak("insights").sold;
  const [way, setWay] = createSignal<(typeof WAYS)[number]>("sku");
  return (
    <section class="card" aria-label={words.title[way()]}>
      <header>
        <h3>{words.title[way()]}</h3>
        <fieldset class="segmented" aria-label={words.way}>
          <For each={WAYS}>
            {(one) => (
              <button type="button" aria-pressed={way() === one} onClick={() => setWay(one)}>
                {words.ways[one]}
              </button>
            )}
          </For>
        </fieldset>
      </header>
      <Show when={way() === "item"} fallback={<BySku {...props} />}>
        <p class="small dim padded">{words.itemMeans}</p>
        <ByItem {...props} />
      </Show>
    </section>
  );
}

type Sums = Pick<SoldSku, "gmv" | "sold" | "refunded" | "units" | "cancelled" | "delivered" | "returned">;

function columnsOf<Row extends Sums>(currency: string, unitsTo: (row: Row) => string | undefined): Column<Row>[] {
  const words = speak("insights");
  const named = words.sales.figures;
  const money: Unit = { as: "money", currency };
  return [
    { name: named.net.name, unit: money, value: ({ sold, refunded }) => sold - refunded },
    { name: named.gmv.name, unit: money, value: ({ gmv }) => gmv },
    { name: named.units.name, unit: COUNT, value: ({ units }) => units, to: unitsTo },
    { name: named.cancelled.name, unit: SHARE, value: ({ cancelled, units }) => share(cancelled, units) },
    { name: words.sales.returned, unit: SHARE, value: ({ returned, delivered }) => share(returned, delivered) },
  ];
}

function BySku(props: SoldProps) {
  const words = speak("insights");
  const stores = useStores();
  const pages = useInfiniteQuery(() => askSkus(props.question, props.currency));
  const rows = () => known(pages)?.pages.flatMap(({ blocks }) => blocks[0]?.rows ?? []) ?? [];
  const nameOf = ({ title, variation, seller_sku, sku }: SoldSku) => [seller_sku ?? sku, title, variation].filter(Boolean).join(" · ");
  const to = ({ store, sku }: SoldSku) => (props.isSamples ? undefined : listOfCounted(props.head, "paid", [store], { sku }));
  return (
    <Pages
      shown={rows().length}
      many={known(pages)?.pages[0]?.blocks[0]?.many ?? 0}
      more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
      isBusy={pages.isFetchingNextPage}
    >
      <DataTable
        name={words.sold.title.sku}
        head={words.sku}
        rows={rows()}
        rowName={(row) => `${nameOf(row)} (${stores.find(row.store)?.name ?? row.store})`}
        rowHead={(row) => (
          <Named
            first={row.seller_sku ?? row.sku}
            second={[row.title, row.variation, stores.find(row.store)?.name, row.is_mapped ? null : words.unmapped]}
          />
        )}
        columns={columnsOf<SoldSku>(props.currency, to)}
      />
    </Pages>
  );
}

function ByItem(props: SoldProps) {
  const words = speak("insights");
  const pages = useInfiniteQuery(() => askItems(props.question, props.currency));
  const rows = () => known(pages)?.pages.flatMap(({ blocks }) => blocks[0]?.rows ?? []) ?? [];
  const stores = () => props.head.stores.map(({ id }) => id);
  const to = ({ sku }: SoldItem) => (props.isSamples || sku === null ? undefined : listOfCounted(props.head, "paid", stores(), { sku }));
  return (
    <Pages
      shown={rows().length}
      many={known(pages)?.pages[0]?.blocks[0]?.many ?? 0}
      more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
      isBusy={pages.isFetchingNextPage}
    >
      <DataTable
        name={words.sold.title.item}
        head={words.sold.ways.item}
        rows={rows()}
        rowName={({ sku, name }) => (sku === null ? words.sold.noItem : `${sku} · ${name}`)}
        rowHead={({ item, sku, name, is_kit }) => (
          <Show when={sku} fallback={<Named first={words.sold.noItem} second={[words.sold.noItemWhy]} />}>
            {(known) => (
              <a href={`/inventory/items/${item}`}>
                <Named first={known()} second={[name, is_kit ? words.sold.kit : null]} />
              </a>
            )}
          </Show>
        )}
        columns={columnsOf<SoldItem>(props.currency, to)}
      />
    </Pages>
  );
}

const Named = (props: { first: string; second: (string | null | undefined)[] }) => (
  <span class="sku-head">
    <span class="ellipsis" dir="auto">
      {props.first}
    </span>
    <span class="small dim ellipsis" dir="auto">
      {props.second.filter(Boolean).join(" · ")}
    </span>
  </span>
);
