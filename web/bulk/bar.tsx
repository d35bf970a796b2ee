/** What may be done with a selection, at the foot of the list: the same acts and keys as in a ticket. */

import { createEffect, createSignal, on, Show, untrack } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { useMe } from "../team/me.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { showKey, useKeys } from "../ui/keys.ts";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { Toolbar } from "../ui/toolbar.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import "./bulk.css";
import { BarMenus, showMenu } from "./menus.tsx";
import { type Act, type BarProps, useOrders } from "./orders.ts";
import { askChoices, askMatching } from "./queries.ts";

const ReplyDialog = room(["bulk"], () => import("./reply-dialog.tsx"));

/** Everything the list's question leaves, once a hand has asked for it; any other choice takes that back. */
function useAllThatMatch(props: BarProps) {
  const [isAll, setAll] = createSignal(false);
  const canAll = () => props.place.search() === "" && props.list.hasMore();
  const matching = useQuery(() => ({ ...askMatching(props.place.view(), props.place.filters()), enabled: canAll() || isAll() }));
  createEffect(
    on(
      () => props.selection.ids(),
      () => setAll(false),
      { defer: true },
    ),
  );
  return {
    isAll,
    choose: () => setAll(true),
    offered: () => (canAll() && !isAll() ? known(matching) : undefined),
    matched: () => known(matching),
  };
}

/** A key pressed before it is known what one may do waits for that, as long as the same ones are chosen. */
function useMay(chosen: () => readonly string[], isKnown: () => boolean, reason: () => string | null) {
  const [wanted, want] = createSignal<(() => void) | null>(null);
  createEffect(on(chosen, () => want(null), { defer: true }));
  createEffect(() => {
    const act = wanted();
    if (act === null || !isKnown()) return;
    want(null);
    if (untrack(reason) === null) untrack(act);
  });
  return (act: () => void) => () => void want(() => act);
}

/** What the bar knows: how many, whether anything may be done with them, and how to do it. */
function useBar(props: BarProps) {
  const words = speak("bulk").bar;
  const me = useMe();
  const all = useAllThatMatch(props);
  const choices = useQuery(() => askChoices);
  const orders = useOrders(props, all.isAll);
  const [replying, setReplying] = createSignal(false);
  // Whoever came to answer all of a burst has chosen all of it, as far as the list is known.
  createEffect(() => {
    if (props.selection.ids().length === 0 || reason() !== null || !props.answering.take()) return;
    if (props.list.hasMore()) queueMicrotask(all.choose);
    setReplying(true);
  });
  const size = () => (all.isAll() ? (all.matched()?.count ?? 0) : props.selection.ids().length);
  const count = () => formatCount(size());
  const reason = () => (size() === 0 ? words.selected(count()) : whyNot(known(choices)?.can));
  const may = useMay(
    () => props.selection.ids(),
    () => known(choices) !== undefined,
    reason,
  );
  const isOpen = () => !["resolved", "spam"].includes(props.place.view());
  const act = (one: Act) => void orders.act({ do: "act", act: one });
  /** What one has read is one's own: no right is asked. */
  const mark = (read: boolean) => void (size() > 0 && orders.act({ do: "mark", read }));
  const finish = () => act({ do: isOpen() ? "resolve" : "reopen" });
  useKeys(
    {
      resolve: may(finish),
      take: may(() => act({ do: "assign", assigneeId: me().person.id })),
      assign: may(showMenu("bulk-assign")),
      snooze: may(showMenu("bulk-snooze")),
      labels: may(showMenu("bulk-tags")),
      priority: may(showMenu("bulk-priority")),
      reply: may(() => setReplying(true)),
      unread: () => mark(false),
      back: () => props.selection.clear(),
    },
    true,
  );
  const says = () => (all.isAll() ? words.allMatching(count(), all.matched()?.more ?? false) : words.selected(count()));
  return { all, orders, act, mark, replying, setReplying, count, reason, isOpen, finish, says, choices: () => known(choices) };
}

export default function BulkBar(props: BarProps) {
  const words = speak("bulk").bar;
  const bar = useBar(props);
  return (
    <Toolbar class="bulk-bar" label={bar.says()}>
      <div class="row">
        <b role="status">{bar.says()}</b>
        <Show when={bar.all.offered()}>
          {(matched) => (
            <Button look="quiet" small onPress={bar.all.choose}>
              {words.selectAll(formatCount(matched().count), matched().more)}
            </Button>
          )}
        </Show>
        <span class="push">
          <IconButton icon="x" small label={words.clear} keys="Esc" onPress={props.selection.clear} />
        </span>
      </div>
      <div class="row tight">
        <Button
          small
          look="primary"
          icon={bar.isOpen() ? "done" : "undo"}
          because={bar.reason()}
          quietly
          busy={bar.orders.busy()}
          onPress={bar.finish}
        >
          {bar.isOpen() ? words.resolve : words.reopen}
        </Button>
        <Button small look="quiet" icon="reply" because={bar.reason()} quietly onPress={() => bar.setReplying(true)}>
          {words.reply}
        </Button>
        <span class="push row tight">
          <IconButton icon="user" small label={words.assign} keys={showKey("assign")} because={bar.reason()} opens="bulk-assign" />
          <IconButton icon="moon" small label={words.snooze} keys={showKey("snooze")} because={bar.reason()} opens="bulk-snooze" />
          <IconButton icon="more" small label={words.more} opens="bulk-more" />
        </span>
      </div>
      <BarMenus choices={bar.choices()} because={bar.reason()} onAct={bar.act} onMark={bar.mark} />
      <Show when={bar.replying()}>
        <ReplyDialog
          count={bar.count()}
          burst={props.place.filters().burst}
          paces={bar.choices()?.paces}
          busy={bar.orders.busy()}
          onSend={bar.orders.reply}
          onClose={() => bar.setReplying(false)}
        />
      </Show>
    </Toolbar>
  );
}
