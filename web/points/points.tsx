/** What costs points next: one list over every store and every kind of deadline, each row with what it costs and what to do, which opens it. */

import { createEffect, For, Show, untrack } from "solid-js";
import { useInfiniteQuery, useQuery } from "../cache/use.ts";
import { previewOf } from "../mailbox/preview.ts";
import { useSearchParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { StoreLinks } from "../team/store-views.tsx";
import { Due } from "../ui/due.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { formatCount, formatMoney } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Empty, known, Skeleton } from "../ui/states.tsx";
import { HOUR_MS } from "../ui/units.ts";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { askPointCounts, askPoints, type Point, type PointKind, type When } from "./queries.ts";
import "./points.css";

const MS = 1_000;
const SHIP_SPAN_MS = 48 * HOUR_MS;
const SHIP_SOON_MS = 24 * HOUR_MS;
const SHIP_URGENT_MS = 4 * HOUR_MS;
/** The server counts no further. */
const COUNTED_MAX = 500;
const KINDS: readonly PointKind[] = ["chat", "dispatch", "collection", "cancellation", "return"];
const ICONS: Record<PointKind, IconName> = { chat: "mail", dispatch: "box", collection: "truck", cancellation: "ban", return: "return" };

type Asked = { stores?: string; kind?: PointKind; when?: When };

export default function Points() {
  const words = speak("points");
  const [search] = useSearchParams<Asked>();
  const kind = () => KINDS.find((one) => one === search.kind);
  const when = (): When => (search.when === "late" ? "late" : "next");
  const points = useInfiniteQuery(() => askPoints({ stores: search.stores, kind: kind(), when: when() }));
  createEffect(() => {
    document.title = `${words.title} · ${speak("frame").product}`;
  });
  return (
    <>
      <Views shown={search.stores} />
      <main class="room" id="room">
        <div class="bar">
          <h1 class="title">{words.title}</h1>
          <a class="button quiet s push narrow-only" href="/compliance">
            {words.rates}
          </a>
        </div>
        <Choices kind={kind()} when={when()} />
        <div class="scroll" tabindex="0">
          <div class="page stack">
            <p class="mid measure">{words.words}</p>
            <Answer of={points} waiting={<Skeleton rows={6} class="scan-waiting" widths={[12, 40, 25]} />}>
              {(data) => (
                <Show
                  when={data().pages.some(({ rows }) => rows.length > 0)}
                  fallback={<Empty icon="done" title={words.none[when()].title} words={words.none[when()].words} />}
                >
                  <ul class="list card points" aria-label={words.list}>
                    <For each={data().pages.flatMap(({ rows }) => rows)}>{(point) => <PointRow point={point} />}</For>
                  </ul>
                </Show>
              )}
            </Answer>
            <NextPage of={points} class="left">
              {words.more}
            </NextPage>
          </div>
        </div>
      </main>
    </>
  );
}

/** Which kinds, and whether what comes or what has passed, each with how many there are. */
function Choices(props: { kind: PointKind | undefined; when: When }) {
  const words = speak("points");
  const [search, setSearch] = useSearchParams<Asked>();
  const counts = useQuery(() => askPointCounts(search.stores));
  const countOf = (kind: PointKind | undefined, when: When) => {
    const all = known(counts)?.counts;
    if (!all) return "";
    const numbers = (kind ? [kind] : KINDS).map((one) => all[one][when]);
    const sum = formatCount(numbers.reduce((total, number) => total + number, 0));
    return numbers.some((number) => number >= COUNTED_MAX) ? words.most(sum) : sum;
  };
  return (
    <div class="point-choices">
      <nav class="tabs" aria-label={words.list}>
        <For each={[undefined, ...KINDS]}>
          {(one) => (
            <a href={addressOf({ ...search, kind: one })} aria-current={props.kind === one ? "page" : undefined}>
              {one ? words.kinds[one] : words.all} <span class="count">{countOf(one, props.when)}</span>
            </a>
          )}
        </For>
      </nav>
      <fieldset class="segmented" aria-label={words.whenLabel}>
        <For each={["next", "late"] as const}>
          {(one) => (
            <button type="button" aria-pressed={props.when === one} onClick={() => setSearch({ when: one === "next" ? undefined : one })}>
              {words.when[one]} <span class="count">{countOf(props.kind, one)}</span>
            </button>
          )}
        </For>
      </fieldset>
    </div>
  );
}

function addressOf(asked: Record<string, string | undefined>): string {
  const kept = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return kept.size > 0 ? `/points?${kept}` : "/points";
}

function Views(props: { shown: string | undefined }) {
  const words = speak("points");
  const [search] = useSearchParams();
  const to = (store: string | undefined) => addressOf({ ...(search as Record<string, string>), stores: store });
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{speak("frame").compliance}</h2>
      </div>
      <nav class="scroll">
        <a class="view" href="/points" aria-current="page">
          <Icon name="urgent" size="s" />
          <span>{words.short}</span>
        </a>
        <a class="view" href="/compliance">
          <Icon name="clock" size="s" />
          <span>{words.rates}</span>
        </a>
        <StoreLinks chosen={props.shown === undefined ? null : [props.shown]} addressOf={(stores) => to(stores?.join())} />
      </nav>
    </aside>
  );
}

const PLACES: Record<PointKind, string> = {
  chat: "/mailbox/todo/",
  dispatch: "/orders/",
  collection: "/orders/",
  cancellation: "/returns/",
  return: "/returns/",
};

function PointRow(props: { point: Point }) {
  const words = speak("points");
  const stores = useStores();
  const point = untrack(() => props.point);
  const isChat = point.kind === "chat";
  const costs = () => {
    switch (point.costs.rate) {
      case "response":
        return words.costs.response(point.costs.percent, point.costs.hours);
      case "late-dispatch":
        return words.costs.lateDispatch(point.costs.percent);
      case "late-collection":
        return words.costs.lateCollection;
      case "granted": {
        const { refundMinor, currency } = point.costs;
        return refundMinor !== null && currency ? words.costs.grantedFor(formatMoney(refundMinor, currency)) : words.costs.granted;
      }
    }
  };
  const span = () => (point.costs.rate === "response" ? point.costs.hours * HOUR_MS : SHIP_SPAN_MS);
  return (
    <li>
      <a class="list-row point" href={PLACES[point.kind] + point.id}>
        <span class="point-due">
          <Due at={point.deadline * MS} spanMs={span()} {...(isChat ? {} : { soonMs: SHIP_SOON_MS, urgentMs: SHIP_URGENT_MS })} />
        </span>
        <span class="point-kind">
          <Show when={stores.find(point.store)}>{(store) => <StoreMark store={store()} />}</Show>
          <Icon name={ICONS[point.kind]} size="s" />
          {words.kind[point.kind]}
        </span>
        <span class="point-about">
          <span class="ellipsis" dir="auto">
            <Show when={point.order} fallback={<b>{point.who}</b>}>
              {(id) => <span class="id">{id()}</span>}
            </Show>{" "}
            <span class="dim">{isChat ? previewOf(point.about) : [point.about, point.who].filter(Boolean).join(" · ")}</span>
          </span>
          <span class="small dim">{costs()}</span>
        </span>
        <span class="point-todo">
          {words.todo[point.todo]}
          <Icon name="right" size="s" />
        </span>
      </a>
    </li>
  );
}
