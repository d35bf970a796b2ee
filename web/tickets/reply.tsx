/** A reply of ours and how far it has come: filled once TikTok has it, an outline while it has not, with the next step where one is needed. */
import { lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { Problem } from "../api.ts";
import { AnswerCounts } from "../composer/counting.tsx";
import type { Kind } from "../composer/drafts.ts";
import { isOvertaken, type Outgoing, type OutgoingBox, type ReplyBody } from "../composer/outgoing.ts";
import { isCard } from "../composer/tray.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { explainProblem } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { CardShown } from "./cards.tsx";
import { Picture } from "./picture.tsx";
import type { Entry, TicketPage } from "./queries.ts";
import { Text } from "./text.tsx";
import { Under } from "./under.tsx";
import { Why } from "./why.tsx";

/** Comes once a ticket stands: after a reply there are seconds to take it back. */
export const Undecided = lazy(() => import("./undecided.tsx"));

export type Reply = Extract<Entry, { kind: "reply" }>;

interface Editing {
  /** Takes the words or the picture back into the composer, a note's as a note. */
  edit: (body: ReplyBody, kind?: Kind) => void;
}

function Body(props: { body: ReplyBody; id: string; page: TicketPage }) {
  const text = () => (props.body.type === "TEXT" ? props.body.text : "");
  return (
    <Switch fallback={<Text text={text()} />}>
      <Match when={props.body.type === "TEXT" && text() === ""}>
        <p class="said unknown">{speak("thread").entry.erased}</p>
      </Match>
      <Match when={props.body.type === "IMAGE" && props.body}>
        {(image) => <Picture name={image().file ?? props.id} width={image().width} height={image().height} />}
      </Match>
      <Match when={isCard(props.body) && props.body}>
        {(card) => <CardShown type={card().type} content={card().content} page={props.page} />}
      </Match>
    </Switch>
  );
}

export interface Deciding extends Editing {
  page: TicketPage;
  reply: Reply;
  acts: TicketActs;
}

/** What a rule wrote is marked so: it counts as no answer. */
const authorOf = ({ by, byName }: Reply) => (by.startsWith("rul_") ? speak("thread").events.automated(byName) : byName);

export function ReplyEntry(props: Deciding & { zone: string; isGrouped: boolean }) {
  const words = speak("thread").entry;
  const is = (...states: Reply["state"][]) => states.includes(props.reply.state);
  return (
    <div
      class="entry ours"
      classList={{
        grouped: props.isGrouped,
        held: is("held", "queued", "sending", "doubt"),
        failed: is("failed", "unconfirmed", "returned"),
        gone: is("discarded"),
      }}
    >
      <Show when={!props.isGrouped || !is("sent")}>
        <p class="cap">
          <b>{authorOf(props.reply)}</b> <Time at={props.reply.at} as="time" zone={props.zone} />
        </p>
      </Show>
      <Body body={props.reply.body} id={props.reply.id} page={props.page} />
      <Under entry={props.reply} page={props.page} />
      <Switch>
        <Match when={is("held", "returned", "failed", "unconfirmed")}>
          <Suspense>
            <Undecided {...props} />
          </Suspense>
        </Match>
        <Match when={is("queued", "sending", "doubt")}>
          <Progressing reply={props.reply} />
        </Match>
        <Match when={is("discarded")}>
          <p class="cap">{words.states.discarded}</p>
        </Match>
        <Match when={is("sent")}>
          <AnswerCounts entry={props.reply.id} page={props.page} acts={props.acts} />
        </Match>
      </Switch>
    </div>
  );
}

function Progressing(props: { reply: Reply }) {
  const words = speak("thread").entry;
  const says = () => {
    const { state, trouble } = props.reply;
    if (state === "sending") return words.states.sending;
    if (state === "doubt") return words.states.doubt;
    if (trouble === "disconnected") return words.waitsForStore;
    return trouble ? words.triesAgain(trouble) : words.states.queued;
  };
  return (
    <p class="cap" role="status">
      <Icon name={props.reply.trouble || props.reply.state === "doubt" ? "clock" : "out"} />
      {says()}
    </p>
  );
}

/** Silence does not say whether it was; somebody who was faster says enough. */
const mayBeTaken = (problem: Problem) => isOvertaken(problem) || problem.kind === "unavailable";

/** Written a moment ago and not yet told by the desk. */
export function OutgoingEntry(props: { said: Outgoing; page: TicketPage; box: OutgoingBox; by: string } & Editing) {
  const words = speak("thread").entry;
  return (
    <div class={`entry ${props.said.kind === "note" ? "note" : "ours held"}`} classList={{ failed: props.said.problem !== null }}>
      <p class="cap">
        <b>{props.said.kind === "note" ? words.note(props.by) : props.by}</b> <Time at={props.said.at} as="time" />
      </p>
      <Body body={props.said.body} id={props.said.id} page={props.page} />
      <Show
        when={props.said.problem}
        fallback={
          <p class="cap" role="status">
            <Icon name="out" />
            {words.states.sending}
          </p>
        }
      >
        {(problem) => (
          <Why words={(mayBeTaken(problem()) ? "" : `${words.notTaken}. `) + explainProblem(problem())} code={null}>
            <Button
              small
              icon="pencil"
              onPress={() => {
                props.edit(props.said.body, props.said.kind);
                props.box.drop(props.said.id);
              }}
            >
              {props.said.kind === "note" ? words.editNote : words.edit}
            </Button>
            <Button small icon="refresh" onPress={() => props.box.retry(props.said)}>
              {isOvertaken(problem()) ? speak("thread").hold.sendAnyway : words.retry}
            </Button>
            <Show when={isOvertaken(problem())}>
              <Button small look="quiet" onPress={() => props.box.drop(props.said.id)}>
                {words.discard}
              </Button>
            </Show>
          </Why>
        )}
      </Show>
    </div>
  );
}
