/** What is known of goods: where they lie, what sells them, and how TikTok's number comes to stand beside ours. A comparison begun anew changes no
 *  stock: it takes TikTok's number of this moment for right. */

import { createSignal, For, type JSX, Show } from "solid-js";
import { asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { formatCount } from "../ui/money.ts";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { sayDrift } from "./goods-row.tsx";
import { compareAnew, type Goods } from "./queries.ts";

const MS = 1_000;

export default function GoodsDialog(props: { goods: Goods; onClose: () => void }) {
  const words = speak("fbt").detail;
  return (
    <Dialog
      open
      class="fbt-dialog"
      title={props.goods.name || props.goods.code || props.goods.goods}
      onClose={props.onClose}
      footer={
        <>
          <Show when={props.goods.compared?.drift}>{(drift) => <Anew goods={props.goods} drift={drift()} onDone={props.onClose} />}</Show>
          <Button onPress={props.onClose}>{words.close}</Button>
        </>
      }
    >
      <dl class="fbt-facts">
        <Fact name={words.code}>
          <span class="id">{props.goods.code || "–"}</span>
        </Fact>
        <Fact name={words.goods}>
          <span class="id">{props.goods.goods}</span>
        </Fact>
        <For each={props.goods.listings}>
          {(listing) => (
            <Fact name={words.listings}>
              <bdi>{[listing.title, listing.variation].filter(Boolean).join(", ")}</bdi> <span class="id small dim">{listing.sku}</span>
            </Fact>
          )}
        </For>
      </dl>
      <Centres goods={props.goods} />
      <Comparison goods={props.goods} />
    </Dialog>
  );
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Centres(props: { goods: Goods }) {
  const words = speak("fbt");
  const numbers = ["onHand", "reserved", "available", "unfulfillable", "inTransit"] as const;
  return (
    <>
      <h3>{words.detail.centres}</h3>
      <For each={props.goods.centres}>
        {(centre) => (
          <div class="fbt-centre">
            <p class="name">
              <bdi>{centre.name}</bdi>
            </p>
            <dl>
              <For each={numbers}>
                {(name) => (
                  <div>
                    <dt>{words.columns[name]}</dt>
                    <dd class="num">{formatCount(centre[name])}</dd>
                  </div>
                )}
              </For>
            </dl>
          </div>
        )}
      </For>
    </>
  );
}

/** As a sum that can be followed. */
function Comparison(props: { goods: Goods }) {
  const words = speak("fbt");
  return (
    <>
      <h3>{words.detail.compared}</h3>
      <Show when={props.goods.compared} fallback={<p class="dim">{words.why[props.goods.because ?? ""]}</p>}>
        {(compared) => (
          <>
            <Show when={props.goods.item && props.goods.item.qty > 1 ? props.goods.item : null}>
              {(item) => <p class="small dim">{words.detail.pieces(formatCount(item().qty), item().sku)}</p>}
            </Show>
            <dl class="fbt-facts sum">
              <Fact name={words.detail.begun}>
                <Time at={compared().begunTime * MS} as="full" />
              </Fact>
              <Fact name={words.detail.before}>{formatCount(compared().base)}</Fact>
              <Fact name={words.detail.received}>{formatCount(compared().received)}</Fact>
              <Fact name={words.detail.ours}>{formatCount(compared().ours)}</Fact>
              <Fact name={words.detail.expected}>{formatCount(compared().expected)}</Fact>
              <Fact name={words.detail.theirs}>{formatCount(compared().theirs)}</Fact>
              <Show when={compared().drift}>{(drift) => <Fact name={words.detail.drift}>{sayDrift(drift())}</Fact>}</Show>
              <Show when={compared().since}>
                {(since) => (
                  <Fact name={words.detail.since}>
                    <Time at={since()} as="full" />
                  </Fact>
                )}
              </Show>
            </dl>
            <p class="small dim">{words.detail.note}</p>
          </>
        )}
      </Show>
    </>
  );
}

function Anew(props: { goods: Goods; drift: number; onDone: () => void }) {
  const words = speak("fbt").detail;
  const client = useQueryClient();
  const [busy, setBusy] = createSignal(false);
  const begin = async () => {
    setBusy(true);
    try {
      await compareAnew({ store: props.goods.store, goods: props.goods.goods, seen: props.drift });
      toast({ words: words.anewDone, look: "fine" });
      await client.invalidateQueries({ queryKey: ["fbt"] });
      props.onDone();
    } catch (problem) {
      toast({ words: explainProblem(asProblem(problem)), look: "late" });
      await client.invalidateQueries({ queryKey: ["fbt"] });
    }
    setBusy(false);
  };
  return (
    <Button class="keep-start" busy={busy()} because={whyNot(props.goods.can.compareAnew)} quietly onPress={() => void begin()}>
      {words.anew}
    </Button>
  );
}
