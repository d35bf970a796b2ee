/** Insights › Stock cover: how many days what is free of each item lasts, what is over soonest first, with how that is worked out. */

import { For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { useSearchParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Empty, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { listOfCounted } from "./counted.ts";
import { Pages } from "./pages.tsx";
import { useReportPlace } from "./place.ts";
import { askCover, type CoverRow, type CoverView } from "./queries.ts";
import { type Head, InsightsRoom } from "./room.tsx";
import { type Column, DataTable } from "./table.tsx";
import type { Unit } from "./write.ts";

const COUNT: Unit = { as: "count" };
const DAYS: Unit = { as: "days" };
const DATE: Unit = { as: "date" };

const VIEWS = ["selling", "idle"] as const;

export default function Cover() {
  const words = speak("insights").cover;
  const place = useReportPlace();
  const [search, setSearch] = useSearchParams<{ view?: string }>();
  const view = (): CoverView => (search.view === "idle" ? "idle" : "selling");
  const pages = useInfiniteQuery(() => askCover(view(), place.stores()?.join(",")));
  const first = () => known(pages)?.pages[0];
  return (
    <InsightsRoom tab="cover" place={place} head={first()} hasOwnDays>
      <p class="measure mid">{words.means}</p>
      <fieldset class="segmented" aria-label={words.view}>
        <For each={VIEWS}>
          {(one) => (
            <button type="button" aria-pressed={view() === one} onClick={() => setSearch({ view: one === "idle" ? one : undefined })}>
              {words.views[one]}
            </button>
          )}
        </For>
      </fieldset>
      <Answer of={pages} waiting={<Skeleton rows={6} class="report-waiting" widths={[40, 80]} />}>
        {(data) => (
          <Show
            when={data().pages.some(({ rows, next }) => rows.length > 0 || next !== null)}
            fallback={
              <Empty icon="box" title={words.none[view()].title} words={words.none[view()].words}>
                <a class="button" href="/inventory/listings">
                  {words.act}
                </a>
              </Empty>
            }
          >
            <Rows
              view={view()}
              rows={data().pages.flatMap(({ rows }) => rows)}
              many={first()?.many ?? null}
              head={first()}
              more={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
              isBusy={pages.isFetchingNextPage}
            />
          </Show>
        )}
      </Answer>
    </InsightsRoom>
  );
}

interface RowsProps {
  view: CoverView;
  rows: CoverRow[];
  many: number | null;
  head: Head | undefined;
  more: (() => void) | undefined;
  isBusy: boolean;
}

function Rows(props: RowsProps) {
  const words = speak("insights").cover;
  const stores = useStores();
  const poolOf = ({ store }: CoverRow) => (store === null ? words.ours : words.atTikTok(stores.find(store)?.name ?? store));
  const nameOf = (row: CoverRow) => `${row.sku} · ${row.name} · ${poolOf(row)}`;
  const sold = ({ sku, store, isInKit, units }: CoverRow) => {
    const { head } = props;
    if (!head || isInKit || units === 0) return undefined;
    const asked = store === null ? head.stores.map(({ id }) => id) : [store];
    return listOfCounted(head, "paid", asked, { by: store === null ? "merchant" : "store", sku });
  };
  const free = ({ sku, store }: CoverRow) => `/inventory/${store === null ? "stock" : "fbt"}?q=${encodeURIComponent(sku)}`;
  const untold = ({ free }: CoverRow) => (free === null ? words.untold : undefined);
  const inHand: Column<CoverRow> = { name: words.free, unit: COUNT, value: (row) => row.free, to: free, say: untold };
  const lasting: Column<CoverRow>[] = [
    {
      name: words.cover,
      unit: DAYS,
      value: ({ days }) => days,
      say: ({ days }) => (days === 0 ? words.usedUp : undefined),
      isLate: ({ isLow }) => isLow,
    },
    { name: words.ends, unit: DATE, value: ({ endsAt, days }) => (days === 0 ? null : endsAt) },
    inHand,
    { name: words.units, unit: COUNT, value: (row) => row.units, to: sold },
    { name: words.perDay, unit: DAYS, value: ({ perDay }) => perDay },
  ];
  const idle: Column<CoverRow> = { name: words.cover, unit: DAYS, value: () => null, say: () => words.noSales };
  const columns = () => (props.view === "idle" ? [idle, inHand] : lasting);
  return (
    <section class="card" aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
      </header>
      <Pages shown={props.rows.length} many={props.many} more={props.more} isBusy={props.isBusy}>
        <DataTable
          name={words.title}
          head={words.item}
          rows={props.rows}
          rowName={nameOf}
          rowHead={(row) => <ItemHead row={row} pool={poolOf(row)} />}
          columns={columns()}
        />
      </Pages>
    </section>
  );
}

function ItemHead(props: { row: CoverRow; pool: string }) {
  const words = speak("insights").cover;
  const shelves = () => props.row.shelves.map(({ warehouse, free }) => words.shelf(warehouse, formatCount(free))).join(" · ");
  return (
    <a href={`/inventory/items/${props.row.item}`} class="sku-head">
      <span class="ellipsis" dir="auto">
        {props.row.sku} <span class="dim">{props.row.name}</span>
      </span>
      <span class="small dim ellipsis" dir="auto">
        {[props.row.store === null && shelves() ? shelves() : props.pool, props.row.isInKit ? words.inKit : null]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </a>
  );
}
