/** Gaps: for every store its last days, each counted against TikTok's total of orders placed that day, with the receipt behind it; and for admins, the
 *  ledger of what TikTok told, written out. */

import { createMemo, For, Show } from "solid-js";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { InsightsRoom } from "../insights/room.tsx";
import { useSearchParams } from "../router/use.ts";
import { isAdmin, useMe } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { placeOf } from "../ui/clock.ts";
import { formatCount } from "../ui/money.ts";
import { Answer, Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreMark } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { Days, Legend } from "./days.tsx";
import { Packs } from "./packs.tsx";
import { askGaps, checkDays, type StoreGaps } from "./queries.ts";
import { ReceiptDialog } from "./receipt.tsx";
import "./gaps.css";

export default function Gaps() {
  const words = speak("gaps");
  const me = useMe();
  const [search, setSearch] = useSearchParams<{ store?: string; of?: string; day?: string }>();
  const gaps = useQuery(() => askGaps);
  const stores = () => known(gaps)?.stores ?? [];
  const opened = createMemo(() => stores().find(({ store }) => store.id === search.of));
  return (
    <InsightsRoom tab="gaps">
      <p class="mid measure">{words.words}</p>
      <Show when={search.store}>
        <a class="button quiet s left" href="/insights/gaps">
          {words.all}
        </a>
      </Show>
      <Answer of={gaps} waiting={<Skeleton rows={3} class="scan-waiting" widths={[25, 80]} />}>
        {(data) => (
          <>
            <Show when={data().stores.length > 0}>
              <Legend />
            </Show>
            <For
              each={data()
                .stores.map(({ store }) => store.id)
                .filter((id) => search.store === undefined || id === search.store)}
              fallback={<Empty icon="shop" title={words.none.title} words={words.none.words} />}
            >
              {/* By id: days are counted while one looks, and what is open stays. */}
              {(id) => (
                <Show when={data().stores.find(({ store }) => store.id === id)}>
                  {(one) => <StoreCard of={one()} onOpen={(day) => setSearch({ of: id, day })} />}
                </Show>
              )}
            </For>
          </>
        )}
      </Answer>
      <Show when={isAdmin(me())}>
        <Packs />
      </Show>
      <Show when={search.day ? opened() : undefined}>
        {(one) => <ReceiptDialog of={one()} day={search.day ?? ""} onClose={() => setSearch({ of: undefined, day: undefined })} />}
      </Show>
    </InsightsRoom>
  );
}

function StoreCard(props: { of: StoreGaps; onOpen: (day: string) => void }) {
  const words = speak("gaps");
  const client = useQueryClient();
  const check = useMutation(() => ({
    mutationFn: () => checkDays(props.of.store.id, null),
    onSuccess: ({ waiting }) => toast({ words: words.asked(formatCount(waiting)) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["gaps"] }),
  }));
  return (
    <section class="card" aria-label={words.of(props.of.store.name)}>
      <header>
        <StoreMark store={props.of.store} />
        <h2 class="ellipsis">{props.of.store.name}</h2>
        <span class="small dim gap-zone">{placeOf(props.of.store.time_zone)}</span>
        <Button
          small
          icon="refresh"
          quietly
          label={words.checkAll(props.of.store.name)}
          busy={check.isPending}
          because={whyNot(props.of.can.check)}
          onPress={() => check.mutate()}
        >
          {words.check}
        </Button>
      </header>
      <div class="body stack tight">
        <Summary of={props.of} />
        <Show when={check.isError}>
          <Trouble problem={check.error} />
        </Show>
        <Days days={props.of.days} label={words.of(props.of.store.name)} onOpen={props.onOpen} />
        <Show when={props.of.older.length > 0}>
          <details>
            <summary class="small mid">{words.older(formatCount(props.of.older.length))}</summary>
            <Days days={props.of.older} label={words.olderOf(props.of.store.name)} onOpen={props.onOpen} />
          </details>
        </Show>
      </div>
    </section>
  );
}

/** What the days come to, in one sentence; what is not well comes first. */
function Summary(props: { of: StoreGaps }) {
  const words = speak("gaps");
  const count = (state: string) => props.of.days.filter((day) => day.state === state).length;
  const repaired = () => props.of.days.reduce((sum, day) => sum + day.repaired, 0);
  const checked = () => props.of.days.length - count("unchecked");
  return (
    <p>
      <Show when={checked() > 0} fallback={<span class="mid">{props.of.days.length === 0 ? words.noDays : words.unchecked}</span>}>
        <Show when={count("open") > 0}>
          <b class="due late gap-open">{words.open(count("open"))}</b>{" "}
        </Show>
        {words.checked(checked(), count("equal") + count("repaired"))}{" "}
        <Show when={repaired() > 0}>{words.repaired(formatCount(repaired()))}</Show>
      </Show>{" "}
      <Show when={props.of.waiting > 0}>
        <span class="badge accent" role="status">
          {words.waiting(formatCount(props.of.waiting))}
        </span>
      </Show>
    </p>
  );
}
