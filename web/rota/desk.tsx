/** How turns are given: what holds for the whole desk, and each person with what they have and get at most. */

import { createMemo, createSignal, For, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useMe } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { CheckField, SelectField, TextField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { Avatar } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { type RotaPage, WAYS_BACK, type WayBack } from "./queries.ts";

const CAP_MAX = 1_000;

const textOf = (cap: number | null) => (cap === null ? "" : String(cap));
const capOf = (text: string) => (text.trim() === "" ? null : Math.round(Number(text)));

export function DeskCard(props: { page: RotaPage }) {
  const words = speak("rota");
  const client = useQueryClient();
  // What somebody else saves meanwhile must neither change what is being typed nor be overwritten by it unseen.
  const begun = untrack(() => props.page.rota);
  const [version, setVersion] = createSignal(begun.version);
  const [cap, setCap] = createSignal(textOf(begun.cap));
  const [handBack, setHandBack] = createSignal<WayBack>(begun.handBack);
  const [replyTakes, setReplyTakes] = createSignal(begun.replyTakes);
  const save = useMutation(() => ({
    mutationFn: () => {
      const rota = { cap: capOf(cap()), handBack: handBack(), replyTakes: replyTakes() };
      return ask(api.rota.$put({ json: { version: version(), rota } }));
    },
    onSuccess: async () => {
      setVersion(version() + 1);
      await Promise.all(["rota", "at-work", "colleagues"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      toast({ words: words.desk.saved });
    },
  }));
  return (
    <section class="card" aria-labelledby="h-turns">
      <header>
        <h2 id="h-turns">{words.desk.title}</h2>
      </header>
      <form
        class="body stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div class="rota-fields">
          <TextField name={words.desk.cap} hint={words.desk.capHint} type="number" min={1} max={CAP_MAX} value={cap()} onInput={setCap} />
          <SelectField
            name={words.desk.handBack}
            hint={words.desk.handBackHint}
            value={handBack()}
            options={WAYS_BACK.map((value) => ({ value, label: words.ways[value] }))}
            onChange={(way) => setHandBack(WAYS_BACK.find((one) => one === way) ?? "keep")}
          />
        </div>
        <CheckField name={words.desk.replyTakes} checked={replyTakes()} onChange={setReplyTakes} />
        <Show when={save.isError}>
          <Trouble problem={save.error} />
        </Show>
        <div>
          <Button submit busy={save.isPending}>
            {words.desk.save}
          </Button>
        </div>
      </form>
    </section>
  );
}

export function AtWorkCard(props: { page: RotaPage }) {
  const words = speak("rota").people;
  const client = useQueryClient();
  const save = useMutation(() => ({
    mutationFn: ({ id, cap }: { id: string; name: string; cap: number | null }) =>
      ask(api.team[":id"].cap.$put({ param: { id }, json: { cap } })),
    onSuccess: async (_: unknown, { name, cap }: { id: string; name: string; cap: number | null }) => {
      await Promise.all(["rota", "at-work", "colleagues"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      toast({ words: words.saved(name, cap) });
    },
  }));
  return (
    <section class="card" aria-labelledby="h-at-work">
      <header>
        <h2 id="h-at-work">{words.title}</h2>
      </header>
      <Show when={save.isError}>
        <div class="body">
          <Trouble problem={save.error} />
        </div>
      </Show>
      <ul class="list lined">
        {/* By id: what is being typed stays when somebody has a ticket more. */}
        <For each={props.page.people.map(({ id }) => id)}>
          {(id) => (
            <Show when={props.page.people.find((one) => one.id === id)}>
              {(person) => (
                <PersonRow person={person()} most={props.page.rota.cap} onSave={(cap) => save.mutate({ id, name: person().name, cap })} />
              )}
            </Show>
          )}
        </For>
      </ul>
    </section>
  );
}

interface PersonProps {
  person: RotaPage["people"][number];
  /** The desk's cap. */
  most: number | null;
  onSave: (cap: number | null) => void;
}

function PersonRow(props: PersonProps) {
  const words = speak("rota").people;
  const me = useMe();
  const cap = createMemo(() => textOf(props.person.cap));
  return (
    <li class="list-row rota-person">
      <Avatar name={props.person.name} isMe={props.person.id === me().person.id} here={!props.person.away} away={props.person.away} />
      <span class="rota-name">
        <bdi class="ellipsis">{props.person.name}</bdi>
        <span class="small dim">
          {props.person.away ? words.away : words.here} · {words.open(formatCount(props.person.open))}
        </span>
      </span>
      <label class="rota-most row small mid">
        {words.most}
        <input
          class="input rota-cap"
          type="number"
          min="1"
          max={CAP_MAX}
          aria-label={words.cap(props.person.name)}
          placeholder={textOf(props.most) || "–"}
          value={cap()}
          onChange={(event) => event.currentTarget.reportValidity() && props.onSave(capOf(event.currentTarget.value))}
        />
      </label>
    </li>
  );
}
