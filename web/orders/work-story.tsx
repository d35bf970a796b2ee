/** An order's story beside a conversation, from its units up, one click from the reply. Until it is here the facts of the order alone speak. */

import { Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askWork, type OrderPage } from "./queries.ts";
import { tellStory } from "./story.ts";
import { tellWork } from "./telling.ts";

interface StoryProps {
  page: OrderPage;
  zone: string;
  canInsert: string | null;
  onInsert: (sentence: string) => void;
}

export default function WorkStory(props: StoryProps) {
  const work = useQuery(() => askWork(props.page.order.id));
  const told = () => {
    const found = known(work);
    return found ? tellWork(found.story, props.zone) : null;
  };
  return (
    <>
      <p>{told() ?? tellStory(props.page, props.zone)}</p>
      <Show when={told()}>
        {(story) => (
          <Button small look="quiet" icon="insert" because={props.canInsert} quietly onPress={() => props.onInsert(story())}>
            {speak("orderWork").insert}
          </Button>
        )}
      </Show>
    </>
  );
}
