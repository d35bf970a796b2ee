/** On a store's page: whom nobody listens to there, who said so and why, each to be heard again. */

import { For, Show } from "solid-js";
import { type Answer as AnswerOf, api, ask } from "../api.ts";
import { useInfiniteQuery, useMutation, useQueryClient } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { IconButton } from "../ui/button.tsx";
import { NextPage } from "../ui/next-page.tsx";
import { Answer, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { explain } from "../words/explain.ts";
import { speak } from "../words/words.ts";

type Blocked = AnswerOf<(typeof api.stores)[":id"]["blocked-buyers"]["$get"]>["blocked"][number];

export default function BlockedCard(props: { store: string }) {
  const words = speak("labels").blockedCard;
  const query = useInfiniteQuery(() => ({
    queryKey: ["blocked-buyers", props.store],
    queryFn: ({ pageParam }: { pageParam: string }) =>
      ask(api.stores[":id"]["blocked-buyers"].$get({ param: { id: props.store }, query: pageParam === "" ? {} : { before: pageParam } })),
    initialPageParam: "",
    getNextPageParam: (page: { next: number | null }) => (page.next === null ? undefined : String(page.next)),
  }));
  return (
    <section class="card" aria-labelledby="h-blocked">
      <header>
        <h2 id="h-blocked">{words.title}</h2>
      </header>
      <div class="body">
        <p class="small mid">{words.words}</p>
      </div>
      <Answer of={query} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40]} />}>
        {(data) => (
          <ul class="list lined">
            <For each={data().pages.flatMap((page) => page.blocked)} fallback={<li class="list-row mid">{words.none}</li>}>
              {(one) => <BlockedRow store={props.store} buyer={one} />}
            </For>
          </ul>
        )}
      </Answer>
      <NextPage of={query} foot>
        {words.more}
      </NextPage>
    </section>
  );
}

function BlockedRow(props: { store: string; buyer: Blocked }) {
  const words = speak("labels");
  const client = useQueryClient();
  const stores = useStores();
  const may = () => stores.find(props.store)?.rights.includes("reply") ?? false;
  const unblock = useMutation(() => ({
    mutationFn: () =>
      ask(api.stores[":id"]["blocked-buyers"][":buyer"].$delete({ param: { id: props.store, buyer: props.buyer.buyerId } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["blocked-buyers", props.store] });
      toast({ words: words.block.unblocked(props.buyer.name) });
    },
  }));
  return (
    <li class="list-row">
      <div>
        <p class="break" dir="auto">
          {props.buyer.name}
        </p>
        <p class="small dim break" dir="auto">
          {props.buyer.reason}
        </p>
        <p class="small dim">
          <Show when={props.buyer.by}>{(by) => `${words.blockedCard.by(by())} · `}</Show>
          <Time at={props.buyer.at} as="ago" />
        </p>
        <Show when={unblock.isError}>
          <Trouble problem={unblock.error} />
        </Show>
      </div>
      <span class="push">
        <IconButton
          icon="undo"
          small
          label={words.blockedCard.unblock(props.buyer.name)}
          because={may() ? null : explain({ code: "right-missing", facts: { right: "reply" } })}
          onPress={() => unblock.mutate()}
        />
      </span>
    </li>
  );
}
