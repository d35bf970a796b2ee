/** Packs of evidence: of which store, order and days, and what becomes of the file; with how anybody can verify it, in words. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { now, ownZone, writeTime } from "../ui/clock.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { formatBytes, formatCount } from "../ui/money.ts";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { DAY_MS } from "../ui/units.ts";
import { momentOf, morningIn } from "../ui/wall-clock.ts";
import { speak } from "../words/words.ts";
import { askPacks, type Pack } from "./queries.ts";

const DAYS_AT_FIRST = 7;
const ASKED_EVERY_MS = 2_000;

export function Packs() {
  const words = speak("gaps").packs;
  const packs = useQuery(() => ({
    ...askPacks,
    refetchInterval: (query: { state: { data?: { packs: Pack[] } | undefined } }) =>
      query.state.data?.packs.some(({ state }) => state === "writing") ? ASKED_EVERY_MS : false,
  }));
  return (
    <section class="card" aria-labelledby="h-packs">
      <header>
        <h2 id="h-packs">{words.title}</h2>
      </header>
      <div class="body stack">
        <p class="mid measure">{words.words}</p>
        <PackForm />
        <details>
          <summary>{words.howTitle}</summary>
          <ol class="gap-how">
            <For each={words.how}>{(step) => <li>{step}</li>}</For>
          </ol>
        </details>
      </div>
      <Answer of={packs} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 60]} />}>
        {(data) => (
          <ul class="list lined">
            <For each={data().packs} fallback={<li class="list-row mid">{words.none}</li>}>
              {(pack) => <PackRow pack={pack} />}
            </For>
          </ul>
        )}
      </Answer>
    </section>
  );
}

/** The reader's own days, both included. */
const beginOf = (day: string) => momentOf(`${day}T00:00`, ownZone);
const endOf = (day: string) => morningIn(1, 0, beginOf(day), ownZone) - 1;
const dayOf = (at: number) => writeTime(at, "key");

/** What is asked for, and the asking; a click is one pack however often it arrives. */
function usePackForm() {
  const client = useQueryClient();
  const named = nameClicks();
  const [asked, setAsked] = createSignal({
    store: "",
    order: "",
    from: dayOf(now() - DAYS_AT_FIRST * DAY_MS),
    to: dayOf(now()),
    format: "csv" as "csv" | "json",
  });
  const begin = useMutation(() => ({
    mutationFn: () => {
      const { store, order, from, to, format } = asked();
      const span = { fromAt: beginOf(from), untilAt: endOf(to) };
      const pack = { store: store || null, order: order.trim() || null, ...span, format };
      return named(pack, (id) => ask(api["evidence-packs"].$post({ json: { id, ...pack } })));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["evidence-packs"] }),
  }));
  return { asked, change: (part: Partial<ReturnType<typeof asked>>) => setAsked({ ...asked(), ...part }), begin };
}

function PackForm() {
  const words = speak("gaps").packs;
  const stores = useStores();
  const { asked, change, begin } = usePackForm();
  return (
    <form
      class="gap-form"
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate();
      }}
    >
      <SelectField
        name={words.store}
        value={asked().store}
        onChange={(store) => change({ store })}
        options={[{ value: "", label: speak("frame").allStores }, ...stores.all().map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <TextField name={words.order} value={asked().order} onInput={(order) => change({ order })} maxLength={25} hint={words.orderHint} />
      <TextField name={words.from} type="date" value={asked().from} onInput={(from) => change({ from })} required />
      <TextField name={words.to} type="date" value={asked().to} onInput={(to) => change({ to })} min={asked().from} required />
      <SelectField
        name={words.format}
        value={asked().format}
        onChange={(value) => change({ format: value === "json" ? "json" : "csv" })}
        options={[
          { value: "csv", label: words.formats.csv },
          { value: "json", label: words.formats.json },
        ]}
      />
      <Button submit look="primary" busy={begin.isPending}>
        {words.begin}
      </Button>
      <Show when={begin.isError}>
        <Trouble problem={begin.error} />
      </Show>
    </form>
  );
}

function PackRow(props: { pack: Pack }) {
  const words = speak("gaps").packs;
  const stores = useStores();
  const client = useQueryClient();
  const stop = useMutation(() => ({
    mutationFn: () => ask(api["evidence-packs"][":id"].stop.$post({ param: { id: props.pack.id }, json: {} })),
    onSettled: () => client.invalidateQueries({ queryKey: ["evidence-packs"] }),
  }));
  const about = () => {
    const { store_id, order_id } = props.pack;
    const name = store_id === null ? speak("frame").allStores : (stores.find(store_id)?.name ?? store_id);
    return order_id === null ? name : `${name}, ${words.orderOf(order_id)}`;
  };
  return (
    <li class="list-row gap-pack">
      <div>
        <p class="ellipsis" dir="auto">
          {about()}
        </p>
        <p class="small dim">
          {writeTime(props.pack.from_at, "date")} – {writeTime(props.pack.until_at, "date")} · {words.rows(formatCount(props.pack.rows))}
          <Show when={props.pack.bytes > 0}> · {formatBytes(props.pack.bytes)}</Show>
          <Show when={props.pack.isCut}> · {words.cut}</Show> · {props.pack.person} <Time at={props.pack.createdAt} as="ago" />
        </p>
        <Show when={stop.isError}>
          <Trouble problem={stop.error} />
        </Show>
      </div>
      <span class="push row">
        <span class="badge" classList={{ accent: props.pack.state === "writing" }}>
          {words.states[props.pack.state]}
        </span>
        <Show when={props.pack.can.stop.ok}>
          <Button small icon="x" busy={stop.isPending} onPress={() => stop.mutate()}>
            {words.stop}
          </Button>
        </Show>
        <Show when={props.pack.can.open.ok}>
          <a class="button s" href={`/api/evidence-packs/${props.pack.id}/file`} download="">
            {words.open(props.pack.format.toUpperCase())}
          </a>
        </Show>
      </span>
    </li>
  );
}
