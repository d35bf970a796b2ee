/** A list of rows of one height, drawn near the screen only; its next page comes as its end comes near. The keys that walk a list walk it. */

import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { UseInfiniteQueryResult } from "../cache/use.ts";
import { useKeys } from "../ui/keys.ts";
import { Skeleton, Trouble } from "../ui/states.tsx";
import { keepStyle } from "../ui/style.ts";
import { watchRows } from "../ui/window.ts";

interface RowsProps<Row> {
  label: string;
  /** What is shown, by name: another one begins at the top. */
  name: string;
  class: string;
  rows: Row[] | undefined;
  idOf: (row: Row) => string;
  query: UseInfiniteQueryResult;
  head: JSX.Element;
  empty: JSX.Element;
  /** Said below the last row. */
  foot?: string | null;
  line: (props: { row: Row; index: number }) => JSX.Element;
}

export function Rows<Row>(props: RowsProps<Row>) {
  const [scroller, setScroller] = createSignal<HTMLElement>();
  const count = () => props.rows?.length ?? 0;
  const askMore = () => {
    if (props.query.hasNextPage && !props.query.isFetchingNextPage) void props.query.fetchNextPage();
  };
  const drawn = watchRows({ name: () => props.name, scroller, count, onNearEnd: askMore });
  const visible = createMemo(() => props.rows?.slice(drawn.first(), drawn.end()) ?? []);
  const step = (by: number) => {
    const ids = props.rows?.map((row) => props.idOf(row)) ?? [];
    const at = ids.indexOf(document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? "");
    const next = ids[at < 0 ? 0 : at + by];
    if (next === undefined) return;
    drawn.reveal(ids.indexOf(next));
    const within = scroller();
    queueMicrotask(() => within?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next)}"] [data-open]`)?.focus());
  };
  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    open: () => (document.activeElement as HTMLElement | null)?.click(),
  });
  return (
    <div class="scroll rows" ref={setScroller}>
      <Show when={props.rows} fallback={<Awaited {...props} />}>
        <Show when={count() > 0} fallback={props.empty}>
          <table class={`inv-table ${props.class}`} aria-label={props.label} aria-rowcount={props.query.hasNextPage ? -1 : count() + 1}>
            <thead>
              <tr aria-rowindex="1">{props.head}</tr>
            </thead>
            <tbody
              ref={(element) => {
                keepStyle(element, "padding-block-start", () => `${drawn.before()}px`);
                keepStyle(element, "padding-block-end", () => `${drawn.after()}px`);
              }}
            >
              <For each={visible()}>{(row, at) => <props.line row={row} index={drawn.first() + at() + 2} />}</For>
            </tbody>
          </table>
          <Show when={props.foot}>
            <p class="padded small dim">{props.foot}</p>
          </Show>
          <Show when={props.query.isError}>
            <div class="padded">
              <Trouble problem={props.query.error} onRetry={() => void props.query.refetch()} stale />
            </div>
          </Show>
        </Show>
      </Show>
    </div>
  );
}

function Awaited<Row>(props: RowsProps<Row>) {
  return (
    <Show when={props.query.isLoadingError} fallback={<Skeleton rows={12} class="inv-waiting" widths={[40, 12, 25]} />}>
      <div class="padded">
        <Trouble problem={props.query.error} onRetry={() => void props.query.refetch()} />
      </div>
    </Show>
  );
}
