/** Under a buyer's photo: what a model saw on it and whether that fits the complaint, or the quiet way to ask. It wears the mark of machine help. */
import { createSignal, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { restsAt } from "../composer/machine.tsx";
import type { UnderProps } from "../tickets/under.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { explainProblem } from "../words/explain.ts";
import { LANGUAGE } from "../words/language.ts";
import { speak } from "../words/words.ts";
import { askHelp } from "./help-query.ts";

export function PhotoSeen(props: UnderProps) {
  const sighting = () => (props.entry.kind === "message" ? props.entry.sighting : undefined);
  return (
    <Show when={sighting()} fallback={<Looking {...props} />}>
      {(seen) => {
        const words = speak("suggesting").photo;
        return (
          <p class="cap photo-seen" data-fits={seen().fits}>
            <Icon name="spark" />
            <span>
              <span class="sr">{words.title}: </span>
              <span dir="auto">{seen().says[LANGUAGE] ?? seen().says.en}</span> · <b>{words.fits[seen().fits]}</b>
              <Show when={seen().line}>{(line) => <bdi> · {line()}</bdi>}</Show>
            </span>
          </p>
        );
      }}
    </Show>
  );
}

function Looking(props: UnderProps) {
  return (
    <Show when={props.entry.kind === "message" && props.entry.type === "IMAGE" && restsAt() === props.page.ticket.id}>
      <LookButton {...props} />
    </Show>
  );
}

function LookButton(props: UnderProps) {
  const words = speak("suggesting");
  const client = useQueryClient();
  const help = useQuery(() => askHelp(props.page));
  const [isAsking, setAsking] = createSignal(false);
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const look = async () => {
    setAsking(true);
    setTrouble(null);
    const { id } = props.page.ticket;
    try {
      const answer = await ask(api.tickets[":id"].photos.$post({ param: { id }, json: { entry: props.entry.id } }));
      if (answer.failed === null) await client.invalidateQueries({ queryKey: ["ticket", id] });
      else setTrouble(words.none[answer.failed]);
    } catch (error) {
      setTrouble(explainProblem(asProblem(error)));
    }
    setAsking(false);
  };
  return (
    <Show when={known(help)?.photos.includes(props.entry.id)}>
      <p class="cap translation-acts">
        <Button small look="quiet" icon="spark" busy={isAsking()} onPress={() => void look()}>
          {words.photo.look}
        </Button>
        <Show when={trouble()}>{(says) => <span role="status">{says()}</span>}</Show>
      </p>
    </Show>
  );
}
