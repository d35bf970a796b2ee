/** Inventory › Stock: what stands where, item by item. A number explains itself when it is pressed; the pencil beside a row changes it. */

import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { useInfiniteQuery, useQuery, useQueryClient } from "../cache/use.ts";
import { InventoryRoom } from "../inventory/tabs.tsx";
import { useSearchParams } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { useKeys } from "../ui/keys.ts";
import { Search } from "../ui/search.tsx";
import { Answer, Empty, known, Skeleton } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { followStock } from "./follow.ts";
import { askStock, askWarehouses, type StockPage, type StockRow, type StockView, VIEWS, type Warehouse } from "./queries.ts";
import { ItemRows } from "./rows.tsx";
import "./stock.css";

const ActDialog = lazy(() => import("./act.tsx"));
const ExplainDialog = lazy(() => import("./explain.tsx"));
const SheetDialog = lazy(() => import("./sheet.tsx"));
const WaitingDialog = lazy(() => import("./waiting.tsx"));

/** What stands open over the table. */
export type Opened = { what: "act" | "explain"; row: StockRow; warehouse: string } | { what: "waiting"; row: StockRow } | null;

export default function Stock() {
  const [params, setParams] = useSearchParams<{ view?: string; warehouse?: string; q?: string }>();
  const search = () => params.q ?? "";
  const view = () => VIEWS.find((one) => one === params.view) ?? "all";
  const warehouses = useQuery(() => askWarehouses);
  const pages = useInfiniteQuery(() => askStock(view(), search()));
  const client = useQueryClient();
  const [isSheet, setSheet] = createSignal(false);
  const isShown = (item: string) => known(pages)?.pages.some((page) => page.rows.some((row) => row.id === item)) ?? false;
  // A view of some items may gain one that is not on screen yet.
  followStock(
    (items) => items === null || view() !== "all" || items.some(isShown),
    () => client.invalidateQueries({ queryKey: ["stock"] }),
  );
  return (
    <InventoryRoom
      tab="stock"
      bar={
        <Bar
          page={known(pages)?.pages[0]}
          search={search()}
          onSearch={(q) => setParams({ q: q || undefined, view: undefined }, { replace: search() !== "" })}
          onSheet={() => setSheet(true)}
        />
      }
    >
      <Filters
        view={search() === "" ? view() : null}
        warehouse={params.warehouse ?? ""}
        warehouses={known(warehouses)?.warehouses ?? []}
        onChoose={(id) => setParams({ warehouse: id || undefined })}
      />
      <div class="scroll" tabindex="0">
        <Answer of={warehouses} waiting={<Waiting />} around={(trouble) => <div class="padded">{trouble}</div>}>
          {(known) => (
            <Answer of={pages} waiting={<Waiting />} around={(trouble) => <div class="padded">{trouble}</div>}>
              {(data) => (
                <StockTable
                  pages={data().pages}
                  view={view()}
                  search={search()}
                  warehouse={params.warehouse ?? ""}
                  warehouses={known().warehouses}
                  more={pages.hasNextPage}
                  asking={pages.isFetchingNextPage}
                  onMore={() => void pages.fetchNextPage()}
                />
              )}
            </Answer>
          )}
        </Answer>
      </div>
      <Suspense>
        <Show when={isSheet()}>
          <SheetDialog warehouses={known(warehouses)?.warehouses ?? []} onClose={() => setSheet(false)} />
        </Show>
      </Suspense>
    </InventoryRoom>
  );
}

interface BarProps {
  page: StockPage | undefined;
  search: string;
  onSearch: (text: string) => void;
  onSheet: () => void;
}

function Bar(props: BarProps) {
  const words = speak("stock");
  const [field, setField] = createSignal<HTMLInputElement>();
  useKeys({ search: () => field()?.focus() });
  return (
    <>
      <Show when={props.page}>
        {(page) => (
          <Button small icon="rows" because={whyNot(page().can.count)} quietly onPress={props.onSheet}>
            {words.sheet.open}
          </Button>
        )}
      </Show>
      <Search ref={setField} label={words.search} placeholder={words.searchHint} value={props.search} onSearch={props.onSearch} />
    </>
  );
}

interface FiltersProps {
  /** Null while a search looks at all of them. */
  view: StockView | null;
  warehouse: string;
  warehouses: Warehouse[];
  onChoose: (warehouse: string) => void;
}

