/** Compliance: per store the rate as TikTok counts it, what would save it, and every chat behind it, one click away. */

import { createEffect, createSignal, For, type JSX, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { previewOf } from "../mailbox/preview.ts";
import { useSearchParams } from "../router/use.ts";
import { IconButton } from "../ui/button.tsx";
import { now, placeOf, writeRecent, writeUntil } from "../ui/clock.ts";
import { Due } from "../ui/due.tsx";
import { Icon } from "../ui/icon.tsx";
import { Answer, Callout, Empty, known, Skeleton } from "../ui/states.tsx";
import { HOUR_MS } from "../ui/units.ts";
import { StoreMark } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Figures } from "./figures.tsx";
import { PackForm } from "./pack-form.tsx";
import "./sla.css";

type CompliancePage = AnswerOf<typeof api.compliance.$get>;
export type Scored = CompliancePage["stores"][number];
type Chat = Scored["open"][number];

export default function Compliance() {
  const words = speak("compliance");
  // A form that is open stays as it is while its reader looks elsewhere.
  const [search] = useSearchParams<{ store?: string }>();
  const page = useQuery(() => ({ queryKey: ["compliance"], queryFn: () => ask(api.compliance.$get()), refetchOnWindowFocus: false }));
  createEffect(() => {
    document.title = `${words.title} · ${speak("frame").product}`;
  });
  return (
    <>
      <Views page={known(page)} shown={search.store} />
      <main class="room" id="room">
        <div class="bar">
          <h1 class="title">{words.title}</h1>
          <a class="button quiet s push narrow-only" href="/points">
            {words.points}
          </a>
        </div>
        <div class="scroll" tabindex="0">
          <div class="page stack">
            <p class="mid measure">{words.words}</p>
            <Answer of={page} waiting={<Skeleton rows={3} class="scan-waiting" widths={[40, 60]} />}>
              {(data) => (
                <For
                  each={data()
                    .stores.map(({ store }) => store.id)
                    .filter((id) => search.store === undefined || id === search.store)}
                  fallback={<Empty icon="done" title={words.none.title} words={words.none.words} />}
                >
                  {(id) => (
                    <Show when={data().stores.find(({ store }) => store.id === id)}>
                      {(scored) => <StoreCard scored={scored()} can={data().can.changePacks} />}
                    </Show>
                  )}
                </For>
              )}
            </Answer>
          </div>
        </div>
      </main>
    </>
  );
}

/** One store or all of them, each with its rate. */
function Views(props: { page: CompliancePage | undefined; shown: string | undefined }) {
  const words = speak("compliance");
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{speak("frame").compliance}</h2>
      </div>
      <nav class="scroll">
        <a class="view" href="/points">
          <Icon name="urgent" size="s" />
          <span>{words.points}</span>
        </a>
        <a class="view" href="/compliance" aria-current={props.shown === undefined ? "page" : undefined}>
          <Icon name="shop" size="s" />
          <span>{words.all}</span>
        </a>
        <For each={props.page?.stores}>
          {({ store, score }) => (
            <a class="view" href={`/compliance?store=${store.id}`} aria-current={props.shown === store.id ? "page" : undefined}>
              <span class="ellipsis">
                <StoreMark store={store} /> {store.name}
              </span>
              <span class="count">{score.rate === null ? "" : words.rate(score.rate)}</span>
            </a>
          )}
        </For>
      </nav>
    </aside>
  );
}

