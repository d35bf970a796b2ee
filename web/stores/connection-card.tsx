/** A store's line to TikTok: its state and what to do about it, how far everything is in, and the way out. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { formatCount } from "../ui/money.ts";
import { Progress } from "../ui/progress.tsx";
import { Callout, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { AuthorizeButton } from "./authorize.tsx";
import { ConnectionWord } from "./connection.tsx";
import type { StorePage } from "./queries.ts";

const MS = 1000;

type Backfill = StorePage["backfills"][number];

export function ConnectionCard(props: { page: StorePage }) {
  const words = speak("stores").connection;
  const [isAsking, setAsking] = createSignal(false);
  const state = () => props.page.connection.state;
  const pull = useMutation(() => ({
    mutationFn: () => ask(api.stores[":id"].pull.$post({ param: { id: props.page.store.id }, json: {} })),
    onSuccess: () => toast({ words: words.pulled }),
  }));
  return (
    <section class="card" aria-labelledby="h-connection">
      <header>
        <h2 id="h-connection">{words.title}</h2>
        <ConnectionWord connection={props.page.connection} />
        <IconButton icon="more" small label={words.more} opens="store-more" />
        <Menu id="store-more" label={words.more}>
          <MenuItem icon="refresh" because={whyNot(props.page.can.pull)} onChoose={() => pull.mutate()}>
            {words.pull}
          </MenuItem>
          <MenuItem icon="unlink" danger because={whyNot(props.page.can.disconnect)} onChoose={() => setAsking(true)}>
            {words.disconnect}
          </MenuItem>
        </Menu>
      </header>
      <div class="body stack">
        <NextStep page={props.page} />
        <Show when={state() !== "disconnected"}>
          <For each={inOrder(props.page.backfills)}>{(work) => <BackfillLine work={work} zone={props.page.store.time_zone} />}</For>
        </Show>
        <Facts page={props.page} />
        <Show when={pull.isError}>
          <Trouble problem={pull.error} />
        </Show>
      </div>
      <DisconnectDialog page={props.page} open={isAsking()} onClose={() => setAsking(false)} />
    </section>
  );
}

const STREAMS = ["orders", "conversations", "products", "cancellations", "returns"];
const inOrder = (works: Backfill[]) => works.toSorted((one, other) => STREAMS.indexOf(one.stream) - STREAMS.indexOf(other.stream));

/** What the state asks for; nothing where all is well. */
function NextStep(props: { page: StorePage }) {
  const words = speak("stores").connection;
  const state = () => props.page.connection.state;
  const says = () => {
    if (state() === "reauthorize") return words.reauthorize;
    return props.page.store.connected_at === null ? words.disconnected : words.wasDisconnected;
  };
  return (
    <Show
      when={state() === "disconnected" || state() === "reauthorize"}
      fallback={
        <Show when={state() === "expiring"}>
          <AuthorizeButton from={{ store: props.page.store.id }} because={whyNot(props.page.can.connect)} primary={false}>
            {words.reauthorizeAct}
          </AuthorizeButton>
        </Show>
      }
    >
      <Callout look={state() === "reauthorize" ? "late" : ""} icon={state() === "reauthorize" ? "unlink" : "info"}>
        {says()}
        <Show when={props.page.store.reason}>
          {(reason) => (
            <span class="because">
              {words.reason}: <span class="theirs-word">{reason()}</span>
            </span>
          )}
        </Show>
      </Callout>
      <div class="stack tight left">
        <AuthorizeButton from={{ store: props.page.store.id }} because={whyNot(props.page.can.connect)}>
          {state() === "reauthorize" ? words.reauthorizeAct : words.authorize}
        </AuthorizeButton>
        <span class="small dim">{words.away}</span>
      </div>
    </Show>
  );
}

