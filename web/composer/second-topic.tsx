/** Points out that the buyer has begun to speak of another order; whoever reads it splits there or does not. What was waved away stays so
 *  until the page is loaded anew. */
import { createSignal, Show } from "solid-js";
import type { TicketActs } from "../tickets/acts.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";

const [wavedAway, setWavedAway] = createSignal<readonly string[]>([]);

export default function SecondTopicLine(props: { page: TicketPage; acts: TicketActs }) {
  const words = speak("joining").topic;
  const topic = () => (props.page.nudge && !wavedAway().includes(props.page.nudge.entry) ? props.page.nudge : null);
  return (
    <Show when={topic()}>
      {(found) => (
        <div class="second-topic" role="status">
          <Icon name="info" />
          <span class="fill">
            {words.asks}{" "}
            <a class="link theirs-word" href={`/orders/${found().order}`}>
              …{found().order.slice(-6)}
            </a>
          </span>
          <Button
            small
            icon="transfer"
            because={whyNot(props.page.can.act)}
            quietly
            busy={props.acts.busy()}
            onPress={() => void props.acts.split(found().entry, false)}
          >
            {words.split}
          </Button>
          <Button small look="quiet" onPress={() => setWavedAway((all) => [...all, found().entry])}>
            {words.notNow}
          </Button>
        </div>
      )}
    </Show>
  );
}
