/** Mapping from the page: what was done is said with how many orders it lets go on, and can be taken back for as long as it is said. */

import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { formatCount } from "../ui/money.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { type ListedState, type Mapped, type Part, TOUCHED } from "./queries.ts";

export interface ListingName {
  store: string;
  sku: string;
}

export type Wanted = ListingName & ({ state: "mapped"; parts: Part[] } | { state: "ignored" | "unmapped" });

/** What is said of several acts is said once. */
interface Done {
  acts: string[];
  listings: number;
  left: number;
  orders: number;
}

export function useMapping() {
  const words = speak("inventory").map;
  const client = useQueryClient();
  const again = () => Promise.all(TOUCHED.map((name) => client.invalidateQueries({ queryKey: [name] })));
  const undo = async (acts: string[]) => {
    try {
      for (const id of acts) await ask(api.mappings[":id"].undo.$post({ param: { id }, json: {} }));
      toast({ words: words.undone });
    } catch (problem) {
      toast({ look: "late", words: explainProblem(asProblem(problem)) });
    }
    await again();
  };
  const tell = async (state: ListedState, { acts, listings, left, orders }: Done) => {
    const count = (number: number): [string, boolean] => [formatCount(number), number === 1];
    const parts = [
      listings > 0 && words[state](...count(listings)),
      orders > 0 && words.released(...count(orders)),
      left > 0 && words.left(...count(left)),
    ].filter(Boolean);
    const way = { words: speak("frame").undo, isUndo: true, do: () => void undo(acts) };
    toast({ words: parts.join(" ") || words.unchanged, look: "fine", ...(acts.length > 0 ? { act: way } : {}) });
    await again();
  };
  return {
    tell,
    /** Throws a Problem for a refusal: whoever asked shows it where it was asked. */
    map: async (mappings: Wanted[]) => {
      const done: Mapped = await ask(api.mappings.$post({ json: { mappings } }));
      await tell(mappings[0]?.state ?? "mapped", { ...done, acts: done.act === null ? [] : [done.act] });
    },
  };
}
