/** "Explain this number": every movement behind one level, the newest first, each with the balance it left, and whether they add up. */

import { For, Show } from "solid-js";
import { useInfiniteQuery, useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { askLedger, askRecount, type LedgerEntry, type StockRow } from "./queries.ts";

interface ExplainProps {
  row: StockRow;
  warehouse: string;
  warehouseName: string;
  onClose: () => void;
}

export default function ExplainDialog(props: ExplainProps) {
  const words = speak("stock").explain;
  const spot = () => ({ item: props.row.id, warehouse: props.warehouse });
  const ledger = useInfiniteQuery(() => askLedger(spot()));
  return (
    <Dialog
      open
      title={words.title(props.row.sku, props.warehouseName)}
      class="stock-explain"
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{speak("frame").close}</Button>}
    >
      <p class="small mid">{words.words}</p>
      <Recount {...props} />
      <Answer of={ledger} waiting={<Skeleton rows={5} class="scan-waiting" widths={[80]} />}>
        {(data) => (
          <ol class="ledger" aria-label={words.title(props.row.sku, props.warehouseName)}>
            <For each={data().pages.flatMap((page) => page.rows)} fallback={<li class="mid">{words.nothing}</li>}>
              {(entry) => <Entry entry={entry} />}
            </For>
          </ol>
        )}
      </Answer>
      <NextPage of={ledger} small>
        {words.older}
      </NextPage>
    </Dialog>
  );
}

/** A tick where the movements add up to the number; a number that cannot be explained is said aloud. */
function Recount(props: ExplainProps) {
  const words = speak("stock").explain;
  const recount = useQuery(() => askRecount({ item: props.row.id, warehouse: props.warehouse }));
  return (
    <Show when={known(recount)}>
      {(sum) => (
        <p class="small recount" classList={{ late: sum().agrees === false }} role={sum().agrees === false ? "alert" : undefined}>
          <Icon name={sum().agrees === false ? "alert" : sum().agrees === null ? "info" : "check"} size="s" />
          {sum().agrees === false
            ? words.differs
            : sum().agrees === null
              ? words.tooLong(formatCount(sum().entries))
              : words.agrees(formatCount(sum().entries))}
        </p>
      )}
    </Show>
  );
}

const signed = (count: number) => `${count > 0 ? "+" : "−"}${formatCount(Math.abs(count))}`;

function Entry(props: { entry: LedgerEntry }) {
  const about = speak("stock");
  const words = about.explain;
  const why = () => {
    const { other, kind, reason } = props.entry;
    if (other) return kind === "transfer_out" ? words.to(other) : words.from(other);
    return reason === null ? null : (about.act.reasons[reason] ?? about.act.shelves[reason] ?? reason);
  };
  const changes = () =>
    (
      [
        [props.entry.d_on_hand, words.parts.onHand],
        [props.entry.d_allocated, words.parts.reserved],
        [props.entry.d_unsellable, words.parts.unsellable],
      ] as const
    ).filter(([count]) => count !== 0);
  return (
    <li>
      <div class="ledger-what">
        <p>
          {words.kinds[props.entry.kind] ?? props.entry.kind}
          <Show when={why()}>
            <span class="dim" dir="auto">
              {" "}
              {why()}
            </span>
          </Show>
        </p>
        <p class="small dim">
          <Time at={props.entry.at} as="full" /> · <span dir="auto">{props.entry.person ?? words.itself}</span>
          <Show when={props.entry.order_id}>
            {(id) => (
              <>
                {" · "}
                <a class="link id" href={`/orders/${id()}`} aria-label={words.order(id())}>
                  …{id().slice(-10)}
                </a>
              </>
            )}
          </Show>
        </p>
      </div>
      <div class="ledger-figures num">
        <p>
          <For each={changes()} fallback="±0">
            {([count, name], at) => (
              <>
                {at() > 0 ? " · " : ""}
                {signed(count)} <span class="dim">{name}</span>
              </>
            )}
          </For>
        </p>
        <p class="small dim">
          {words.after}: {formatCount(props.entry.balance.on_hand)} {words.parts.onHand}, {formatCount(props.entry.balance.allocated)}{" "}
          {words.parts.reserved}
        </p>
      </div>
    </li>
  );
}
