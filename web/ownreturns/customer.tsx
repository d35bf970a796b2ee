/** The card of what the customer told: asked for by one button, typed by hand, marked with who typed it, deleted by one act. */

import { createSignal, For, Match, Show, Switch, untrack } from "solid-js";
import { useAct } from "../aftersales/acted.ts";
import { Card } from "../aftersales/card.tsx";
import { api, ask } from "../api.ts";
import { useMutation } from "../cache/use.ts";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useAsking } from "./ask.ts";
import { DetailsFields, noDetails, whyIncomplete } from "./details-fields.tsx";
import type { Details, OwnPage } from "./queries.ts";

const linesOf = (told: Details): string[] =>
  [
    told.name,
    ...told.lines.split("\n"),
    [told.postalCode, told.city].filter(Boolean).join(" "),
    [told.region, told.country].filter(Boolean).join(", "),
    told.phone,
    told.email,
  ].filter(Boolean);

/** Typing opens in place of what is shown, and deleting asks once more. */
function useCard(props: { page: OwnPage }) {
  const { refresh } = useAct();
  const [mode, setMode] = createSignal<"shown" | "typing" | "deleting">("shown");
  const param = () => ({ id: props.page.return.id });
  const asking = useAsking(() => props.page.return.id);
  const done = async () => {
    await refresh();
    setMode("shown");
  };
  const save = useMutation(() => ({
    mutationFn: (json: Details) => ask(api["own-returns"][":id"].details.$put({ param: param(), json })),
    onSuccess: done,
  }));
  const purge = useMutation(() => ({
    mutationFn: () => ask(api["own-returns"][":id"].details.$delete({ param: param() })),
    onSuccess: done,
  }));
  const problem = () => asking.error ?? save.error ?? purge.error;
  return { mode, setMode, asking, save, purge, problem };
}

export function CustomerCard(props: { page: OwnPage; zone: string }) {
  const words = speak("ownReturns").customer;
  const it = useCard(props);
  return (
    <Card id="h-customer" title={words.title}>
      <Switch>
        <Match when={it.mode() === "typing"}>
          <Typing page={props.page} it={it} />
        </Match>
        <Match when={it.mode() === "deleting"}>
          <p>{words.purgeSure}</p>
          <div class="foot">
            <Button look="quiet" onPress={() => it.setMode("shown")}>
              {speak("frame").cancel}
            </Button>
            <Button look="sure" busy={it.purge.isPending} onPress={() => it.purge.mutate()}>
              {words.purge}
            </Button>
          </div>
        </Match>
        <Match when={true}>
          <Told page={props.page} zone={props.zone} />
          <Acts page={props.page} it={it} />
        </Match>
      </Switch>
      <Show when={it.problem()}>
        <Trouble problem={it.problem()} />
      </Show>
    </Card>
  );
}

type CardState = ReturnType<typeof useCard>;

function Told(props: { page: OwnPage; zone: string }) {
  const words = speak("ownReturns").customer;
  const of = () => props.page.customer;
  return (
    <Switch>
      <Match when={of().isHidden}>
        <p class="row">
          <Icon name="hidden" size="s" />
          {words.hidden}
        </p>
      </Match>
      <Match when={of().details}>
        {(told) => (
          <>
            <address dir="auto" translate="no">
              <For each={linesOf(told())}>{(line) => <span>{line}</span>}</For>
            </address>
            <p class="small mid">
              <span class="badge">{words.source}</span> {words.typed(of().typedBy ?? "")}{" "}
              <Time at={of().typedAt ?? 0} as="full" zone={props.zone} />
            </p>
            <p class="small dim">
              {words.until} <Time at={of().purgeAt ?? 0} as="date" zone={props.zone} />
            </p>
          </>
        )}
      </Match>
      <Match when={of().state === "gone"}>
        <p class="mid">
          {words.gone}{" "}
          <Show when={props.page.return.purged_at}>
            {(at) => (
              <span class="small dim">
                {props.page.return.purger ?? words.night} · <Time at={at()} as="full" zone={props.zone} />
              </span>
            )}
          </Show>
        </p>
      </Match>
      <Match when={true}>
        <p class="mid">{words.missing}</p>
        <Show when={props.page.return.asked_at}>
          {(at) => (
            <p class="small dim">
              {words.asked(props.page.return.asker ?? "")} <Time at={at()} as="full" zone={props.zone} />
            </p>
          )}
        </Show>
      </Match>
    </Switch>
  );
}

function Acts(props: { page: OwnPage; it: CardState }) {
  const words = speak("ownReturns").customer;
  const can = () => props.page.can;
  const isThere = () => props.page.customer.state === "there";
  return (
    <div class="row wrap">
      <Show when={!isThere()}>
        <Button
          look="primary"
          icon="mail"
          busy={props.it.asking.isPending}
          because={whyNot(can().ask)}
          onPress={() => props.it.asking.mutate()}
        >
          {words.ask}
        </Button>
      </Show>
      <Button icon="pencil" because={whyNot(can().type)} quietly onPress={() => props.it.setMode("typing")}>
        {isThere() ? words.change : words.type}
      </Button>
      <Show when={isThere()}>
        <Button look="quiet" icon="ban" because={whyNot(can().purge)} quietly onPress={() => props.it.setMode("deleting")}>
          {words.purge}
        </Button>
      </Show>
    </div>
  );
}

function Typing(props: { page: OwnPage; it: CardState }) {
  const words = speak("ownReturns").customer;
  const stores = useStores();
  const country = () => stores.find(props.page.return.store_id)?.marketplace ?? "";
  const [typed, setTyped] = createSignal<Details>(untrack(() => props.page.customer.details ?? noDetails(country())));
  return (
    <div class="stack tight">
      <p class="small mid">{words.typeHint}</p>
      <DetailsFields typed={typed()} onChange={setTyped} />
      <div class="foot">
        <Button look="quiet" onPress={() => props.it.setMode("shown")}>
          {speak("frame").cancel}
        </Button>
        <Button
          look="primary"
          busy={props.it.save.isPending}
          because={whyIncomplete(typed())}
          onPress={() => props.it.save.mutate(typed())}
        >
          {words.save}
        </Button>
      </div>
    </div>
  );
}
