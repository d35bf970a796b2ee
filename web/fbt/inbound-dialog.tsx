/** An inbound order: its history in TikTok's words, its goods as planned and as received, and what it travels with. */
import { For, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { numberOf } from "./inbound-row.tsx";
import type { Inbound } from "./queries.ts";

const MS = 1_000;

export default function InboundDialog(props: { inbound: Inbound; onClose: () => void }) {
  const words = speak("fbt");
  const moments = () =>
    [
      { name: words.inbound.expected, time: props.inbound.expectedTime },
      { name: words.inbound.arrived, time: props.inbound.arrivedTime },
    ].flatMap(({ name, time }) => (time === null ? [] : [{ name, time }]));
  return (
    <Dialog
      open
      class="fbt-dialog"
      title={numberOf(props.inbound)}
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{words.detail.close}</Button>}
    >
      <dl class="fbt-facts">
        <For each={moments()}>
          {({ name, time }) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <Time at={time * MS} as="full" />
              </dd>
            </div>
          )}
        </For>
        <For each={props.inbound.parcels}>
          {(parcel) => (
            <div>
              <dt>{words.inbound.parcels}</dt>
              <dd>
                {parcel.carrier} <span class="id">{parcel.number}</span>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <GoodsOf inbound={props.inbound} />
      <History inbound={props.inbound} />
    </Dialog>
  );
}

function GoodsOf(props: { inbound: Inbound }) {
  const words = speak("fbt");
  return (
    <>
      <h3>{words.inbound.goods}</h3>
      <ul class="fbt-lines">
        <For each={props.inbound.goods}>
          {(goods) => (
            <li>
              <span>
                <bdi>{goods.name}</bdi> <span class="id small dim">{goods.code}</span>
              </span>
              <span class="num">
                {words.inbound.planned(formatCount(goods.received + goods.defective), formatCount(goods.planned))}
                <Show when={goods.defective > 0}>
                  <span class="small dim">, {words.inbound.unfit(formatCount(goods.defective))}</span>
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function History(props: { inbound: Inbound }) {
  const words = speak("fbt");
  return (
    <>
      <h3>{words.inbound.history}</h3>
      <ol class="fbt-lines">
        <For each={props.inbound.logs}>
          {(log) => (
            <li>
              <span>
                <span class="theirs-word">{log.status}</span>
                <Show when={log.operator}>
                  <span class="small dim"> {words.inbound.by[log.operator] ?? log.operator}</span>
                </Show>
              </span>
              <span class="dim">
                <Time at={log.time * MS} as="full" />
              </span>
            </li>
          )}
        </For>
      </ol>
    </>
  );
}
