/** What was bought, by SKU and opened to units: each unit is a line of its own at TikTok, with its own fate. */
import { For, Show } from "solid-js";
import "./parts.css";
import { formatMoney } from "../ui/money.ts";
import { speak } from "../words/words.ts";
import type { OrderPage } from "./queries.ts";
import { UnitWord } from "./stage.tsx";
import { Thumb } from "./thumb.tsx";

type Group = OrderPage["groups"][number];

/** `detailed` gives every unit its price and TikTok's word. */
export function Units(props: { page: OrderPage; detailed?: boolean }) {
  const words = speak("order");
  const money = (minor: number) => formatMoney(minor, props.page.order.currency);
  const packageName = (id: string | null) => {
    const at = props.page.packages.findIndex((parcel) => parcel.id === id);
    return at < 0 ? words.noPackage : words.package(at + 1);
  };
  /** TikTok may discount units of one SKU differently: then only their sum is true. */
  const priceOf = ({ units }: Group) => {
    const [first] = units;
    const isOne = units.every((unit) => unit.price_minor === first?.price_minor);
    return isOne ? `${units.length} × ${money(first?.price_minor ?? 0)}` : money(units.reduce((sum, unit) => sum + unit.price_minor, 0));
  };
  const subtitle = (group: Group) => [group.seller_sku, group.variation].filter(Boolean).join(", ");
  return (
    <For each={props.page.groups}>
      {(group) => (
        <div class="sku-group">
          <div class="sku">
            <Thumb url={group.image_url} />
            <div>
              <p classList={{ ellipsis: !props.detailed }} title={group.title}>
                <b>{group.title}</b>
              </p>
              <p class="small dim ellipsis">{subtitle(group)}</p>
            </div>
            <span class="num mid">{priceOf(group)}</span>
          </div>
          <ul class="units" classList={{ list: props.detailed }}>
            <For each={group.units}>
              {(unit) => (
                <li>
                  <UnitWord status={unit.status} />
                  <Show when={props.detailed}>
                    <span class="theirs-word wide-only">{unit.status}</span>
                  </Show>
                  <Show when={unit.is_gift}>
                    <span class="badge">{words.gift}</span>
                  </Show>
                  <span class="push dim">{packageName(unit.package_id)}</span>
                  <Show when={props.detailed}>
                    <span class="num unit-price wide-only">{money(unit.price_minor)}</span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </div>
      )}
    </For>
  );
}
