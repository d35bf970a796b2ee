/** A ticket's labels above its conversation, each beside the way to change it: tags open the picker, the priority its menu. */
import { Show, Suspense } from "solid-js";
import { restsAt } from "../composer/machine.tsx";
import type { TicketPage } from "../tickets/queries.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { showKey } from "../ui/keys.ts";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { PriorityMark, TagChips } from "./chips.tsx";

const SHOWN_MAX = 3;
const BurstNote = room(["bursts", "classes"], () => import("../bursts/note.tsx"));
const SuggestedTags = room(["suggesting"], () => import("../assist/suggested-tags.tsx"));
const ReadingChip = room(["classes"], () => import("../assist/reading.tsx"));

export function LabelLine(props: { page: TicketPage; onTags: () => void }) {
  const words = speak("labels");
  const reason = () => whyNot(props.page.can.act);
  const priority = () => props.page.facts.priority;
  return (
    <section class="label-line" aria-label={words.tags}>
      <button
        type="button"
        class="button quiet s"
        popovertarget="priority"
        title={reason() ?? `${words.priority} (${showKey("priority")})`}
        aria-label={words.setPriority(words.priorities[priority()])}
        aria-disabled={reason() ? true : undefined}
      >
        <Show when={priority() !== "normal"} fallback={<Icon name="flag" />}>
          <PriorityMark priority={priority()} />
        </Show>
      </button>
      <TagChips ids={props.page.facts.tags} most={SHOWN_MAX} />
      <Button look="quiet" small icon="tag" because={reason()} quietly onPress={() => props.onTags()}>
        {props.page.facts.tags.length === 0 ? words.addTag : words.tags}
      </Button>
      <Suspense>
        <Show when={restsAt() === props.page.ticket.id && reason() === null}>
          <SuggestedTags page={props.page} />
        </Show>
      </Suspense>
      <Show when={props.page.facts.reading}>
        {(reading) => (
          <Suspense>
            <ReadingChip page={props.page} reading={reading()} />
          </Suspense>
        )}
      </Show>
      <Show when={restsAt() === props.page.ticket.id}>
        <Suspense>
          <BurstNote page={props.page} />
        </Suspense>
      </Show>
    </section>
  );
}
