/** Templates a model holds to fit, and what became of that: one of them was put in, or another. */
import { tellFitting, usePutIn } from "../composer/fitting.ts";
import type { TicketHelp } from "./help-query.ts";
import { settle, stand } from "./suggested.ts";

type Fits = NonNullable<NonNullable<TicketHelp["suggested"]>["templates"]>;

/** By ticket. */
const fits = new Map<string, Fits>();

export function keepFits(ticket: string, of: Fits): void {
  fits.set(ticket, of);
  tellFitting(ticket, of.of);
}

/** Whether it was edited is told when it is sent. */
usePutIn((ticket, template, text) => {
  const suggestion = fits.get(ticket);
  if (!suggestion) return;
  const isFitting = suggestion.of.includes(template);
  if (isFitting) stand(ticket, { task: "template", id: suggestion.id, text });
  void settle(ticket, suggestion.id, { outcome: isFitting ? "used" : "discarded" });
});
