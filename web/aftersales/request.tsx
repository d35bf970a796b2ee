/** A buyer who asks to cancel, said where the order is worked on and not only where such wishes are listed: why, until when, and the answer in
 *  place. It asks TikTok for the answers that are open only when somebody wants to give one. */

import { createSignal, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import "./aftersales.css";
import { AnswerForm } from "./answer.tsx";
import { askOrderAftersales } from "./queries.ts";
import { AnswerBy } from "./state.tsx";

export default function RequestBanner(props: { order: string }) {
  const words = speak("aftersales");
  const query = useQuery(() => askOrderAftersales(props.order));
  const [isOpen, setOpen] = createSignal(false);
  const asked = () => known(query)?.cases.find((one) => one.kind === "cancellation" && one.phase === "waiting");
  return (
    <Show when={asked()}>
      {(one) => (
        <section class="callout soon request" aria-label={words.request.title}>
          <Icon name="alert" />
          <div class="stack tight">
            <p class="row wrap">
              <b>{words.request.title}</b>
              <AnswerBy of={one()} />
            </p>
            <Show when={one().reason_text ?? one().reason}>{(reason) => <q dir="auto">{reason()}</q>}</Show>
            <p class="small mid">{words.ifNot}</p>
            <Show
              when={isOpen()}
              fallback={
                <div class="row wrap">
                  <Button small look="primary" onPress={() => setOpen(true)}>
                    {words.card.answer}
                  </Button>
                  <a class="link small" href={`/returns/${one().id}`}>
                    {words.card.open}
                  </a>
                </div>
              }
            >
              <AnswerForm case={one()} onDone={() => setOpen(false)} />
            </Show>
          </div>
        </section>
      )}
    </Show>
  );
}
