/** Settings › People's data: a buyer is found, what is held of them is counted, and erased when what is typed says so; for how long it stays when
 *  nobody asks. Whom an erasure was about is shown nowhere afterwards. */
import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useSearchParams } from "../router/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Empty, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { BuyerCard } from "./buyer.tsx";
import { Periods } from "./periods.tsx";
import { askBuyers, askErasures, type Erasure, isUnderWay } from "./queries.ts";
import "./persons.css";

export default function Persons() {
  const words = speak("people").persons;
  const [search, setSearch] = useSearchParams<{ q?: string; buyer?: string }>();
  const [typed, setTyped] = createSignal(search.q ?? "");
  return (
    <SettingsPage place="persons" title={words.title} words={words.words}>
      <form
        class="row person-search"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch({ q: typed().trim() || undefined, buyer: undefined });
        }}
      >
        <TextField name={words.search} value={typed()} onInput={setTyped} maxLength={100} required />
        <Button submit look="primary" icon="search">
          {words.find}
        </Button>
      </form>
      <Show when={search.q} keyed>
        {(q) => <Found q={q} open={search.buyer} onOpen={(buyer) => setSearch({ buyer })} />}
      </Show>
      <Show when={search.buyer} keyed>
        {(id) => <BuyerCard id={id} onErased={() => setSearch({ q: undefined, buyer: undefined })} />}
      </Show>
      <Periods />
      <Erasures />
    </SettingsPage>
  );
}

function Found(props: { q: string; open: string | undefined; onOpen: (buyer: string) => void }) {
  const words = speak("people").persons;
  const found = useQuery(() => askBuyers(props.q));
  return (
    <Answer of={found} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 60]} />}>
      {(data) => (
        <Show
          when={data().buyers.length > 0}
          fallback={
            <Empty icon="search" title={words.none.title}>
              {words.none.words}
            </Empty>
          }
        >
          <ul class="list lined card">
            <For each={data().buyers}>
              {(buyer) => (
                <li>
                  <button
                    type="button"
                    class="list-row person-found"
                    aria-pressed={props.open === buyer.id}
                    title={words.open(buyer.name || buyer.id)}
                    onClick={() => props.onOpen(buyer.id)}
                  >
                    <b class="ellipsis" dir="auto">
                      {buyer.name || words.nameless}
                    </b>
                    <span class="small dim num">{buyer.id}</span>
                    <span class="push small mid ellipsis" dir="auto">
                      {buyer.stores.join(" · ")}
                    </span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      )}
    </Answer>
  );
}

function Erasures() {
  const words = speak("people").persons;
  const erasures = useQuery(() => askErasures);
  return (
    <section class="card" aria-labelledby="h-erasures">
      <header>
        <h2 id="h-erasures">{words.list}</h2>
      </header>
      <Answer of={erasures} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 60]} />}>
        {(data) => (
          <ul class="list lined">
            <For each={data().erasures} fallback={<li class="list-row mid">{words.listNone}</li>}>
              {(one) => <ErasureRow of={one} />}
            </For>
          </ul>
        )}
      </Answer>
    </section>
  );
}

function ErasureRow(props: { of: Erasure }) {
  const words = speak("people").persons;
  const done = () => props.of.orders + props.of.tickets;
  return (
    <li class="list-row">
      <div>
        <p>{words.counts(formatCount(props.of.orders), formatCount(props.of.tickets), formatCount(props.of.files))}</p>
        <p class="small dim">
          <span dir="auto">{props.of.person}</span> <Time at={props.of.createdAt} as="ago" />
        </p>
        <Show when={props.of.state === "failed"}>
          <p class="small">{words.failed}</p>
        </Show>
      </div>
      <span class="push row" role="status">
        <Show when={isUnderWay(props.of)}>
          <span class="small dim num">{words.progress(formatCount(done()), formatCount(Math.max(done(), props.of.total)))}</span>
        </Show>
        <span class="badge" classList={{ accent: isUnderWay(props.of), late: props.of.state === "failed" }}>
          {words.states[props.of.state]}
        </span>
      </span>
    </li>
  );
}
