/** What was just written and is not yet in the ticket as the desk tells it: shown at once, and kept with its words if it could not be handed
 *  over. The id is chosen here, so that a second try is the same reply. */

import { createStore, produce } from "solid-js/store";
import { api, ask, asProblem, type Problem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import type { Entry } from "../tickets/queries.ts";
import { timeNow } from "../ui/clock.ts";
import type { Along } from "./alongside.ts";
import type { Kind } from "./drafts.ts";
import { askMentionable, namedIn } from "./mentions.ts";

export type ReplyBody = Extract<Entry, { kind: "reply" }>["body"];

export interface Outgoing {
  id: string;
  ticket: string;
  at: number;
  kind: Kind;
  body: ReplyBody;
  how: Sending;
  /** Null while it is on its way. */
  problem: Problem | null;
}

/** What the desk must know of a reply besides its words. */
export interface Sending extends Along {
  /** The newest arrival that was on screen. */
  seen: number;
  holdSeconds: number;
  /** Epoch milliseconds; null is now. */
  sendAt: number | null;
}

/** Somebody was faster; whoever sends again does so knowingly. */
export const isOvertaken = (problem: Problem) => typeof problem.facts.newest === "number";

const [outgoing, setOutgoing] = createStore<Outgoing[]>([]);

export function useOutgoing(ticket: string) {
  const client = useQueryClient();
  const change = (id: string, problem: Problem | null) => setOutgoing((one) => one.id === id, "problem", problem);
  const drop = (id: string) =>
    setOutgoing(
      produce((all) => {
        const at = all.findIndex((one) => one.id === id);
        if (at >= 0) all.splice(at, 1);
      }),
    );
  const mentionsOf = async ({ body }: Outgoing) =>
    body.type === "TEXT" && body.text.includes("@") ? namedIn(body.text, (await client.fetchQuery(askMentionable(ticket))).people) : [];
  const handOver = async (said: Outgoing): Promise<boolean> => {
    change(said.id, null);
    try {
      await deliver(said, said.kind === "note" ? await mentionsOf(said) : []);
    } catch (error) {
      noticeFailure(error);
      change(said.id, asProblem(error));
      if (isOvertaken(asProblem(error))) void client.invalidateQueries({ queryKey: ["ticket", ticket] });
      return false;
    }
    await client.invalidateQueries({ queryKey: ["ticket", ticket] });
    drop(said.id);
    return true;
  };
  return {
    /** Those that the ticket does not tell of yet. */
    beside: (entries: Entry[]) => outgoing.filter((one) => one.ticket === ticket && !entries.some((entry) => entry.id === one.id)),
    /** Answers its id once the desk has taken it, null where the desk has not. */
    say: async (kind: Kind, body: ReplyBody, how: Sending): Promise<string | null> => {
      const said: Outgoing = { id: crypto.randomUUID(), ticket, at: timeNow(), kind, body, how, problem: null };
      setOutgoing(outgoing.length, said);
      return (await handOver(said)) ? said.id : null;
    },
    /** What was in the way has been read by now. */
    retry: (said: Outgoing) => {
      const newest = said.problem?.facts.newest;
      if (typeof newest === "number") setOutgoing((one) => one.id === said.id, "how", "seen", newest);
      const now = outgoing.find((one) => one.id === said.id);
      if (now) void handOver({ ...now });
    },
    drop,
  };
}

export type OutgoingBox = ReturnType<typeof useOutgoing>;

async function deliver({ id, ticket, kind, body, how }: Outgoing, mentions: string[]): Promise<void> {
  const param = { id: ticket };
  if (kind === "note")
    await ask(api.tickets[":id"].notes.$post({ param, json: { id, text: body.type === "TEXT" ? body.text : "", mentions } }));
  else await ask(api.tickets[":id"].replies.$post({ param, json: { id, body, ...how } }));
}
