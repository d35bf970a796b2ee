/** A summary of a ticket on its way to a note: asked for, or as it was kept; added at once, or edited first. Never without a person. */
import { api, ask, asProblem } from "../api.ts";
import type { Writing } from "../composer/writing.ts";
import { noticeFailure } from "../frame/session.ts";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import type { TicketHelp } from "./help-query.ts";
import { begin, hear, type Mark, place, type Reason, type Suggestion, settle, stand, suggestionIn } from "./suggested.ts";

type SummaryLine =
  | { is: "begun" }
  | { is: "words"; words: string }
  | { is: "whole"; id: string; text: string; marks: Mark[] }
  | { is: "failed"; because: Reason };

export const askSummary = (ticket: string) =>
  begin(ticket, { task: "summary" }, async (tell, signal) => {
    const response = await api.tickets[":id"].summary.$post({ param: { id: ticket }, json: { language: LANGUAGE } }, { init: { signal } });
    await hear<SummaryLine>(response, tell, (line) => {
      if (line.is === "whole") tell({ marks: line.marks });
    });
  });

/** One that is kept, as it was. */
export function showSummary(ticket: string, { id, text, marks, behind }: NonNullable<TicketHelp["summary"]>): void {
  place(ticket, { task: "summary", state: "whole", id, text, marks, behind });
}

/** A summary as a note says it: what stands nowhere says so there, too. */
function noteOf({ text, marks }: Suggestion): string {
  const unsure = marks.filter(({ by }) => by === "nobody");
  return [...unsure]
    .sort((one, other) => other.to - one.to)
    .reduce((all, { to }) => `${all.slice(0, to)} ${speak("suggesting").summary.unsure}${all.slice(to)}`, text);
}

/** Into the note one writes, to be edited. */
export function editNote(ticket: string, writing: Writing): void {
  const made = suggestionIn(ticket);
  if (made?.state !== "whole") return;
  const text = noteOf(made);
  writing.put("note", text);
  stand(ticket, { task: "summary", id: made.id, text });
  void settle(ticket, made.id, { outcome: "used" });
  place(ticket, undefined);
}

/** A note at once, written to nobody by name; false where the desk did not take it, and then it says why. */
export async function addNote(ticket: string): Promise<boolean> {
  const made = suggestionIn(ticket);
  if (made?.state !== "whole") return false;
  const text = noteOf(made);
  try {
    await ask(api.tickets[":id"].notes.$post({ param: { id: ticket }, json: { id: made.id, text, mentions: [] } }));
  } catch (error) {
    noticeFailure(error);
    place(ticket, { ...made, state: "failed", problem: asProblem(error) });
    return false;
  }
  void settle(ticket, made.id, { outcome: "sent", offered: text, sent: text });
  place(ticket, undefined);
  return true;
}
