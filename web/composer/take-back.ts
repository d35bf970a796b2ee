/** Takes a reply back that has not left yet: its words or its picture are the composer's again. */
import type { TicketActs } from "../tickets/acts.ts";
import type { Entry } from "../tickets/queries.ts";

type Reply = Extract<Entry, { kind: "reply" }>;

export interface Held {
  reply: Reply;
  acts: TicketActs;
  /** Takes the words or the picture back into the composer. */
  edit: (body: Reply["body"]) => void;
}

/** The reply of one's own that a key would take back now: the newest. */
export const takeable = (entries: Entry[], personId: string): Reply | undefined =>
  entries.findLast((entry): entry is Reply => entry.kind === "reply" && entry.hold?.why === "undo" && entry.by === personId);

export async function takeBack({ reply, acts, edit }: Held): Promise<void> {
  if (await acts.decide(reply.id, "take-back")) edit(reply.body);
}
