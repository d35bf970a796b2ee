/** Which marketplace the shop sells in, then off to TikTok. The common ones first, the others one click away. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { AuthorizeButton } from "./authorize.tsx";
import { askMarketplaces, type Marketplace } from "./queries.ts";

const SHOWN_FIRST = 6;

export function Install() {
  const words = speak("connect").install;
  const me = useMe();
  const marketplaces = useQuery(() => askMarketplaces);
  const [chosen, setChosen] = createSignal("");
  const [isAll, setAll] = createSignal(false);
  const reason = () => (isAdmin(me()) ? (chosen() ? null : words.choose) : explain({ code: "admin-only", facts: {} }));
  return (
    <section class="card" id="install" aria-labelledby="h-install">
      <header>
        <h2 id="h-install">{words.title}</h2>
      </header>
      <div class="body stack">
        <Answer of={marketplaces} waiting={<Skeleton rows={3} class="choice-waiting" widths={[40, 40]} />}>
          {(data) => (
            <>
              <div class="choices" role="radiogroup" aria-labelledby="h-install">
                <For each={data().marketplaces.slice(0, isAll() ? undefined : SHOWN_FIRST)}>
                  {(market) => <Choice market={market} isChosen={chosen() === market.code} onChoose={() => setChosen(market.code)} />}
                </For>
              </div>
              <Show when={!isAll() && data().marketplaces.length > SHOWN_FIRST}>
                <Button look="quiet" small icon="plus" class="left" onPress={() => setAll(true)}>
                  {words.more(data().marketplaces.length - SHOWN_FIRST)}
                </Button>
              </Show>
            </>
          )}
        </Answer>
        <div class="stack tight left">
          <AuthorizeButton from={{ marketplace: chosen() }} because={reason()}>
            {words.authorize}
          </AuthorizeButton>
          <Show when={!reason()}>
            <span class="small dim">{words.away}</span>
          </Show>
        </div>
      </div>
    </section>
  );
}

function Choice(props: { market: Marketplace; isChosen: boolean; onChoose: () => void }) {
  const words = speak("connect").install;
  const stores = useStores();
  const connected = () =>
    stores
      .all()
      .filter((store) => store.marketplace === props.market.code && store.state !== "disconnected")
      .map((store) => store.name)
      .join(", ");
  return (
    <label class="choice">
      <input
        type="radio"
        name="marketplace"
        class="check"
        value={props.market.code}
        checked={props.isChosen}
        onChange={() => props.onChoose()}
      />
      <span class="region" aria-hidden="true">
        {props.market.code}
      </span>
      <span>
        {props.market.name}
        <Show when={connected()}>{(names) => <span class="because">{words.isConnected(names())}</span>}</Show>
      </span>
    </label>
  );
}
