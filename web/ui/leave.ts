/** Escape in a field of a page: the field is left first, then the page; what was typed stays where it is. */

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select";

/** Whether a field was left: for the page around it, unless another place is meant. */
export function leaveField(enter?: () => void): boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement && at.matches(FIELDS))) return false;
  if (enter) enter();
  else at.closest<HTMLElement>(".scroll[tabindex]")?.focus({ preventScroll: true });
  return true;
}
