/** Single things of TikTok's that could not be brought in, each with its reason, asked for again one by one. */

import { For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";

type Item = AnswerOf<typeof api.health.page.$get>["items"][number];

export function Items(props: { of: Item[]; isMore: boolean }) {
  const words = speak("sync").items;
  return (
    <section class="card" aria-labelledby="h-items">
      <header>
        <h2 id="h-items">{words.title}</h2>
      </header>
      <ul class="list letters">
        <For each={props.of}>{(item) => <ItemRow item={item} />}</For>
      </ul>
      <Show when={props.isMore}>
        <p class="body small dim">{words.more}</p>
      </Show>
    </section>
  );
}

function ItemRow(props: { item: Item }) {
  const words = speak("sync");
  const stores = useStores();
  const client = useQueryClient();
  const again = useMutation(() => ({
    mutationFn: () => {
      const { store_id: store, kind, item_id: item } = props.item;
      return ask(api.health.retry.$post({ json: { store, kind, item } }));
    },
    onSuccess: async ({ count }: { count: number }) => {
      toast({ words: words.troubles.retried(count) });
      await client.invalidateQueries({ queryKey: ["health"] });
    },
  }));
  return (
    <li>
      <div class="list-row">
        <Show when={stores.find(props.item.store_id)}>{(store) => <StoreMark store={store()} />}</Show>
        <div class="fill">
          <p class="row wrap">
            <b>{words.items.kinds[props.item.kind]}</b> <span class="small id">{props.item.item_id}</span>
          </p>
          <p class="small dim letter-why">
            <Time at={props.item.failed_at} as="ago" />
            {": "}
            <span class="theirs-word">{props.item.reason}</span>
          </p>
        </div>
        <span class="push">
          <Button small icon="refresh" busy={again.isPending} onPress={() => again.mutate()}>
            {words.items.again}
          </Button>
        </span>
      </div>
      <Show when={again.error}>{(problem) => <Trouble problem={problem()} />}</Show>
    </li>
  );
}
