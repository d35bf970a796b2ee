/** Under a message in another language: its translation, or the quiet way to it; under a photo what a model saw; under a reply that was translated: what the agent wrote. */
import { createEffect, createSignal, on, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { restsAt } from "../composer/machine.tsx";
import { useChoosing } from "../team/chosen.ts";
import { useMe } from "../team/me.tsx";
import type { UnderProps } from "../tickets/under.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { explainProblem } from "../words/explain.ts";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import { askHelp, nameLanguage } from "./help-query.ts";
import { PhotoSeen } from "./photo.tsx";

export default function UnderEntry(props: UnderProps) {
  const original = () => (props.entry.kind === "reply" ? props.entry.original : undefined);
  return (
    <>
      <Show when={original()}>
        {(one) => (
          <p class="cap original">
            <Icon name="pencil" />
            <span>
              {speak("suggesting").original(nameLanguage(one().language))}{" "}
              <span dir="auto" lang={one().language}>
                {one().text}
              </span>
            </span>
          </p>
        )}
      </Show>
      <Show when={props.entry.kind === "message"}>
        <PhotoSeen {...props} />
        <Translation {...props} />
      </Show>
    </>
  );
}

function Translation(props: UnderProps) {
  const kept = () => (props.entry.kind === "message" ? props.entry.translations?.[LANGUAGE] : undefined);
  return (
    <>
      <Show when={kept()}>
        {(text) => (
          <div class="said translation" dir="auto" lang={LANGUAGE}>
            {text()}
          </div>
        )}
      </Show>
      <Show when={restsAt() === props.page.ticket.id}>
        <Translating {...props} isDone={kept() !== undefined} />
      </Show>
    </>
  );
}

function Translating(props: UnderProps & { isDone: boolean }) {
  const words = speak("suggesting");
  const me = useMe();
  const choose = useChoosing();
  const help = useQuery(() => askHelp(props.page));
  const { isAsking, trouble, translate } = useTranslating(props);
  const isAlways = () => me().preferences.translates === true;
  const from = () => known(help)?.foreign[props.entry.id];
  const canAsk = () => known(help)?.ready.includes("translate") === true && from() !== undefined && !props.isDone;
  // Once for each message: what failed is asked again by hand.
  createEffect(
    on(
      () => canAsk() && isAlways(),
      (wanted) => void (wanted && trouble() === null && translate()),
    ),
  );
  return (
    <Show when={props.isDone || canAsk()}>
      <p class="cap translation-acts">
        <Show when={canAsk()} fallback={<span>{words.byModel}</span>}>
          <Button small look="quiet" busy={isAsking()} onPress={() => void translate()}>
            {words.translate(nameLanguage(from() ?? ""))}
          </Button>
        </Show>
        <Button small look="quiet" onPress={() => void choose({ translates: isAlways() ? null : true })}>
          {isAlways() ? words.notAlways : words.always}
        </Button>
        <Show when={trouble()}>{(says) => <span role="status">{says()}</span>}</Show>
      </p>
    </Show>
  );
}

/** Asks once at a time; the ticket is asked for anew when it has it. */
function useTranslating(props: UnderProps) {
  const client = useQueryClient();
  const [isAsking, setAsking] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const translate = async () => {
    if (isAsking()) return;
    setAsking(true);
    setTrouble(null);
    const { id } = props.page.ticket;
    try {
      const json = { entry: props.entry.id, to: LANGUAGE };
      const answer = await ask(api.tickets[":id"].translations.$post({ param: { id }, json }));
      if (answer.failed === null) await client.invalidateQueries({ queryKey: ["ticket", id] });
      else setTrouble(speak("suggesting").none[answer.failed]);
    } catch (error) {
      setTrouble(explainProblem(asProblem(error)));
    }
    setAsking(false);
  };
  return { isAsking, trouble, translate };
}
