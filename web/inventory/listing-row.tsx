/** One listing in the list: what it is at TikTok, what it is mapped to, and how many orders wait for that. */
import { createEffect, For, Match, Show, Switch } from "solid-js";
import { Thumb } from "../orders/thumb.tsx";
import { useStores } from "../team/me.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount, formatMoney } from "../ui/money.ts";
import { StoreMark } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { ListingSummary } from "./queries.ts";
import { type Chosen, keyOf } from "./selection.ts";

export const nameListing = (listing: Pick<ListingSummary, "title" | "variation">) =>
  [listing.title, listing.variation].filter(Boolean).join(", ");

export function ListingHead(props: { chosen: Chosen }) {
  const words = speak("inventory").listings;
  return (
    <>
      <th scope="col" class="c-box">
        <input
          type="checkbox"
          class="check"
          aria-label={words.chooseAll}
          checked={props.chosen.isAll()}
          ref={(box) =>
            createEffect(() => {
              box.indeterminate = !props.chosen.isAll() && props.chosen.rows().length > 0;
            })
          }
          onChange={(event) => (event.currentTarget.checked ? props.chosen.chooseAll() : props.chosen.clear())}
        />
      </th>
      <th scope="col" class="c-listing">
        {words.columns.listing}
      </th>
      <th scope="col" class="c-mapped">
        {words.columns.mapped}
      </th>
      <th scope="col" class="c-price">
        {words.columns.price}
      </th>
      <th scope="col" class="c-status">
        {words.columns.status}
      </th>
      <th scope="col" class="c-act">
        <span class="sr">{words.map}</span>
      </th>
    </>
  );
}

interface RowProps {
  listing: ListingSummary;
  index: number;
  chosen: Chosen;
  onMap: () => void;
}

export function ListingRow(props: RowProps) {
  const words = speak("inventory").listings;
  const name = () => nameListing(props.listing);
  return (
    <tr data-row={keyOf(props.listing)} aria-rowindex={props.index} aria-selected={props.chosen.has(props.listing)}>
      <td class="c-box">
        <input
          type="checkbox"
          class="check"
          aria-label={words.choose(name())}
          checked={props.chosen.has(props.listing)}
          onClick={(event) => props.chosen.choose(props.listing, event.shiftKey)}
        />
      </td>
      <td class="c-listing">
        <ListingName listing={props.listing} />
      </td>
      <td class="c-mapped">
        <MappedTo listing={props.listing} />
      </td>
      <td class="c-price num">
        {props.listing.priceMinor !== null && props.listing.currency !== null
          ? formatMoney(props.listing.priceMinor, props.listing.currency)
          : ""}
      </td>
      <td class="c-status">
        <Show when={props.listing.status} fallback={<span class="small dim">{words.onlyOrdered}</span>}>
          <span class="theirs-word ellipsis">{props.listing.status}</span>
        </Show>
      </td>
      <td class="c-act">
        <button
          type="button"
          class="button s"
          data-open
          aria-disabled={props.listing.can.map.ok ? undefined : true}
          title={whyNot(props.listing.can.map) ?? undefined}
          aria-label={`${props.listing.state === "unmapped" ? words.map : words.change}: ${name()}`}
          onClick={() => props.listing.can.map.ok && props.onMap()}
        >
          {props.listing.state === "unmapped" ? words.map : words.change}
        </button>
      </td>
    </tr>
  );
}

function ListingName(props: { listing: ListingSummary }) {
  const words = speak("inventory").listings;
  const stores = useStores();
  return (
    <div class="listing-name">
      <Thumb url={props.listing.imageUrl} />
      <div>
        <p class="row tight">
          <Show when={stores.find(props.listing.store)}>{(store) => <StoreMark store={store()} />}</Show>
          <bdi class="ellipsis" title={nameListing(props.listing)}>
            {props.listing.title}
          </bdi>
          <Show when={props.listing.variation}>
            <bdi class="ellipsis dim">{props.listing.variation}</bdi>
          </Show>
        </p>
        <p class="second small dim ellipsis">
          <span class="id">{props.listing.sellerSku ?? words.noSku}</span>
          <For each={props.listing.codes}>{(code) => <> · {words.code(code)}</>}</For>
        </p>
      </div>
    </div>
  );
}

function MappedTo(props: { listing: ListingSummary }) {
  const words = speak("inventory").listings;
  return (
    <Switch>
      <Match when={props.listing.state === "mapped"}>
        <span class="row tight">
          <For each={props.listing.parts}>
            {(part) => (
              <span class="badge line" title={part.name}>
                {part.qty > 1 ? `${part.qty} × ` : ""}
                <span class="id ellipsis">{part.sku}</span>
              </span>
            )}
          </For>
        </span>
      </Match>
      <Match when={props.listing.state === "ignored"}>
        <span class="small dim">{words.ignored}</span>
      </Match>
      <Match when={props.listing.waiting > 0}>
        <span class="badge soon">
          <Icon name="alert" />
          {words.waiting(formatCount(props.listing.waiting), props.listing.waiting === 1)}
        </span>
      </Match>
    </Switch>
  );
}
