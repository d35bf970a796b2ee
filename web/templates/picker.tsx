/** Templates over a ticket: found by a word, read as they would be sent, put in where the cursor stands. Everything by keyboard: type to
 *  search, arrows to choose, Enter to insert, with Ctrl or ⌘ to let a macro do all of it. */

import { createMemo, createSignal, createUniqueId, For, onMount, Show, Suspense } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { fittingIn, tellPutIn } from "../composer/fitting.ts";
import type { Shown } from "../composer/writing.ts";
import { useTagName } from "../labels/queries.ts";
import { useNames } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Select } from "../ui/field.tsx";
import { COMMAND } from "../ui/keys.ts";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { sayAction } from "./acts.ts";
import { Found, Nothing } from "./found.tsx";
import { PictureRow } from "./pictures.tsx";
import { askOffered, askRendered, nameLanguage, type Offered, type Rendered } from "./queries.ts";
import "./templates.css";

export interface PickerProps {
  ticket: string;
  /** How a reply leaves, for a macro that sends one. */
  leaving: () => { seen: number | null; holdSeconds: number };
  onInsert: (kind: "reply" | "note", text: string, shown: Shown) => void;
  onClose: () => void;
}

export default function Picker(props: PickerProps) {
  const words = speak("templates");
  const offered = useQuery(() => askOffered(props.ticket));
  return (
    <Dialog open title={words.pick} class="template-picker" onClose={props.onClose}>
      <Answer of={offered} waiting={<Skeleton rows={4} class="template-waiting" widths={[40, 80]} />}>
        {(data) => (
          <Show when={data().templates.length > 0} fallback={<Nothing title={words.noneAtAll}>{words.noneWords}</Nothing>}>
            <Choosing {...props} {...inOrder(data(), fittingIn(props.ticket))} />
          </Show>
        )}
      </Answer>
    </Dialog>
  );
}

const FITTING_MAX = 3;

/** Those that fit first: by a model's word, then by what the desk can tell itself. */
function inOrder({ templates, fitting }: { templates: Offered[]; fitting: string[] }, byModel: readonly string[]) {
  const first = [...new Set([...byModel, ...fitting])].flatMap((id) => templates.find((one) => one.id === id) ?? []).slice(0, FITTING_MAX);
  return { all: [...first, ...templates.filter((one) => !first.includes(one))], fitting: first.length };
}

const isFound = (one: Offered, words: string[]) => {
  const within = [one.name, one.folder, ...one.tags, one.text].join(" ").toLowerCase();
  return words.every((word) => within.includes(word));
};

function Choosing(props: PickerProps & { all: Offered[]; fitting: number }) {
  const words = speak("templates");
  const list = createUniqueId();
  const [text, setText] = createSignal("");
  const [at, setAt] = createSignal(0);
  const [tongue, setTongue] = createSignal<string | null>(null);
  const found = createMemo(() => {
    const asked = text().toLowerCase().split(/\s+/).filter(Boolean);
    return props.all.filter((one) => isFound(one, asked));
  });
  const chosen = () => found()[Math.min(at(), found().length - 1)];
  const language = () => tongue() ?? chosen()?.language ?? "";
  const choose = (next: number) => {
    setTongue(null);
    setAt(Math.max(0, Math.min(found().length - 1, next)));
    document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  const use = useTemplate(props);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      choose(at() + step);
    }
    const one = chosen();
    if (event.key !== "Enter" || event.isComposing || !one) return;
    event.preventDefault();
    if (event.metaKey || event.ctrlKey) void (one.actions.length > 0 && use.apply(one, language()));
    else void use.insert(one, language());
  };
  return (
    <div class="template-choice">
      <div class="template-found">
        <input
          // The dialog is there before the list is.
          ref={(element) => onMount(() => element.focus())}
          class="input"
          type="search"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosen() ? `${list}-${at()}` : undefined}
          aria-label={words.search}
          placeholder={words.search}
          value={text()}
          onInput={(event) => {
            setText(event.currentTarget.value);
            choose(0);
          }}
          onKeyDown={press}
        />
        <Found id={list} all={found()} fitting={text() === "" ? props.fitting : 0} at={at()} onChoose={choose} />
      </div>
      <Show when={chosen()} keyed>
        {(one) => <Preview one={one} ticket={props.ticket} language={language()} onLanguage={setTongue} use={use} />}
      </Show>
    </div>
  );
}

type Use = ReturnType<typeof useTemplate>;

