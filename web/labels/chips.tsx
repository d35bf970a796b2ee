/** Tags and priority as they stand beside a ticket: a dot of the tag's colour and its name, a glyph and a word. The usual priority says nothing. */
import { createMemo, For, Show } from "solid-js";
import { Icon, type IconName } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { type Priority, type Tag, useTags } from "./queries.ts";
import "./labels.css";

export const priorityIcons: Record<Priority, IconName> = { urgent: "urgent", high: "up", normal: "flag", low: "down" };

export function PriorityMark(props: { priority: Priority }) {
  return (
    <Show when={props.priority !== "normal"}>
      <span class={`priority-mark ${props.priority}`}>
        <Icon name={priorityIcons[props.priority]} size="s" />
        {speak("labels").priorities[props.priority]}
      </span>
    </Show>
  );
}

export function TagChip(props: { tag: Pick<Tag, "name" | "colour"> }) {
  return (
    <span class={`tag-chip ${props.tag.colour}`} title={props.tag.name}>
      <bdi class="ellipsis">{props.tag.name}</bdi>
    </span>
  );
}

/** At most so many; the others are counted and named to whoever asks. */
export function TagChips(props: { ids: string[]; most: number }) {
  const words = speak("labels");
  const tags = useTags();
  const shown = createMemo(() => props.ids.flatMap((id) => tags.find(id) ?? []));
  const rest = () => shown().slice(props.most);
  const names = () =>
    words.moreTags(
      rest()
        .map((tag) => tag.name)
        .join(", "),
    );
  return (
    <>
      <For each={shown().slice(0, props.most)}>{(tag) => <TagChip tag={tag} />}</For>
      <Show when={rest().length > 0}>
        <span class="tag-more" title={names()}>
          <span aria-hidden="true">{words.more(rest().length)}</span>
          <span class="sr">{names()}</span>
        </span>
      </Show>
    </>
  );
}
