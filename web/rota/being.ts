/** Being here or away: told to the desk, then everything that shows it asks again. What becomes of one's tickets is said at once. */

import { api, ask, asProblem } from "../api.ts";
import type { QueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import { askAtWork } from "../team/me.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { learn, speak } from "../words/words.ts";

const SHOWN_BY = ["at-work", "colleagues", "rota", "tickets", "ticket-counts"];

export async function beAway(client: QueryClient, away: boolean): Promise<void> {
  try {
    await learn("rota");
    await ask(api["at-work"].$put({ json: { away } }));
    const { handBack } = await client.fetchQuery({ ...askAtWork, staleTime: 0 });
    const words = speak("rota").atWork;
    toast({ words: away ? words.nowAway[handBack] : words.nowHere });
    await Promise.all(SHOWN_BY.map((key) => client.invalidateQueries({ queryKey: [key] })));
  } catch (error) {
    noticeFailure(error);
    toast({ look: "late", words: explainProblem(asProblem(error)) });
  }
}

/** The command: whoever is here goes, whoever is away comes back. */
export async function turnAway(client: QueryClient): Promise<void> {
  const { awaySince } = await client.fetchQuery(askAtWork);
  await beAway(client, awaySince === null);
}
