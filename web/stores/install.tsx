/** Which marketplace the shop sells in, then off to TikTok. The common ones first, the others one click away. */
import { useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { isAdmin, useMe } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { AuthorizeButton } from "./authorize.tsx";
import { askMarketplaces } from "./queries.ts";

const SHOWN_FIRST = 6;

export function Install() {
  const words = speak("connect").install;
  const me = useMe();
  const marketplaces = useQuery(() => askMarketplaces);
  const [chosen, setChosen] = createSignal("");
  const [isAll, setAll] = createSignal(false);
  const connectedIn = (code: string) =>
    me()
      .stores.filter((store) => store.marketplace === code && store.state !== "disconnected")
      .map((store) => store.name)
      .join(", ");
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
                  {(market) => (
                    <label class="choice">
                      <input
                        type="radio"
                        name="marketplace"
                        class="check radio"
                        value={market.code}
                        checked={chosen() === market.code}
                        onChange={() => setChosen(market.code)}
                      />
                      <span class="region" aria-hidden="true">
                        {market.code}
                      </span>
                      <span>
                        {market.name}
                        <Show when={connectedIn(market.code)}>
                          {(stores) => <span class="because">{words.isConnected(stores())}</span>}
                        </Show>
                      </span>
                    </label>
                  )}
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
