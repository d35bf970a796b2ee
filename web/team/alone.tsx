/** A page outside the frame: one column on the desk, the mark above, where it all runs below. */
import { createEffect, type JSX } from "solid-js";
import { Mark } from "../ui/icon.tsx";
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
      <footer>{speak("team").footer}</footer>
    </div>
  );
}
