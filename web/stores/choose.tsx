/** Several shops behind one consent: the admin says which become stores. What happens to each is said beside it before anything does. */

import { createEffect, createSignal, For, on, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { useNavigate, useSearchParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Answer, known, Skeleton, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { AppStoreViews } from "./app-store-views.tsx";
import { askShops } from "./queries.ts";
import "./stores.css";

type Shop = AnswerOf<(typeof api.authorizations)[":id"]["shops"]["$get"]>["shops"][number];

/** A shop that lives as a store already cannot be chosen. */
const isTaken = (shop: Shop) => shop.store_state !== null && shop.store_state !== "disconnected";

interface Question {
  authorization?: string;
  store?: string;
  marketplace?: string;
}

function useConnecting(query: Question, chosen: () => string[]) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation(() => ({
    mutationFn: () => {
      const json = { shopIds: chosen(), storeId: query.store || null };
      return ask(api.authorizations[":id"].shops.$post({ param: { id: query.authorization ?? "" }, json }));
    },
    onSuccess: async ({ connected }: { connected: { storeId: string; connect: string }[] }) => {
      await client.invalidateQueries({ queryKey: ["me"] });
      const [only, ...others] = connected;
      if (!only || others.length > 0) navigate("/stores");
      else navigate(`/stores/${only.storeId}?connect=${only.connect}`);
    },
  }));
}

/** Which shops are chosen, and what becomes of each. */
function useChoice(query: Question, shops: () => readonly Shop[]) {
  const words = speak("connect").choose;
  const stores = useStores();
  const [chosen, setChosen] = createSignal<string[]>([]);
  const waiting = () => stores.find(query.store);
  // The marketplace somebody came for is what they most likely want.
  createEffect(
    on(shops, (all) => setChosen(all.filter((shop) => !isTaken(shop) && shop.region === query.marketplace).map((shop) => shop.shop_id))),
  );
  /** The shop that takes the waiting store: the first chosen one of its marketplace without a home. */
  const forWaiting = () =>
    shops().find((one) => one.store_id === null && one.region === waiting()?.marketplace && chosen().includes(one.shop_id));
  return {
    chosen,
    becomes: (shop: Shop) => {
      if (isTaken(shop)) return words.taken(shop.store_name ?? "");
      if (shop.store_name) return words.returns(shop.store_name);
      return forWaiting()?.shop_id === shop.shop_id ? words.waiting(waiting()?.name ?? "") : words.fresh;
    },
    toggle: (id: string, isOn: boolean) => setChosen((all) => (isOn ? [...all, id] : all.filter((one) => one !== id))),
  };
}

export default function Choose() {
  const words = speak("connect").choose;
  const [query] = useSearchParams<{ [Name in keyof Question]: string }>();
  const shops = useQuery(() => askShops(query.authorization ?? ""));
  const choice = useChoice(query, () => known(shops)?.shops ?? []);
  const connect = useConnecting(query, choice.chosen);
  return (
    <>
      <AppStoreViews />
      <main class="room" id="room">
        <div class="scroll">
          <div class="app-page stack">
            <Answer of={shops} waiting={<Skeleton rows={3} class="choice-waiting" widths={[60, 25]} />}>
              {(data) => (
                <form
                  class="stack"
                  onSubmit={(event) => {
                    event.preventDefault();
                    if (choice.chosen().length > 0) connect.mutate();
                  }}
                >
                  <div>
                    <h1>{words.title}</h1>
                    <p class="mid">{words.words(data().sellerName ?? words.anySeller)}</p>
                  </div>
                  <ShopList shops={data().shops} chosen={choice.chosen()} becomes={choice.becomes} onToggle={choice.toggle} />
                  <Show when={connect.isError}>
                    <Trouble problem={connect.error} />
                  </Show>
                  <div class="stack tight left">
                    <Button look="primary" submit busy={connect.isPending} because={choice.chosen().length === 0 ? words.none : null}>
                      {words.act(Math.max(1, choice.chosen().length))}
                    </Button>
                  </div>
                </form>
              )}
            </Answer>
          </div>
        </div>
      </main>
    </>
  );
}

interface ShopListProps {
  shops: Shop[];
  chosen: string[];
  becomes: (shop: Shop) => string;
  onToggle: (id: string, isOn: boolean) => void;
}

function ShopList(props: ShopListProps) {
  const words = speak("connect").choose;
  return (
    <ul class="list card">
      <For each={props.shops}>
        {(shop) => (
          <li>
            <label class="list-row">
              <input
                type="checkbox"
                class="check"
                checked={props.chosen.includes(shop.shop_id)}
                disabled={isTaken(shop)}
                onChange={(event) => props.onToggle(shop.shop_id, event.currentTarget.checked)}
              />
              <span class="region">{shop.region}</span>
              <span>
                <b>{shop.name}</b>
                <span class="because">{props.becomes(shop)}</span>
              </span>
              <Show when={shop.seller_type === "CROSS_BORDER"}>
                <span class="badge push">{words.crossBorder}</span>
              </Show>
            </label>
          </li>
        )}
      </For>
    </ul>
  );
}
