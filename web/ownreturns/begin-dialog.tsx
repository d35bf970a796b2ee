/** Beginning a return by hand: which units come back and why, and the buyer's details where the customer has told them already. */

import { createSignal, Show, untrack } from "solid-js";
import { UnitChoices, useUnits } from "../aftersales/unit-lists.tsx";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useNavigate } from "../router/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CheckField, TextField } from "../ui/field.tsx";
import { Callout, Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import "../aftersales/aftersales.css";
import "./ownreturns.css";
import { DetailsFields, noDetails, whyIncomplete } from "./details-fields.tsx";
import type { OwnOfOrder } from "./queries.ts";

const REASON_CHARACTERS_MAX = 300;

interface DialogProps {
  of: OwnOfOrder;
  onClose: () => void;
}

function useBeginning(props: DialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const open = untrack(() => props.of.units.filter(({ can }) => can.ok));
  const { units, toggle } = useUnits(open.map(({ id }) => id));
  const [reason, setReason] = createSignal("");
  const [isTold, setTold] = createSignal(false);
  const [typed, setTyped] = createSignal(untrack(() => noDetails(props.of.country)));
  const words = speak("ownReturns");
  const why = () => {
    if (units().length === 0) return speak("aftersales").cancel.nobody;
    if (reason().trim() === "") return words.begin.noReason;
    return isTold() ? whyIncomplete(typed()) : null;
  };
  // One click, one return: pressed again after silence it is the same.
  const click = crypto.randomUUID();
  const begin = useMutation(() => ({
    mutationFn: () => {
      const json = { id: click, units: units(), reason: reason().trim(), details: isTold() ? typed() : null };
      return ask(api.orders[":id"]["own-returns"].$post({ param: { id: props.of.order }, json }));
    },
    onSuccess: ({ id }: { id: string }) => {
      void client.invalidateQueries({ queryKey: ["order-aftersales", props.of.order] });
      navigate(`/returns/${id}`);
    },
  }));
  return { units, toggle, reason, setReason, isTold, setTold, typed, setTyped, why, begin };
}

export default function BeginDialog(props: DialogProps) {
  const words = speak("ownReturns").begin;
  const it = useBeginning(props);
  return (
    <Dialog open title={words.title(props.of.order.slice(-6))} onClose={props.onClose} class="wide">
      <div class="stack">
        <Callout icon="info">{words.why}</Callout>
        <UnitChoices units={props.of.units} chosen={it.units()} onToggle={it.toggle} />
        <TextField
          name={words.reason}
          hint={words.reasonHint}
          value={it.reason()}
          onInput={it.setReason}
          maxLength={REASON_CHARACTERS_MAX}
        />
        <Show when={props.of.can.typeDetails.ok} fallback={<p class="small mid">{whyNot(props.of.can.typeDetails)}</p>}>
          <CheckField name={words.told} checked={it.isTold()} onChange={it.setTold} />
        </Show>
        <Show when={it.isTold()} fallback={<p class="small mid">{words.later}</p>}>
          <DetailsFields typed={it.typed()} onChange={it.setTyped} />
        </Show>
        <Show when={it.begin.error}>
          <Trouble problem={it.begin.error} />
        </Show>
        <div class="foot">
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Button look="primary" busy={it.begin.isPending} because={it.why()} onPress={() => it.begin.mutate()}>
            {words.act}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
