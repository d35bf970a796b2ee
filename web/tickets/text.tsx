/** Words as somebody typed them: lines kept, web addresses made into links that tell nobody where they were clicked. Everything else,
 *  whatever it looks like, stays text. */
import { For, Match, Switch } from "solid-js";

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

type Part = { words: string } | { link: string } | { name: string };

function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > from) parts.push({ words: text.slice(from, match.index) });
    parts.push({ link: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ words: text.slice(from) });
  return parts;
}

/** "@" and a name, where the name is one of these; longer names before those they begin with. */
function splitNames(parts: Part[], names: readonly string[]): Part[] {
  if (names.length === 0) return parts;
  const escaped = [...names].sort((one, other) => other.length - one.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const named = new RegExp(`(@(?:${escaped.join("|")}))`, "gi");
  return parts.flatMap((part): Part[] =>
    "words" in part
      ? part.words
          .split(named)
          .filter(Boolean)
          .map((words) => (words.match(named)?.[0] === words ? { name: words } : { words }))
      : [part],
  );
}

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
