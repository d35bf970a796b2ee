/** The models and what they cost, a row each; what the server offers stands to choose while a name is typed. */
import { For, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Callout } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { explainMachine } from "./machine-queries.ts";
import { WhyNot } from "./try.tsx";

/** Prices as they are typed. */
export interface TypedModel {
  name: string;
  in: string;
  out: string;
  sees: boolean;
}

const NEW: TypedModel = { name: "", in: "0", out: "0", sees: false };
const OFFERED = "machine-offered";

interface ModelsProps {
  typed: TypedModel[];
  set: (models: TypedModel[]) => void;
  offered: string[];
  onOffered: (names: string[]) => void;
}

export function Models(props: ModelsProps) {
  const words = speak("machine").server;
  const change = (at: number, part: Partial<TypedModel>) =>
    props.set(props.typed.map((model, place) => (place === at ? { ...model, ...part } : model)));
  return (
    <fieldset class="stack machine-part">
      <legend>{words.models}</legend>
      <datalist id={OFFERED}>
        <For each={props.offered}>{(name) => <option value={name} />}</For>
      </datalist>
      {/* By place: a row that is typed in must stay the row it is. */}
      <For each={props.typed.map((_, at) => at)}>
        {(at) => (
          <Show when={props.typed[at]}>
            {(model) => (
              <div class="machine-model">
                <TextField required name={words.model} list={OFFERED} value={model().name} onInput={(name) => change(at, { name })} />
                <TextField name={words.priceIn} value={model().in} onInput={(price) => change(at, { in: price })} />
                <TextField name={words.priceOut} value={model().out} onInput={(price) => change(at, { out: price })} />
                <CheckField name={words.sees} checked={model().sees} onChange={(sees) => change(at, { sees })} />
                <Button
                  small
                  look="quiet"
                  icon="x"
                  label={words.drop(model().name)}
                  onPress={() => props.set(props.typed.filter((_, place) => place !== at))}
                />
              </div>
            )}
          </Show>
        )}
      </For>
      <div class="row wrap">
        <Button small icon="plus" onPress={() => props.set([...props.typed, { ...NEW }])}>
          {words.add}
        </Button>
        <Offer offered={props.offered} onOffered={props.onOffered} />
      </div>
    </fieldset>
  );
}

function Offer(props: Pick<ModelsProps, "offered" | "onOffered">) {
  const words = speak("machine").server;
  const fetching = useMutation(() => ({
    mutationFn: () => ask(api.assist.models.$post({ json: {} })),
    onSuccess: (answer) => props.onOffered("models" in answer ? answer.models : []),
  }));
  return (
    <>
      <Button small icon="refresh" busy={fetching.isPending} onPress={() => fetching.mutate()}>
        {words.fetch}
      </Button>
      <Show when={props.offered.length > 0}>
        <span class="small dim" role="status">
          {words.fetched(formatCount(props.offered.length))}
        </span>
      </Show>
      <Show when={fetching.isError}>
        <Callout look="late" icon="alert">
          {explainMachine(asProblem(fetching.error))}
        </Callout>
      </Show>
      <Show when={fetching.data && "because" in fetching.data ? fetching.data : null}>{(refused) => <WhyNot of={refused()} />}</Show>
    </>
  );
}
