/** What the ticket's newest question is about, as somebody has read it, and the way to say otherwise. Fetched only where there is a reading. */
import { For, Show } from "solid-js";
import { api, ask, asProblem } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { noticeFailure } from "../frame/session.ts";
import type { TicketPage } from "../tickets/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import { explainProblem, whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { writeClass } from "./class-words.ts";
import { CLASS_NAMES, CLASSES } from "./classes.ts";

type Reading = NonNullable<TicketPage["facts"]["reading"]>;
type Path = Parameters<(typeof api.tickets)[":id"]["class"]["$put"]>[0]["json"]["class"];
const MOODS = ["angry", "unhappy", "neutral", "happy"] as const;

export default function ReadingChip(props: { page: TicketPage; reading: Reading }) {
  const words = speak("classes");
  const reason = () => whyNot(props.page.can.act);
  const sure = () => (props.reading.isByHand ? words.byHand : words.sure(Math.round(props.reading.confidence * 100)));
  const hasSoured = () => {
    const { mood, moodBefore } = props.reading;
    return mood !== null && moodBefore !== null && mood < moodBefore;
  };
  const mood = () => (props.reading.mood === null ? null : words.moods[MOODS[props.reading.mood] ?? "neutral"]);
  return (
    <>
      <button
        type="button"
        class="button quiet s reading"
        popovertarget="reading"
        title={reason() ?? words.choose}
        aria-disabled={reason() ? true : undefined}
      >
        <Icon name={props.reading.isByHand ? "user" : "spark"} />
        <span class="sr">{words.title}: </span>
        <span class="ellipsis">{writeClass(props.reading.class)}</span> <span class="dim">{sure()}</span>
      </button>
      <Show when={hasSoured()}>
        <span class="badge soon" title={mood() ?? undefined}>
          <Icon name="down" size="s" />
          {words.soured}
        </span>
      </Show>
      <ClassMenu {...props} because={reason()} />
    </>
  );
}

function ClassMenu(props: { page: TicketPage; reading: Reading; because: string | null }) {
  const words = speak("classes");
  const client = useQueryClient();
  const correct = async (id: string, path: Path) => {
    try {
      await ask(api.tickets[":id"].class.$put({ param: { id }, json: { class: path } }));
      await Promise.all([["ticket", id], ["tickets"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    } catch (error) {
      noticeFailure(error);
      toast({ look: "late", words: explainProblem(asProblem(error)) });
    }
  };
  return (
    <Menu id="reading" class="foot-menu reading-menu" label={words.choose}>
      <For each={CLASS_NAMES}>
        {(name) => (
          <>
            <p class="label">{words.classes[name]}</p>
            <For each={CLASSES[name]}>
              {(detail) => (
                <MenuItem
                  checked={props.reading.class === `${name}/${detail}`}
                  because={props.because}
                  onChoose={() => void correct(props.page.ticket.id, `${name}/${detail}` as Path)}
                >
                  {words.details[detail]}
                </MenuItem>
              )}
            </For>
          </>
        )}
      </For>
    </Menu>
  );
}
