/** Tags of one ticket: type to find, Enter to put one on or take it off, as many as one likes. A name nobody has yet can be made here by whoever may. */

import { createMemo, createSignal, createUniqueId, For, type JSX, Show, untrack } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { TagChip } from "./chips.tsx";
import { type Tag, useTags } from "./queries.ts";

const NAME_CHARACTERS_MAX = 40;

interface PickerProps {
  page: TicketPage;
  acts: TicketActs;
  onClose: () => void;
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase().trim();

/** What one may choose: those it bears, archived ones among them, then the others. */
function useChoices(props: PickerProps) {
  const tags = useTags();
  const [text, setText] = createSignal("");
  const borne = () => props.page.facts.tags;
  const known = createMemo(() => {
    const own = borne().flatMap((id) => tags.find(id) ?? []);
    return [...own, ...tags.offered().filter((tag) => !own.some((one) => one.id === tag.id))];
  });
  // What was put on a moment ago keeps its line under the hand.
  const inOrder = createMemo<Tag[]>((before) => {
    const all = known();
    const place = new Map((before ?? []).map((tag, at) => [tag.id, at]));
    return [...all].sort((one, other) => (place.get(one.id) ?? all.length) - (place.get(other.id) ?? all.length));
  });
  const found = createMemo(() => inOrder().filter((tag) => fold(tag.name).includes(fold(text()))));
  const isNew = () => text().trim() !== "" && !tags.page()?.tags.some((tag) => tag.mergedInto === null && fold(tag.name) === fold(text()));
  const creating = () => tags.page()?.can.create;
  return { text, setText, found, isNew, creating, borne, colours: () => tags.page()?.colours ?? [], count: () => known().length };
}

/** Where one stands among the choices, and what Enter does there. */
function usePicking(props: PickerProps, list: string) {
  const client = useQueryClient();
  const choices = useChoices(props);
  const [at, setAt] = createSignal(0);
  const [problem, setProblem] = createSignal<unknown>(null);
  const lines = () => choices.found().length + (choices.isNew() ? 1 : 0);
  const stand = (next: number) => {
    setAt(lines() === 0 ? 0 : (next + lines()) % lines());
    document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  const toggle = (tag: Tag) => void props.acts.tag(tag.id, !choices.borne().includes(tag.id));
  const create = async () => {
    if (whyNot(choices.creating()) !== null) return;
    setProblem(null);
    try {
      const name = choices.text().trim();
      const colours = choices.colours();
      const colour = colours[choices.count() % Math.max(1, colours.length)] ?? "slate";
      const { id } = await ask(api.tags.$post({ json: { name, colour } }));
      await client.invalidateQueries({ queryKey: ["tags"] });
      choices.setText("");
      await props.acts.tag(id, true);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const choose = (place: number) => {
    const tag = choices.found()[place];
    if (tag) toggle(tag);
    else if (choices.isNew()) void create();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) stand(at() + step);
    else if (event.key === "Enter" && !event.isComposing) choose(at());
    else return;
    event.preventDefault();
  };
  const write = (text: string) => {
    choices.setText(text);
    setAt(0);
  };
  return { ...choices, at, lines, problem, toggle, create: () => void create(), press, write };
}

export default function TagPicker(props: PickerProps) {
  const words = speak("labels").picker;
  const list = createUniqueId();
  const choices = usePicking(props, list);
  return (
    <Dialog
      open
      title={words.title(props.page.ticket.number)}
      class="tag-picker"
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{words.done}</Button>}
    >
      <input
        class="input"
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={choices.lines() > 0 ? `${list}-${choices.at()}` : undefined}
        aria-label={words.search}
        placeholder={words.search}
        maxLength={NAME_CHARACTERS_MAX}
        value={choices.text()}
        onInput={(event) => choices.write(event.currentTarget.value)}
        onKeyDown={choices.press}
      />
      <Options list={list} choices={choices} />
      <Show when={choices.problem()}>
        <Trouble problem={choices.problem()} />
      </Show>
      <p class="small dim">{words.hint}</p>
    </Dialog>
  );
}

function Options(props: { list: string; choices: ReturnType<typeof usePicking> }) {
  const words = speak("labels").picker;
  const choices = untrack(() => props.choices);
  return (
    <div id={props.list} role="listbox" aria-label={words.list} aria-multiselectable="true" class="tag-options">
      <For each={choices.found()} fallback={<Nothing text={choices.text().trim()} isNew={choices.isNew()} />}>
        {(tag, place) => (
          <Line
            id={`${props.list}-${place()}`}
            isAt={place() === choices.at()}
            isOn={choices.borne().includes(tag.id)}
            onChoose={() => choices.toggle(tag)}
          >
            <TagChip tag={tag} />
            <Show when={tag.archived}>
              <span class="small dim">{speak("labels").archived}</span>
            </Show>
          </Line>
        )}
      </For>
      <Show when={choices.isNew()}>
        <Line
          id={`${props.list}-${choices.found().length}`}
          isAt={choices.at() === choices.found().length}
          isOn={false}
          isNew
          because={whyNot(choices.creating())}
          onChoose={choices.create}
        >
          <bdi class="ellipsis">{words.create(choices.text().trim())}</bdi>
        </Line>
      </Show>
    </div>
  );
}

function Nothing(props: { text: string; isNew: boolean }) {
  const words = speak("labels").picker;
  return (
    <Show when={!props.isNew}>
      <p class="small mid">{props.text === "" ? `${words.none}. ${words.noneWords}` : words.noneFound(props.text)}</p>
    </Show>
  );
}

interface LineProps {
  id: string;
  isAt: boolean;
  isOn: boolean;
  isNew?: boolean;
  because?: string | null;
  onChoose: () => void;
  children: JSX.Element;
}

function Line(props: LineProps) {
  return (
    <button
      type="button"
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.isAt}
      aria-checked={props.isOn}
      aria-disabled={props.because ? true : undefined}
      class="tag-option"
      onMouseDown={(event) => {
        // The cursor stays in the field, where the keys are heard.
        event.preventDefault();
        if (!props.because) props.onChoose();
      }}
    >
      <Icon name={props.isNew ? "plus" : props.isOn ? "check" : "tag"} size="s" />
      {props.children}
      <Show when={props.because}>
        <span class="small dim">{props.because}</span>
      </Show>
    </button>
  );
}
