/** Settings › Health: what is to be done first; then whether each store is heard of, a line where it is well; what could not be brought in, and the
 *  work that was given up. */

import { For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { formatCount } from "../ui/money.ts";
import { openWhen } from "../ui/open-when.ts";
import { Answer, Empty, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { Database } from "./database.tsx";
import { Fact } from "./fact.tsx";
import { Items } from "./items.tsx";
import { Letters } from "./letters.tsx";
import { Recount } from "./recount.tsx";
import { Troubles } from "./troubles.tsx";
import "./health.css";

type Store = AnswerOf<typeof api.health.page.$get>["stores"][number];

/** A poke tells of what changed; what did not happen tells nobody. */
const ASKED_EVERY_MS = 30_000;
const MS = 1_000;
/** Most of the day's calls are gone. */
const CALLS_HIGH = 0.8;

const askHealth = { queryKey: ["health"], queryFn: () => ask(api.health.page.$get()), refetchInterval: ASKED_EVERY_MS };

export default function Health() {
  const words = speak("sync");
  const health = useQuery(() => askHealth);
  return (
    <SettingsPage place="health" title={words.title} words={words.words}>
      <Answer of={health} waiting={<Skeleton rows={4} class="scan-waiting" widths={[25, 60, 40]} />}>
        {(data) => (
          <>
            <Troubles of={data().troubles} pulseAt={data().pulseAt} />
            <Show
              when={data().stores.length > 0}
              fallback={<Empty icon="shop" title={words.noStores.title} words={words.noStores.words} />}
            >
              <ul class="health">
                {/* By id: every answer brings new moments, and what is open stays. */}
                <For each={data().stores.map(({ id }) => id)}>
                  {(id) => (
                    <Show when={data().stores.find((one) => one.id === id)}>
                      {(store) => <StoreHealth store={store()} troubles={data().troubles.filter((one) => one.store === id).length} />}
                    </Show>
                  )}
                </For>
              </ul>
            </Show>
            <Show when={data().items.length > 0}>
              <Items of={data().items} isMore={data().isMoreItems} />
            </Show>
            <Database of={data().size} />
            <Show when={data().recount}>{(recount) => <Recount of={recount()} />}</Show>
          </>
        )}
      </Answer>
      <Letters />
    </SettingsPage>
  );
}

function StoreHealth(props: { store: Store; troubles: number }) {
  const words = speak("sync");
  const stores = useStores();
  const seen = () => stores.find(props.store.id);
  return (
    <li class="card">
      <details ref={(details) => openWhen(details, () => props.troubles > 0)}>
        <summary>
          <Show when={seen()}>{(store) => <StoreMark store={store()} />}</Show>
          <b class="fill" dir="auto">
            {seen()?.name}
          </b>
          <Show when={props.store.state === "disconnected"} fallback={<Standing troubles={props.troubles} />}>
            <span class="badge line">{words.notConnected}</span>
          </Show>
        </summary>
        <Facts store={props.store} />
      </details>
    </li>
  );
}

function Standing(props: { troubles: number }) {
  const words = speak("sync").troubles;
  return (
    <Show when={props.troubles > 0} fallback={<span class="small dim">{words.storeWell}</span>}>
      <span class="due late">{words.storeTroubles(props.troubles)}</span>
    </Show>
  );
}

function Facts(props: { store: Store }) {
  const words = speak("sync");
  return (
    <dl class="body">
      <Moment name={words.webhook} at={props.store.webhookAt} never={words.never} />
      <Moment name={words.sweep} at={props.store.sweepAt} never={words.never} />
      <Moment name={words.reconcile} at={props.store.reconcileAt} never={words.never} />
      <Moment name={words.aftersales} at={props.store.aftersalesAt} never={words.never} />
      <Moment name={words.ordersUntil} at={(props.store.ordersUntil ?? 0) * MS || null} never={words.notBegun} />
      <Moment name={words.messagesUntil} at={(props.store.messagesUntil ?? 0) * MS || null} never={words.notBegun} />
      <Show when={props.store.consentEnds}>
        {(ends) => (
          <Fact name={words.consent}>
            <Time at={ends() * MS} as="date" />
          </Fact>
        )}
      </Show>
      <Count name={words.gaps} count={props.store.gaps} says={words.gapsSay(props.store.gaps)} isLate={props.store.gaps > 0} />
      <Count
        name={words.rooms}
        count={props.store.lateRooms}
        says={words.roomsSay(props.store.lateRooms)}
        isLate={props.store.lateRooms > 0}
      />
      <Count
        name={words.calls}
        count={props.store.chatCalls.used}
        says={words.callsSay(formatCount(props.store.chatCalls.used), formatCount(props.store.chatCalls.most))}
        isLate={props.store.chatCalls.used > props.store.chatCalls.most * CALLS_HIGH}
      />
      <Fact name={words.backfill}>
        <For each={props.store.running} fallback={words.backfillDone}>
          {(work) => (
            <span class="own-line">
              {words.backfillSay(work.stream, formatCount(work.done), work.total === null ? null : formatCount(work.total))}
            </span>
          )}
        </For>
      </Fact>
    </dl>
  );
}

function Moment(props: { name: string; at: number | null; never: string }) {
  return (
    <Fact name={props.name}>
      <Show when={props.at} fallback={<span class="dim">{props.never}</span>}>
        {(at) => <Time at={at()} as="ago" />}
      </Show>
    </Fact>
  );
}

/** Nought is said plainly; what is not nought and should be stands out. */
function Count(props: { name: string; count: number; says: string; isLate: boolean }) {
  return (
    <Fact name={props.name}>
      <span classList={{ due: props.isLate, soon: props.isLate }}>{props.says}</span>
    </Fact>
  );
}
