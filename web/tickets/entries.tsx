/** The timeline: days in the store's own time, the buyer left, us right, notes across, and whoever spoke by machine named as one. It stays at
 *  its end while one reads the end. */
import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch, untrack } from "solid-js";
import { AnswerCounts } from "../composer/counting.tsx";
import type { Kind } from "../composer/drafts.ts";
import type { OutgoingBox, ReplyBody } from "../composer/outgoing.ts";
import { useMe } from "../team/me.tsx";
import { now, writeTime } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { DAY_MS } from "../ui/units.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { AlbumProvider, createAlbum } from "./album.ts";
import { useEnd } from "./at-end.ts";
import { EventLine, RemarkLine, UndoMerge } from "./events.tsx";
import { isRemark, isShown, type Message, MessageBody } from "./message.tsx";
import { MessageMore } from "./message-menu.tsx";
import { NamedMark, useNamed } from "./named.tsx";
import type { Entry, TicketPage } from "./queries.ts";
import { OutgoingEntry, ReplyEntry } from "./reply.tsx";
import { Text } from "./text.tsx";
import { Under } from "./under.tsx";

/** Words of one person within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

const Lightbox = lazy(() => import("./lightbox.tsx"));
const MailEntry = room(["mail"], () => import("../letters/mail-entry.tsx"));

interface EntriesProps {
  page: TicketPage;
  zone: string;
  acts: TicketActs;
  box: OutgoingBox;
  edit: (body: ReplyBody, kind?: Kind) => void;
  /** A message's own menu is about to open. */
  onMessage: (entry: string) => void;
  /** The entry that was the first unread one when the ticket was opened. */
  readFrom: string | null;
}

const speakerOf = (entry: Entry) =>
  entry.kind === "message" ? `${entry.role} ${entry.name}` : entry.kind === "reply" ? `us ${entry.by}` : entry.id;

export function Entries(props: EntriesProps) {
  const album = createAlbum(
    untrack(() => props.page.ticket.id),
    () => props.page.entries,
  );
  return (
    <AlbumProvider value={album}>
      <Timeline {...props} />
      <Show when={album.open() !== null}>
        <Suspense>
          <Lightbox album={album} />
        </Suspense>
      </Show>
    </AlbumProvider>
  );
}

function Timeline(props: EntriesProps) {
  const [scroller, setScroller] = createSignal<HTMLDivElement>();
  const me = useMe();
  const shown = createMemo(() => props.page.entries.filter(isShown));
  const outgoing = () => props.box.beside(props.page.entries);
  const before = (at: number) => shown()[at - 1];
  const dayOf = (entry: Entry | undefined) => entry && writeTime(entry.at, "key", props.zone);
  const isGrouped = (entry: Entry, at: number) => {
    const former = before(at);
    return former !== undefined && speakerOf(former) === speakerOf(entry) && entry.at - former.at < TOGETHER_MS;
  };
  const readPlace = useEnd(scroller, [() => shown().length, () => outgoing().length]);
  const named = useNamed((id) => shown().some((entry) => entry.id === id), readPlace);
  return (
    <div
      class="scroll"
      ref={setScroller}
      onScroll={readPlace}
      tabindex="0"
      role="log"
      aria-label={speak("thread").conversation(props.page.ticket.buyer_name)}
    >
      <div class="thread">
        <For each={shown()}>
          {(entry, at) => (
            <>
              <Show when={dayOf(entry) !== dayOf(before(at()))}>
                <Day at={entry.at} zone={props.zone} />
              </Show>
              <Show when={props.readFrom === entry.id}>
                <p class="day read-from">{speak("thread").unreadFrom}</p>
              </Show>
              <Show when={named() === entry.id}>
                <NamedMark />
              </Show>
              <OneEntry {...props} entry={entry} isGrouped={isGrouped(entry, at())} />
            </>
          )}
        </For>
        <For each={outgoing()}>
          {(said) => <OutgoingEntry said={said} page={props.page} box={props.box} by={me().person.name} edit={props.edit} />}
        </For>
      </div>
    </div>
  );
}

