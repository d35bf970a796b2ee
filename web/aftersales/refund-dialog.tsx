/** A refund or a return the seller begins: units and reasons are those TikTok offers, and the amount is said before it is paid. */

import { createMemo, createSignal, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { formatMoney, readMoney } from "../ui/money.ts";
import { Answer, Callout, known, Skeleton, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useAct } from "./acted.ts";
import "./aftersales.css";
import { askRefundChoices, type RefundChoices } from "./queries.ts";
import { UnitChoices, useUnits } from "./unit-lists.tsx";

export default function RefundDialog(props: { order: string; onClose: () => void }) {
  const words = speak("aftersales").refund;
  const choices = useQuery(() => askRefundChoices(props.order));
  return (
    <Dialog open title={words.title(props.order.slice(-6))} onClose={props.onClose} class="wide">
      <Answer of={choices} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 80]} />}>
        {(found) => (
          <Show when={whyNot(found().can)} fallback={<Form choices={found()} onClose={props.onClose} />}>
            {(reason) => <Callout icon="info">{reason()}</Callout>}
          </Show>
        )}
      </Answer>
    </Dialog>
  );
}

/** TikTok's keys end in what they mean. */
function nameReason(key: string): string {
  const { reasons } = speak("aftersales").refund;
  const known = Object.keys(reasons).find((meaning) => key.replace(/_seller$/, "").endsWith(meaning));
  return known === undefined ? key : (reasons[known] ?? key);
}

/** What is asked for, what TikTok reckons, and whether it may be sent. */
function usePlan(props: { choices: RefundChoices; onClose: () => void }) {
  const words = speak("aftersales");
  const open = () => props.choices.types.filter(({ units }) => units.some((unit) => unit.can.ok));
  const [type, setType] = createSignal(untrack(() => open()[0]?.type ?? "REFUND"));
  const chosen = () => open().find((one) => one.type === type()) ?? open()[0];
  const { units, toggle } = useUnits(untrack(() => (chosen()?.units ?? []).filter((unit) => unit.can.ok).map((unit) => unit.id)));
  const [given, setGiven] = createSignal("");
  const [amount, setAmount] = createSignal("");
  const reason = () => chosen()?.reasons.find((one) => one === given()) ?? chosen()?.reasons[0] ?? "";
  const asked = createMemo(() => ({ type: type(), units: units(), reason: reason() }));
  const reckoned = useQuery(() => ({
    queryKey: ["refund-amount", props.choices.order, asked()],
    enabled: units().length > 0 && reason() !== "",
    queryFn: () => ask(api.orders[":id"].refund.amount.$post({ param: { id: props.choices.order }, json: asked() })),
  }));
  const whole = () => known(reckoned)?.amount?.totalMinor ?? null;
  const isReckoning = () => whole() === null && reckoned.isFetching;
  const money = (minor: number) => formatMoney(minor, props.choices.currency);
  const minor = () => (amount().trim() === "" ? whole() : readMoney(amount(), props.choices.currency));
  const why = () => {
    if (units().length === 0) return words.cancel.nobody;
    if (isReckoning()) return words.cancel.reckoning;
    if (amount().trim() === "") return null;
    const own = minor();
    if (own === null || own === 0) return words.refund.amountUnreadable;
    const most = whole();
    return most !== null && own > most ? words.refund.amountHint(money(most)) : null;
  };
  const acting = useAct();
  const send = async () => {
    const post = (id: string) => {
      const own = amount().trim() === "" ? {} : { amountMinor: minor() ?? 0 };
      return ask(api.orders[":id"].refund.$post({ param: { id: props.choices.order }, json: { id, ...asked(), ...own } }));
    };
    if (await acting.act(post)) props.onClose();
  };
  const label = () => {
    const own = minor();
    const { act, actReturn, actAll, actReturnAll } = words.refund;
    if (own === null) return type() === "REFUND" ? actAll : actReturnAll;
    return type() === "REFUND" ? act(money(own)) : actReturn(money(own));
  };
  const hint = () => {
    const most = whole();
    if (most !== null) return words.refund.amountHint(money(most));
    return isReckoning() ? words.cancel.reckoning : words.cancel.refundUnknown;
  };
  return { open, type, setType, chosen, units, toggle, reason, setGiven, amount, setAmount, hint, label, money, why, acting, send };
}

function Form(props: { choices: RefundChoices; onClose: () => void }) {
  const words = speak("aftersales");
  const plan = usePlan(props);
  return (
    <div class="stack">
      <SelectField
        name={words.refund.type}
        value={plan.type()}
        options={plan.open().map((one) => ({ value: one.type, label: words.types[one.type] ?? one.type }))}
        onChange={(value) => plan.setType(value === "REFUND" ? "REFUND" : "RETURN_AND_REFUND")}
      />
      <UnitChoices
        units={plan.chosen()?.units ?? []}
        chosen={plan.units()}
        onToggle={plan.toggle}
        amountOf={({ priceMinor }) => plan.money(priceMinor)}
      />
      <SelectField
        name={words.refund.reason}
        value={plan.reason()}
        onChange={plan.setGiven}
        options={(plan.chosen()?.reasons ?? []).map((name) => ({ value: name, label: nameReason(name) }))}
      />
      <TextField name={words.refund.amount} hint={plan.hint()} value={plan.amount()} onInput={plan.setAmount} />
      <Show when={plan.acting.problem()}>
        <Trouble problem={plan.acting.problem()} />
      </Show>
      <Callout look="late" icon="alert">
        {words.refund.sure}
      </Callout>
      <div class="foot">
        <Button look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
        <Button look="sure" busy={plan.acting.busy()} because={plan.why()} onPress={() => void plan.send()}>
          {plan.label()}
        </Button>
      </div>
    </div>
  );
}
