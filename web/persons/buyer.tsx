/** What the desk holds of one buyer, what of it goes and what stays and why, its file, and the question before it goes for good. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { PersonFiles } from "./files.tsx";
import { askBuyer, type BuyerPage } from "./queries.ts";

export function BuyerCard(props: { id: string; onErased: () => void }) {
  const words = speak("people").persons;
  const buyer = useQuery(() => askBuyer(props.id));
  const [isAsking, setAsking] = createSignal(false);
  return (
    <Answer of={buyer} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 60]} />}>
      {(page) => (
        <section class="card" aria-labelledby="h-buyer">
          <header>
            <h2 id="h-buyer" class="ellipsis" dir="auto">
              {page().name || page().id}
            </h2>
            <Button small look="danger" quietly because={whyNot(page().can.erase)} onPress={() => setAsking(true)}>
              {words.erase}
            </Button>
          </header>
          <Show when={whyNot(page().can.erase)}>
            {(why) => (
              <div class="body">
                <Callout look="soon">{why()}</Callout>
              </div>
            )}
          </Show>
          <div class="body person-held">
            <div class="stack tight">
              <h3>{words.held}</h3>
              <Held page={page()} />
            </div>
            <div class="stack tight">
              <h3>{words.kept}</h3>
              <ul class="person-points">
                <For each={words.stays}>{(one) => <li>{one}</li>}</For>
              </ul>
              <p class="small mid">{words.later}</p>
              <p class="small mid">{words.cloudflare}</p>
            </div>
          </div>
          <PersonFiles id={props.id} />
          <Show when={isAsking()}>
            <EraseDialog page={page()} onClose={() => setAsking(false)} onErased={props.onErased} />
          </Show>
        </section>
      )}
    </Answer>
  );
}

const KINDS = ["orders", "recipients", "tickets", "papers", "returns", "notes"] as const;

function Held(props: { page: BuyerPage }) {
  const words = speak("people").persons.what;
  return (
    <ul class="person-points">
      <For each={KINDS.filter((kind) => props.page.held[kind] > 0)}>
        {(kind) => <li>{words[kind](formatCount(props.page.held[kind]))}</li>}
      </For>
      <li>{words.files}</li>
    </ul>
  );
}

function EraseDialog(props: { page: BuyerPage; onClose: () => void; onErased: () => void }) {
  const words = speak("people").persons;
  const client = useQueryClient();
  const [typed, setTyped] = createSignal("");
  const click = crypto.randomUUID();
  const erase = useMutation(() => ({
    mutationFn: () => ask(api.buyers[":id"].erase.$post({ param: { id: props.page.id }, json: { id: click, typed: typed() } })),
    onSuccess: async () => {
      toast({ words: words.begun });
      props.onErased();
      await client.invalidateQueries({ queryKey: ["erasures"] });
      client.removeQueries({ queryKey: ["buyers"] });
      client.removeQueries({ queryKey: ["buyer"] });
    },
  }));
  // A name that reads backwards turns round itself alone (Unicode Annex 9, isolates).
  const name = () => `\u2068${props.page.name || props.page.id}\u2069`;
  return (
    <Dialog
      open
      title={words.sure(name())}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{words.cancel}</Button>
          <Button look="danger" busy={erase.isPending} onPress={() => erase.mutate()}>
            {words.eraseNow}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          erase.mutate();
        }}
      >
        <Callout look="late">{words.noWay}</Callout>
        <TextField name={words.type(props.page.confirm)} value={typed()} onInput={setTyped} maxLength={200} required />
        <Show when={erase.isError}>
          <Trouble problem={erase.error} />
        </Show>
      </form>
    </Dialog>
  );
}
