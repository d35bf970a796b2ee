/** Buying a TikTok Shipping label: what goes in, what it weighs, what each service costs; the button says the price. */

import { createEffect, createSignal, For, on, Show } from "solid-js";
import { useMutation, useQuery } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { formatMoney } from "../ui/money.ts";
import { known, Trouble } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { useWish } from "./act.ts";
import { MeasureFields, measuresFrom, NOTHING_TYPED, type Typed, typedFrom } from "./measures.tsx";
import { askMeasures, findOffers, type Offer } from "./queries.ts";
import { ChooseUnits, ShipFrame, type ShipProps } from "./ship-dialog.tsx";

function useLabel(props: ShipProps) {
  const among = () => (props.open.is === "ship" ? props.open.units : []);
  const [units, setUnits] = createSignal(among());
  const [typed, setTyped] = createSignal<Typed>(NOTHING_TYPED);
  let isByHand = false;
  const type = (said: Typed) => {
    isByHand = true;
    setTyped(said);
  };
  const [service, setService] = createSignal("");
  const remembered = useQuery(() => ({ ...askMeasures(props.order, units()), enabled: units().length > 0 }));
  const measures = () => measuresFrom(typed(), props.page.isImperial);
  const offers = useMutation(() => ({
    mutationFn: () => findOffers(props.order, units(), measures() ?? { grams: 1, lengthMm: 1, widthMm: 1, heightMm: 1 }),
    onSuccess: ({ services }: { services: Offer[] }) => setService((services.find((one) => one.isDefault) ?? services[0])?.id ?? ""),
  }));
  createEffect(
    on(
      () => known(remembered)?.measures,
      // What was weighed before helps whoever has typed nothing yet.
      (last) => last && !isByHand && setTyped(typedFrom(last, props.page.isImperial)),
    ),
  );
  // Another weight has another price.
  createEffect(on([units, typed], () => offers.reset(), { defer: true }));
  const isRemembered = () => {
    const last = known(remembered)?.measures;
    return Boolean(last && JSON.stringify(last) === JSON.stringify(measures()));
  };
  const chosen = () => offers.data?.services.find((one) => one.id === service());
  return { among, units, setUnits, typed, type, service, setService, measures, offers, chosen, isRemembered };
}

export function Buying(props: ShipProps) {
  const words = speak("shipping").buying;
  const label = useLabel(props);
  const wish = useWish(
    () => props.order,
    () => props.onClose(),
  );
  const price = (offer: Offer) => formatMoney(offer.priceMinor, offer.currency);
  const buy = () => {
    const measures = label.measures();
    const offer = label.chosen();
    if (measures && offer) void wish.send({ do: "buy-label", units: label.units(), service: offer.id, measures });
  };
  const act = () => (
    <Show
      when={label.chosen()}
      fallback={
        <Button
          look="primary"
          icon="search"
          busy={label.offers.isPending}
          because={label.measures() && label.units().length > 0 ? null : words.weight(words.unit[props.page.isImperial ? "lb" : "g"])}
          quietly
          onPress={() => label.offers.mutate()}
        >
          {words.offers}
        </Button>
      }
    >
      {(offer) => (
        <Button look="primary" icon="tag" busy={wish.busy()} onPress={buy}>
          {words.act(price(offer()))}
        </Button>
      )}
    </Show>
  );
  return (
    <ShipFrame title={words.title} onClose={props.onClose} wrong={wish.wrong()?.says ?? null} act={act()}>
      <ChooseUnits page={props.page} among={label.among()} chosen={label.units()} onChange={label.setUnits} />
      <MeasureFields typed={label.typed()} isImperial={props.page.isImperial} onChange={label.type} />
      <Show when={label.isRemembered()}>
        <p class="small dim">{words.remembered}</p>
      </Show>
      <Show when={label.offers.isError}>
        <Trouble problem={label.offers.error} />
      </Show>
      <Offers offers={label.offers.data?.services} chosen={label.service()} onChoose={label.setService} price={price} />
      <Show when={label.chosen()}>
        <p class="small dim">{words.once}</p>
      </Show>
    </ShipFrame>
  );
}

interface OffersProps {
  offers: Offer[] | undefined;
  chosen: string;
  onChoose: (id: string) => void;
  price: (offer: Offer) => string;
}

function Offers(props: OffersProps) {
  const words = speak("shipping").buying;
  return (
    <Show when={props.offers}>
      {(offers) => (
        <fieldset aria-label={words.service}>
          <For each={offers()} fallback={<p class="mid">{words.none}</p>}>
            {(offer) => (
              <label class="offer">
                <input
                  type="radio"
                  name="offer"
                  class="check"
                  checked={offer.id === props.chosen}
                  onChange={() => props.onChoose(offer.id)}
                />
                <span>
                  {offer.name} <Show when={offer.days}>{(days) => <span class="small dim">{words.days(...days())}</span>}</Show>
                </span>
                <Show when={offer.isDefault}>
                  <span class="badge">{words.usual}</span>
                </Show>
                <span class="num">{props.price(offer)}</span>
              </label>
            )}
          </For>
        </fieldset>
      )}
    </Show>
  );
}
