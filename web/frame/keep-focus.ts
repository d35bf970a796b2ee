/** Whoever works by keys is never thrown out: when what had the keyboard is gone, its neighbour has it – the next row of the list, the conversation,
 *  or else the title of the page. It leaves hands on a mouse alone, and whoever leaves a field on purpose. */
import { onCleanup } from "solid-js";

interface Stood {
  element: Element;
  /** Whether it was in the conversation. */
  isInside: boolean;
  /** The rows of the list as they stood, and the one that was meant. */
  rows: string[];
  row: string | null;
}

const idOf = (row: Element | null | undefined) => row?.getAttribute("data-row") ?? null;

function placeOf(element: Element): Stood {
  const rows = [...document.querySelectorAll("[data-row]")];
  const row = idOf(element.closest("[data-row]")) ?? idOf(rows.find((one) => one.ariaCurrent !== null));
  return { element, isInside: element.closest(".pane-thread") !== null, rows: rows.map((one) => idOf(one) ?? ""), row };
}

const find = (selector: string) => {
  const found = document.querySelector<HTMLElement>(selector);
  return found?.checkVisibility() ? found : null;
};

/** The row itself, those below it, those above it; whichever is still there. */
function findRow({ rows, row }: Stood): HTMLElement | null {
  const at = row === null ? -1 : rows.indexOf(row);
  if (at < 0) return null;
  for (const id of [...rows.slice(at), ...rows.slice(0, at).toReversed()]) {
    const there = find(`[data-row="${CSS.escape(id)}"]`);
    if (there) return there;
  }
  return null;
}

const isNowhere = () => document.activeElement === document.body;

function findTitle(): HTMLElement | null {
  const title = find("#room h1");
  if (title) title.tabIndex = -1;
  return title;
}

export function keepFocus(): void {
  let byKeys = false;
  let stood: Stood | null = null;
  const press = () => {
    byKeys = true;
  };
  const point = () => {
    byKeys = false;
    stood = null;
  };
  const note = ({ target }: FocusEvent) => {
    if (byKeys && target instanceof Element) stood = placeOf(target);
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    // What is taken out of the page says the same as what is left on purpose, and is still in the page while it says it.
    if (relatedTarget !== null || !document.hasFocus()) return;
    queueMicrotask(() => {
      if (stood?.element.isConnected && isNowhere()) stood = null;
    });
  };
  const changed = new MutationObserver(() => {
    if (!stood || !isNowhere()) return;
    // A part of the page that waits for something is taken out and put back.
    const next = stood.element.isConnected ? stood.element : (stood.isInside && find("[role=log]")) || findRow(stood) || findTitle();
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  });
  changed.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("keydown", press, true);
  document.addEventListener("pointerdown", point, true);
  document.addEventListener("focusin", note);
  document.addEventListener("focusout", leave);
  onCleanup(() => {
    changed.disconnect();
    document.removeEventListener("keydown", press, true);
    document.removeEventListener("pointerdown", point, true);
    document.removeEventListener("focusin", note);
    document.removeEventListener("focusout", leave);
  });
}
