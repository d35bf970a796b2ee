/** What a message holds, by TikTok's type. A type nobody has heard of is named, never swallowed. */
import { Match, Show, Switch } from "solid-js";
import { now } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { CouponCard, OrderCard, ParcelCard, ProductCard, ReturnCard } from "./cards.tsx";
import { Picture, safeAddress } from "./picture.tsx";
import type { Entry, TicketPage } from "./queries.ts";
import { Text } from "./text.tsx";

export type Message = Extract<Entry, { kind: "message" }>;

/** TikTok's remarks on a conversation, thin between the words. */
const REMARKS = new Set(["ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER", "OTHER"]);
export const isRemark = (message: Message) => REMARKS.has(message.type) || (message.role === "SYSTEM" && message.type === "TEXT");

export const isShown = (entry: Entry) => entry.kind !== "message" || entry.type !== "HIDDEN";

/** The words of a message, however the type spells them. */
export function wordsOf(content: Record<string, unknown>): string {
  const words = content.content ?? content.text;
  return typeof words === "string" ? words : "";
}

export function MessageBody(props: { message: Message; page: TicketPage }) {
  const words = speak("thread").entry;
  const content = () => props.message.content as Record<string, unknown>;
  const is = (...types: string[]) => types.includes(props.message.type);
  return (
    <Switch
      fallback={
        <Show when={wordsOf(content())} fallback={<p class="said unknown">{words.unknown(props.message.type)}</p>}>
          <Text text={wordsOf(content())} />
        </Show>
      }
    >
      <Match when={is("TEXT")}>
        <Text text={wordsOf(content())} />
      </Match>
      <Match when={is("IMAGE")}>
        <Picture name={props.message.id} width={content().width} height={content().height} />
      </Match>
      <Match when={is("VIDEO")}>
        <Video content={content()} />
      </Match>
      <Match when={is("PRODUCT_CARD", "BUYER_ENTER_FROM_PRODUCT")}>
        <ProductCard content={content()} page={props.page} says={is("PRODUCT_CARD") ? words.productCard : words.cameFromProduct} />
      </Match>
      <Match when={is("ORDER_CARD", "BUYER_ENTER_FROM_ORDER")}>
        <OrderCard content={content()} page={props.page} says={is("ORDER_CARD") ? words.orderCard : words.cameFromOrder} />
      </Match>
      <Match when={is("LOGISTICS_CARD")}>
        <ParcelCard content={content()} page={props.page} says={words.logistics} />
      </Match>
      <Match when={is("COUPON_CARD")}>
        <CouponCard content={content()} says={words.coupon} />
      </Match>
      <Match when={is("RETURN_REFUND_CARD")}>
        <ReturnCard content={content()} says={words.returnCard} />
      </Match>
      <Match when={is("EMOTICONS")}>
        <Show
          when={safeAddress(content().url)}
          fallback={
            <p class="said unknown">
              <Icon name="smile" /> {words.sticker} {wordsOf(content())}
            </p>
          }
        >
          <Picture name={props.message.id} width={content().width} height={content().height} />
        </Show>
      </Match>
    </Switch>
  );
}

/** TikTok's addresses of videos end after a while (`expire_time`, epoch seconds as text). */
function Video(props: { content: Record<string, unknown> }) {
  const words = speak("thread").entry;
  const isOver = () => {
    const end = Number(props.content.expire_time);
    return end > 0 && end * 1000 < now();
  };
  return (
    <Show
      when={!isOver() && safeAddress(props.content.url)}
      fallback={
        <p class="said unknown">
          <Icon name="play" /> {words.videoGone}
        </p>
      }
    >
      {(url) => (
        <a class="attached" href={url()} target="_blank" rel="noopener noreferrer">
          <span class="thumb">
            <Icon name="play" />
          </span>
          <div>
            <p>{words.video}</p>
            <p class="small dim">{words.videoWords}</p>
          </div>
          <Icon name="out" size="s" />
        </a>
      )}
    </Show>
  );
}