interface PreviewProps {
  one: Offered;
  ticket: string;
  language: string;
  onLanguage: (language: string) => void;
  use: Use;
}

/** Whatever the preview waits for, the dialog around it stays: taken off the page it would come back without being modal. */
function Preview(props: PreviewProps) {
  return (
    <Suspense>
      <Previewed {...props} />
    </Suspense>
  );
}

function Previewed(props: PreviewProps) {
  const words = speak("templates");
  const nameOf = useNames();
  const tagOf = useTagName();
  const rendered = useQuery(() => askRendered(props.ticket, props.one.id, props.language));
  const acts = () => props.one.actions.map((action) => sayAction(action, nameOf, tagOf)).join(", ");
  const unfilled = () => [...(known(rendered)?.missing ?? []), ...(known(rendered)?.unavailable ?? [])];
  const because = () => (unfilled().length > 0 ? words.stillToFill : null);
  return (
    <section class="template-preview" aria-label={words.preview}>
      <Show when={props.one.languages.length > 1}>
        <Select
          label={words.language}
          value={props.language}
          onChange={props.onLanguage}
          options={props.one.languages.map((tag) => ({ value: tag, label: nameLanguage(tag) }))}
        />
      </Show>
      <Answer of={rendered} waiting={<Skeleton rows={1} class="template-waiting" widths={[80, 60]} />}>
        {(data) => <ShownText rendered={data()} />}
      </Answer>
      <PictureRow pictures={props.one.pictures} />
      <Show when={acts()}>
        <p class="small mid">{props.one.text === "" ? words.applyOnly(acts()) : words.applyHint(acts())}</p>
      </Show>
      <Show when={props.use.problem()}>
        <Trouble problem={props.use.problem()} />
      </Show>
      <div class="row wrap end">
        <Show when={props.one.actions.length > 0}>
          <Button
            keys={`${COMMAND}⏎`}
            busy={props.use.busy()}
            because={because()}
            quietly
            onPress={() => void props.use.apply(props.one, props.language)}
          >
            {words.apply}
          </Button>
        </Show>
        <Show when={props.one.text !== "" || props.one.pictures.length > 0}>
          <Button look="primary" keys="⏎" busy={props.use.busy()} onPress={() => void props.use.insert(props.one, props.language)}>
            {words.insert}
          </Button>
        </Show>
      </div>
    </section>
  );
}

/** The text as it would be sent, and under it what is still to fill in, each with its reason. */
export function ShownText(props: { rendered: Omit<Rendered, "cards"> }) {
  const words = speak("templates");
  const unfilled = () => [...props.rendered.missing, ...props.rendered.unavailable];
  return (
    <>
      <p class="template-text" dir="auto" lang={props.rendered.language}>
        {props.rendered.text}
      </p>
      <Show when={unfilled().length > 0}>
        <ul class="unfilled-list small" aria-label={words.stillToFill}>
          <For each={unfilled()}>
            {(one) => (
              <li>
                <span class="theirs-word">{one.source}</span> {words.because[one.code] ?? one.code}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

function useTemplate(around: PickerProps) {
  const words = speak("templates");
  const client = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<unknown>(null);
  const param = { id: around.ticket };
  const named = nameClicks();
  const attempt = async (work: () => Promise<void>) => {
    if (busy()) return;
    setBusy(true);
    setProblem(null);
    try {
      await work();
      around.onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const insert = (one: Offered, language: string) =>
    attempt(async () => {
      const { text, cards } = await ask(api.tickets[":id"].render.$post({ param, json: { templateId: one.id, language, isUse: true } }));
      const files = one.kind === "reply" ? one.pictures.map(({ file }) => file) : [];
      if (one.kind === "reply") tellPutIn(around.ticket, one.id, text);
      around.onInsert(one.kind, text, { cards, pictures: { template: one.id, files } });
    });
  const apply = (one: Offered, language: string) =>
    attempt(async () => {
      const { failed } = await named([one.id, language], (id) => {
        const json = { templateId: one.id, id, language, ...around.leaving(), sendAt: null };
        return ask(api.tickets[":id"].macros.$post({ param, json }));
      });
      const keys = [["ticket", around.ticket], ["tickets"], ["ticket-counts"]];
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
      if (!failed) return toast({ look: "fine", words: words.done(one.name) });
      toast({ look: "late", words: words.failed(words.acts[failed.do as "resolve"] ?? failed.do, explain(failed)) });
    });
  return { busy, problem, insert, apply };
}
