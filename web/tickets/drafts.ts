/** What somebody began to write and left: kept in memory as long as the page lives, per ticket, and nowhere else. */
import { createStore } from "solid-js/store";

export type Kind = "reply" | "note";

export interface Draft {
  kind: Kind;
  reply: string;
  note: string;
}

const [drafts, setDrafts] = createStore<Record<string, Draft>>({});

const NONE: Draft = { kind: "reply", reply: "", note: "" };

export function useDraft(ticket: string) {
  const draft = () => drafts[ticket] ?? NONE;
  return {
    kind: () => draft().kind,
    text: () => draft()[draft().kind],
    change: (change: Partial<Draft>) => setDrafts(ticket, { ...draft(), ...change }),
  };
}
