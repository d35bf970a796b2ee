/** Inventory › FBT stock: what TikTok says lies in its own warehouses, our ledger's number beside it, what is apart first, and what is sent there. The
 *  address holds what is looked at. */

import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { asProblem } from "../api.ts";
import { useInfiniteQuery, useQuery, useQueryClient } from "../cache/use.ts";
import { Rows } from "../inventory/rows.tsx";
import { InventoryRoom } from "../inventory/tabs.tsx";
import { useNavigate, useSearchParams } from "../router/use.ts";
import { followStock } from "../stock/follow.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { useKeys } from "../ui/keys.ts";
import { Search } from "../ui/search.tsx";
import { Empty, known } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { explain, explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { GoodsHead, GoodsRow } from "./goods-row.tsx";
import { InboundHead, InboundRow } from "./inbound-row.tsx";
import {
  addressOf,
  askFbtStores,
  askGoods,
  askInbounds,
  type FbtStore,
  fileOf,
  type Goods,
  type Inbound,
  type Question,
  readNow,
  VIEWS,
} from "./queries.ts";
import "./fbt.css";

const GoodsDialog = lazy(() => import("./goods-dialog.tsx"));
const InboundDialog = lazy(() => import("./inbound-dialog.tsx"));

const keyOf = ({ store, goods }: Goods) => `${store} ${goods}`;

export default function FbtStock() {
  const [params] = useSearchParams<{ view?: string; store?: string; q?: string }>();
  const navigate = useNavigate();
  const question = createMemo(
    (): Question => ({ view: VIEWS.find((one) => one === params.view) ?? "all", store: params.store ?? null, q: params.q ?? "" }),
    undefined,
    { equals: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  const go = (change: Partial<Question>, replace = false) => navigate(addressOf({ ...question(), ...change }), { replace, scroll: false });
  const stores = useQuery(() => askFbtStores);
  return (
    <InventoryRoom tab="fbt" bar={<Bar question={question()} stores={known(stores)?.stores} onGo={go} />}>
      <Filters question={question()} stores={known(stores)?.stores} onGo={go} />
      <Switch fallback={<GoodsList question={question()} />}>
        <Match when={question().view === "inbounds"}>
          <InboundList store={question().store} />
        </Match>
      </Switch>
    </InventoryRoom>
  );
}

interface PartProps {
  question: Question;
  stores: FbtStore[] | undefined;
  onGo: (change: Partial<Question>, replace?: boolean) => void;
}

function Bar(props: PartProps) {
  const words = speak("fbt");
  const client = useQueryClient();
  const [field, setField] = createSignal<HTMLInputElement>();
  const [busy, setBusy] = createSignal(false);
  useKeys({ search: () => field()?.focus(), back: () => props.question.q && props.onGo({ q: "" }) });
  const chosen = () => props.stores?.filter(({ store }) => props.question.store === null || store === props.question.store) ?? [];
  const readable = () => chosen().filter(({ because }) => because === null);
  const refused = () => (props.stores && readable().length === 0 ? (chosen()[0]?.because ?? "fbt-scope-missing") : null);
  const read = async () => {
    setBusy(true);
    try {
      for (const { store } of readable()) await readNow(store);
      await client.invalidateQueries({ queryKey: ["fbt"] });
      toast({ words: words.refreshed, look: "fine" });
    } catch (problem) {
      toast({ words: explainProblem(asProblem(problem)), look: "late" });
    }
    setBusy(false);
  };
  const because = () => {
    const code = refused();
    return code && explain({ code, facts: {} });
  };
  return (
    <>
      <Show when={props.question.view !== "inbounds"}>
        <Search
          ref={setField}
          label={words.search}
          placeholder={words.searchHint}
          value={props.question.q}
          onSearch={(q) => props.onGo({ q }, props.question.q !== "")}
        />
        <a class="button s" href={fileOf(props.question)} download="fbt-stock.csv">
          {words.file}
        </a>
      </Show>
      <Button small icon="refresh" busy={busy()} because={because()} quietly onPress={() => void read()}>
        {words.refresh}
      </Button>
    </>
  );
}

function Filters(props: PartProps) {
  const words = speak("fbt");
  const mine = useStores();
  const offered = () => mine.all().filter(({ id }) => props.stores?.some((one) => one.store === id));
  const name = (view: Question["view"]) => (view === "all" ? words.all : view === "apart" ? words.apart : words.inbounds);
  return (
    <>
      <div class="shelf-filters">
        <nav class="tabs" aria-label={words.which}>
          <For each={VIEWS}>
            {(view) => (
              <a
                href={addressOf({ ...props.question, view, q: view === "inbounds" ? "" : props.question.q })}
                aria-current={props.question.view === view ? "page" : undefined}
              >
                {name(view)}
              </a>
            )}
          </For>
        </nav>
        <Show when={offered().length > 1}>
          <Select
            label={words.store}
            value={props.question.store ?? ""}
            options={[{ value: "", label: words.everyStore }, ...offered().map((one) => ({ value: one.id, label: one.name }))]}
            onChange={(id) => props.onGo({ store: id || null })}
          />
        </Show>
      </div>
      <Show when={props.question.store ?? (props.stores?.length === 1 ? props.stores[0]?.store : null)}>
        {(id) => <Show when={props.stores?.find(({ store }) => store === id())}>{(store) => <Reading store={store()} />}</Show>}
      </Show>
    </>
  );
}

/** How this store's reading stands. */
function Reading(props: { store: FbtStore }) {
  const words = speak("fbt");
  return (
    <p class="padded small dim fbt-reading">
      <Switch fallback={words.neverRead}>
        <Match when={props.store.because}>{(code) => explain({ code: code(), facts: {} })}</Match>
        <Match when={props.store.at}>
          {(at) => (
            <>
              {words.readAt} <Time at={at()} as="ago" />
            </>
          )}
        </Match>
      </Switch>
    </p>
  );
}

function GoodsList(props: { question: Question }) {
  const words = speak("fbt");
  const [open, setOpen] = createSignal<string | null>(null);
  const goods = useInfiniteQuery(() => askGoods(props.question));
  const rows = createMemo(() => known(goods)?.pages.flatMap((page) => page.rows));
  const opened = () => rows()?.find((row) => keyOf(row) === open());
  const client = useQueryClient();
  const isShown = (one: string) => known(goods)?.pages.some((page) => page.rows.some((row) => row.goods === one)) ?? false;
  followStock(
    (named) => named === null || named.some(isShown),
    () => client.invalidateQueries({ queryKey: ["fbt", "goods"] }),
  );
  return (
    <>
      <Rows
        label={words.list}
        name={addressOf(props.question)}
        class="fbt-table"
        rows={rows()}
        idOf={keyOf}
        query={goods}
        head={<GoodsHead />}
        empty={<NoGoods question={props.question} />}
        foot={known(goods)?.pages[0]?.more ? words.firstOnly : null}
        line={(line) => <GoodsRow goods={line.row} index={line.index} name={keyOf(line.row)} onOpen={() => setOpen(keyOf(line.row))} />}
      />
      <Suspense>
        <Show when={opened()}>{(row) => <GoodsDialog goods={row()} onClose={() => setOpen(null)} />}</Show>
      </Suspense>
    </>
  );
}

function NoGoods(props: { question: Question }) {
  const words = speak("fbt");
  return (
    <Switch fallback={<Empty icon="box" title={words.none.title} words={words.none.words} />}>
      <Match when={props.question.q}>{(q) => <Empty icon="search" title={words.notFound(q())} />}</Match>
      <Match when={props.question.view === "apart"}>
        <Empty icon="done" title={words.noneApart.title} words={words.noneApart.words} />
      </Match>
    </Switch>
  );
}

function InboundList(props: { store: string | null }) {
  const words = speak("fbt");
  const [open, setOpen] = createSignal<Inbound | null>(null);
  const inbounds = useInfiniteQuery(() => askInbounds(props.store));
  const rows = createMemo(() => known(inbounds)?.pages.flatMap((page) => page.rows));
  return (
    <>
      <Rows
        label={words.inbounds}
        name={`inbounds ${props.store}`}
        class="fbt-inbounds"
        rows={rows()}
        idOf={({ store, id }) => `${store} ${id}`}
        query={inbounds}
        head={<InboundHead />}
        empty={<Empty icon="truck" title={words.noneInbound.title} words={words.noneInbound.words} />}
        line={(line) => <InboundRow inbound={line.row} index={line.index} onOpen={() => setOpen(line.row)} />}
      />
      <Suspense>
        <Show when={open()}>{(row) => <InboundDialog inbound={row()} onClose={() => setOpen(null)} />}</Show>
      </Suspense>
    </>
  );
}
