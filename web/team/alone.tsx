/** A page outside the frame: one column on the desk, the mark above, where it all runs below. */
import { createEffect, type JSX } from "solid-js";
import { Select } from "../ui/field.tsx";
import { Mark } from "../ui/icon.tsx";
import { chooseLanguage, LANGUAGE } from "../words/language.ts";
import { LANGUAGE_TAGS, LANGUAGES, type Language } from "../words/nearest.ts";
import { speak } from "../words/words.ts";
import "./team.css";

interface AloneProps {
  /** Names the browser's tab. */
  page: string;
  title: string;
  words?: JSX.Element;
  children?: JSX.Element;
}

export function Alone(props: AloneProps) {
  createEffect(() => {
    document.title = `${props.page} · ${speak("frame").product}`;
  });
  return (
    <div class="alone">
      <main>
        <div class="signin">
          <Mark />
          <div>
            <h1>{props.title}</h1>
            <p class="mid">{props.words}</p>
          </div>
          {props.children}
        </div>
      </main>
      <footer>
        <p>{speak("team").footer}</p>
        <Select
          label={speak("team").language}
          value={LANGUAGE}
          options={LANGUAGE_TAGS.map((tag) => ({ value: tag, label: LANGUAGES[tag] }))}
          onChange={(tag) => chooseLanguage(tag as Language)}
        />
      </footer>
    </div>
  );
}
