/** A long press on a row chooses it, for hands without keys. A finger that moves scrolls, and the click that follows a long press opens nothing. */
import { onCleanup } from "solid-js";

const HOLD_MS = 450;
const SLIP_PX = 10;

export function chooseOnHold(element: HTMLElement, choose: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let isHeld = false;
  const rest = () => clearTimeout(timer);
  const on = <Name extends keyof HTMLElementEventMap>(name: Name, act: (event: HTMLElementEventMap[Name]) => void) =>
    element.addEventListener(name, act, { capture: true });
  on("pointerdown", (event) => {
    rest();
    isHeld = false;
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    from = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      isHeld = true;
      choose();
    }, HOLD_MS);
  });
  on("pointermove", (event) => {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLIP_PX) rest();
  });
  on("pointerup", rest);
  on("pointercancel", rest);
  // A browser's own menu of the link would lie over the boxes.
  on("contextmenu", (event) => isHeld && event.preventDefault());
  on("click", (event) => {
    if (!isHeld) return;
    isHeld = false;
    event.preventDefault();
    event.stopPropagation();
  });
  onCleanup(rest);
}
