/** What a message holds, by TikTok's type. A type nobody has heard of is named, never swallowed. */
import { createSignal, Match, Show, Switch } from "solid-js";
import { now } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { CARD_TYPES, CardShown } from "./cards.tsx";
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
      <Match when={is("ERASED")}>
        <p class="said unknown">{words.erased}</p>
      </Match>
      <Match when={is("TEXT")}>
        <Text text={wordsOf(content())} />
      </Match>
      <Match when={is("IMAGE")}>
        <Picture name={props.message.id} width={content().width} height={content().height} />
      </Match>
      <Match when={is("VIDEO")}>
        <Video content={content()} />
      </Match>
      <Match when={CARD_TYPES.has(props.message.type)}>
        <CardShown type={props.message.type} content={content()} page={props.page} />
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

/** Shown by its first frame; the video itself opens at TikTok. Addresses end after a while (`expire_time`, epoch seconds as text), and with them
 *  the frame may be gone too. */
function Video(props: { content: Record<string, unknown> }) {
  const words = speak("thread").entry;
  const [isLost, setLost] = createSignal(false);
  const isOver = () => {
    const end = Number(props.content.expire_time);
    return end > 0 && end * 1000 < now();
  };
  const address = () => (isOver() ? null : safeAddress(props.content.url));
  const cover = () => (isLost() ? null : safeAddress(props.content.cover));
  const seconds = () => Math.round(Number(props.content.duration)) || 0;
  const inside = () => (
    <>
      <Show when={cover()}>
        {(url) => <img class="poster" src={url()} alt="" loading="lazy" referrerpolicy="no-referrer" onError={() => setLost(true)} />}
      </Show>
      <span class="row tight">
        <Icon name="play" />
        <span>
          {words.video} <Show when={seconds()}>{(length) => <span class="dim num">{words.seconds(length())}</span>}</Show>
          <span class="small dim block">{address() ? words.videoWords : words.videoGone}</span>
        </span>
        <Show when={address()}>
          <Icon name="out" size="s" />
        </Show>
      </span>
    </>
  );
  return (
    <Show when={address()} fallback={<div class="video">{inside()}</div>}>
      {(url) => (
        <a class="video" href={url()} target="_blank" rel="noopener noreferrer">
          {inside()}
        </a>
      )}
    </Show>
  );
}
