/** A template's words, one language at a time, and the placeholders that can be put in where the cursor stands. */
import { createSignal, For, Index, Show } from "solid-js";
import { Button, IconButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { speak } from "../words/words.ts";
import { nameLanguage, type Template, type TemplatesPage } from "./queries.ts";

/** TikTok's limit. */
const TEXT_CHARACTERS_MAX = 2_000;
type Variant = Template["variants"][number];

interface VariantsProps {
  page: TemplatesPage;
  variants: Variant[];
  onChange: (variants: Variant[]) => void;
}

export function Variants(props: VariantsProps) {
  const words = speak("templates").editor;
  const [at, setAt] = createSignal(0);
  const [tag, setTag] = createSignal("");
  const [area, setArea] = createSignal<HTMLTextAreaElement>();
  const one = () => props.variants[Math.min(at(), props.variants.length - 1)] ?? { language: "en", text: "" };
  const write = (text: string) => props.onChange(props.variants.map((variant) => (variant === one() ? { ...variant, text } : variant)));
  const left = () => TEXT_CHARACTERS_MAX - one().text.length;
  const add = () => {
    const language = tag().trim();
    if (language === "" || props.variants.some((variant) => variant.language === language)) return;
    props.onChange([...props.variants, { language, text: "" }]);
    setAt(props.variants.length - 1);
    setTag("");
  };
  const insert = (placeholder: string) => {
    const element = area();
    const from = element?.selectionStart ?? one().text.length;
    const text = one().text.slice(0, from) + placeholder + one().text.slice(element?.selectionEnd ?? from);
    write(text);
    queueMicrotask(() => {
      element?.focus();
      element?.setSelectionRange(from + placeholder.length, from + placeholder.length);
    });
  };
  return (
    <div class="stack tight">
      <Languages
        variants={props.variants}
        one={one()}
        onChoose={setAt}
        onDrop={() => props.onChange(props.variants.filter((variant) => variant !== one()))}
      />
      <textarea
        ref={setArea}
        class="input"
        rows="6"
        dir="auto"
        lang={one().language}
        aria-label={words.text(nameLanguage(one().language))}
        aria-invalid={left() < 0 ? true : undefined}
        value={one().text}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <p class="small dim">
        {words.textHint} {left() < 0 ? words.over(-left()) : words.left(left())}
      </p>
      <Placeholders page={props.page} onInsert={insert} />
      <div class="form-grid">
        <AddLanguage value={tag()} onInput={setTag} onAdd={add} />
      </div>
    </div>
  );
}

function Languages(props: { variants: Variant[]; one: Variant; onChoose: (at: number) => void; onDrop: () => void }) {
  const words = speak("templates").editor;
  return (
    <div class="row wrap">
      <div class="segmented s">
        <Index each={props.variants}>
          {(variant, place) => (
            <button type="button" aria-pressed={variant() === props.one} onClick={() => props.onChoose(place)}>
              {nameLanguage(variant().language)}
            </button>
          )}
        </Index>
      </div>
      <Show when={props.variants.length > 1}>
        <IconButton icon="x" small label={words.dropLanguage(nameLanguage(props.one.language))} onPress={props.onDrop} />
      </Show>
    </div>
  );
}

function AddLanguage(props: { value: string; onInput: (tag: string) => void; onAdd: () => void }) {
  const words = speak("templates").editor;
  return (
    <div class="field">
      <TextField name={words.addLanguage} hint={words.languageHint} value={props.value} maxLength={35} onInput={props.onInput} />
      <span>
        <Button small icon="plus" because={props.value.trim() === "" ? words.languageHint : null} quietly onPress={props.onAdd}>
          {words.addLanguage}
        </Button>
      </span>
    </div>
  );
}

function Placeholders(props: { page: TemplatesPage; onInsert: (placeholder: string) => void }) {
  const words = speak("templates");
  const groups = () => {
    const paths = [
      ...props.page.paths,
      ...props.page.snippets.map(({ name }) => ({ path: `snippet.${name}`, group: "snippet", because: null })),
    ];
    return [...new Set(paths.map(({ group }) => group))].map((group) => ({ group, paths: paths.filter((one) => one.group === group) }));
  };
  const why = (code: string | null) => (code === null ? null : (words.because[code] ?? code));
  return (
    <details>
      <summary>{words.editor.placeholders}</summary>
      <div class="stack tight">
        <p class="small dim">{words.editor.placeholdersHint}</p>
        <div class="chip-groups">
          <For each={groups()}>
            {({ group, paths }) => (
              <>
                <span class="small mid">{words.groups[group] ?? group}</span>
                <span class="chips">
                  <For each={paths}>
                    {({ path, because }) => (
                      <button
                        type="button"
                        aria-disabled={because ? true : undefined}
                        title={why(because) ?? undefined}
                        onClick={() => because === null && props.onInsert(`{{${path}}}`)}
                      >
                        {path}
                      </button>
                    )}
                  </For>
                </span>
              </>
            )}
          </For>
        </div>
      </div>
    </details>
  );
}
