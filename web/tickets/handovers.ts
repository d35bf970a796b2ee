/** What one does to tickets as wholes: making two one, taking them apart, and giving messages away. Each is named by its click, so that one
 *  that is told twice is done once; the way back stands in the toast, which waits for nothing: a later one would come before it. */
import { api, ask } from "../api.ts";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";

export interface AroundHandovers {
  id: string;
  number: () => number;
  /** Says what is refused, and answers it as null. */
  attempt: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
  revalidate: (changed: string) => Promise<void>;
  /** A ticket that was part of another is one of its own: what was known under its name is the other's. */
  forget: (ticket: string) => void;
  /** Whether one still looks at it. */
  isOpen: () => boolean;
  /** Shows a ticket; the way back leaves out the one before where that is no more. */
  open: (ticket: string, isInstead: boolean) => void;
}

export function handoverActs({ id, number, attempt, revalidate, forget, isOpen, open }: AroundHandovers) {
  const words = speak("joining");
  const takeApart = async (from: string, merge: string) => {
    const json = { id: crypto.randomUUID(), merge };
    const done = await attempt(() => ask(api.tickets[":id"].unmerge.$post({ param: { id: from }, json })));
    if (done) forget(done.ticketId);
    return done;
  };

  const undoFromToast = async (into: string, merge: string) => {
    if (!(await takeApart(into, merge))) return;
    void revalidate(into);
    if (into !== id) open(id, true);
  };
  return {
    merge: async (other: { id: string; number: number }): Promise<boolean> => {
      const click = crypto.randomUUID();
      const gone = Math.max(number(), other.number);
      const done = await attempt(() => ask(api.tickets[":id"].merge.$post({ param: { id }, json: { id: click, with: other.id } })));
      if (!done) return false;
      if (done.ticketId !== id && isOpen()) open(done.ticketId, true);
      void revalidate(done.ticketId);
      const undo = () => void undoFromToast(done.ticketId, click);
      toast({ words: words.merge.done(gone, done.number), act: { words: speak("frame").undo, isUndo: true, do: undo } });
      return true;
    },
    /** `merge`: as the ticket names it; `gone`: the number that comes back. */
    unmerge: async (merge: string, gone: number): Promise<void> => {
      const done = await takeApart(id, merge);
      if (!done) return;
      void revalidate(id);
      const { ticketId } = done;
      toast({ words: words.merge.undone(gone), act: { words: words.goTo(gone), do: () => open(ticketId, false) } });
    },
    split: async (entry: string, only: boolean): Promise<void> => {
      const json = { id: crypto.randomUUID(), entry, only };
      const from = number();
      const done = await attempt(() => ask(api.tickets[":id"].split.$post({ param: { id }, json })));
      if (!done) return;
      if (isOpen()) open(done.ticketId, false);
      void revalidate(id);
      toast({ words: words.split.done(done.number), act: { words: words.split.back(from), do: () => open(id, false) } });
    },
    move: async (entry: string, to: string): Promise<boolean> => {
      const done = await attempt(() => ask(api.tickets[":id"].move.$post({ param: { id }, json: { id: crypto.randomUUID(), entry, to } })));
      if (!done) return false;
      void Promise.all([revalidate(id), revalidate(done.ticketId)]);
      toast({ words: words.move.done(done.number), act: { words: words.goTo(done.number), do: () => open(done.ticketId, false) } });
      return true;
    },
  };
}

export type HandoverActs = ReturnType<typeof handoverActs>;
