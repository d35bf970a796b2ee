/** One order in the list: whose, what, where it stands in both words, and what is due. */
import { Match, Show, Switch } from "solid-js";
import { useStores } from "../team/me.tsx";
import { ownZone, writeTime } from "../ui/clock.ts";
import { Due } from "../ui/due.tsx";
import { formatMoney } from "../ui/money.ts";
import type { Selection } from "../ui/selection.ts";
import { exactly, Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { SHIPPING_SOON_MS, SHIPPING_URGENT_MS } from "./clocks.tsx";
import "./work.css";
import type { OrderSummary } from "./queries.ts";
import { StageWord } from "./stage.tsx";

const MS = 1000;

export function OrderRow(props: { order: OrderSummary; index: number; selection: Selection }) {
  const words = speak("orders");
  const about = speak("order");
  const stores = useStores();
  const store = () => stores.find(props.order.store_id);
  const zone = () => store()?.time_zone ?? ownZone;
  return (
    <tr data-row={props.order.id} aria-rowindex={props.index}>
      <td class="c-order">
        <input
          type="checkbox"
          class="check order-check"
          aria-label={speak("shipping").bar.select(props.order.id)}
          checked={props.selection.has(props.order.id)}
          onClick={(event) => props.selection.choose(props.order.id, event.shiftKey)}
        />
        <a href={`/orders/${props.order.id}`} class="whole">
          <Show when={store()}>{(one) => <StoreMark store={one()} />}</Show>
          <span class="id" title={props.order.id}>
            …{props.order.id.slice(-10)}
          </span>
        </a>
        <span class="second small dim">
          <Time at={props.order.create_time * MS} as="full" zone={zone()} />
        </span>
      </td>
      <td class="c-buyer ellipsis" dir="auto">
        <Show when={props.order.buyer_nickname} fallback={<span class="dim">{words.noBuyer}</span>}>
          {props.order.buyer_nickname}
        </Show>
      </td>
      <td class="c-units ellipsis" title={props.order.items}>
        {props.order.items}
        <Show when={props.order.heldFor ?? (props.order.reasons.length > 0 ? whyIn(props.order) : null)}>
          {(why) => (
            <span class="why-kept" dir="auto" title={why()}>
              {why()}
            </span>
          )}
        </Show>
      </td>
      <td class="c-stage">
        <StageWord stage={props.order.stage} cancelAsked={props.order.cancel_requested === 1 && props.order.stage !== "cancelled"} />
        <span class="second theirs-word">{props.order.status}</span>
      </td>
      <td class="c-by">
        {about.by[props.order.fulfilled_by]}
        <Show when={props.order.is_sample}>
          <span class="second">
            <span class="badge">{about.sample}</span>
          </span>
        </Show>
      </td>
      <td class="c-due">
        <Deadline order={props.order} zone={zone()} />
      </td>
      <td class="c-total num">{formatMoney(props.order.total_minor, props.order.currency)}</td>
    </tr>
  );
}

/** What it waits for, in the words of its page. */
const whyIn = ({ reasons }: OrderSummary) => reasons.map((reason) => speak("orderWork").reasons[reason] ?? reason).join(", ");

/** The next one, named: the label until everything is packed, then the carrier's scan. */
function Deadline(props: { order: OrderSummary; zone: string }) {
  const words = speak("orders");
  const time = (at: number) => writeTime(at, "full", props.zone);
  return (
    <Switch fallback={<span class="dim wide-only">{words.none}</span>}>
      <Match when={props.order.due_time}>
        {(seconds) => {
          const at = () => seconds() * MS;
          return (
            <>
              <Due at={at()} spanMs={at() - props.order.create_time * MS} soonMs={SHIPPING_SOON_MS} urgentMs={SHIPPING_URGENT_MS} />
              <span class="second small dim" title={exactly(at(), props.zone)}>
                {props.order.stage === "shipped" ? words.scan(time(at())) : words.label(time(at()))}
              </span>
            </>
          );
        }}
      </Match>
    </Switch>
  );
}
