/** What each store gives along and keeps back: its policy, its glossary, and whether people are taken out of what leaves. */
import { createSignal, For, Show, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { CheckField, TextAreaField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Callout } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { askMachine, explainMachine, type MachinePage, type StoreGives } from "./machine-queries.ts";

const POLICY_CHARACTERS_MAX = 8_000;

export function Stores(props: { page: MachinePage }) {
  const words = speak("machine").stores;
  return (
    <section class="card" aria-labelledby="h-stores">
      <header>
        <h2 id="h-stores">{words.title}</h2>
      </header>
      <div class="body">
        <p class="mid measure">{words.words}</p>
      </div>
      <ul class="list lined">
        {/* By id: a form that is open stays when they are asked for again. */}
        <For each={props.page.stores.map(({ id }) => id)} fallback={<li class="list-row mid">{words.none}</li>}>
          {(id) => <Show when={props.page.stores.find((one) => one.id === id)}>{(store) => <StoreRow of={store()} />}</Show>}
        </For>
      </ul>
    </section>
  );
}

function StoreRow(props: { of: StoreGives }) {
  const words = speak("machine").stores;
  const [isOpen, setOpen] = createSignal(false);
  const says = () =>
    [
      props.of.isMinimised ? words.minimised : words.plain,
      ...(props.of.keepsPictures ? [words.picturesStay] : []),
      props.of.policy === "" ? words.policyNone : words.policyHas(formatCount(props.of.policy.length)),
      ...(props.of.glossary.length > 0 ? [words.glossaryHas(formatCount(props.of.glossary.length))] : []),
    ].join(" · ");
  return (
    <>
      <li class="list-row">
        <div>
          <p>
            <b>{props.of.name}</b>
          </p>
          <p class="small dim">{says()}</p>
        </div>
        <span class="push">
          <Button small icon="pencil" label={`${words.edit}: ${props.of.name}`} onPress={() => setOpen((open) => !open)}>
            {words.edit}
          </Button>
        </span>
      </li>
      <Show when={isOpen()}>
        <li class="machine-store">
          <StoreForm of={props.of} onClose={() => setOpen(false)} />
        </li>
      </Show>
    </>
  );
}

type Glossary = StoreGives["glossary"];

/** The first line that is no pair, or the pairs. */
function readGlossary(text: string): { wrong: string } | { pairs: Glossary } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => {
    const [says = "", ...rest] = line.split("=");
    return { line, says: says.trim(), means: rest.join("=").trim() };
  });
  const wrong = pairs.find(({ says, means }) => says === "" || means === "");
  return wrong ? { wrong: wrong.line } : { pairs: pairs.map(({ says, means }) => ({ says, means })) };
}

function StoreForm(props: { of: StoreGives; onClose: () => void }) {
  const words = speak("machine").stores;
  const client = useQueryClient();
  const given = untrack(() => props.of);
  const [isMinimised, setMinimised] = createSignal(given.isMinimised);
  const [keepsPictures, setKeepsPictures] = createSignal(given.keepsPictures);
  const [policy, setPolicy] = createSignal(given.policy);
  const [glossary, setGlossary] = createSignal(given.glossary.map(({ says, means }) => `${says} = ${means}`).join("\n"));
  const read = () => readGlossary(glossary());
  const wrong = () => {
    const found = read();
    return "wrong" in found ? words.wrongGlossary(found.wrong) : null;
  };
  const save = useMutation(() => ({
    mutationFn: (pairs: Glossary) =>
      ask(
        api.assist.stores[":id"].$put({
          param: { id: given.id },
          json: {
            version: given.version,
            store: { isMinimised: isMinimised(), keepsPictures: keepsPictures(), policy: policy(), glossary: pairs },
          },
        }),
      ),
    onSuccess: () => {
      toast({ words: words.saved, look: "fine" });
      props.onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: askMachine.queryKey }),
  }));
  const submit = (event: Event) => {
    event.preventDefault();
    const found = read();
    if ("pairs" in found) save.mutate(found.pairs);
  };
  return (
    <form class="body stack" onSubmit={submit}>
      <CheckField name={words.minimise} checked={isMinimised()} onChange={setMinimised} />
      <CheckField name={words.keepPictures} checked={keepsPictures()} onChange={setKeepsPictures} />
      <TextAreaField
        name={words.policy}
        hint={words.policyHint}
        rows={6}
        maxLength={POLICY_CHARACTERS_MAX}
        value={policy()}
        onInput={setPolicy}
      />
      <TextAreaField name={words.glossary} hint={words.glossaryHint} wrong={wrong()} rows={4} value={glossary()} onInput={setGlossary} />
      <Show when={save.isError}>
        <Callout look="late" icon="alert">
          {explainMachine(asProblem(save.error))}
        </Callout>
      </Show>
      <SaveRow isSaving={save.isPending} onClose={props.onClose} />
    </form>
  );
}

function SaveRow(props: { isSaving: boolean; onClose: () => void }) {
  const words = speak("machine").stores;
  return (
    <div class="row">
      <Button submit look="primary" busy={props.isSaving}>
        {words.save}
      </Button>
      <Button look="quiet" onPress={props.onClose}>
        {words.cancel}
      </Button>
    </div>
  );
}
