/** What a thing looks like, small. */
import { Show } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import "./parts.css";

export function Thumb(props: { url: string | null; small?: boolean }) {
  return (
    <span class="thumb" classList={{ s: props.small }}>
      <Show when={props.url} fallback={<Icon name="box" />}>
        {(url) => <img src={url()} alt="" loading="lazy" referrerpolicy="no-referrer" />}
      </Show>
    </span>
  );
}
