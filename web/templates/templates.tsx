/** Settings › Templates: what is ready, in its folders, and the pieces templates share. Whoever may reply keeps some; an admin keeps all. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useTagName } from "../labels/queries.ts";
import { useNames } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Answer, Empty, known, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { whyNot } from "../words/explain.ts";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import { sayAction } from "./acts.ts";
import { Editor } from "./editor.tsx";
import { askTemplates, nameLanguage, type Template, type TemplatesPage } from "./queries.ts";
import { Snippets } from "./snippets.tsx";
import "./templates.css";

type StarterLanguage = "en" | "de" | "es" | "zh";
const OWN: StarterLanguage = LANGUAGE === "zh-Hans" ? "zh" : LANGUAGE;
/** The page's own first: what comes in is called by the first that is chosen. */
const STARTER_LANGUAGES: readonly StarterLanguage[] = [OWN, ...(["en", "de", "es", "zh"] as const).filter((one) => one !== OWN)];

export default function Templates() {
  const words = speak("templates");
  const query = useQuery(() => askTemplates);
  const [isAdding, setAdding] = createSignal(false);
  return (
    <SettingsPage
      place="templates"
      title={words.title}
      words={words.intro}
      act={
        <Show when={known(query)?.can.write}>
          <Button look="primary" small icon="plus" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        </Show>
      }
    >
      <Answer of={query} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 25]} />}>
        {(page) => (
          <>
            <Show when={isAdding()}>
              <section class="card" aria-label={words.editor.fresh}>
                <Editor page={page()} template={null} onClose={() => setAdding(false)} />
              </section>
            </Show>
            <Show when={page().templates.length > 0} fallback={<Begin page={page()} />}>
              <Folders page={page()} />
            </Show>
            <Show when={page().can.snippets || page().snippets.length > 0}>
              <Snippets page={page()} />
            </Show>
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

function Begin(props: { page: TemplatesPage }) {
  const words = speak("templates").empty;
  const client = useQueryClient();
  const [languages, setLanguages] = createSignal<readonly StarterLanguage[]>([OWN]);
  const begin = useMutation(() => ({
    mutationFn: () => ask(api.templates.starters.$post({ json: { languages: [...languages()] } })),
    onSuccess: async ({ added }) => {
      await client.invalidateQueries({ queryKey: ["templates"] });
      toast({ look: "fine", words: words.added(added) });
    },
  }));
  return (
    <Empty icon="reply" title={words.title} words={words.words}>
      <Show when={props.page.can.starters}>
        <fieldset class="choices" aria-label={words.languages}>
          <For each={STARTER_LANGUAGES}>
            {(one) => (
              <label>
                <input
                  type="checkbox"
                  class="check"
                  checked={languages().includes(one)}
                  onChange={(event) => {
                    const { checked } = event.currentTarget;
                    setLanguages((all) => STARTER_LANGUAGES.filter((tag) => (tag === one ? checked : all.includes(tag))));
                  }}
                />
                {nameLanguage(one)}
              </label>
            )}
          </For>
        </fieldset>
        <Button busy={begin.isPending} because={languages().length === 0 ? words.languages : null} quietly onPress={() => begin.mutate()}>
          {words.act}
        </Button>
        <Show when={begin.isError}>
          <Trouble problem={begin.error} />
        </Show>
      </Show>
    </Empty>
  );
}

function Folders(props: { page: TemplatesPage }) {
  const words = speak("templates");
  const folders = () => [...new Set(props.page.templates.map(({ folder }) => folder))];
  return (
    <For each={folders()}>
      {(folder) => (
        <section class="card" aria-label={folder || words.noFolder}>
          <header>
            <h2>{folder || words.noFolder}</h2>
          </header>
          <ul class="list lined">
            <For each={props.page.templates.filter((one) => one.folder === folder).map(({ id }) => id)}>
              {(id) => (
                <Show when={props.page.templates.find((one) => one.id === id)}>{(one) => <Row page={props.page} template={one()} />}</Show>
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  );
}

function Row(props: { page: TemplatesPage; template: Template }) {
  const words = speak("templates");
  const nameOf = useNames();
  const tagOf = useTagName();
  const [isOpen, setOpen] = createSignal(false);
  return (
    <li>
      <div class="list-row template-row">
        <div class="template-name">
          <p class="ellipsis">
            <b>{props.template.name}</b>
          </p>
          <p class="small dim ellipsis">
            {props.template.variants[0]?.text || props.template.actions.map((action) => sayAction(action, nameOf, tagOf)).join(", ")}
          </p>
        </div>
        <For each={props.template.tags}>{(tag) => <span class="badge">{tag}</span>}</For>
        <Show when={props.template.actions.length > 0}>
          <span class="badge">{words.macro}</span>
        </Show>
        <Show when={props.template.kind === "note"}>
          <span class="badge">{words.noteKind}</span>
        </Show>
        <Show when={!props.template.shared}>
          <span class="badge">{words.mine}</span>
        </Show>
        <span class="small dim">{props.template.variants.map(({ language }) => language).join(" · ")}</span>
        <span class="small dim">{words.used(props.template.uses)}</span>
        <IconButton
          icon="pencil"
          small
          label={words.edit(props.template.name)}
          pressed={isOpen()}
          because={whyNot(props.template.change)}
          onPress={() => setOpen((open) => !open)}
        />
      </div>
      <Show when={isOpen()}>
        <Editor page={props.page} template={props.template} onClose={() => setOpen(false)} />
      </Show>
    </li>
  );
}
