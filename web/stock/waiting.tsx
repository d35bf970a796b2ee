/** The orders that wait for an item, whose deadline is nearest first: who gets it when it arrives. */

import { For, Show } from "solid-js";
import { useInfiniteQuery } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { ownZone } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { askWaiting, type StockRow } from "./queries.ts";

const MS = 1000;

export default function WaitingDialog(props: { row: StockRow; onClose: () => void }) {
  const words = speak("stock").waiting;
  const stores = useStores();
  const query = useInfiniteQuery(() => askWaiting(props.row.id));
  return (
    <Dialog
      open
      title={words.title(props.row.sku)}
      class="stock-explain"
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{speak("frame").close}</Button>}
    >
      <p class="small mid">{words.words}</p>
      <Answer of={query} waiting={<Skeleton rows={4} class="scan-waiting" widths={[80]} />}>
        {(data) => (
          <ol class="ledger" aria-label={words.title(props.row.sku)}>
            <For each={data().pages.flatMap((page) => page.rows)} fallback={<li class="mid">{words.nobody}</li>}>
              {(one) => (
                <li>
                  <div class="ledger-what">
                    <p class="row">
                      <Show when={stores.find(one.store_id)}>{(store) => <StoreMark store={store()} />}</Show>
                      <a class="link id" href={`/orders/${one.order_id}`}>
                        …{one.order_id.slice(-10)}
                      </a>
                    </p>
                    <p class="small dim ellipsis">{one.items}</p>
                  </div>
                  <div class="ledger-figures num">
                    <p>{words.pieces(formatCount(one.qty))}</p>
                    <p class="small dim">
                      <Show when={one.due_time} fallback={words.noDeadline}>
                        {(due) => <Time at={due() * MS} as="full" zone={stores.find(one.store_id)?.time_zone ?? ownZone} />}
                      </Show>
                    </p>
                  </div>
                </li>
              )}
            </For>
          </ol>
        )}
      </Answer>
      <NextPage of={query} small>
        {words.more}
      </NextPage>
    </Dialog>
  );
}
