/** The reasons of an order's review beside the conversation about it, with the same ways out as on its page. Nothing is shown where there is none. */

import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { known, Trouble } from "../ui/states.tsx";
import { askWork } from "./queries.ts";
import { Reasons } from "./reasons.tsx";
import "./work.css";
import { useWorkActs } from "./work-acts.ts";

export default function ReasonsPanel(props: { order: string; store: string }) {
  const work = useQuery(() => askWork(props.order));
  const acts = useWorkActs(() => props.order);
  return (
    <Show when={known(work)}>
      {(found) => (
        <div class="section order-work stack tight" classList={{ empty: found().review.length === 0 }}>
          <Show when={acts.problem()}>
            <Trouble problem={acts.problem()} />
          </Show>
          <Reasons order={props.order} store={props.store} work={found()} acts={acts} />
        </div>
      )}
    </Show>
  );
}
