/** One kind of goods in the list: TikTok's numbers, ours beside them, and how far they are apart in words and since when. */
import { For, Match, Show, Switch } from "solid-js";
import { useStores } from "../team/me.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { Goods } from "./queries.ts";

const NUMBERS = ["onHand", "reserved", "available", "unfulfillable", "inTransit"] as const;

export function GoodsHead() {
  const words = speak("fbt").columns;
  return (
    <>
      <th scope="col" class="c-goods">
        {words.goods}
      </th>
      <th scope="col" class="c-item">
        {words.item}
      </th>
      <For each={NUMBERS}>
        {(name) => (
          <th scope="col" class="num">
            {words[name]}
          </th>
        )}
      </For>
      <th scope="col" class="num">
        {words.ours}
      </th>
      <th scope="col" class="c-drift">
        {words.drift}
      </th>
    </>
  );
}

interface RowProps {
  goods: Goods;
  index: number;
  name: string;
  onOpen: () => void;
}

export function GoodsRow(props: RowProps) {
  const words = speak("fbt");
  const stores = useStores();
  const title = () => props.goods.name || props.goods.code || props.goods.goods;
  return (
    <tr data-row={props.name} aria-rowindex={props.index}>
      <td class="c-goods">
        <span class="row">
          <Show when={stores.all().length > 1 && stores.all().find(({ id }) => id === props.goods.store)}>
            {(store) => <StoreMark store={store()} />}
          </Show>
          <button
            type="button"
            class="link-row ellipsis"
            data-open
            title={title()}
            aria-label={words.open(title())}
            onClick={() => props.onOpen()}
          >
            <bdi>{title()}</bdi>
          </button>
        </span>
        <span class="second small dim ellipsis id">
          <bdi>{props.goods.code}</bdi>
        </span>
      </td>
      <td class="c-item">
        <Show when={props.goods.item} fallback={<span class="dim">–</span>}>
          {(item) => (
            <a class="ellipsis" href={`/inventory/items/${item().id}`} title={item().name}>
              <bdi>{item().qty > 1 ? words.perUnit(formatCount(item().qty), item().sku) : item().sku}</bdi>
            </a>
          )}
        </Show>
      </td>
      <For each={NUMBERS}>
        {(name) => (
          <td class="num" classList={{ dim: props.goods[name] === 0 }} data-name={words.columns[name]}>
            {formatCount(props.goods[name])}
          </td>
        )}
      </For>
      <td class="num" data-name={words.columns.ours}>
        <Show when={props.goods.compared} fallback={<span class="dim">–</span>}>
          {(compared) => formatCount(compared().ours)}
        </Show>
      </td>
      <td class="c-drift">
        <Drift goods={props.goods} />
      </td>
    </tr>
  );
}

function Drift(props: { goods: Goods }) {
  const words = speak("fbt");
  return (
    <Switch
      fallback={
        <Show when={props.goods.because}>
          {(code) => (
            <span class="small dim ellipsis" title={words.why[code()]}>
              {words.because[code()]}
            </span>
          )}
        </Show>
      }
    >
      <Match when={props.goods.compared?.drift ? props.goods.compared : undefined}>
        {(compared) => (
          <span class="drift" classList={{ late: compared().isLong }}>
            <Show when={compared().isLong}>
              <Icon name="alert" size="s" />
            </Show>
            <span class="ellipsis">{sayDrift(compared().drift)}</span>
            <Show when={compared().since}>
              {(since) => (
                <span class="second small dim">
                  {words.since} <Time at={since()} as="recent" />
                </span>
              )}
            </Show>
          </span>
        )}
      </Match>
      <Match when={props.goods.compared}>
        <span class="small dim">{words.even}</span>
      </Match>
    </Switch>
  );
}

export function sayDrift(drift: number): string {
  const words = speak("fbt");
  return drift > 0 ? words.more(formatCount(drift)) : words.fewer(formatCount(-drift));
}
