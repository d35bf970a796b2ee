/** What one does to a ticket's labels and its buyer's voice, each told to the desk as any act is. */
import { api, ask } from "../api.ts";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { Priority } from "./queries.ts";

type Act = Parameters<(typeof api.tickets)[":id"]["acts"]["$post"]>[0]["json"];

interface Around {
  id: string;
  ticket: () => { store_id: string; buyer_user_id: string | null; buyer_name: string };
  act: (act: Act) => Promise<boolean>;
  /** Says what is refused, and answers it as null. */
  attempt: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
  revalidate: () => Promise<void>;
}

export function labelActs({ id, ticket, act, attempt, revalidate }: Around) {
  const unblock = async () => {
    const { store_id: store, buyer_user_id: buyer, buyer_name: name } = ticket();
    const param = { id: store, buyer: buyer ?? "" };
    if (!(await attempt(() => ask(api.stores[":id"]["blocked-buyers"][":buyer"].$delete({ param }))))) return;
    await revalidate();
    toast({ words: speak("labels").block.unblocked(name) });
  };
  return {
    tag: (tagId: string, isOn: boolean) => act({ do: isOn ? "tag" : "untag", tagId }),
    prioritise: (priority: Priority) => void act({ do: "priority", priority }),
    block: async (reason: string) => {
      const { buyer_name: buyer } = ticket();
      const done = await attempt(() => ask(api.tickets[":id"].block.$post({ param: { id }, json: { reason } })));
      if (!done) return false;
      await revalidate();
      toast({ words: speak("labels").block.done(buyer), act: { words: speak("frame").undo, isUndo: true, do: () => void unblock() } });
      return true;
    },
    unblock: () => void unblock(),
  };
}
