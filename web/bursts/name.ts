/** The burst a list is narrowed to, as its filter says it: what it is about stands above the list. */
import { useQuery } from "../cache/use.ts";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askBurst } from "./queries.ts";

export function useBurstName(id: () => string | null): () => string {
  const asked = useQuery(() => ({ ...askBurst(id() ?? ""), enabled: id() !== null }));
  return () => {
    const told = known(asked);
    const words = speak("bursts");
    return told?.burst ? words.tickets(formatCount(told.burst.tickets)) : told ? words.over : "";
  };
}