function StoreCard(props: { scored: Scored; can: CompliancePage["can"]["changePacks"] }) {
  const words = speak("compliance");
  const [isOpen, setOpen] = createSignal(false);
  const score = () => props.scored.score;
  const rate = () => props.scored.score.rate;
  const pack = () => props.scored.pack;
  const store = () => props.scored.store;
  const rule = () =>
    [words.rule(pack().target_percent, pack().hours), ...(pack().weekend_to_monday === 1 ? [words.weekend] : [])].join(", ");
  return (
    <section class="card" aria-label={words.store(store().name)}>
      <header>
        <StoreMark store={store()} />
        <h2>{store().name}</h2>
        <span class="push row tight">
          <span class="small dim">{rule()}</span>
          <IconButton
            icon="pencil"
            small
            label={words.editRule(store().marketplace)}
            because={whyNot(props.can)}
            onPress={() => setOpen(true)}
          />
        </span>
      </header>
      <div>
        <Show when={isOpen()}>
          <PackForm pack={pack()} marketplace={store().marketplace} onClose={() => setOpen(false)} />
        </Show>
        <Show when={!props.scored.isKnown}>
          <Callout look="soon" icon="info" banner>
            {words.unknown}
          </Callout>
        </Show>
        <div class="score">
          <p class="score-figure" classList={{ none: rate() === null, low: (rate() ?? pack().target_percent) < pack().target_percent }}>
            <Show when={rate() !== null} fallback={words.noRate}>
              {words.rate(rate() ?? 0)}
            </Show>
          </p>
          <div class="stack tight">
            <p>{words.figures(score().inTime, score().decided, pack().window_days)}</p>
            <Show when={score().open > 0 && score().worst !== null && score().best !== null}>
              <p class="small dim">{words.between(score().worst ?? 0, score().best ?? 0)}</p>
            </Show>
            <Advice scored={props.scored} />
          </div>
        </div>
        <Figures scored={props.scored} canType={props.can} />
        <Chats of={props.scored} />
      </div>
    </section>
  );
}

/** The one thing to do, if there is one. */
function Advice(props: { scored: Scored }) {
  const words = speak("compliance");
  const score = () => props.scored.score;
  const pack = () => props.scored.pack;
  const store = () => props.scored.store;
  // Whoever answers them all by then has kept each in time.
  const first = () => (score().needed > 0 ? props.scored.open[0] : undefined);
  return (
    <Show when={score().isReachable} fallback={<p class="late-words">{words.lost(pack().target_percent)}</p>}>
      <Show when={first()} fallback={<p class="small dim">{words.fine}</p>}>
        {(chat) => (
          <p>
            <b>
              {words.save(
                score().needed,
                `${writeUntil(chat().deadline, now(), store().time_zone)}, ${placeOf(store().time_zone)},`,
                pack().target_percent,
              )}
            </b>
          </p>
        )}
      </Show>
    </Show>
  );
}

function Chats(props: { of: Scored }) {
  const words = speak("compliance");
  const open = () => props.of.open;
  const late = () => props.of.late;
  const score = () => props.of.score;
  const failed = () => score().decided - score().inTime;
  const zone = () => props.of.store.time_zone;
  return (
    <>
      <Show when={open().length > 0}>
        <h3 class="score-head">{words.open(score().open)}</h3>
        <ul class="list">
          <For each={open()}>
            {(chat, at) => (
              <ChatRow chat={chat}>
                <Show when={score().isReachable && at() < score().needed}>
                  <span class="small">{words.saves}</span>
                </Show>
                <Due at={chat.deadline} spanMs={props.of.pack.hours * HOUR_MS} />
              </ChatRow>
            )}
          </For>
        </ul>
        <Cut shown={open().length} of={score().open} />
      </Show>
      <Show when={late().length > 0}>
        <details>
          <summary class="score-head">{words.late(failed())}</summary>
          <ul class="list">
            <For each={late()}>
              {(chat) => (
                <ChatRow chat={chat}>
                  <span class="small dim">
                    {words.due} {writeRecent(chat.deadline, now(), zone())},{" "}
                    {chat.answered_at === null ? words.never : `${words.answered} ${writeRecent(chat.answered_at, now(), zone())}`}
                  </span>
                </ChatRow>
              )}
            </For>
          </ul>
          <Cut shown={late().length} of={failed()} />
        </details>
      </Show>
    </>
  );
}

/** Of very many the desk hands over the first. */
const Cut = (props: { shown: number; of: number }) => (
  <Show when={props.shown < props.of}>
    <p class="score-head small dim">{speak("compliance").cut(props.shown)}</p>
  </Show>
);

function ChatRow(props: { chat: Chat; children: JSX.Element }) {
  return (
    <li>
      <a class="list-row" href={`/mailbox/todo/${props.chat.ticket_id}`}>
        <span class="score-chat">
          <b>{props.chat.buyer_name}</b> <span class="dim">{previewOf(props.chat.preview)}</span>
        </span>
        <span class="push row">{props.children}</span>
      </a>
    </li>
  );
}
