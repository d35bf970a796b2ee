/** The ways to a card: a button and a sign under the words open the picker, whose code comes then; beside an order a menu holds its own. */
import { For, Show } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { useInsert } from "./insert.tsx";
import type { Writing } from "./writing.ts";

const CardPicker = room(["cards"], () => import("./card-picker.tsx"));

export function CardButton(props: { page: TicketPage; writing: Writing }) {
  return (
    <>
      <IconButton
        icon="coupon"
        small
        class="open-cards"
        label={speak("thread").composer.cards}
        keys="#"
        because={props.writing.refusal()}
        onPress={() => props.writing.show(true)}
      />
      <Show when={props.writing.showing()}>
        <CardPicker page={props.page} onShow={props.writing.addCard} onClose={() => props.writing.show(false)} />
      </Show>
    </>
  );
}

type Order = TicketPage["orders"][number];
type OrderCard = TicketPage["cards"][number];

function nameCard({ type, card }: OrderCard, order: Order): string {
  const words = speak("thread").panel;
  if (type === "ORDER_CARD") return words.showOrder;
  const { content } = card ?? { content: {} };
  if ("sku_id" in content) return words.showReturn(order.groups.find((one) => one.sku_id === content.sku_id)?.title ?? "");
  const parcel = order.packages.find((one) => "package_id" in content && one.id === content.package_id);
  return parcel ? words.showParcel(parcel.tracking_number ?? parcel.id) : words.showNoParcel;
}

const ICONS = {
  ORDER_CARD: "box",
  LOGISTICS_CARD: "truck",
  RETURN_REFUND_CARD: "return",
  PRODUCT_CARD: "tag",
  COUPON_CARD: "coupon",
} as const;

export function OrderCards(props: { order: Order; page: TicketPage }) {
  const words = speak("thread").panel;
  const { show } = useInsert();
  const id = () => `cards-${props.order.order.id}`;
  const cards = () => props.page.cards.filter((one) => one.orderId === props.order.order.id);
  const reason = () => whyNot(props.page.can.reply);
  return (
    <>
      <button
        type="button"
        class="button s"
        popovertarget={reason() ? undefined : id()}
        aria-disabled={reason() ? true : undefined}
        title={reason() ?? undefined}
      >
        <Icon name="coupon" />
        {words.show}
      </button>
      <Menu id={id()} label={words.show} class="order-cards">
        <For each={cards()}>
          {(one) => (
            <MenuItem icon={ICONS[one.type]} because={whyNot(one.can)} onChoose={() => one.card && show(one.card)}>
              {nameCard(one, props.order)}
            </MenuItem>
          )}
        </For>
      </Menu>
    </>
  );
}
