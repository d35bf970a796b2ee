/** Returns made by hand in an order's card of cancellations and returns, apart from those TikTok opened, and the way to begin one. */

import { createSignal, For, Show } from "solid-js";
import { PhaseWord } from "../aftersales/state.tsx";
import { useQuery } from "../cache/use.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { known } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { askOwnOfOrder } from "./queries.ts";

const BeginDialog = room(["aftersales", "ownReturns", "orderProblems"], () => import("./begin-dialog.tsx"));

export default function OwnReturns(props: { order: string }) {
  const words = speak("ownReturns");
  const query = useQuery(() => askOwnOfOrder(props.order));
  const [isOpen, setOpen] = createSignal(false);
  const found = () => known(query);
  return (
    <>
      <ul class="list lined" aria-label={words.card.title}>
        <For each={found()?.returns}>
          {(one) => (
            <li class="case-card-row">
              <span class="row wrap">
                <b>{words.card.one}</b>
                <PhaseWord of={one} />
              </span>
              <span class="small dim ellipsis" dir="auto">
                {[one.items, one.reason_text].filter(Boolean).join(" · ")}
              </span>
              <span class="row act">
                <ButtonLink small to={`/returns/${one.id}`} look="plain">
                  {speak("aftersales").card.open}
                </ButtonLink>
              </span>
            </li>
          )}
        </For>
      </ul>
      <div class="body padded-top stack tight">
        <p class="small mid">{words.card.why}</p>
        <div class="row wrap">
          <Button small icon="return" because={whyNot(found()?.can.begin)} onPress={() => setOpen(true)}>
            {words.begin.open}
          </Button>
        </div>
      </div>
      <Show when={isOpen() && found()}>{(of) => <BeginDialog of={of()} onClose={() => setOpen(false)} />}</Show>
    </>
  );
}
