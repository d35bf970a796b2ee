/** Settings › People: who has a second factor, whether everybody must, and the way back for whoever lost theirs. */

import { createSignal, For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask, asProblem } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useMe } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField } from "../ui/field.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { explainFactor } from "./explain.ts";

const askPeople = { queryKey: ["people-factors"], queryFn: () => ask(api.team.factors.$get()) };

export default function PeopleFactors(props: { nameOf: (id: string) => string | null }) {
  const words = speak("factors").people;
  const client = useQueryClient();
  const people = useQuery(() => askPeople);
  const [lost, setLost] = createSignal<string | null>(null);
  const again = () => client.invalidateQueries({ queryKey: askPeople.queryKey });
  const change = useMutation(() => ({
    mutationFn: (required: boolean) => ask(api.team.factors.required.$put({ json: { required } })),
    onSettled: again,
  }));
  const reset = useMutation(() => ({
    mutationFn: (id: string) => ask(api.team[":id"].factors.reset.$post({ param: { id }, json: {} })),
    onSettled: again,
  }));
  const trouble = () => change.error ?? reset.error;
  return (
    <section class="card" aria-labelledby="h-people-factors">
      <header>
        <h2 id="h-people-factors">{speak("factors").title}</h2>
      </header>
      <Answer of={people} waiting={<Skeleton rows={1} class="scan-waiting" widths={[40]} />}>
        {(data) => (
          <>
            <div class="body stack tight">
              <CheckField name={words.require} checked={data().isRequired} onChange={change.mutateAsync} />
              <p class="small dim measure">{words.requireHint}</p>
              <Show when={trouble()}>
                <p class="wrong" role="alert">
                  {explainFactor(asProblem(trouble()))}
                </p>
              </Show>
            </div>
            <PeopleList people={data().people} nameOf={props.nameOf} onLost={setLost} />
          </>
        )}
      </Answer>
      <ResetDialog
        name={lost() === null ? null : (props.nameOf(lost() ?? "") ?? "")}
        onClose={() => setLost(null)}
        onReset={() => {
          const id = lost();
          setLost(null);
          if (id) reset.mutate(id);
        }}
      />
    </section>
  );
}

type Kinds = AnswerOf<typeof api.team.factors.$get>["people"];

function PeopleList(props: { people: Kinds; nameOf: (id: string) => string | null; onLost: (id: string) => void }) {
  const words = speak("factors").people;
  const me = useMe();
  const named = () => props.people.map((one) => ({ ...one, name: props.nameOf(one.user_id) ?? "" }));
  const sorted = () => named().toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <ul class="list">
      <For each={sorted()}>
        {(one) => (
          <li class="list-row">
            <b class="ellipsis">{one.name}</b>
            <span class="small mid">{tellKinds(one)}</span>
            <span class="push">
              <Show when={one.totp + one.passkeys > 0 && one.user_id !== me().person.id}>
                <Button small label={words.resetOf(one.name)} onPress={() => props.onLost(one.user_id)}>
                  {words.reset}
                </Button>
              </Show>
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

function ResetDialog(props: { name: string | null; onClose: () => void; onReset: () => void }) {
  const words = speak("factors").people;
  return (
    <Dialog
      open={props.name !== null}
      title={words.ask(props.name ?? "")}
      onClose={props.onClose}
      footer={
        <>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").close}
          </Button>
          <Button look="sure" onPress={props.onReset}>
            {words.reset}
          </Button>
        </>
      }
    >
      <p class="mid">{words.askWords}</p>
    </Dialog>
  );
}

function tellKinds({ totp, passkeys }: { totp: number; passkeys: number }): string {
  const words = speak("factors");
  const kinds = [...(totp > 0 ? [words.kinds.totp] : []), ...(passkeys > 0 ? [words.people.passkeys(passkeys)] : [])];
  return kinds.join(", ") || words.people.none;
}
