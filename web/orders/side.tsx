/** The order page's right column: what is due, how it stands in both words, who gets it, what it cost. */
import { For, type JSX, Show } from "solid-js";
import { isAdmin, useMe } from "../team/me.tsx";
import { formatMoney } from "../ui/money.ts";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { Clocks, stopsOf } from "./clocks.tsx";
import type { Order, OrderPage } from "./queries.ts";
import { Recipient } from "./recipient.tsx";
import { StageWord } from "./stage.tsx";
import { WhatYouCan } from "./what-you-can.tsx";

const MS = 1000;

export function SideCards(props: { page: OrderPage; zone: string }) {
  const words = speak("order").page;
  const me = useMe();
  return (
    <div class="stack">
      <Show when={stopsOf(props.page.order).length > 0}>
        <section class="card">
          <div class="body padded-top">
            <Clocks order={props.page.order} zone={props.zone} />
          </div>
        </section>
      </Show>
      <Status order={props.page.order} />
      <section class="card" aria-labelledby="h-recipient">
        <header>
          <h2 id="h-recipient">{words.recipient}</h2>
        </header>
        <div class="body stack tight">
          <Recipient page={props.page} />
          <Show when={props.page.order.fulfilled_by === "store"}>
            <WhatYouCan />
          </Show>
          <Show when={isAdmin(me()) && props.page.order.buyer_user_id}>
            <a class="link small" href={`/settings/personal-data?q=${props.page.order.id}`}>
              {speak("order").held}
            </a>
          </Show>
        </div>
      </section>
      <Payment order={props.page.order} zone={props.zone} />
    </div>
  );
}

function Line(props: { name: string; children: JSX.Element }) {
  return (
    <div class="setting fixed">
      <span class="key">{props.name}</span>
      <span class="value">{props.children}</span>
    </div>
  );
}

function Status(props: { order: Order }) {
  const words = speak("order");
  const marks = () =>
    [props.order.is_sample && words.sample, props.order.is_cod && words.cod].filter((mark): mark is string => typeof mark === "string");
  return (
    <section class="card narrow-keys" aria-labelledby="h-status">
      <header>
        <h2 id="h-status">{words.page.status}</h2>
      </header>
      <Line name={words.page.stage}>
        <StageWord stage={props.order.stage} cancelAsked={props.order.cancel_requested === 1 && props.order.stage !== "cancelled"} />
      </Line>
      <Line name={words.page.theirs}>
        <span class="theirs-word">{props.order.status}</span>
      </Line>
      <Line name={words.page.by}>{words.by[props.order.fulfilled_by]}</Line>
      <Show when={props.order.scope === "history"}>
        <Line name={words.page.scope}>{words.page.history}</Line>
      </Show>
      <Show when={props.order.warehouse}>
        <Line name={words.page.warehouse}>{props.order.warehouse}</Line>
      </Show>
      <Show when={props.order.shipping_type}>
        {(type) => (
          <Line name={words.page.shipping}>
            {words.page.shippingBy[type()] ?? type()}
            <Show when={props.order.delivery_option}>
              <span class="dim">{props.order.delivery_option}</span>
            </Show>
          </Line>
        )}
      </Show>
      <Show when={marks().length > 0}>
        <Line name={words.page.kind}>
          <For each={marks()}>{(mark) => <span class="badge">{mark}</span>}</For>
        </Line>
      </Show>
    </section>
  );
}

function Payment(props: { order: Order; zone: string }) {
  const words = speak("order").page;
  const money = (minor: number) => formatMoney(minor, props.order.currency);
  const lines = () => {
    const { subtotal_minor, shipping_minor, tax_minor, seller_discount_minor, platform_discount_minor } = props.order;
    const all: [string, number | null, boolean][] = [
      [words.subtotal, subtotal_minor, true],
      [words.sellerDiscount, negative(seller_discount_minor), false],
      [words.platformDiscount, negative(platform_discount_minor), false],
      [words.shippingFee, shipping_minor, true],
      [words.tax, tax_minor, false],
    ];
    return all.filter(([, minor, always]) => minor !== null && (always || minor !== 0));
  };
  return (
    <section class="card" aria-labelledby="h-payment">
      <header>
        <h2 id="h-payment">{words.payment}</h2>
      </header>
      <div class="body">
        <dl class="facts">
          <For each={lines()}>
            {([name, minor]) => (
              <>
                <dt>{name}</dt>
                <dd>{money(minor ?? 0)}</dd>
              </>
            )}
          </For>
          <dt>
            <Show when={props.order.paid_time} fallback={words.notPaid}>
              {(seconds) => (
                <>
                  {words.paid("")}
                  <Time at={seconds() * MS} as="full" zone={props.zone} />
                </>
              )}
            </Show>
          </dt>
          <dd>
            <b>{money(props.order.total_minor)}</b>
          </dd>
          <Show when={props.order.payment_method}>
            <dt>{words.method}</dt>
            <dd>{props.order.payment_method}</dd>
          </Show>
        </dl>
      </div>
    </section>
  );
}

const negative = (minor: number | null) => (minor === null ? null : -Math.abs(minor));