function Filters(props: FiltersProps) {
  const words = speak("stock");
  const offered = () => props.warehouses.filter(({ id, archived_at }) => archived_at === null || id === props.warehouse);
  return (
    <div class="shelf-filters">
      <nav class="tabs" aria-label={words.viewsOf}>
        <For each={VIEWS}>
          {(one) => (
            <a href={addressOf(one, props.warehouse)} aria-current={props.view === one ? "page" : undefined}>
              {words.views[one]}
            </a>
          )}
        </For>
      </nav>
      <Select
        label={words.warehouse}
        value={props.warehouse}
        options={[{ value: "", label: words.everywhere }, ...offered().map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={props.onChoose}
      />
    </div>
  );
}

const Waiting = () => <Skeleton rows={10} class="order-waiting" widths={[25, 12, 12, 12, 12]} />;

function addressOf(view: StockView, warehouse: string): string {
  const asked = new URLSearchParams({ ...(view === "all" ? {} : { view }), ...(warehouse ? { warehouse } : {}) }).toString();
  return `/inventory/stock${asked && `?${asked}`}`;
}

interface TableProps {
  pages: StockPage[];
  view: StockView;
  search: string;
  warehouse: string;
  warehouses: Warehouse[];
  more: boolean;
  asking: boolean;
  onMore: () => void;
}

function StockTable(props: TableProps) {
  const words = speak("stock");
  const [opened, setOpened] = createSignal<Opened>(null);
  const rows = createMemo(() => [...new Map(props.pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()]);
  const chosen = () => props.warehouses.filter(({ id, archived_at }) => (props.warehouse ? id === props.warehouse : archived_at === null));
  return (
    <>
      <Show when={rows().length > 0} fallback={<NothingHere {...props} />}>
        <table class="stock-table" aria-label={words.list}>
          <thead>
            <tr>
              <th scope="col">{words.columns.item}</th>
              <th scope="col">{words.columns.warehouse}</th>
              <For each={["onHand", "reserved", "free", "unsellable", "waiting"] as const}>
                {(name) => (
                  <th scope="col" class="num">
                    {words.columns[name]}
                  </th>
                )}
              </For>
              <td />
            </tr>
          </thead>
          <For each={rows().map((row) => row.id)}>
            {(id) => (
              <Show when={rows().find((row) => row.id === id)}>
                {(row) => (
                  <ItemRows row={row()} warehouses={chosen()} only={props.warehouse !== ""} page={props.pages[0]} onOpen={setOpened} />
                )}
              </Show>
            )}
          </For>
        </table>
        <Show when={props.more}>
          <div class="looked">
            <Button busy={props.asking} onPress={props.onMore}>
              {words.more}
            </Button>
          </div>
        </Show>
      </Show>
      {/* What is being typed stays also where the last row leaves the view meanwhile. */}
      <Suspense>
        <Over opened={opened()} page={props.pages[0]} warehouses={props.warehouses} onClose={() => setOpened(null)} />
      </Suspense>
    </>
  );
}

function Over(props: { opened: Opened; page: StockPage | undefined; warehouses: Warehouse[]; onClose: () => void }) {
  const at = (what: "act" | "explain") => (props.opened?.what === what ? props.opened : undefined);
  const nameOf = (id: string) => props.warehouses.find((one) => one.id === id)?.name ?? id;
  return (
    <Switch>
      <Match when={at("act")}>
        {(one) => (
          <Show when={props.page}>
            {(page) => (
              <ActDialog page={page()} row={one().row} warehouse={one().warehouse} warehouses={props.warehouses} onClose={props.onClose} />
            )}
          </Show>
        )}
      </Match>
      <Match when={at("explain")}>
        {(one) => (
          <ExplainDialog row={one().row} warehouse={one().warehouse} warehouseName={nameOf(one().warehouse)} onClose={props.onClose} />
        )}
      </Match>
      <Match when={props.opened?.what === "waiting" ? props.opened : undefined}>
        {(one) => <WaitingDialog row={one().row} onClose={props.onClose} />}
      </Match>
    </Switch>
  );
}

function NothingHere(props: TableProps) {
  const words = speak("stock");
  const none = () => words.none[props.view];
  return (
    <Switch
      fallback={
        <Empty icon="box" title={none()?.title ?? ""} words={none()?.words}>
          <Show when={props.view === "all"}>
            <ButtonLink to="/inventory">{words.noneAct}</ButtonLink>
          </Show>
        </Empty>
      }
    >
      <Match when={props.search !== ""}>
        <Empty icon="search" title={words.notFound(props.search)} />
      </Match>
      <Match when={props.warehouses.length === 0}>
        <Empty icon="house" title={words.noWarehouse.title} words={words.noWarehouse.words}>
          <ButtonLink to="/inventory/warehouses">{words.noWarehouse.act}</ButtonLink>
        </Empty>
      </Match>
    </Switch>
  );
}
