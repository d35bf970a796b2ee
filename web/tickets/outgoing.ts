/** What was just written and is not yet in the ticket as the desk tells it: shown at once, and kept with its words if it could not be handed
 *  over. The id is chosen here, so that a second try is the same reply. */
import { useQueryClient } from "@tanstack/solid-query";
import { createStore, produce } from "solid-js/store";
import { api, ask, asProblem, type Problem } from "../api.ts";
import { noticeFailure } from "../frame/session.ts";
import type { Entry } from "./queries.ts";

export type ReplyBody = Extract<Entry, { kind: "reply" }>["body"];

export interface Outgoing {
  id: string;
  ticket: string;
  at: number;
  kind: "reply" | "note";
  body: ReplyBody;
  /** Null while it is on its way. */
  problem: Problem | null;
}

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
  const handOver = async (said: Outgoing): Promise<boolean> => {
    change(said.id, null);
    try {
      await deliver(said);
    } catch (error) {
      noticeFailure(error);
      change(said.id, asProblem(error));
      return false;
    }
    await client.invalidateQueries({ queryKey: ["ticket", ticket] });
    drop(said.id);
    return true;
  };
  return {
    /** Those that the ticket does not tell of yet. */
    beside: (entries: Entry[]) => outgoing.filter((one) => one.ticket === ticket && !entries.some((entry) => entry.id === one.id)),
    /** Answers whether the desk has taken it. */
    say: (kind: Outgoing["kind"], body: ReplyBody): Promise<boolean> => {
      const said: Outgoing = { id: crypto.randomUUID(), ticket, at: Date.now(), kind, body, problem: null };
      setOutgoing(outgoing.length, said);
      return handOver(said);
    },
    retry: (said: Outgoing) => void handOver({ ...said }),
    drop,
  };
}

export type OutgoingBox = ReturnType<typeof useOutgoing>;

async function deliver({ id, ticket, kind, body }: Outgoing): Promise<void> {
  const param = { id: ticket };
  if (kind === "note") await ask(api.tickets[":id"].notes.$post({ param, json: { id, text: body.type === "TEXT" ? body.text : "" } }));
  else await ask(api.tickets[":id"].replies.$post({ param, json: { id, body } }));
}
