/** Above the list: that many buyers ask the same, with the way to their tickets and to one answer for all of them. It can be waved away. */
import { For, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import { NO_FILTERS, type Place } from "../mailbox/place.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import "./bursts.css";
import { askBurst, askBursts, type Burst } from "./queries.ts";
import { writeBurst } from "./write.ts";

interface LineProps {
  place: Place;
  onAnswer: (burst: string) => void;
}

/** Who waits is in these; a burst holds nobody else. */
const VIEWS = ["todo", "mine", "unassigned"];

export default function BurstLines(props: LineProps) {
  const id = () => props.place.filters().burst;
  const all = useQuery(() => ({ ...askBursts(props.place.stores()), enabled: id() === null }));
  const one = useQuery(() => ({ ...askBurst(id() ?? ""), enabled: id() !== null }));
  const shown = (): Burst[] => {
    if (id() !== null) return [known(one)?.burst ?? []].flat();
    const isWhole = !props.place.isFiltered() && props.place.search() === "" && VIEWS.includes(props.place.view());
    return isWhole ? (known(all)?.bursts ?? []) : [];
  };
  return <For each={shown()}>{(burst) => <Line {...props} burst={burst} isHere={id() !== null} />}</For>;
}

function Line(props: LineProps & { burst: Burst; isHere: boolean }) {
  const words = speak("bursts");
  const dismiss = useDismissing();
  return (
    <div class="burst-line" role="note">
      <p>
        <Icon name="users" size="s" />
        <span>
          {words.says(formatCount(props.burst.tickets), props.burst.about.startsWith("class:"))} <b>{writeBurst(props.burst)}</b>
        </span>
      </p>
      <span class="row tight">
        <Show when={!props.isHere}>
          <Button look="quiet" small onPress={() => props.place.go({ ...NO_FILTERS, view: "todo", ticket: null, burst: props.burst.id })}>
            {words.look}
          </Button>
        </Show>
        <Button look="quiet" small icon="reply" because={whyNot(props.burst.can)} quietly onPress={() => props.onAnswer(props.burst.id)}>
          {words.answer}
        </Button>
        <Show when={!props.isHere}>
          <IconButton icon="x" small label={words.dismiss} onPress={() => void dismiss(props.burst.id)} />
        </Show>
      </span>
    </div>
  );
}

function useDismissing() {
  const client = useQueryClient();
  return async (id: string) => {
    try {
      await ask(api.bursts[":id"].dismissed.$put({ param: { id }, json: {} }));
      await client.invalidateQueries({ queryKey: ["ticket-counts"] });
    } catch (error) {
      noticeFailure(error);
      toast({ look: "late", words: explainProblem(asProblem(error)) });
    }
  };
}
