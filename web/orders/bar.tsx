/** What may be done with chosen orders, or with all that match, at the foot of their list. What it is done to is said before it is done. */

import { createEffect, createSignal, on, Show, Suspense } from "solid-js";
import { asProblem } from "../api.ts";
import { nameClicks } from "../click.ts";
import { noticeFailure } from "../frame/session.ts";
import { useNavigate } from "../router/use.ts";
import { beginRun, type RunWish } from "../shipping/queries.ts";
import RunDialog from "../shipping/run-dialog.tsx";
import "../shipping/shipping.css";
import { Button, IconButton } from "../ui/button.tsx";
import { useKeys } from "../ui/keys.ts";
import { formatCount } from "../ui/money.ts";
import type { Selection } from "../ui/selection.ts";
import { Toolbar } from "../ui/toolbar.tsx";
import { explainProblem } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { Asked } from "../workload/act-fields.tsx";
import type { Of } from "../workload/queries.ts";
import { MoreMenu } from "./bar-menu.tsx";
import type { OrderList } from "./list.ts";
import { keptOf, type OrdersPlace } from "./place.ts";

const ActDialog = room(["workload", "orderWork", "orderProblems", "aftersales"], () => import("../workload/act-dialog.tsx"));
const ExportDialog = room(["workload"], () => import("../workload/export-dialog.tsx"));

interface BarProps {
  selection: Selection;
  place: OrdersPlace;
  list: OrderList;
  /** How many match, where somebody counted them. */
  matching: number | undefined;
}

type What = RunWish["do"] | Asked | "export";

/** Everything the list's filter leaves, once a hand has asked for it; any other choice takes that back. */
function useChosen(props: BarProps) {
  const [isAll, setAll] = createSignal(false);
  createEffect(
    on(
      () => props.selection.ids(),
      () => setAll(false),
      { defer: true },
    ),
  );
  const loaded = () => props.list.rows()?.length ?? 0;
  const matching = () => {
    if (props.matching !== undefined) return formatCount(props.matching);
    return props.list.hasMore() ? speak("workload").more(formatCount(loaded())) : formatCount(loaded());
  };
  return {
    isAll,
    count: () => (isAll() ? matching() : formatCount(props.selection.ids().length)),
    isNone: () => !isAll() && props.selection.ids().length === 0,
    offered: () => (!isAll() && props.place.isFilter() && props.selection.ids().length < (props.matching ?? loaded()) ? matching() : null),
    chooseAll: () => (props.list.hasMore() ? setAll(true) : props.selection.chooseAll()),
    of: (): Of => (isAll() ? { filters: keptOf(props.place.filter()) as never } : { orders: props.selection.ids() }),
  };
}

export default function OrderBar(props: BarProps) {
  const words = speak("shipping").bar;
  const work = speak("workload").bar;
  const chosen = useChosen(props);
  const [what, setWhat] = createSignal<What | null>(null);
  const says = () => (chosen.isAll() ? work.allMatching(chosen.count()) : words.selected(chosen.count()));
  const reason = () => (chosen.isNone() ? says() : null);
  useKeys({ back: () => (what() ? setWhat(null) : props.selection.clear()) }, true);
  return (
    <Toolbar class="order-bar" label={says()}>
      <b role="status">{says()}</b>
      <Show when={chosen.offered()}>
        {(count) => (
          <Button look="quiet" small onPress={chosen.chooseAll}>
            {work.selectAll(count())}
          </Button>
        )}
      </Show>
      <Show when={!chosen.isAll()}>
        <Button small look="primary" icon="tag" because={reason()} quietly onPress={() => setWhat("labels")}>
          {words.labels}
        </Button>
      </Show>
      <Button small icon="pause" because={reason()} quietly onPress={() => setWhat("hold")}>
        {work.hold}
      </Button>
      <Button small icon="flag" because={reason()} quietly onPress={() => setWhat("tag")}>
        {work.tag}
      </Button>
      <Button small icon="user" because={reason()} quietly onPress={() => setWhat("assign")}>
        {work.assign}
      </Button>
      <span class="push row tight">
        <IconButton icon="more" small label={work.more} opens="order-bar-more" />
        <IconButton icon="x" small label={words.clear} keys="Esc" onPress={props.selection.clear} />
      </span>
      <MoreMenu because={reason()} isChosen={!chosen.isAll()} onAct={setWhat} />
      <Dialogs {...props} what={what()} of={chosen.of()} count={chosen.count()} onClose={() => setWhat(null)} />
    </Toolbar>
  );
}

interface DialogsProps extends BarProps {
  what: What | null;
  of: Of;
  count: string;
  onClose: () => void;
}

const ASKED: readonly (What | null)[] = ["hold", "release", "tag", "assign", "waive", "cancel"] satisfies Asked[];

function Dialogs(props: DialogsProps) {
  const asked = () => (ASKED.includes(props.what) ? (props.what as Asked) : null);
  const printed = () => (props.what === "labels" || props.what === "slips" ? props.what : null);
  const done = () => {
    props.onClose();
    props.selection.clear();
    props.list.steady.show();
  };
  return (
    <Suspense>
      <Show when={printed()}>{(one) => <Printing what={one()} selection={props.selection} onClose={props.onClose} />}</Show>
      <Show when={asked()}>
        {(one) => <ActDialog what={one()} of={props.of} count={props.count} onDone={done} onClose={props.onClose} />}
      </Show>
      <Show when={props.what === "export"}>
        <ExportDialog of={props.of} onClose={props.onClose} />
      </Show>
    </Suspense>
  );
}

function Printing(props: { what: RunWish["do"]; selection: Selection; onClose: () => void }) {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<string | null>(null);
  const named = nameClicks();
  const begin = async (wish: RunWish) => {
    setBusy(true);
    setWrong(null);
    try {
      const orders = props.selection.ids();
      const run = await named([orders, wish], (id) => beginRun(id, orders, wish));
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
    <RunDialog
      what={props.what}
      count={props.selection.ids().length}
      busy={busy()}
      wrong={wrong()}
      onBegin={(wish) => void begin(wish)}
      onClose={props.onClose}
    />
  );
}
