/** The receipts of one day: what TikTok counted, what stood here, what was fetched and what is still missing and why, for every check there was. */

import { For, Show, untrack } from "solid-js";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { placeOf } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { writeDay } from "./days.tsx";
import { askReceipts, checkDays, type Receipt, type StoreGaps } from "./queries.ts";

const MS = 1_000;
const IDS_SHOWN_MAX = 12;

export function ReceiptDialog(props: { of: StoreGaps; day: string; onClose: () => void }) {
  const words = speak("gaps");
  const client = useQueryClient();
  const receipts = useQuery(() => askReceipts(props.of.store.id, props.day));
  const check = useMutation(() => ({
    mutationFn: () => checkDays(props.of.store.id, props.day),
    onSettled: () => client.invalidateQueries({ queryKey: ["gaps"] }),
  }));
  const isWaiting = () => [...props.of.days, ...props.of.older].some(({ day, isWaiting: waits }) => day === props.day && waits);
  return (
    <Dialog
      open
      class="wide"
      title={`${props.of.store.name}, ${writeDay(props.day, "date")}`}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{words.close}</Button>
          <Button
            look="primary"
            icon="refresh"
            busy={check.isPending || isWaiting()}
            because={whyNot(props.of.can.check)}
            onPress={() => check.mutate()}
          >
            {isWaiting() ? words.isWaiting : words.checkDay}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p class="small mid">{words.meaning(placeOf(props.of.store.time_zone))}</p>
        <Show when={check.isError}>
          <Trouble problem={check.error} />
        </Show>
        <Answer of={receipts} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 60]} />}>
          {(data) => (
            <For each={data().receipts} fallback={<p class="mid">{words.noReceipt}</p>}>
              {(receipt) => <OneReceipt receipt={receipt} />}
            </For>
          )}
        </Answer>
      </div>
    </Dialog>
  );
}

function OneReceipt(props: { receipt: Receipt }) {
  const words = speak("gaps");
  const receipt = untrack(() => props.receipt);
  const isRefused = receipt.missing.some(({ reason }) => reason === "refused");
  const theirs = (count: number) => (isRefused ? "–" : formatCount(count));
  return (
    <article class="gap-receipt">
      <header class="row wrap">
        <span class={`gap-verdict stands-${receipt.verdict}`}>{words.verdicts[receipt.verdict]}</span>
        <span class="push small dim">
          <Time at={receipt.checked_at} as="full" /> · {receipt.person === null ? words.byNight : words.byPerson(receipt.person)}
        </span>
      </header>
      <dl class="facts">
        <dt>{words.theirs}</dt>
        <dd>
          <b>{theirs(receipt.theirs_after)}</b>{" "}
          <Show when={receipt.theirs !== receipt.theirs_after}>{words.was(theirs(receipt.theirs))}</Show>
        </dd>
        <dt>{words.ours}</dt>
        <dd>
          <b>{formatCount(receipt.ours_after)}</b>{" "}
          <Show when={receipt.ours !== receipt.ours_after}>{words.was(formatCount(receipt.ours))}</Show>
        </dd>
        <Show when={receipt.left_out > 0}>
          <dt>{words.leftOut}</dt>
          <dd>{formatCount(receipt.left_out)}</dd>
        </Show>
        <dt>{words.span}</dt>
        <dd>
          <Time at={receipt.from_time * MS} as="full" zone={receipt.time_zone} /> –{" "}
          <Time at={receipt.before_time * MS} as="full" zone={receipt.time_zone} />
        </dd>
        <dt>{words.calls}</dt>
        <dd>{formatCount(receipt.calls)}</dd>
        <Show when={!isRefused}>
          <dt>{words.comparedBy}</dt>
          <dd>{words.compared[receipt.compared]}</dd>
        </Show>
      </dl>
      <Show when={receipt.missing.length > 0}>
        <ul class="gap-missing">
          <For each={receipt.missing}>
            {(one) => (
              <li>
                <Show when={one.id}>{(id) => <span class="id">{id()}</span>}</Show> {words.missing[one.reason](formatCount(one.count))}{" "}
                <span class="theirs-word small">{one.words}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={receipt.repaired_count > 0}>
        <Repaired receipt={receipt} />
      </Show>
    </article>
  );
}

function Repaired(props: { receipt: Receipt }) {
  const words = speak("gaps");
  const ids = () => props.receipt.repaired;
  const some = (list: string[]) => (
    <span class="gap-ids">
      <For each={list}>
        {(id) => (
          <a class="id" href={`/orders/${id}`}>
            {id}
          </a>
        )}
      </For>
    </span>
  );
  return (
    <div class="stack tight">
      <p>{words.fetched(formatCount(props.receipt.repaired_count))}</p>
      {some(ids().slice(0, IDS_SHOWN_MAX))}
      <Show when={ids().length > IDS_SHOWN_MAX}>
        <details>
          <summary class="small mid">{words.moreIds(formatCount(ids().length - IDS_SHOWN_MAX))}</summary>
          {some(ids().slice(IDS_SHOWN_MAX))}
        </details>
      </Show>
      <Show when={props.receipt.repaired_count > ids().length}>
        <p class="small dim">{words.notNamed(formatCount(props.receipt.repaired_count - ids().length))}</p>
      </Show>
    </div>
  );
}
