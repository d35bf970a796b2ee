/** One cancellation or return: left what it is about and what was said, right until when we answer, what may be answered, and the money. */

import { createEffect, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { useNavigate, useParams } from "../router/use.ts";
import { useStores } from "../team/me.tsx";
import { ownZone } from "../ui/clock.ts";
import { CopyButton } from "../ui/copy.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { formatMoney } from "../ui/money.ts";
import { Answer, Callout, Skeleton } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreName } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { ActList } from "./acts.tsx";
import "../orders/order.css";
import "./aftersales.css";
import { AnswerForm } from "./answer.tsx";
import { Card } from "./card.tsx";
import { listBefore, useCasesPlace } from "./place.ts";
import { askCase, type CasePage } from "./queries.ts";
import { ReceiveForm } from "./receive.tsx";
import { Records } from "./records.tsx";
import { AnswerBy, PhaseWord, TypeWord } from "./state.tsx";
import { CaseUnits } from "./unit-lists.tsx";
import { CaseViews } from "./views.tsx";

const OwnReturn = room(["aftersales", "ownReturns", "order", "stages", "orderProblems"], () => import("../ownreturns/return.tsx"));
const MS = 1000;
/** Our own ids begin with what they name; TikTok's are digits. */
const OWN = /^ret_/;

export default function ReturnRoom() {
  const words = speak("aftersales");
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const place = useCasesPlace();
  const isOwn = () => OWN.test(params.id);
  const query = useQuery(() => ({ ...askCase(params.id), enabled: !isOwn() }));
  createEffect(() => {
    document.title = `${params.id} · ${words.title} · ${speak("frame").product}`;
  });
  useKeys({ back: () => leaveField() || navigate(listBefore()) });
  const bar = (
    <div class="bar">
      <a class="button quiet s back" href={listBefore()}>
        <Icon name="left" />
        {words.back}
      </a>
    </div>
  );
  return (
    <>
      <CaseViews place={place} />
      <main class="room" id="room">
        {bar}
        <Show
          when={isOwn()}
          fallback={
            <Answer
              of={query}
              waiting={<Skeleton rows={6} class="page scan-waiting" widths={[40, 80]} />}
              around={(trouble) => <div class="page">{trouble}</div>}
            >
              {(page) => (
                <Show when={page().case.id} keyed>
                  <OpenCase page={page()} />
                </Show>
              )}
            </Answer>
          }
        >
          <OwnReturn id={params.id} />
        </Show>
      </main>
    </>
  );
}

