/** What happened besides words: thin lines between them. */
import { Match, Show, Switch } from "solid-js";
import { now, writeUntil } from "../ui/clock.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { speak } from "../words/words.ts";
import { type Message, wordsOf } from "./message.tsx";
import type { Entry } from "./queries.ts";

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
  spam: "ban",
  "not-spam": "undo",
  "order-linked": "link",
  started: "pencil",
  "bulk-undone": "undo",
  imported: "info",
  shared: "mail",
  judged: "done",
  tagged: "tag",
  untagged: "tag",
  prioritised: "flag",
  blocked: "ban",
  unblocked: "undo",
  "clock-warned": "clock",
  "clock-late": "alert",
};

/** Ids of rules begin so. Their page says what they did, and why. */
const ruleOf = ({ by }: Event) => (by?.startsWith("rul_") ? by : null);

function tell(event: Event, myName: string): string {
  const words = speak("thread").events;
  const { facts } = event;
  const by = event.byName && ruleOf(event) ? words.byRule(event.byName) : event.byName;
  switch (event.name) {
    case "assigned":
      return by && (facts.to === by || (facts.to === myName && by === myName))
        ? words.tookIt(by)
        : words.assigned(by, String(facts.to ?? ""));
    case "unassigned":
      return words.unassigned(by);
    case "team-assigned":
      return words.teamAssigned(by, String(facts.team));
    case "team-unassigned":
      return words.teamUnassigned(by);
    case "dealt":
      return words.dealt(by, String(facts.to), facts.team === undefined ? null : String(facts.team));
    case "handed-back":
      return words.handedBack(String(facts.from));
    case "snoozed":
      return words.snoozed(by, writeUntil(Number(facts.until), now()));
    case "woke":
      return words.woke(by);
    case "resolved":
      return words.resolved(by);
    case "reopened":
      return words.reopened(by);
    case "spam":
      return words.spam(by);
    case "not-spam":
      return words.notSpam(by);
    case "order-linked":
      return words.orderLinked(by);
    case "started":
      return words.started(by);
    case "tagged":
      return words.tagged(by, String(facts.tag));
    case "untagged":
      return words.untagged(by, String(facts.tag));
    case "prioritised":
      return words.prioritised(by, speak("labels").priorities[facts.to as "high"] ?? String(facts.to));
    case "blocked":
      return words.blocked(by, String(facts.reason));
    case "unblocked":
      return words.unblocked(by);
    case "shared":
      return words.shared(by, String(facts.to), Number(facts.messages), facts.open === 1);
    case "bulk-undone":
      return words.bulkUndone(by);
    case "imported":
      return words.imported;
    case "judged":
      return words.judged(by, String(facts.said), facts.after === "counts", String(facts.reason));
    case "clock-warned":
      return words.clockWarned(String(facts.clock), Number(facts.left));
    case "clock-late":
      return words.clockLate(String(facts.clock));
  }
}

export function EventLine(props: { event: Event; myName: string; zone: string }) {
  const order = () => props.event.facts.order;
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
      </span>
      <Time at={props.event.at} as="time" zone={props.zone} />
    </p>
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
