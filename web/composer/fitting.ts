/** Which templates a model holds to fit what a buyer asks, and who wants to know which one was put in. Both come later than the composer, or never. */

const fitting = new Map<string, readonly string[]>();
type Hears = (ticket: string, template: string, words: string) => void;
let hears: Hears = () => undefined;

export const fittingIn = (ticket: string): readonly string[] => fitting.get(ticket) ?? [];
export const tellFitting = (ticket: string, templates: readonly string[]) => void fitting.set(ticket, templates);

/** A template's words went into the reply. */
export const tellPutIn: Hears = (ticket, template, words) => hears(ticket, template, words);
export function usePutIn(heard: Hears): void {
  hears = heard;
}
