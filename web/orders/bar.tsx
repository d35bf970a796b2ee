/** What may be done with chosen orders, at the foot of their list. Rooms add their acts as buttons here. */
import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { asProblem } from "../api.ts";
import { noticeFailure } from "../frame/session.ts";
import { beginRun, type RunWish } from "../shipping/queries.ts";
import RunDialog from "../shipping/run-dialog.tsx";
import "../shipping/shipping.css";
import { Button, IconButton } from "../ui/button.tsx";
import { useKeys } from "../ui/keys.ts";
import { formatCount } from "../ui/money.ts";
import type { Selection } from "../ui/selection.ts";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";

export default function OrderBar(props: { selection: Selection }) {
  const words = speak("shipping").bar;
  const navigate = useNavigate();
  const [what, setWhat] = createSignal<RunWish["do"] | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<string | null>(null);
  const size = () => props.selection.ids().length;
  const says = () => words.selected(formatCount(size()));
  const reason = () => (size() === 0 ? says() : null);
  useKeys({ back: () => (what() ? setWhat(null) : props.selection.clear()) }, true);
  const begin = async (wish: RunWish) => {
    setBusy(true);
    setWrong(null);
    try {
      const run = await beginRun(props.selection.ids(), wish);
      props.selection.clear();
      navigate(`/print-runs/${run.id}`);
    } catch (error) {
      noticeFailure(error);
      setWrong(explainProblem(asProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="order-bar" role="toolbar" aria-label={says()}>
      <b role="status">{says()}</b>
      <Button small look="primary" icon="tag" because={reason()} quietly onPress={() => setWhat("labels")}>
        {words.labels}
      </Button>
      <Button small icon="note" because={reason()} quietly onPress={() => setWhat("slips")}>
        {words.slips}
      </Button>
      <span class="push">
        <IconButton icon="x" small label={words.clear} keys="Esc" onPress={props.selection.clear} />
      </span>
      <Show when={what()}>
        {(one) => (
          <RunDialog
            what={one()}
            count={size()}
            busy={busy()}
            wrong={wrong()}
            onBegin={(wish) => void begin(wish)}
            onClose={() => setWhat(null)}
          />
        )}
      </Show>
    </div>
  );
}
