/** Telling the desk to act, and saying what became of it. The click has one id for as long as its answer is not known, so that pressing again is the
 *  same act. */

import { createSignal } from "solid-js";
import { useQueryClient } from "../cache/use.ts";
import { nameClicks } from "../click.ts";
import { noticeFailure } from "../frame/session.ts";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import type { Acted } from "./queries.ts";

const STALE = ["order", "orders", "order-counts", "order-aftersales", "aftersales", "aftersale", "aftersale-counts", "aftersale-answers"];

export function useAct() {
  const client = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<unknown>(null);
  const named = nameClicks();
  const refresh = () => Promise.all(STALE.map((name) => client.invalidateQueries({ queryKey: [name] })));
  /** Answers whether it was taken. */
  const act = async (send: (click: string) => Promise<Acted>): Promise<boolean> => {
    if (busy()) return false;
    setBusy(true);
    setProblem(null);
    try {
      const acted = await named(null, send);
      toast({ words: speak("aftersales").acted[acted.state], ...(acted.state === "done" ? {} : { look: "late" as const }) });
      return true;
    } catch (error) {
      noticeFailure(error);
      setProblem(error);
      return false;
    } finally {
      setBusy(false);
      void refresh();
    }
  };
  return { act, busy, problem, refresh };
}
