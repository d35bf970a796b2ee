/** Links of the desk's own pages: followed without loading the page again, and what they lead to is fetched as soon as somebody points at one.
 *  Every other link is the browser's. */
import { fetchAhead, navigate } from "./address.ts";

function ownLink(event: Event): URL | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (link?.target !== "" || link.hasAttribute("download")) return null;
  const to = new URL(link.href);
  return to.origin === location.origin ? to : null;
}

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.altKey || event.ctrlKey || event.shiftKey) return;
  const to = ownLink(event);
  if (!to) return;
  event.preventDefault();
  navigate(to.href);
}

function lookAhead(event: Event): void {
  const to = ownLink(event);
  if (to) fetchAhead(to.pathname);
}

/** Heard behind the page's own listeners, which stand at the document: what they have dealt with is done. */
export function followLinks(): void {
  addEventListener("click", follow);
  for (const type of ["pointerover", "focusin"]) addEventListener(type, lookAhead, { passive: true });
}
