/** Cards of TikTok's chat: a product, an order, a parcel, a coupon, a return. They carry ids; what we know of the thing stands beside. */
import { type JSX, Match, Show, Switch } from "solid-js";
import { StageWord } from "../orders/stage.tsx";
import { Thumb } from "../orders/thumb.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { formatMoney } from "../ui/money.ts";
import { speak } from "../words/words.ts";
import type { TicketPage } from "./queries.ts";

const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

interface CardProps {
  icon: IconName;
  says: string;
  title: string;
  image?: string | null;
  aside?: JSX.Element;
  to?: string | undefined;
}

function Card(props: CardProps) {
  const inside = () => (
    <>
      <Show
        when={props.image}
        fallback={
          <span class="thumb">
            <Icon name={props.icon} />
          </span>
        }
      >
        {(url) => <Thumb url={url()} />}
      </Show>
      <div>
        <p class="small dim ellipsis">{props.says}</p>
        <p class="ellipsis" title={props.title}>
          {props.title}
        </p>
      </div>
      <span class="dim">{props.aside}</span>
    </>
  );
  return (
    <Show when={props.to} fallback={<div class="attached">{inside()}</div>}>
      {(to) => (
        <a class="attached" href={to()}>
          {inside()}
        </a>
      )}
    </Show>
  );
}

interface OnPage {
  content: Record<string, unknown>;
  page: TicketPage;
  says: string;
}

function ProductCard(props: OnPage) {
  const id = () => textOf(props.content.product_id);
  const product = () => props.page.products.find((one) => one.product_id === id());
  return (
    <Card
      icon="tag"
      says={props.says}
      title={product()?.title ?? `${speak("thread").entry.product} ${id()}`}
      image={product()?.image_url ?? null}
    />
  );
}

function OrderCard(props: OnPage) {
  const id = () => textOf(props.content.order_id);
  const order = () => props.page.orders.find((one) => one.order.id === id());
  return (
    <Card
      icon="box"
      says={props.says}
      title={
        order()
          ?.groups.map((group) => `${group.units.length} × ${group.title}`)
          .join(", ") ?? id()
      }
      image={order()?.groups[0]?.image_url ?? null}
      to={`/orders/${id()}`}
      aside={
        <Show when={order()}>
          {(found) => (
            <span class="stack tight end">
              <span>{formatMoney(found().order.total_minor, found().order.currency)}</span>
              <StageWord stage={found().order.stage} />
            </span>
          )}
        </Show>
      }
    />
  );
}

function ParcelCard(props: OnPage) {
  const id = () => textOf(props.content.order_id);
  const parcel = () => {
    const packages = props.page.orders.find((one) => one.order.id === id())?.packages ?? [];
    return packages.find((one) => one.id === textOf(props.content.package_id)) ?? packages[0];
  };
  const title = () => [parcel()?.provider, parcel()?.tracking_number].filter(Boolean).join(" ") || id();
  return <Card icon="truck" says={props.says} title={title()} to={`/orders/${id()}`} />;
}

function CouponCard(props: Omit<OnPage, "page">) {
  return <Card icon="coupon" says={props.says} title={textOf(props.content.coupon_id)} />;
}

/** The unit it is about, where the order is here; the order's number otherwise. */
function ReturnCard(props: OnPage) {
  const id = () => textOf(props.content.order_id);
  const group = () => {
    const groups = props.page.orders.find((one) => one.order.id === id())?.groups ?? [];
    return groups.find((one) => one.sku_id === textOf(props.content.sku_id));
  };
  return <Card icon="return" says={props.says} title={group()?.title ?? id()} image={group()?.image_url ?? null} to={`/orders/${id()}`} />;
}

export const CARD_TYPES = new Set([
  "PRODUCT_CARD",
  "BUYER_ENTER_FROM_PRODUCT",
  "ORDER_CARD",
  "BUYER_ENTER_FROM_ORDER",
  "LOGISTICS_CARD",
  "COUPON_CARD",
  "RETURN_REFUND_CARD",
]);

/** A card as the buyer sees it, by TikTok's type, whoever sent it. */
export function CardShown(props: { type: string; content: Record<string, unknown>; page: TicketPage }) {
  const words = speak("thread").entry;
  const is = (...types: string[]) => types.includes(props.type);
  return (
    <Switch>
      <Match when={is("PRODUCT_CARD", "BUYER_ENTER_FROM_PRODUCT")}>
        <ProductCard content={props.content} page={props.page} says={is("PRODUCT_CARD") ? words.productCard : words.cameFromProduct} />
      </Match>
      <Match when={is("ORDER_CARD", "BUYER_ENTER_FROM_ORDER")}>
        <OrderCard content={props.content} page={props.page} says={is("ORDER_CARD") ? words.orderCard : words.cameFromOrder} />
      </Match>
      <Match when={is("LOGISTICS_CARD")}>
        <ParcelCard content={props.content} page={props.page} says={words.logistics} />
      </Match>
      <Match when={is("COUPON_CARD")}>
        <CouponCard content={props.content} says={words.coupon} />
      </Match>
      <Match when={is("RETURN_REFUND_CARD")}>
        <ReturnCard content={props.content} page={props.page} says={words.returnCard} />
      </Match>
    </Switch>
  );
}
