/** What happened besides words: thin lines between them. */
import { type JSX, Match, Show, Suspense, Switch } from "solid-js";
import { writeClass } from "../assist/class-words.ts";
import { now, writeUntil } from "../ui/clock.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { room } from "../words/room.ts";
import { heard, speak } from "../words/words.ts";
import type { TicketActs } from "./acts.ts";
import { type Message, wordsOf } from "./message.tsx";
import type { Entry, TicketPage } from "./queries.ts";

const UndoMergeButton = room(["joining"], () => import("./undo-merge.tsx"));

type Event = Extract<Entry, { kind: "event" }>;

const icons: Record<Event["name"], IconName> = {
  assigned: "user",
  unassigned: "users",
  "team-assigned": "users",
  "team-unassigned": "users",
  dealt: "transfer",
  "handed-back": "transfer",
  snoozed: "moon",
  woke: "moon",
  resolved: "done",
  reopened: "undo",
  unsent: "undo",
  spam: "ban",
  "not-spam": "undo",
  "order-linked": "link",
  "order-unlinked": "unlink",
  "order-first": "box",
  merged: "transfer",
  unmerged: "undo",
  "split-off": "transfer",
  "split-from": "transfer",
  "moved-away": "transfer",
  "moved-here": "transfer",
  started: "pencil",
  "bulk-undone": "undo",
  imported: "info",
  shared: "mail",
  judged: "done",
  tagged: "tag",
  untagged: "tag",
  prioritised: "flag",
  classified: "filter",
  blocked: "ban",
  unblocked: "undo",
  "clock-warned": "clock",
  "clock-late": "alert",
};

/** Ids of rules begin so. Their page says what they did, and why. */
const ruleOf = ({ by }: Event) => (by?.startsWith("rul_") ? by : null);

/** Told in full by who did it; their words carry no other facts. */
const BY_WHOM = {
  unassigned: "unassigned",
  "team-unassigned": "teamUnassigned",
  woke: "woke",
  reopened: "reopened",
  spam: "spam",
  "not-spam": "notSpam",
  "order-linked": "orderLinked",
  "order-unlinked": "orderUnlinked",
  "order-first": "orderFirst",
  merged: "merged",
  unmerged: "unmerged",
  "split-off": "splitOff",
  "split-from": "splitFrom",
  "moved-away": "movedAway",
  "moved-here": "movedHere",
  started: "started",
  unblocked: "unblocked",
} as const satisfies Partial<Record<Event["name"], string>>;

const isToldByWhom = (name: Event["name"]): name is keyof typeof BY_WHOM => name in BY_WHOM;

function tell(event: Event, myName: string): string {
  const words = speak("thread").events;
  const { facts, name } = event;
  const by = event.byName && ruleOf(event) ? words.byRule(event.byName) : event.byName;
  if (isToldByWhom(name)) return words[BY_WHOM[name]](by);
  switch (name) {
    case "assigned":
      return by && (facts.to === by || (facts.to === myName && by === myName))
        ? words.tookIt(by)
        : words.assigned(by, String(facts.to ?? ""));
    case "team-assigned":
      return words.teamAssigned(by, String(facts.team));
    case "dealt":
      return words.dealt(by, String(facts.to), facts.team === undefined ? null : String(facts.team));
    case "handed-back":
      return words.handedBack(String(facts.from));
    case "snoozed":
      return words.snoozed(by, writeUntil(Number(facts.until), now()));
    case "resolved":
      return typeof facts.days === "number" ? words.resolvedQuiet(facts.days) : words.resolved(by);
    case "tagged":
      return words.tagged(by, String(facts.tag));
    case "untagged":
      return words.untagged(by, String(facts.tag));
    case "prioritised":
      return words.prioritised(by, speak("labels").priorities[facts.to as "high"] ?? String(facts.to));
    case "classified":
      return heard("classes")?.told(by, writeClass(String(facts.class))) ?? String(facts.class);
    case "blocked":
      return words.blocked(by, String(facts.reason));
    case "shared":
      return words.shared(by, String(facts.to), Number(facts.messages), facts.open === 1);
    case "bulk-undone":
      return words.bulkUndone(by);
    case "imported":
      return words.imported;
    case "judged":
      return words.judged(by, String(facts.said), facts.after === "counts", String(facts.reason));
    case "unsent":
      return words.unsent;
    case "clock-warned":
      return words.clockWarned(String(facts.clock), Number(facts.left));
    case "clock-late":
      return words.clockLate(String(facts.clock));
  }
}

export function EventLine(props: { event: Event; myName: string; zone: string; children?: JSX.Element }) {
  const order = () => props.event.facts.order;
  const other = () => (typeof props.event.facts.ticket === "string" ? props.event.facts.ticket : null);
  return (
    <p class="event">
      <Icon name={icons[props.event.name]} />
      <span>
        {tell(props.event, props.myName)}
        <Show when={props.event.facts.bulk}>
          {(job) => (
            <>
              {" "}
              <a class="link" href={`/settings/bulk-jobs/${job()}`}>
                {speak("thread").inBulk}
              </a>
            </>
          )}
        </Show>
        <Show when={order()}>
          {" "}
          <a class="link theirs-word" href={`/orders/${order()}`}>
            …{String(order()).slice(-6)}
          </a>
        </Show>
        <Show when={other()}>
          {(id) => (
            <>
              {" "}
              <a class="link" href={`/mailbox/todo/${id()}`}>
                #{props.event.facts.number}
              </a>
            </>
          )}
        </Show>
        <Show when={ruleOf(props.event)}>
          {(rule) => (
            <>
              {" "}
              <a class="link" href={`/settings/rules/${rule()}`}>
                {speak("thread").events.openRule}
              </a>
            </>
          )}
        </Show>
        {props.children}
      </span>
      <Time at={props.event.at} as="time" zone={props.zone} />
    </p>
  );
}

/** The way back from a merge, as long as there is one. */
export function UndoMerge(props: { event: Event; page: TicketPage; acts: TicketActs }) {
  const joined = () => props.event.name === "merged" && props.page.joined.find(({ id }) => id === props.event.facts.merge);
  return (
    <Show when={joined()}>
      {(one) => (
        <Suspense>
          <UndoMergeButton joined={one()} page={props.page} acts={props.acts} />
        </Suspense>
      )}
    </Show>
  );
}

/** TikTok's own remarks. */
export function RemarkLine(props: { message: Message; zone: string }) {
  const words = speak("thread").entry;
  const said = () => wordsOf(props.message.content as Record<string, unknown>);
  return (
    <p class="event">
      <Icon name={props.message.type === "BUYER_ENTER_FROM_TRANSFER" ? "transfer" : "info"} />
      <span>
        <Switch fallback={words.unknown(props.message.type)}>
          <Match when={said()}>
            {words.tiktok}: <span dir="auto">{said()}</span>
          </Match>
          <Match when={props.message.type === "BUYER_ENTER_FROM_TRANSFER"}>{words.transferred}</Match>
        </Switch>
      </span>
      <Time at={props.message.at} as="time" zone={props.zone} />
    </p>
  );
}
