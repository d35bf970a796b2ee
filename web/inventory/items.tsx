/** What is sold, by SKU: every item and kit, those that are offered or those that are not any more, and those in which words occur. The address
 *  holds what is looked for. */

import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { useSearchParams } from "../router/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { runCommand, useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { formatMoney } from "../ui/money.ts";
import { Search } from "../ui/search.tsx";
import { Empty, known } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askItems, type ItemSummary } from "./queries.ts";
import { Rows } from "./rows.tsx";
import { InventoryRoom } from "./tabs.tsx";

export default function Items() {
  const words = speak("inventory");
  const [query, setQuery] = useSearchParams<{ q?: string; archived?: string }>();
  const [field, setField] = createSignal<HTMLInputElement>();
  const q = () => query.q ?? "";
  const isArchived = () => query.archived === "1";
  const items = useInfiniteQuery(() => askItems(q(), isArchived()));
  const rows = createMemo(() => known(items)?.pages.flatMap((page) => page.rows));
  const first = () => known(items)?.pages[0];
  const create = () => whyNot(first()?.can.create);
  useKeys({
    search: () => field()?.focus(),
    back: () => (q() ? setQuery({ q: undefined }) : void leaveField(() => runCommand("next"))),
  });
  const look = (text: string) => setQuery({ q: text || undefined }, { replace: q() !== "" });
  return (
    <InventoryRoom
      tab="items"
      bar={
        <>
          <Search ref={setField} label={words.search} placeholder={words.items.hint} value={q()} onSearch={look} />
          <Show
            when={create() === null}
            fallback={
              <Button small look="primary" icon="plus" because={create()} quietly>
                {words.items.add}
              </Button>
            }
          >
            <ButtonLink small look="primary" icon="plus" to="/inventory/items/new">
              {words.items.add}
            </ButtonLink>
          </Show>
        </>
      }
    >
      <nav class="tabs" aria-label={words.items.list}>
        <a href={q() ? `/inventory?q=${encodeURIComponent(q())}` : "/inventory"} aria-current={isArchived() ? undefined : "page"}>
          {words.items.offered}
        </a>
        <a href={`/inventory?archived=1${q() ? `&q=${encodeURIComponent(q())}` : ""}`} aria-current={isArchived() ? "page" : undefined}>
          {words.items.archived}
        </a>
      </nav>
      <Rows
        label={words.items.list}
        name={`items ${q()} ${isArchived()}`}
        class="item-table"
        rows={rows()}
        idOf={(row) => row.id}
        query={items}
        head={<Head />}
        empty={<Nothing q={q()} isArchived={isArchived()} />}
        foot={first()?.more ? words.items.firstOnly : null}
        line={ItemRow}
      />
    </InventoryRoom>
  );
}

function Head() {
  const { columns } = speak("inventory").items;
  return (
    <>
      <th scope="col" class="c-item">
        {columns.item}
      </th>
      <th scope="col" class="c-barcode">
        {columns.barcode}
      </th>
      <th scope="col" class="c-uses">
        {columns.uses}
      </th>
      <th scope="col" class="c-cost">
        {columns.cost}
      </th>
    </>
  );
}

function ItemRow(props: { row: ItemSummary; index: number }) {
  const words = speak("inventory").items;
  return (
    <tr data-row={props.row.id} aria-rowindex={props.index}>
      <td class="c-item">
        <a class="whole" data-open href={`/inventory/items/${props.row.id}`}>
          <span class="id ellipsis">{props.row.sku}</span>
          <Show when={props.row.kind === "kit"}>
            <span class="badge">
              {words.kit} · {words.parts(props.row.parts)}
            </span>
          </Show>
        </a>
        <span class="second small mid ellipsis">
          <bdi>{props.row.name}</bdi>
        </span>
      </td>
      <td class="c-barcode num dim">{props.row.barcode}</td>
      <td class="c-uses mid">{words.uses(props.row.listings)}</td>
      <td class="c-cost num">
        {props.row.cost_minor !== null && props.row.cost_currency !== null
          ? formatMoney(props.row.cost_minor, props.row.cost_currency)
          : ""}
      </td>
    </tr>
  );
}

function Nothing(props: { q: string; isArchived: boolean }) {
  const words = speak("inventory").items;
  return (
    <Switch
      fallback={
        <Empty icon="tag" title={words.none.title} words={words.none.words}>
          <ButtonLink icon="plus" to="/inventory/items/new">
            {words.add}
          </ButtonLink>
        </Empty>
      }
    >
      <Match when={props.q}>
        <Empty icon="search" title={words.notFound.title(props.q)} words={words.notFound.words} />
      </Match>
      <Match when={props.isArchived}>
        <Empty icon="tag" title={words.noneArchived.title} />
      </Match>
    </Switch>
  );
}