function OpenCase(props: { page: CasePage }) {
  const words = speak("aftersales");
  const stores = useStores();
  const zone = () => stores.find(props.page.case.store_id)?.time_zone ?? ownZone;
  return (
    <div class="scroll" tabindex="0">
      <div class="page">
        <Head page={props.page} zone={zone()} />
        <div class="two">
          <div class="stack">
            <Items page={props.page} />
            <Show when={props.page.case.kind === "return"}>
              <Records id={props.page.case.id} zone={zone()} />
            </Show>
            <Show when={props.page.acts.length > 0}>
              <Card id="h-acts" title={words.page.acts}>
                <ActList acts={props.page.acts} currency={props.page.case.currency} />
              </Card>
            </Show>
          </div>
          <div class="stack">
            <YourAnswer page={props.page} zone={zone()} />
            <Show when={props.page.can.receive.ok}>
              <Card id="h-receive" title={words.receive.title}>
                <ReceiveForm
                  units={props.page.units}
                  shelves={props.page.shelves}
                  send={(json) => ask(api.aftersales[":id"].receive.$post({ param: { id: props.page.case.id }, json }))}
                />
              </Card>
            </Show>
            <Money page={props.page} />
            <Goods page={props.page} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Head(props: { page: CasePage; zone: string }) {
  const words = speak("aftersales");
  const stores = useStores();
  const one = () => props.page.case;
  return (
    <header class="case-head">
      <h1 class="row wrap">
        <span>
          <TypeWord of={one()} />
        </span>
        <span class="row tight">
          <span class="order-id">{one().id}</span>
          <CopyButton text={one().id} label={words.page.copyId} />
        </span>
      </h1>
      <div class="row wrap order-line">
        <Show when={stores.find(one().store_id)}>{(store) => <StoreName store={store()} />}</Show>
        <PhaseWord of={one()} />
        <span class="theirs-word">{one().status}</span>
        <a href={`/orders/${one().order_id}`}>
          {words.page.order} <span class="id">{one().order_id}</span>
        </a>
        <span class="dim">
          {words.page.opened} <Time at={one().create_time * MS} as="full" zone={props.zone} />
        </span>
      </div>
      <p class="story" dir="auto">
        {one().reason_text ?? one().reason}
      </p>
      <Show when={words.page.arbitration[one().arbitration ?? ""]}>{(says) => <Callout icon="info">{says()}</Callout>}</Show>
      <Show when={props.page.isByTikTok}>
        <Callout icon="info">{words.page.byTikTok}</Callout>
      </Show>
      <Show when={one().is_quick}>
        <Callout icon="info">{words.page.quick}</Callout>
      </Show>
    </header>
  );
}

function YourAnswer(props: { page: CasePage; zone: string }) {
  const words = speak("aftersales");
  const reason = () => whyNot(props.page.can.answer);
  return (
    <Card id="h-answer" title={words.answer.title}>
      <Show when={props.page.case.phase === "waiting" && props.page.case.deadline}>
        {(seconds) => (
          <p class="row wrap">
            <AnswerBy of={props.page.case} />
            <span class="small dim">
              {words.deadline} <Time at={seconds() * MS} as="full" zone={props.zone} />. {words.ifNot}
            </span>
          </p>
        )}
      </Show>
      <Show when={reason()} fallback={<AnswerForm case={props.page.case} />}>
        {(says) => <p class="mid">{says()}</p>}
      </Show>
    </Card>
  );
}

function Items(props: { page: CasePage }) {
  const words = speak("aftersales");
  const currency = () => props.page.case.currency;
  return (
    <Card id="h-items" title={words.page.items}>
      <CaseUnits
        units={props.page.units}
        amountOf={({ refund_minor: minor }) => (minor !== null && currency() ? formatMoney(minor, currency() ?? "") : "")}
      />
    </Card>
  );
}

function Money(props: { page: CasePage }) {
  const words = speak("aftersales").page;
  const one = () => props.page.case;
  const rows = () =>
    (
      [
        [words.subtotal, one().subtotal_minor],
        [words.shipping, one().shipping_minor],
        [words.tax, one().tax_minor],
        [words.refund, one().refund_minor],
        [words.offered, one().partial_minor],
      ] as const
    ).filter((row): row is readonly [string, number] => row[1] !== null);
  return (
    <Show when={one().currency && rows().length > 0}>
      <Card id="h-money" title={words.money}>
        <dl class="facts">
          <For each={rows()}>
            {([name, minor]) => (
              <>
                <dt>{name}</dt>
                <dd class="num">{formatMoney(minor, one().currency ?? "")}</dd>
              </>
            )}
          </For>
        </dl>
        <Show when={one().keeps_item}>
          <p class="small mid">{words.keeps}</p>
        </Show>
      </Card>
    </Show>
  );
}

function Goods(props: { page: CasePage }) {
  const words = speak("aftersales").page;
  const one = () => props.page.case;
  return (
    <Show when={one().tracking_number || one().warehouse_address}>
      <Card id="h-goods" title={words.goods}>
        <dl class="facts">
          <Show when={one().tracking_number}>
            <dt>{words.carrier}</dt>
            <dd>{one().provider}</dd>
            <dt>{words.tracking}</dt>
            <dd class="theirs-word">{one().tracking_number}</dd>
          </Show>
          <Show when={one().warehouse_address}>
            <dt>{words.to}</dt>
            <dd dir="auto">{one().warehouse_address}</dd>
          </Show>
        </dl>
      </Card>
    </Show>
  );
}
