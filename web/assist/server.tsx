/** The form of the server: its address and key, the models with their prices, who does what, and the budget. What is typed stays until it is saved. */
import { createSignal, Show, untrack } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { api, ask, asProblem } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { Callout } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { askMachine, explainMachine, type MachinePage, plainDollars, readDollars } from "./machine-queries.ts";
import { Models, type TypedModel } from "./models.tsx";
import { Tasks } from "./tasks.tsx";
import { TryIt } from "./try.tsx";

export interface TypedServer {
  isOn: boolean;
  address: string;
  key: string;
  dropsKey: boolean;
  models: TypedModel[];
  tasks: MachinePage["setting"]["tasks"];
  budget: string;
}

function useServer(props: { page: MachinePage }) {
  const client = useQueryClient();
  const { setting } = untrack(() => props.page);
  const [typed, setTyped] = createStore<TypedServer>({
    ...setting,
    key: "",
    dropsKey: false,
    tasks: { ...setting.tasks },
    budget: plainDollars(setting.budget),
    models: setting.models.map((model) => ({ ...model, in: plainDollars(model.in), out: plainDollars(model.out) })),
  });
  const prices = () => [typed.budget, ...typed.models.flatMap((model) => [model.in, model.out])];
  const isWrong = () => prices().some((price) => readDollars(price) === null);
  const save = useMutation(() => ({
    mutationFn: () => ask(api.assist.$put({ json: { version: setting.version, setting: formOf(typed) } })),
    onSuccess: () => toast({ words: speak("machine").server.saved, look: "fine" }),
    onSettled: () => client.invalidateQueries({ queryKey: askMachine.queryKey }),
  }));
  return { typed, setTyped, isWrong, save };
}

function formOf({ isOn, address, key, dropsKey, models, tasks, budget }: TypedServer) {
  const priced = models.map((model) => ({ ...model, in: readDollars(model.in) ?? 0, out: readDollars(model.out) ?? 0 }));
  const given = dropsKey ? { key: "" } : key === "" ? {} : { key };
  return { isOn, address, models: priced, tasks: { ...tasks }, budget: readDollars(budget) ?? 0, ...given };
}

export function ServerCard(props: { page: MachinePage; onSaved: () => void }) {
  const words = speak("machine").server;
  const { typed, setTyped, isWrong, save } = useServer(props);
  const [offered, setOffered] = createSignal<string[]>([]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isWrong()) save.mutate(undefined, { onSuccess: props.onSaved });
  };
  return (
    <section class="card" aria-labelledby="h-server">
      <header>
        <h2 id="h-server">{words.title}</h2>
      </header>
      <form class="body stack" onSubmit={submit}>
        <Where typed={typed} hasKey={props.page.setting.hasKey} set={(part) => setTyped(part)} />
        <Models typed={typed.models} set={(models) => setTyped("models", models)} offered={offered()} onOffered={setOffered} />
        <Tasks page={props.page} typed={typed} set={(tasks) => setTyped("tasks", reconcile(tasks))} />
        <div class="machine-fields">
          <TextField name={words.budget} hint={words.budgetHint} value={typed.budget} onInput={(budget) => setTyped("budget", budget)} />
        </div>
        <Show when={isWrong()}>
          <Callout look="soon">{words.wrongPrice}</Callout>
        </Show>
        <Show when={save.isError}>
          <Callout look="late" icon="alert">
            {explainMachine(asProblem(save.error))}
          </Callout>
        </Show>
        <div>
          <Button submit look="primary" busy={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
      <Show when={props.page.setting.address !== ""}>
        <TryIt page={props.page} />
      </Show>
    </section>
  );
}

/** Whether it is on, and where it is asked with which key. */
function Where(props: { typed: TypedServer; hasKey: boolean; set: (part: Partial<TypedServer>) => void }) {
  const words = speak("machine").server;
  return (
    <>
      <CheckField name={words.on} checked={props.typed.isOn} onChange={(isOn) => props.set({ isOn })} />
      <div class="machine-fields">
        <TextField
          name={words.address}
          hint={words.addressHint}
          placeholder="https://api.openai.com/v1"
          value={props.typed.address}
          onInput={(address) => props.set({ address })}
        />
        <TextField
          type="password"
          autocomplete="new-password"
          name={words.key}
          hint={props.hasKey ? words.keyKept : words.keyHint}
          value={props.typed.key}
          onInput={(key) => props.set({ key })}
        />
      </div>
      <Show when={props.hasKey}>
        <CheckField name={words.dropKey} checked={props.typed.dropsKey} onChange={(dropsKey) => props.set({ dropsKey })} />
      </Show>
    </>
  );
}
