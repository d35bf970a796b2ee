/** One number of a report, with its name, how far it is from the one before, what exactly it counts, and the list of what it counts. */
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { type Unit, writeChange, writeValue } from "./write.ts";

export interface FigureProps {
  name: string;
  value: number | null;
  /** Of the period before; absent where none is held against it. */
  before?: number | null;
  unit: Unit;
  /** What it counts, to the letter. */
  means: string;
  /** The list of exactly what it counts, or of what lies behind it; absent where no list can show it, and then why. */
  to?: string | undefined;
  /** What that list is of. */
  lists?: "orders" | "tickets";
  /** In place of a number nobody can say. */
  instead?: string;
  /** Why no list can show it. */
  noList?: string | undefined;
  /** The limit TikTok sets, in words, and whether it is kept. */
  limit?: { words: string; isKept: boolean } | undefined;
}

/** Expects the words "insights". */
function Figure(props: FigureProps) {
  const words = speak("insights");
  const id = createUniqueId();
  const listed = () => (props.lists === "tickets" ? words.ticketsOf : words.listOf);
  const change = () => writeChange(props.value, props.before ?? null, props.unit);
  return (
    <div class="figure-card">
      <div class="figure-name">
        <span id={`${id}-name`}>{props.name}</span>
        <button
          type="button"
          class="icon-button s"
          aria-label={words.meansOf(props.name)}
          title={words.meansOf(props.name)}
          popovertarget={`${id}-means`}
        >
          <Icon name="info" size="s" />
        </button>
        <div id={`${id}-means`} popover class="float figure-means" role="note">
          <b>{props.name}</b>
          <p>{props.means}</p>
          <Show when={!props.to && props.noList}>{(why) => <p class="small">{why()}</p>}</Show>
        </div>
      </div>
      <p class="figure-value">
        <Show when={props.to} fallback={props.instead ?? writeValue(props.value, props.unit)}>
          {(to) => (
            <a href={to()} aria-label={listed()(props.name, writeValue(props.value, props.unit))}>
              {writeValue(props.value, props.unit)}
            </a>
          )}
        </Show>
      </p>
      <p class="small dim">
        <Show when={props.before !== undefined}>
          <Show when={change()}>
            <span class="figure-change">{change()}</span>{" "}
          </Show>
          {words.before(writeValue(props.before ?? null, props.unit))}
        </Show>
      </p>
      <Show when={props.limit}>
        {(limit) => (
          <p class="figure-limit" classList={{ late: !limit().isKept }}>
            <Icon name={limit().isKept ? "check" : "alert"} size="s" /> {limit().words}
          </p>
        )}
      </Show>
    </div>
  );
}

export function Figures(props: { of: FigureProps[]; children?: JSX.Element }) {
  return (
    <div class="figure-cards">
      <For each={props.of}>{(figure) => <Figure {...figure} />}</For>
      {props.children}
    </div>
  );
}
