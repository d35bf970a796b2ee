/** Sends one wish about an order's parcels. A dialog is one click, whatever is pressed in it twice; what TikTok refuses stays in the dialog with its
 *  words, and what it did not answer closes it, because looking comes before asking again. */

import { createSignal } from "solid-js";
import { asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { sendWish, type Wish } from "./queries.ts";

export function useWish(order: () => string, onDone: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<{ code: string; says: string } | null>(null);
  let click = crypto.randomUUID();
  const send = async (wish: Wish): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    setWrong(null);
    try {
      const act = await sendWish(order(), click, wish);
      const isDone = act.state === "done";
      toast({ words: isDone ? speak("shipping").done[wish.do] : speak("shipping").unsure, ...(isDone ? {} : { look: "late" as const }) });
      onDone();
    } catch (error) {
      noticeFailure(error);
      const problem = asProblem(error);
      setWrong({ code: problem.code, says: explainProblem(problem) });
      // Silence between us and the desk keeps the click's name; a refusal is an answer, and the next press another click.
      if (problem.kind !== "unavailable" || problem.code === "tiktok-silent") click = crypto.randomUUID();
    } finally {
      setBusy(false);
      await Promise.all([["order", order()], ["orders"], ["order-counts"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    }
  };
  return { busy, wrong, send };
}
