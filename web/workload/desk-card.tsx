/** What the desk itself keeps of one order: notes, tags and who has it, on the order's page and beside a conversation. Neither the buyer nor
 *  TikTok sees any of it; words that were not taken stay where they were typed. */

import { createSignal, createUniqueId, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { TagChip } from "../labels/chips.tsx";
import { useTags } from "../labels/queries.ts";
import { useNames } from "../team/me.tsx";
import { ActSelect } from "../ui/act-select.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { known, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askDesk, askOrderChoices, type Desk, type Wish } from "./queries.ts";
import "./workload.css";

const NOTE_CHARACTERS_MAX = 2_000;

export default function DeskCard(props: { order: string; zone: string }) {
  const words = speak("workload").desk;
  const query = useQuery(() => askDesk(props.order));
  const acts = useDeskActs(() => props.order);
  const title = createUniqueId();
  return (
    <Show when={known(query)}>
      {(desk) => (
        <section class="card desk-card" aria-labelledby={title}>
          <header>
            <h2 id={title}>{words.title}</h2>
            <span class="dim small aside">{words.hint}</span>
          </header>
          <div class="body stack">
            <Sorting desk={desk()} acts={acts} />
            <Show when={acts.problem()}>
              <Trouble problem={acts.problem()} />
            </Show>
            <Writing desk={desk()} acts={acts} />
          </div>
          <ul class="list lined" aria-label={words.title}>
            <For each={desk().notes}>{(note) => <NoteRow note={note} acts={acts} zone={props.zone} />}</For>
          </ul>
        </section>
      )}
    </Show>
  );
}

function useDeskActs(id: () => string) {
  const client = useQueryClient();
  const again = () =>
    client.invalidateQueries({ predicate: ({ queryKey: [name, what] }) => name === "orders" || name === "order-counts" || what === id() });
  const order = api.orders[":id"];
  const act = useMutation(() => ({
    mutationFn: (json: Exclude<Wish, { do: "cancel" }>) => ask(order.act.$post({ param: { id: id() }, json })),
    onSuccess: again,
  }));
  const write = useMutation(() => ({
    mutationFn: (json: { id: string; text: string }) => ask(order.notes.$post({ param: { id: id() }, json })),
    // The field is free as soon as the words are taken, not when the page has been asked again.
    onSuccess: () => void again(),
  }));
  const drop = useMutation(() => ({
    mutationFn: (note: string) => ask(order.notes[":note"].$delete({ param: { id: id(), note } })),
    onSuccess: again,
  }));
  return { act, write, drop, problem: () => act.error ?? write.error ?? drop.error };
}

interface PartProps {
  desk: Desk;
  acts: ReturnType<typeof useDeskActs>;
}

/** Tags and whoever has it; a person who may not sort sees the same without the ways to change it. */
function Sorting(props: PartProps) {
  const words = speak("workload");
  const tags = useTags();
  const nameOf = useNames();
  const choices = useQuery(() => askOrderChoices);
  const may = () => props.desk.can.sort.ok;
  const assignee = () => props.desk.assignee ?? "";
  const givenTo = () => (assignee() === "" ? words.desk.nobody : (nameOf(assignee()) ?? words.filter.gone));
  const others = () => tags.offered().filter((tag) => !props.desk.tags.includes(tag.id));
  const people = () => {
    const all = (known(choices)?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const isThere = assignee() === "" || all.some(({ value }) => value === assignee());
    return [{ value: "", label: words.desk.nobody }, ...(isThere ? [] : [{ value: assignee(), label: givenTo() }]), ...all];
  };
  return (
    <fieldset class="row wrap" aria-label={words.desk.sort}>
      <For each={props.desk.tags.flatMap((id) => tags.find(id) ?? [])}>
        {(tag) => (
          <span class="row desk-tag">
            <TagChip tag={tag} />
            <Show when={may()}>
              <IconButton
                icon="x"
                small
                label={words.desk.dropTag(tag.name)}
                onPress={() => props.acts.act.mutate({ do: "untag", tagId: tag.id })}
              />
            </Show>
          </span>
        )}
      </For>
      <Show when={may()} fallback={<span class="mid">{givenTo()}</span>}>
        <Show when={others().length > 0}>
          <ActSelect
            label={words.desk.addTag}
            value=""
            options={[{ value: "", label: words.desk.addTag }, ...others().map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(tagId) => tagId !== "" && props.acts.act.mutate({ do: "tag", tagId })}
          />
        </Show>
        <ActSelect
          label={words.filter.assignee}
          value={assignee()}
          options={people()}
          onChange={(personId) => props.acts.act.mutate({ do: "assign", personId })}
        />
      </Show>
    </fieldset>
  );
}

function Writing(props: PartProps) {
  const words = speak("workload").desk;
  const [text, setText] = createSignal("");
  /** Names what was typed: pressed twice, it is one note. */
  const [click, setClick] = createSignal(crypto.randomUUID());
  const reason = () => whyNot(props.desk.can.note);
  // What was typed meanwhile is another note.
  const taken = (said: string) => {
    if (text().trim() === said) setText("");
    setClick(crypto.randomUUID());
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (reason() !== null || text().trim() === "" || props.acts.write.isPending) return;
    props.acts.write.mutate({ id: click(), text: text().trim() }, { onSuccess: (_, note) => taken(note.text) });
  };
  return (
    <form class="desk-writing" onSubmit={save}>
      <textarea
        class="input"
        rows="2"
        maxLength={NOTE_CHARACTERS_MAX}
        aria-label={words.write}
        placeholder={words.write}
        dir="auto"
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && save(event)}
      />
      <Button submit small icon="note" busy={props.acts.write.isPending} because={reason()} quietly>
        {words.add}
      </Button>
    </form>
  );
}

function NoteRow(props: { note: Desk["notes"][number]; acts: PartProps["acts"]; zone: string }) {
  const words = speak("workload").desk;
  return (
    <li class="list-row desk-note">
      <p dir="auto">{props.note.text}</p>
      <span class="dim small">
        <bdi>{props.note.by}</bdi>, <Time at={props.note.at} zone={props.zone} />
      </span>
      <Show when={props.note.can.drop.ok}>
        <span class="push">
          <IconButton icon="x" small label={words.drop} onPress={() => props.acts.drop.mutate(props.note.id)} />
        </span>
      </Show>
    </li>
  );
}
