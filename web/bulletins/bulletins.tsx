/** Insights › By e-mail: which reports leave when and for whom, stopped or sent at once by an admin, and what became of the last sendings. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { InsightsRoom } from "../insights/room.tsx";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { placeOf, writeTime } from "../ui/clock.ts";
import { Answer, Callout, Empty, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { explain, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { BulletinForm, FIRST } from "./form.tsx";
import { askBulletins, type Bulletin, type BulletinPage, type Sending } from "./queries.ts";
import { weekdayOf } from "./weekdays.ts";
import "./bulletins.css";

export default function Bulletins() {
  const words = speak("insights").bulletins;
  const page = useQuery(() => askBulletins);
  const [open, setOpen] = createSignal<string | null>(null);
  return (
    <InsightsRoom tab="mail">
      <p class="mid measure">{words.words}</p>
      <Answer of={page} waiting={<Skeleton rows={3} class="report-waiting" widths={[40, 60]} />}>
        {(data) => (
          <>
            <Show when={whyNot(data().can.send)}>
              {(reason) => (
                <Callout look="soon" icon="info">
                  {reason()}
                </Callout>
              )}
            </Show>
            <div class="row">
              <Button icon="plus" onPress={() => setOpen("")}>
                {words.add}
              </Button>
            </div>
            <Show when={open() === ""}>
              <section class="card">
                <BulletinForm of={FIRST()} page={data()} onClose={() => setOpen(null)} />
              </section>
            </Show>
            {/* By id: a form that is open stays when they are asked for again. */}
            <For
              each={data().bulletins.map(({ id }) => id)}
              fallback={<Show when={open() === null}>{<Empty icon="mail" title={words.none.title} words={words.none.words} />}</Show>}
            >
              {(id) => (
                <Show when={data().bulletins.find((one) => one.id === id)}>
                  {(bulletin) => (
                    <BulletinCard bulletin={bulletin()} page={data()} isOpen={open() === id} onOpen={(is) => setOpen(is ? id : null)} />
                  )}
                </Show>
              )}
            </For>
            <Sendings sendings={data().sendings} />
          </>
        )}
      </Answer>
    </InsightsRoom>
  );
}

function useActs(bulletin: () => Bulletin) {
  const client = useQueryClient();
  const param = () => ({ id: bulletin().id });
  const onSuccess = () => client.invalidateQueries({ queryKey: ["bulletins"] });
  const turn = useMutation(() => ({
    mutationFn: (isOn: boolean) =>
      ask(api.bulletins[":id"].$put({ param: param(), json: { form: bulletin().form, isOn, version: bulletin().version } })),
    onSuccess,
  }));
  const named = nameClicks();
  const send = useMutation(() => ({
    mutationFn: () => named(null, (click) => ask(api.bulletins[":id"].send.$post({ param: param(), json: { click } }))),
    onSuccess: async () => {
      toast({ words: speak("insights").bulletins.onItsWay });
      await onSuccess();
    },
  }));
  const drop = useMutation(() => ({ mutationFn: () => ask(api.bulletins[":id"].$delete({ param: param() })), onSuccess }));
  return { turn, send, drop };
}

interface CardProps {
  bulletin: Bulletin;
  page: BulletinPage;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

function BulletinCard(props: CardProps) {
  const words = speak("insights").bulletins;
  const reports = () => props.bulletin.form.reports.map((report) => words.reports[report]).join(", ");
  return (
    <section class="card" aria-label={reports()}>
      <header>
        <h2>{reports()}</h2>
        <span class="badge push">{props.bulletin.isOn ? words.on : words.off}</span>
      </header>
      <Show when={!props.isOpen} fallback={<BulletinForm of={props.bulletin} page={props.page} onClose={() => props.onOpen(false)} />}>
        <div class="body stack tight">
          <About bulletin={props.bulletin} />
          <Acts {...props} />
        </div>
      </Show>
    </section>
  );
}

/** When it leaves, about what, and for whom. */
function About(props: { bulletin: Bulletin }) {
  const words = speak("insights").bulletins;
  const stores = useStores();
  const form = () => props.bulletin.form;
  const when = () =>
    words.when(form().weekdays.map(weekdayOf).join(", "), `${String(form().hour).padStart(2, "0")}:00`, placeOf(form().zone));
  const shops = () =>
    form()
      .stores?.map((id) => stores.find(id)?.name ?? words.goneStore)
      .join(", ") ?? speak("frame").allStores;
  return (
    <>
      <p>{when()}</p>
      <p class="mid" dir="auto">
        {words.spans[form().span]} · {shops()}
      </p>
      <p class="mid breakable">{form().addresses.join(", ")}</p>
      <Show when={props.bulletin.nextAt}>
        {(at) => <p class="small dim">{words.next(`${writeTime(at(), "full", form().zone)} (${placeOf(form().zone)})`)}</p>}
      </Show>
    </>
  );
}

function Acts(props: CardProps) {
  const words = speak("insights").bulletins;
  const acts = useActs(() => props.bulletin);
  return (
    <>
      <div class="row wrap">
        <Button small icon="pencil" onPress={() => props.onOpen(true)}>
          {words.change}
        </Button>
        <Button small icon="out" busy={acts.send.isPending} because={whyNot(props.page.can.send)} onPress={() => acts.send.mutate()}>
          {words.sendNow}
        </Button>
        <Button
          small
          icon={props.bulletin.isOn ? "pause" : "play"}
          busy={acts.turn.isPending}
          onPress={() => acts.turn.mutate(!props.bulletin.isOn)}
        >
          {props.bulletin.isOn ? words.stop : words.start}
        </Button>
        <Show when={!props.bulletin.isOn}>
          <Button small look="danger" busy={acts.drop.isPending} onPress={() => acts.drop.mutate()}>
            {words.drop}
          </Button>
        </Show>
      </div>
      <Show when={acts.turn.error ?? acts.send.error ?? acts.drop.error}>{(problem) => <Trouble problem={problem()} />}</Show>
    </>
  );
}

function Sendings(props: { sendings: Sending[] }) {
  const words = speak("insights").bulletins;
  const said = (sending: Sending) => {
    const known = sending.words === null ? null : explain({ code: sending.words, facts: {} });
    return [words.states[sending.state], known].filter(Boolean).join(": ");
  };
  return (
    <section class="card" aria-label={words.last}>
      <header>
        <h2>{words.last}</h2>
      </header>
      <ul class="list lined">
        <For each={props.sendings} fallback={<li class="list-row mid">{words.noneSent}</li>}>
          {(sending) => (
            <li class="list-row bulletin-sending">
              <span class="breakable">{sending.address}</span>
              <span class="small" classList={{ "late-words": sending.state === "refused" || sending.state === "unconfirmed" }}>
                {said(sending)}
              </span>
              <span class="small dim push">
                <Time at={sending.slot_at} />
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
