/** Words as somebody typed them: lines kept, web addresses made into links that tell nobody where they were clicked. Everything else,
 *  whatever it looks like, stays text. */
import { For, Match, Switch } from "solid-js";
import { splitLinks, splitNames } from "./links.ts";

/** Scripts that need more height have their language said; which of several languages it is, nobody told us. */
function languageOf(text: string): string | undefined {
  if (/\p{Script=Thai}/u.test(text)) return "th";
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "ja";
  return /\p{Script=Han}/u.test(text) ? "zh" : undefined;
}

export function Text(props: { text: string; names?: readonly string[] | undefined }) {
  return (
    <div class="said" dir="auto" lang={languageOf(props.text)}>
      <For each={splitNames(splitLinks(props.text), props.names ?? [])}>
        {(part) => (
          <Switch>
            <Match when={"link" in part && part}>
              {(found) => (
                <a class="link" href={found().link} target="_blank" rel="noopener noreferrer nofollow">
                  {found().link}
                </a>
              )}
            </Match>
            <Match when={"name" in part && part}>{(found) => <span class="mention">{found().name}</span>}</Match>
            <Match when={"words" in part && part}>{(found) => found().words}</Match>
          </Switch>
        )}
      </For>
    </div>
  );
}
