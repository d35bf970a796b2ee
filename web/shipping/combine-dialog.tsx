/** Orders in one parcel: which TikTok lets travel together, and taking them apart again. */

import { For, Match, Show, Switch } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { useWish } from "./act.ts";
import type { Open } from "./parcels.tsx";
import { askCombinable, type Parcel } from "./queries.ts";
import { ShipFrame } from "./ship-dialog.tsx";

interface CombineProps {
  order: string;
  open: Extract<Open, { is: "combine" | "apart" }>;
  onClose: () => void;
}

export default function CombineDialog(props: CombineProps) {
  return (
    <Switch fallback={<Combine {...props} />}>
      <Match when={props.open.is === "apart" ? props.open.parcel : undefined}>{(parcel) => <Apart {...props} parcel={parcel()} />}</Match>
    </Switch>
  );
}

function Combine(props: CombineProps) {
  const words = speak("shipping").combining;
  const asked = useQuery(() => askCombinable(props.order));
  const wish = useWish(
    () => props.order,
    () => props.onClose(),
  );
  const found = () => known(asked)?.combinable[0];
  const send = () => {
    const one = found();
    if (one) void wish.send({ do: "combine", draft: one.id, orders: one.orders });
  };
  return (
    <ShipFrame
      title={words.title}
      onClose={props.onClose}
      wrong={wish.wrong()?.says ?? null}
      act={
        <Button look="primary" icon="link" busy={wish.busy()} because={found() ? null : words.none} quietly onPress={send}>
          {words.act(formatCount(found()?.orders.length ?? 0))}
        </Button>
      }
    >
      <p class="mid">{words.words}</p>
      <Answer of={asked} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40]} />}>
        {() => (
          <Show when={found()} fallback={<p>{words.none}</p>}>
            {(one) => <OrderIds ids={one().orders.filter((order) => order !== props.order)} />}
          </Show>
        )}
      </Answer>
    </ShipFrame>
  );
}

function Apart(props: CombineProps & { parcel: Parcel }) {
  const words = speak("shipping");
  const wish = useWish(
    () => props.order,
    () => props.onClose(),
  );
  return (
    <ShipFrame
      title={words.apart}
      onClose={props.onClose}
      wrong={wish.wrong()?.says ?? null}
      act={
        <Button
          look="primary"
          icon="unlink"
          busy={wish.busy()}
          onPress={() => void wish.send({ do: "uncombine", package: props.parcel.id, orders: [props.order] })}
        >
          {words.apart}
        </Button>
      }
    >
      <OrderIds ids={props.parcel.others} />
    </ShipFrame>
  );
}

function OrderIds(props: { ids: string[] }) {
  const words = speak("shipping").combining;
  return (
    <div>
      <p class="small dim">{words.with}</p>
      <ul class="list">
        <For each={props.ids}>
          {(id) => (
            <li>
              <a class="id" href={`/orders/${id}`}>
                {id}
              </a>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