function Day(props: { at: number; zone: string }) {
  const words = speak("thread");
  const says = () => {
    const key = writeTime(props.at, "key", props.zone);
    const day = writeTime(props.at, "longDay", props.zone);
    if (key === writeTime(now(), "key", props.zone)) return `${words.today}, ${day}`;
    return key === writeTime(now() - DAY_MS, "key", props.zone) ? `${words.yesterday}, ${day}` : day;
  };
  return <p class="day">{says()}</p>;
}

function OneEntry(props: EntriesProps & { entry: Entry; isGrouped: boolean }) {
  const words = speak("thread").entry;
  const me = useMe();
  const of = <Kind extends Entry["kind"]>(kind: Kind) =>
    (props.entry.kind === kind ? props.entry : undefined) as Extract<Entry, { kind: Kind }> | undefined;
  return (
    <Switch>
      <Match when={of("message")}>
        {(message) => (
          <Show when={!isRemark(message())} fallback={<RemarkLine message={message()} zone={props.zone} />}>
            <MessageEntry {...props} message={message()} />
          </Show>
        )}
      </Match>
      <Match when={of("reply")}>
        {(reply) => (
          <ReplyEntry reply={reply()} page={props.page} zone={props.zone} isGrouped={props.isGrouped} acts={props.acts} edit={props.edit} />
        )}
      </Match>
      <Match when={of("note")}>
        {(note) => (
          <div class="entry note">
            <p class="cap">
              <Icon name="note" />
              <b>{words.note(note().byName)}</b>
              <span>
                <Time at={note().at} as="time" zone={props.zone} />, {words.noteHint}
              </span>
            </p>
            <Text text={note().text} names={note().mentions?.map((one) => one.name)} />
          </div>
        )}
      </Match>
      <Match when={of("email")}>
        {(mail) => (
          <Suspense fallback={<p class="event">{mail().subject}</p>}>
            <MailEntry mail={mail()} ticket={props.page.ticket.id} zone={props.zone} />
          </Suspense>
        )}
      </Match>
      <Match when={of("event")}>
        {(event) => (
          <EventLine event={event()} myName={me().person.name} zone={props.zone}>
            <UndoMerge event={event()} page={props.page} acts={props.acts} />
          </EventLine>
        )}
      </Match>
    </Switch>
  );
}

/** Who speaks decides the side; what is not the buyer's and not ours says what it is. */
function MessageEntry(props: EntriesProps & { message: Message; isGrouped: boolean }) {
  const words = speak("thread").entry;
  const is = (role: Message["role"]) => props.message.role === role;
  const mayGo = () => props.page.parting.questions.includes(props.message.id);
  return (
    <div
      class="entry"
      classList={{
        grouped: props.isGrouped,
        ours: !is("BUYER"),
        automatic: is("SHOP") || is("ROBOT") || is("SYSTEM"),
        "may-go": mayGo(),
      }}
    >
      <Show when={!props.isGrouped}>
        <p class="cap">
          <Switch>
            <Match when={is("CUSTOMER_SERVICE")}>
              <span class="badge line">
                <Icon name="phone" />
                {words.sellerCenter}
              </span>
              <b>{props.message.name}</b>
            </Match>
            <Match when={is("SHOP") || is("ROBOT") || is("SYSTEM")}>
              <span class="badge line">
                <Icon name="robot" />
                {is("SHOP") ? words.shop : is("ROBOT") ? words.robot : words.tiktok}
              </span>
            </Match>
            <Match when={is("BUYER")}>
              <b dir="auto">{props.message.name ?? props.page.ticket.buyer_name}</b>
            </Match>
          </Switch>
          <Time at={props.message.at} as="time" zone={props.zone} />
        </p>
      </Show>
      <MessageBody message={props.message} page={props.page} />
      <Show when={mayGo()}>
        <MessageMore entry={props.message.id} onMessage={props.onMessage} />
      </Show>
      <Under entry={props.message} page={props.page} />
      <AnswerCounts entry={props.message.id} page={props.page} acts={props.acts} />
    </div>
  );
}
