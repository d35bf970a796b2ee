/** In the dialog of a bulk reply to a burst: words a model suggests for all of it, put into the field and nowhere else. */
import { createSignal, onCleanup, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { known } from "../ui/states.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { askBurst } from "./queries.ts";

interface SuggestProps {
  burst: string;
  /** What stands in the field. */
  text: string;
  onText: (text: string) => void;
}

export default function SuggestForAll(props: SuggestProps) {
  const words = speak("bursts");
  const asked = useQuery(() => askBurst(props.burst));
  const [isAsking, setAsking] = createSignal(false);
  const [says, setSays] = createSignal<string | null>(null);
  let isHere = true;
  onCleanup(() => {
    isHere = false;
  });
  const suggest = async () => {
    const before = props.text;
    setAsking(true);
    setSays(null);
    try {
      const draft = await ask(api.bursts[":id"].draft.$post({ param: { id: props.burst }, json: {} }));
      // Whoever has gone asks in another dialog; whoever wrote on keeps their words.
      if (!isHere) return;
      if (draft.failed !== null) setSays(speak("suggesting").none[draft.failed]);
      else if (draft.blocked.length > 0) setSays(words.blocked(draft.blocked.map((one) => `“${one.words}”`).join(", ")));
      else if (props.text !== before) setSays(words.wroteOn);
      else {
        props.onText(draft.text);
        setSays(words.suggested);
      }
    } catch (error) {
      setSays(explainProblem(asProblem(error)));
    }
    setAsking(false);
  };
  return (
    <Show when={known(asked)?.canDraft}>
      <p class="row">
        <Button small look="quiet" icon="spark" busy={isAsking()} onPress={() => void suggest()}>
          {words.suggest}
        </Button>
        <Show when={says()}>
          {(line) => (
            <span class="small mid" role="status">
              {line()}
            </span>
          )}
        </Show>
      </p>
    </Show>
  );
}
