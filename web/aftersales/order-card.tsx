/** What happened to an order after it was sold, on its page and beside a conversation: what waits for an answer, what was cancelled or sent back,
 *  and the ways to cancel and to refund. */

import { createSignal, For, Show, Suspense } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { Button, ButtonLink, IconButton } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { formatMoney } from "../ui/money.ts";
import { Callout, known, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { useAct } from "./acted.ts";
import { ActList } from "./acts.tsx";
import "./aftersales.css";
import { askOrderAftersales, type OrderAftersales } from "./queries.ts";
import { AnswerBy, PhaseWord, TypeWord } from "./state.tsx";

const CancelDialog = room(["aftersales"], () => import("./cancel-dialog.tsx"));
const RefundDialog = room(["aftersales"], () => import("./refund-dialog.tsx"));
const OwnReturns = room(["aftersales", "ownReturns", "orderProblems"], () => import("../ownreturns/order-part.tsx"));
const MS = 1000;

interface CardProps {
  order: string;
  currency: string;
  zone: string;
  /** Beside a conversation: sentences go into the reply. */
  onInsert?: ((sentence: string) => void) | undefined;
  canInsert?: string | null;
}

export default function AftersaleCard(props: CardProps) {
  const words = speak("aftersales");
  const query = useQuery(() => askOrderAftersales(props.order));
  const [dialog, setDialog] = createSignal<"cancel" | "refund">();
  const found = () => known(query);
  const untold = () => found()?.untold.length ?? 0;
  return (
    <section class="card" aria-label={words.card.title}>
      <header>
        <h2>{words.card.title}</h2>
        <span class="row tight">
          <Button small look="quiet" icon="ban" because={whyNot(found()?.can.cancel)} quietly onPress={() => setDialog("cancel")}>
            {words.cancel.open}
          </Button>
          <Button small look="quiet" icon="return" because={whyNot(found()?.can.refund)} quietly onPress={() => setDialog("refund")}>
            {words.refund.open}
          </Button>
        </span>
      </header>
      <Show when={untold() > 0}>
        <div class="body">
          <Callout look="soon" icon="alert">
            {words.untold(speak("order").countUnits(untold()))}
            <UntoldActs order={props.order} can={found()?.can.untold} />
          </Callout>
        </div>
      </Show>
      <ul class="list lined">
        <For each={found()?.cases} fallback={<li class="list-row mid">{words.card.none}</li>}>
          {(one) => <CaseLine of={one} card={props} />}
        </For>
      </ul>
      <Show when={found()?.isByTikTok}>
        <Suspense>
          <OwnReturns order={props.order} />
        </Suspense>
      </Show>
      <Show when={(found()?.acts.length ?? 0) > 0}>
        <div class="body padded-top">
          <ActList acts={found()?.acts ?? []} currency={props.currency} />
        </div>
      </Show>
      <Suspense>
        <Show when={dialog() === "cancel"}>
          <CancelDialog order={props.order} onClose={() => setDialog(undefined)} />
        </Show>
        <Show when={dialog() === "refund"}>
          <RefundDialog order={props.order} onClose={() => setDialog(undefined)} />
        </Show>
      </Suspense>
    </section>
  );
}

/** The two ways out of two truths. */
function UntoldActs(props: { order: string; can: OrderAftersales["can"]["untold"] | undefined }) {
  const words = speak("aftersales");
  const acting = useAct();
  const settle = (what: "tell" | "drop") => {
    const wish = (id: string) => ask(api.orders[":id"].untold.$post({ param: { id: props.order }, json: { id, do: what } }));
    void acting.act(wish);
  };
  return (
    <>
      <span class="row wrap">
        <Button small look="danger" busy={acting.busy()} because={whyNot(props.can)} quietly onPress={() => settle("tell")}>
          {words.tellNow}
        </Button>
        <Button small busy={acting.busy()} because={whyNot(props.can)} quietly onPress={() => settle("drop")}>
          {words.letGo}
        </Button>
        <span class="small">{words.cancel.sure}</span>
      </span>
      <Show when={acting.problem()}>
        <Trouble problem={acting.problem()} />
      </Show>
    </>
  );
}

type Case = OrderAftersales["cases"][number];

function CaseLine(props: { of: Case; card: CardProps }) {
  const words = speak("aftersales");
  return (
    <li class="case-card-row">
      <span class="row wrap">
        <b>
          <TypeWord of={props.of} />
        </b>
        <PhaseWord of={props.of} />
        <Show when={props.of.phase === "waiting"}>
          <AnswerBy of={props.of} />
        </Show>
      </span>
      <span class="small dim ellipsis" dir="auto">
        {[
          props.of.items,
          props.of.refund_minor !== null && props.of.currency ? formatMoney(props.of.refund_minor, props.of.currency) : null,
          props.of.reason_text ?? props.of.reason,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span class="row act">
        <Show when={props.card.onInsert}>
          {(insert) => (
            <IconButton
              icon="insert"
              small
              label={words.card.insert}
              because={props.card.canInsert}
              onPress={() => insert()(sentenceOf(props.of, props.card.zone))}
            />
          )}
        </Show>
        <ButtonLink small to={`/returns/${props.of.id}`} look={props.of.phase === "waiting" ? "primary" : "plain"}>
          {props.of.phase === "waiting" ? words.card.answer : words.card.open}
        </ButtonLink>
      </span>
    </li>
  );
}

/** What a buyer may be told of it. */
export function sentenceOf(
  one: Pick<Case, "kind" | "phase" | "status" | "type" | "update_time" | "create_time" | "refund_minor" | "currency">,
  zone: string,
): string {
  const words = speak("aftersales").facts;
  const day = (seconds: number) => writeTime(seconds * MS, "longDay", zone);
  if (one.phase === "waiting") return words.waiting(day(one.create_time));
  if (/REJECT/.test(one.status)) return words.refused(day(one.update_time));
  if (one.status === "AWAITING_BUYER_SHIP") return words.returnApproved(day(one.update_time));
  if (one.phase === "underway") return words.underway(day(one.create_time));
  if (/_CANCEL(LED)?$/.test(one.status)) return words.underway(day(one.create_time));
  if (one.kind === "cancellation" && !one.refund_minor) return words.cancelled(day(one.update_time));
  return words.refunded(formatMoney(one.refund_minor ?? 0, one.currency ?? ""), day(one.update_time));
}
