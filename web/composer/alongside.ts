/** What is known of words that are about to be sent besides what they say: what they were before a model translated them. Who knows it comes later
 *  than the composer, or never. */
import type { TicketPage } from "../tickets/queries.ts";

type Reply = Extract<TicketPage["entries"][number], { kind: "reply" }>;
export type Along = Pick<Reply, "original">;
type Knows = (ticket: string, text: string, kind: "reply" | "note") => Along;

let knows: Knows = () => ({});

/** Asked once for each text that leaves. */
export const alongside: Knows = (ticket, text, kind) => knows(ticket, text, kind);

export function useAlong(asked: Knows): void {
  knows = asked;
}
