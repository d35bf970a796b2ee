/** Of a long list of rows of one height, those near the screen: the rest is padding. It measures the first row it finds, so that density and
 *  screen decide the height and no number here does. */
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";

const OVERSCAN_ROWS = 8;
/** Rows from the end at which more are asked for. */
const ASK_BEFORE_ROWS = 12;
const ROW_PX_GUESS = 64;

interface Watched {
  /** What this list shows: coming back to the same, one finds it scrolled as it was left. */
  name: Accessor<string>;
  scroller: Accessor<HTMLElement | undefined>;
  count: Accessor<number>;
  /** Called when the end comes near; may be called again before anything came. */
  onNearEnd: () => void;
}

export interface RowWindow {
  first: Accessor<number>;
  /** Exclusive. */
  end: Accessor<number>;
  /** Pixels of the rows above and below. */
  before: Accessor<number>;
  after: Accessor<number>;
  isAtTop: Accessor<boolean>;
  reveal(row: number): void;
}

/** The list somebody was in last, and how far down. */
let left = { name: "", top: 0 };

/** Rows carry the attribute `data-row`. */
export function watchRows({ name, scroller, count, onNearEnd }: Watched): RowWindow {
  const [top, setTop] = createSignal(0);
  const [height, setHeight] = createSignal(0);
  const [row, setRow] = createSignal(ROW_PX_GUESS);
  const measure = () => {
    const found = scroller()?.querySelector("[data-row]")?.getBoundingClientRect().height;
    if (found) setRow(found);
  };
  createEffect(() => {
    const element = scroller();
    if (!element) return;
    const read = () => {
      setTop(element.scrollTop);
      left = { name: name(), top: element.scrollTop };
    };
    const sized = new ResizeObserver(() => {
      setHeight(element.clientHeight);
      measure();
    });
    sized.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    onCleanup(() => {
      sized.disconnect();
      element.removeEventListener("scroll", read);
    });
  });
  createEffect(on(name, () => scroller()?.scrollTo({ top: 0, behavior: "instant" }), { defer: true }));
  const density = new MutationObserver(measure);
  density.observe(document.documentElement, { attributeFilter: ["data-density"] });
  onCleanup(() => density.disconnect());
  returnToPlace({ name, scroller, count, measure });

  const first = createMemo(() => Math.max(0, Math.min(Math.floor(top() / row()) - OVERSCAN_ROWS, count() - 1)));
  const end = createMemo(() => Math.min(count(), Math.ceil((top() + height()) / row()) + OVERSCAN_ROWS));
  createEffect(() => {
    if (height() > 0 && (top() + height()) / row() > count() - ASK_BEFORE_ROWS) onNearEnd();
  });
  return {
    first,
    end,
    before: () => first() * row(),
    after: () => Math.max(0, count() - end()) * row(),
    isAtTop: () => top() < row() / 2,
    reveal: (at) => {
      const element = scroller();
      if (!element) return;
      const above = at * row();
      if (above < element.scrollTop) element.scrollTop = above;
      else if (above + row() > element.scrollTop + element.clientHeight) element.scrollTop = above + row() - element.clientHeight;
    },
  };
}

/** Back to where somebody was in this list, once its rows are there. */
function returnToPlace({ name, scroller, count, measure }: Pick<Watched, "name" | "scroller" | "count"> & { measure(): void }): void {
  let toReach = name() === left.name ? left.top : 0;
  createEffect(
    on(count, (rows) =>
      queueMicrotask(() => {
        measure();
        if (toReach === 0 || rows === 0) return;
        scroller()?.scrollTo({ top: toReach, behavior: "instant" });
        toReach = 0;
      }),
    ),
  );
}

const HAND = ["pointermove", "wheel", "touchmove", "keydown"] as const;

/** Tells whenever somebody's hand is on a list. */
export function watchHand(element: HTMLElement, touch: () => void): void {
  for (const sign of HAND) element.addEventListener(sign, touch, { passive: true });
}