function saysOf(work: Backfill, zone: string): string {
  const words = speak("stores").connection;
  const done = formatCount(work.done);
  const total = work.total === null ? null : formatCount(work.total);
  const day = writeTime(work.at_time * MS, "date", zone);
  switch (work.stream) {
    case "orders":
      return work.state === "done" ? words.done.orders(done, day) : words.ordersOf(done, total ?? "…", day);
    case "conversations":
      return work.state === "done" ? words.done.conversations(done) : words.conversationsOf(done, day);
    case "products":
      return work.state === "done" ? words.done.products(done) : words.productsOf(done, total);
    case "cancellations":
      return work.state === "done" ? words.done.cancellations(done) : words.cancellationsOf(done, total);
    case "returns":
      return work.state === "done" ? words.done.returns(done) : words.returnsOf(done, total);
    case "fbt":
      return work.state === "done" ? words.done.fbt(done, day) : words.fbtOf(done, total ?? "…", day);
  }
}

function BackfillLine(props: { work: Backfill; zone: string }) {
  const words = speak("stores").connection;
  return (
    <Show
      when={props.work.state === "running"}
      fallback={
        <p class="due done sentence">
          <span class="mid">{saysOf(props.work, props.zone)}</span>
        </p>
      }
    >
      <Progress
        label={words.backfill[props.work.stream]}
        done={props.work.done}
        total={props.work.total}
        says={saysOf(props.work, props.zone)}
      />
    </Show>
  );
}

function Facts(props: { page: StorePage }) {
  const words = speak("stores").connection;
  const until = (stream: string) => props.page.cursors.find((cursor) => cursor.stream === stream)?.until_time;
  return (
    <dl class="facts">
      <Show when={props.page.store.shop_name}>
        <dt>{words.shop}</dt>
        <dd dir="auto">{props.page.store.shop_name}</dd>
        <dt>{words.shopId}</dt>
        <dd class="theirs-word">{props.page.store.shop_id}</dd>
      </Show>
      <Show when={props.page.connection.sellerName}>
        <dt>{words.seller}</dt>
        <dd dir="auto">{props.page.connection.sellerName}</dd>
      </Show>
      <Show when={until("orders")}>
        {(seconds) => (
          <>
            <dt>{words.ordersUntil}</dt>
            <dd>
              <Time at={seconds() * MS} as="ago" />
            </dd>
          </>
        )}
      </Show>
      <Show when={until("conversations")}>
        {(seconds) => (
          <>
            <dt>{words.messagesUntil}</dt>
            <dd>
              <Time at={seconds() * MS} as="ago" />
            </dd>
          </>
        )}
      </Show>
      <Show when={props.page.connection.end}>
        {(end) => (
          <>
            <dt>{words.until}</dt>
            <dd>{words.ends(writeTime(end().endsAt * MS, "date", props.page.store.time_zone), end().daysLeft)}</dd>
          </>
        )}
      </Show>
      <Show when={props.page.connection.scopes.length > 0}>
        <dt>{words.scopes}</dt>
        <dd>
          <details>
            <summary>{words.countScopes(props.page.connection.scopes.length)}</summary>
            <For each={props.page.connection.scopes}>{(scope) => <span class="theirs-word own-line">{scope}</span>}</For>
          </details>
        </dd>
      </Show>
    </dl>
  );
}

function DisconnectDialog(props: { page: StorePage; open: boolean; onClose: () => void }) {
  const words = speak("stores").connection.ask;
  const client = useQueryClient();
  const disconnect = useMutation(() => ({
    mutationFn: () => ask(api.stores[":id"].disconnect.$post({ param: { id: props.page.store.id }, json: {} })),
    onSuccess: async () => {
      await Promise.all(["store", "stores", "me"].map((name) => client.invalidateQueries({ queryKey: [name] })));
      props.onClose();
    },
  }));
  return (
    <Dialog
      open={props.open}
      title={words.title(props.page.store.name)}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {words.keep}
          </Button>
          <Button look="sure" busy={disconnect.isPending} onPress={() => disconnect.mutate()}>
            {words.act(props.page.store.name)}
          </Button>
        </>
      }
    >
      <p class="mid">{words.words}</p>
      <Show when={disconnect.isError}>
        <Trouble problem={disconnect.error} />
      </Show>
    </Dialog>
  );
}
