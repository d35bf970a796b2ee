/** Cancelling an order: which units, why, what the buyer gets back and what it does to the shop's rate, all before it is done. For a part there is
 *  one reason and no choice. */

import { createMemo, createSignal, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, SelectField } from "../ui/field.tsx";
import { formatMoney, formatPermille } from "../ui/money.ts";
import { Answer, Callout, known, Skeleton, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useAct } from "./acted.ts";
import { askCancelChoices, type CancelChoices } from "./queries.ts";
import { UnitChoices, useUnits } from "./unit-lists.tsx";

export default function CancelDialog(props: { order: string; onClose: () => void }) {
  const choices = useQuery(() => askCancelChoices(props.order));
  const words = speak("aftersales").cancel;
  return (
    <Dialog open title={words.title(props.order.slice(-6))} onClose={props.onClose} class="wide">
      <Answer of={choices} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 80]} />}>
        {(found) => <Form choices={found()} onClose={props.onClose} />}
      </Answer>
    </Dialog>
  );
}

interface FormProps {
  choices: CancelChoices;
  onClose: () => void;
}

function useChoice(props: FormProps) {
  const [isPart, setPart] = createSignal(untrack(() => !props.choices.whole.ok && props.choices.part.ok));
  const { units, toggle } = useUnits([]);
  const [given, setGiven] = createSignal("");
  const [tell, setTell] = createSignal(true);
  const offered = () => props.choices.reasons[isPart() ? "part" : "whole"];
  const reason = () => offered().find(({ name }) => name === given()) ?? offered()[0];
  const count = () => (isPart() ? units().length : props.choices.units.length);
  return { isPart, setPart, units, toggle, reason, setGiven, offered, tell, setTell, count };
}

/** What will be sent, what it costs and whether it may be. */
function usePlan(props: FormProps) {
  const words = speak("aftersales").cancel;
  const { countUnits } = speak("order");
  const choice = useChoice(props);
  const acting = useAct();
  const wish = createMemo(() => ({ units: choice.isPart() ? choice.units() : null, reason: choice.reason()?.name ?? "" }));
  const amount = useQuery(() => ({
    queryKey: ["cancel-amount", props.choices.order, wish()],
    enabled: choice.count() > 0 && wish().reason !== "",
    queryFn: () => ask(api.orders[":id"].cancel.amount.$post({ param: { id: props.choices.order }, json: wish() })),
  }));
  const why = () => {
    if (choice.isPart() && choice.units().length === 0) return words.nobody;
    return whyNot(choice.isPart() ? props.choices.part : props.choices.whole);
  };
  const refund = () => known(amount)?.amount?.totalMinor ?? null;
  const label = () => {
    const units = countUnits(choice.count());
    const minor = refund();
    return choice.tell() && minor !== null ? words.actRefund(units, formatMoney(minor, props.choices.currency)) : words.act(units);
  };
  const send = async () => {
    const tell = choice.tell();
    const post = (id: string) => ask(api.orders[":id"].cancel.$post({ param: { id: props.choices.order }, json: { id, ...wish(), tell } }));
    if (await acting.act(post)) props.onClose();
  };
  const isReckoning = () => amount.isFetching;
  return { choice, acting, refund, isReckoning, why, label, send };
}

function Form(props: FormProps) {
  const words = speak("aftersales").cancel;
  const plan = usePlan(props);
  return (
    <div class="stack">
      <What choices={props.choices} choice={plan.choice} />
      <Reason choice={plan.choice} />
      <div class="case-amount" aria-live="polite">
        <span>{words.refund}</span>
        <b class="num">
          {plan.refund() === null
            ? plan.isReckoning()
              ? words.reckoning
              : words.refundUnknown
            : formatMoney(plan.refund() ?? 0, props.choices.currency)}
        </b>
      </div>
      <p class="small mid">
        {plan.choice.reason()?.isFault
          ? words.rate(
              formatPermille(props.choices.rate.now),
              formatPermille(props.choices.rate.after),
              formatPermille(props.choices.rate.limit),
            )
          : words.noFault}
      </p>
      <Show when={props.choices.untold.ok}>
        <div>
          <CheckField name={words.tell} checked={plan.choice.tell()} onChange={plan.choice.setTell} />
          <p class="small dim">{words.tellHint}</p>
        </div>
      </Show>
      <Show when={plan.acting.problem()}>
        <Trouble problem={plan.acting.problem()} />
      </Show>
      <Callout look="late" icon="alert">
        {words.sure}
      </Callout>
      <div class="foot">
        <Button look="quiet" onPress={props.onClose}>
          {words.keep}
        </Button>
        <Button look="sure" busy={plan.acting.busy()} because={plan.why()} onPress={() => void plan.send()}>
          {plan.label()}
        </Button>
      </div>
    </div>
  );
}

type Choice = ReturnType<typeof useChoice>;

function What(props: { choices: CancelChoices; choice: Choice }) {
  const words = speak("aftersales").cancel;
  return (
    <fieldset class="stack tight">
      <legend class="label">{words.what}</legend>
      <label class="case-choice">
        <input
          type="radio"
          class="check"
          name="cancel-what"
          checked={!props.choice.isPart()}
          disabled={!props.choices.whole.ok}
          onChange={() => props.choice.setPart(false)}
        />
        <span>
          {words.whole}
          <Show when={whyNot(props.choices.whole)}>{(reason) => <span class="small dim own-line">{reason()}</span>}</Show>
        </span>
      </label>
      <label class="case-choice">
        <input
          type="radio"
          class="check"
          name="cancel-what"
          checked={props.choice.isPart()}
          disabled={!props.choices.part.ok}
          onChange={() => props.choice.setPart(true)}
        />
        <span>
          {words.part}
          <Show when={whyNot(props.choices.part)}>{(reason) => <span class="small dim own-line">{reason()}</span>}</Show>
        </span>
      </label>
      <Show when={props.choice.isPart()}>
        <UnitChoices
          units={props.choices.units}
          chosen={props.choice.units()}
          onToggle={props.choice.toggle}
          amountOf={(unit) => formatMoney(unit.priceMinor, props.choices.currency)}
        />
      </Show>
    </fieldset>
  );
}

function Reason(props: { choice: Choice }) {
  const words = speak("aftersales").cancel;
  return (
    <Show
      when={!props.choice.isPart()}
      fallback={
        <p>
          <span class="label own-line">{words.reason}</span>
          <b>{words.fixed}</b> <span class="small dim">{words.fixedWhy}</span>
        </p>
      }
    >
      <SelectField
        name={words.reason}
        value={props.choice.reason()?.name ?? ""}
        onChange={props.choice.setGiven}
        options={props.choice.offered().map(({ name, meaning }) => ({ value: name, label: words.meanings[meaning] }))}
      />
    </Show>
  );
}
