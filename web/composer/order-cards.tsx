/** The cards of one order, to put into the reply. */
import { For } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useInsert } from "./insert.tsx";

type Order = TicketPage["orders"][number];
type OrderCard = TicketPage["cards"][number];

function nameCard({ type, card }: OrderCard, order: Order): string {
  const words = speak("panel");
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
  const words = speak("panel");
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
