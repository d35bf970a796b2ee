/** What the bar orders for a selection, or for everything that matches as of when the job begins; and how it is told: what was done at once can
 *  be taken back from the toast, what takes longer leads to its page. */

import { createSignal } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { noticeFailure } from "../frame/session.ts";
import type { TicketList } from "../mailbox/list.tsx";
import type { Place } from "../mailbox/place.ts";
import { useNavigate } from "../router/use.ts";
import { formatCount } from "../ui/money.ts";
import type { Selection } from "../ui/selection.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { decideJob, type Job, nameOf, type Order, type Wish } from "./queries.ts";

export interface BarProps {
  place: Place;
  list: TicketList;
  selection: Selection;
  answering: Answering;
}

/** Somebody wants one answer for a whole list. */
export interface Answering {
  begin(burst: string): void;
  /** True once, for whoever asks for the words then. */
  take(): boolean;
}

export type Act = Extract<Wish, { do: "act" }>["act"];

/** What is refused is said in a corner, and answered as null. */
function useAttempt() {
  const [busy, setBusy] = createSignal(false);
  const attempt = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      noticeFailure(error);
      toast({ look: "late", words: explainProblem(asProblem(error)) });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, attempt };
}

/** What a job has come to, in one line, with the way back or the way to its page. */
function useTelling(undo: (id: string) => void) {
  const words = speak("bulk").bar;
  const navigate = useNavigate();
  const watch = (id: string) => ({ words: words.watch, do: () => navigate(`/settings/bulk-jobs/${id}`) });
  return {
    begun: ({ id, wish, state, counts }: Job) => {
      const act = nameOf(wish);
      const { total, done, skipped, failed } = counts;
      if (state !== "done") return toast({ words: words.began(act, total ? formatCount(total) : "…"), act: watch(id) });
      if (done === 0) return toast({ words: words.nothing, act: watch(id) });
      const left = skipped + failed > 0 ? formatCount(skipped + failed) : null;
      return toast({
        words: words.did(act, formatCount(done), left),
        act: { words: speak("frame").undo, isUndo: true, do: () => undo(id) },
      });
    },
    undone: ({ id, isWalking, counts }: Job) => {
      const { undone, kept, total } = counts;
      const said = words.undone(formatCount(undone), kept ? formatCount(kept) : null);
      toast({ words: isWalking ? words.undoing(formatCount(total)) : said, act: watch(id) });
    },
  };
}

export function useOrders(props: BarProps, isAll: () => boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { busy, attempt } = useAttempt();
  const refresh = async () => {
    await Promise.all(
      ["tickets", "ticket-counts", "ticket", "bulk-jobs", "notifications"].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
    props.list.steady.show();
  };
  const undo = async (id: string) => {
    const job = await attempt(() => decideJob(id, "undo"));
    if (!job) return;
    await refresh();
    tell.undone(job);
  };
  const tell = useTelling((id) => void undo(id));
  const of = (): Order["of"] => {
    const { state: _, ...filters } = props.place.filters();
    return isAll()
      ? { filters: { view: props.place.view(), ...filters, unread: filters.unread === true } }
      : { tickets: props.selection.ids() };
  };
  const named = nameClicks();
  const begin = (wish: Wish) => {
    const order = { of: of(), wish };
    return attempt(() => named(order, (id) => ask(api.bulk.jobs.$post({ json: { id, ...order } }))));
  };
  return {
    busy,
    act: async (wish: Exclude<Wish, { do: "reply" }>) => {
      const job = await begin(wish);
      if (!job) return;
      props.selection.clear();
      await refresh();
      tell.begun(job);
    },
    reply: async (wish: Wish): Promise<boolean> => {
      const job = await begin(wish);
      if (!job) return false;
      props.selection.clear();
      navigate(`/settings/bulk-jobs/${job.id}`);
      return true;
    },
  };
}
