/** Whoever works by keys is never thrown out: when what had the keyboard is gone, what is nearest has it – the next row of the list, the conversation,
 *  the neighbour in its card, whatever opened the dialog, the row a page was opened from, or else the title of the page. It leaves hands on a mouse
 *  alone, and whoever leaves a field on purpose. It comes with the first key and stays as long as the page. */
interface Stood {
  element: Element;
  /** Whether it was in the conversation. */
  isInside: boolean;
  /** The rows of the list as they stood, and the one that was meant. */
  rows: string[];
  row: string | null;
  /** The row before all this: of the list a page was opened from, or whose selection is acted on. */
  cameFrom: string | null;
  /** What it lay in, from within outwards, and which of the stops there it was. */
  around: { within: Element; at: number }[];
  dialog: Element | null;
  /** Where the keyboard was before the dialog opened. */
  before: Stood | null;
}

const STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";

const idOf = (row: Element | null | undefined) => row?.getAttribute("data-row") ?? null;
const isThere = (element: Element) => element.isConnected && element.checkVisibility();
const isNowhere = () => document.activeElement === document.body;

function placeOf(element: Element, last: Stood | null): Stood {
  const rows = [...document.querySelectorAll("[data-row]")];
  const row = idOf(element.closest("[data-row]")) ?? idOf(rows.find((one) => one.ariaCurrent !== null));
  const dialog = element.closest("dialog");
  return {
    element,
    isInside: element.closest(".pane-thread") !== null,
    rows: rows.map((one) => idOf(one) ?? ""),
    row,
    cameFrom: row ?? last?.cameFrom ?? null,
    around: around(element),
    dialog,
    before: dialog === null ? null : last?.dialog === dialog ? last.before : last,
  };
}

function around(element: Element): Stood["around"] {
  const outwards: Stood["around"] = [];
  for (let within = element.parentElement; within && within.id !== "room"; within = within.parentElement)
    outwards.push({ within, at: [...within.querySelectorAll(STOPS)].indexOf(element) });
  // What lies outside the room is the frame, which stays.
  return element.closest("#room") ? outwards : [];
}

const find = (selector: string) => {
  const found = document.querySelector<HTMLElement>(selector);
  return found?.checkVisibility() ? found : null;
};
const findRow = (id: string | null) => (id === null ? null : find(`[data-row="${CSS.escape(id)}"]`));

/** The row itself, those below it, those above it; whichever is still there. */
function findRowNear({ rows, row }: Stood): HTMLElement | null {
  const at = row === null ? -1 : rows.indexOf(row);
  if (at < 0) return null;
  for (const id of [...rows.slice(at), ...rows.slice(0, at).toReversed()]) {
    const there = findRow(id);
    if (there) return there;
  }
  return null;
}

/** What took its place, or stood before it. */
function findNeighbour(stood: Stood): HTMLElement | null {
  for (const { within, at } of stood.around) {
    // A list has rows, and one of its boxes is nobody's neighbour.
    if (at < 0 || !isThere(within) || within.querySelector("[data-row]")) continue;
    const stops = [...within.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility());
    const next = stops[Math.min(at, stops.length - 1)];
    if (next) return next;
  }
  return null;
}

function findTitle(): HTMLElement | null {
  const title = find("#room h1");
  if (title) title.tabIndex = -1;
  return title;
}

/** A row's own keyboard stop is its link, where the row is none itself. */
const stopOf = (row: HTMLElement | null) =>
  row?.matches(STOPS)
    ? row
    : (row?.querySelector<HTMLElement>("[data-open]") ?? row?.querySelector<HTMLElement>("a[href], button") ?? null);

function findNext(stood: Stood): HTMLElement | null {
  // A part of the page that waits for something is taken out and put back.
  if (isThere(stood.element)) return stood.element as HTMLElement;
  if (stood.dialog && !isThere(stood.dialog)) return stood.before && findNext(stood.before);
  return (
    // What is in an open menu may be made anew under the keyboard: it stays in the menu.
    (stood.around.some(({ within }) => within.matches(":popover-open")) && findNeighbour(stood)) ||
    (stood.isInside && find("[role=log]")) ||
    stopOf(findRowNear(stood)) ||
    findNeighbour(stood) ||
    stopOf(findRow(stood.cameFrom)) ||
    findTitle()
  );
}

export function keepFocus(): void {
  let byKeys = true;
  let stood: Stood | null = null;
  /** It is still there, and the keyboard is not: nobody is brought back to what they left. */
  let isLeft = false;
  /** A title that has the keyboard for want of anything better, until the next key. */
  let stopgap: Element | null = null;
  const press = () => {
    byKeys = true;
    stopgap = null;
  };
  const point = () => {
    byKeys = false;
    stood = null;
  };
  const note = ({ target }: { target: EventTarget | null }) => {
    if (byKeys && target instanceof Element && target !== document.body) stood = placeOf(target, stood);
    isLeft = false;
  };
  const hold = () => {
    const at = document.activeElement;
    if (!byKeys || !stood || (isLeft && isThere(stood.element))) return;
    // What lies behind an open dialog takes no keyboard.
    const above = [...document.querySelectorAll("dialog:modal")].at(-1)?.querySelector<HTMLElement>(STOPS);
    if (isNowhere()) {
      const next = above ?? findNext(stood);
      next?.focus({ preventScroll: true });
      stopgap = next instanceof HTMLHeadingElement ? next : null;
    }
    // A dialog whose questions come later, and a list whose rows do.
    else if (at instanceof HTMLDialogElement) at.querySelector<HTMLElement>(STOPS)?.focus();
    else if (at === stopgap) stopOf(findRow(stood.cameFrom))?.focus();
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    // What is taken out of the page says the same as what is left on purpose, and is still in the page while it says it.
    if (relatedTarget !== null || !document.hasFocus()) return;
    queueMicrotask(() => {
      if (!stood || !isNowhere()) return;
      isLeft = isThere(stood.element);
      hold();
    });
  };
  const changed = new MutationObserver(hold);
  changed.observe(document.body, { childList: true, subtree: true });
  note({ target: document.activeElement });
  document.addEventListener("keydown", press, true);
  document.addEventListener("pointerdown", point, true);
  document.addEventListener("focusin", note);
  document.addEventListener("focusout", leave);
}
