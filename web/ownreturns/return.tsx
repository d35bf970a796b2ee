/** One return made by hand, laid out as TikTok's are: left what it is about, right what the customer told and the goods that come back. */

import { Show } from "solid-js";
import { useAct } from "../aftersales/acted.ts";
import { useMutation, useQuery } from "../cache/use.ts";
import "../aftersales/aftersales.css";
import { Card } from "../aftersales/card.tsx";
import { ReceiveForm } from "../aftersales/receive.tsx";
import { PhaseWord } from "../aftersales/state.tsx";
import { CaseUnits } from "../aftersales/unit-lists.tsx";
import { api, ask } from "../api.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { ownZone } from "../ui/clock.ts";
import { CopyButton } from "../ui/copy.tsx";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { StoreName } from "../ui/who.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import "../orders/order.css";
import { CustomerCard } from "./customer.tsx";
import "./ownreturns.css";
import { askOwnReturn, type OwnPage } from "./queries.ts";

export default function OwnReturn(props: { id: string }) {
  const query = useQuery(() => askOwnReturn(props.id));
  return (
    <Answer
      of={query}
      waiting={<Skeleton rows={6} class="page scan-waiting" widths={[40, 80]} />}
      around={(trouble) => <div class="page">{trouble}</div>}
    >
      {(page) => <OpenReturn page={page()} />}
    </Answer>
  );
}

function OpenReturn(props: { page: OwnPage }) {
  const stores = useStores();
  const zone = () => stores.find(props.page.return.store_id)?.time_zone ?? ownZone;
  const receive = (json: Parameters<Parameters<typeof ReceiveForm>[0]["send"]>[0]) =>
    ask(api["own-returns"][":id"].receive.$post({ param: { id: props.page.return.id }, json }));
  return (
    <div class="scroll" tabindex="0">
      <div class="page">
        <Head page={props.page} zone={zone()} />
        <div class="two">
          <div class="stack">
            <Items page={props.page} />
          </div>
          <div class="stack">
            <CustomerCard page={props.page} zone={zone()} />
            <Show when={props.page.can.receive.ok}>
              <Card id="h-receive" title={speak("aftersales").receive.title}>
                <ReceiveForm units={props.page.units} shelves={props.page.shelves} send={receive} />
              </Card>
            </Show>
            <End page={props.page} zone={zone()} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Head(props: { page: OwnPage; zone: string }) {
  const words = speak("ownReturns");
  const stores = useStores();
  const one = () => props.page.return;
  return (
    <header class="case-head">
      <h1 class="row wrap">
        <span>{words.card.one}</span>
        <span class="row tight">
          <span class="order-id">{one().id}</span>
          <CopyButton text={one().id} label={speak("aftersales").page.copyId} />
        </span>
      </h1>
      <div class="row wrap order-line">
        <Show when={stores.find(one().store_id)}>{(store) => <StoreName store={store()} />}</Show>
        <PhaseWord of={{ phase: one().phase, action: one().phase === "waiting" ? "OWN_DETAILS" : null }} />
        <a href={`/orders/${one().order_id}`}>
          {speak("aftersales").page.order} <span class="id">{one().order_id}</span>
        </a>
        <span class="dim">
          {words.begunBy(one().creator ?? "")} <Time at={one().created_at} as="full" zone={props.zone} />
        </span>
      </div>
      <p class="story" dir="auto">
        {one().reason}
      </p>
      <Callout icon="info">{words.apart}</Callout>
    </header>
  );
}

function Items(props: { page: OwnPage }) {
  const words = speak("aftersales");
  return (
    <Card id="h-items" title={words.page.items}>
      <CaseUnits units={props.page.units} />
    </Card>
  );
}

function End(props: { page: OwnPage; zone: string }) {
  const words = speak("ownReturns").end;
  const { refresh } = useAct();
  const close = useMutation(() => ({
    mutationFn: () => ask(api["own-returns"][":id"].close.$post({ param: { id: props.page.return.id }, json: {} })),
    onSuccess: () => refresh(),
  }));
  return (
    <Card id="h-end" title={words.title}>
      <Show
        when={props.page.return.closed_at}
        fallback={
          <>
            <p class="small mid">{words.words}</p>
            <div class="row wrap">
              <Button icon="done" busy={close.isPending} because={whyNot(props.page.can.close)} onPress={() => close.mutate()}>
                {words.act}
              </Button>
            </div>
          </>
        }
      >
        {(at) => (
          <p class="mid">
            {words.over(props.page.return.closer ?? "")} <Time at={at()} as="full" zone={props.zone} />
          </p>
        )}
      </Show>
      <Show when={close.error}>
        <Trouble problem={close.error} />
      </Show>
    </Card>
  );
}
