/** Printing for many orders: what is going to happen is said before, and what cannot be taken back is said twice. */
import { createSignal, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Callout } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { MeasureFields, measuresFrom, NOTHING_TYPED, type Typed } from "./measures.tsx";
import type { RunWish } from "./queries.ts";
import { ShipFrame } from "./ship-dialog.tsx";

/** From here on it is asked again whether this many are meant. */
const MANY = 100;

type LabelWish = Extract<RunWish, { do: "labels" }>;

interface RunDialogProps {
  count: number;
  what: RunWish["do"];
  busy: boolean;
  wrong: string | null;
  onBegin: (wish: RunWish) => void;
  onClose: () => void;
}

function useLabelWish() {
  const [handover, setHandover] = createSignal<LabelWish["handover"]>("DROP_OFF");
  const [service, setService] = createSignal<LabelWish["service"]>("usual");
  const [gives, setGives] = createSignal(false);
  const [typed, setTyped] = createSignal<Typed>(NOTHING_TYPED);
  const measures = () => (gives() ? measuresFrom(typed(), false) : null);
  return {
    handover,
    setHandover,
    service,
    setService,
    gives,
    setGives,
    typed,
    setTyped,
    isOpen: () => gives() && !measures(),
    wish: (): RunWish => ({ do: "labels", service: service(), handover: handover(), measures: measures() }),
  };
}

export default function RunDialog(props: RunDialogProps) {
  const words = speak("shipping").running;
  const labels = useLabelWish();
  const count = () => formatCount(props.count);
  const isSlips = () => props.what === "slips";
  return (
    <ShipFrame
      title={isSlips() ? words.slips(count()) : words.title(count())}
      onClose={props.onClose}
      wrong={props.wrong}
      act={
        <Button
          look="primary"
          icon="tag"
          busy={props.busy}
          because={!isSlips() && labels.isOpen() ? words.weigh : null}
          quietly
          onPress={() => props.onBegin(isSlips() ? { do: "slips" } : labels.wish())}
        >
          {isSlips() ? words.actSlips(count()) : words.act(count())}
        </Button>
      }
    >
      <Show when={!isSlips()}>
        <p class="mid">{words.words}</p>
        <Show when={props.count > MANY}>
          <Callout look="soon" icon="alert">
            {words.many(count())}
          </Callout>
        </Show>
        <LabelChoices labels={labels} />
      </Show>
    </ShipFrame>
  );
}

function LabelChoices(props: { labels: ReturnType<typeof useLabelWish> }) {
  const words = speak("shipping").running;
  return (
    <>
      <SelectField
        name={words.handover}
        value={props.labels.handover()}
        onChange={(value) => props.labels.setHandover(value === "PICKUP" ? "PICKUP" : "DROP_OFF")}
        options={[
          { value: "DROP_OFF", label: words.dropOff },
          { value: "PICKUP", label: words.pickUp },
        ]}
      />
      <SelectField
        name={words.service}
        value={props.labels.service()}
        onChange={(value) => props.labels.setService(value === "cheapest" ? "cheapest" : "usual")}
        options={[
          { value: "usual", label: words.usual },
          { value: "cheapest", label: words.cheapest },
        ]}
      />
      <SelectField
        name={words.weigh}
        value={props.labels.gives() ? "give" : "skip"}
        onChange={(value) => props.labels.setGives(value === "give")}
        options={[
          { value: "skip", label: words.skip },
          { value: "give", label: words.give },
        ]}
      />
      <Show when={props.labels.gives()}>
        <MeasureFields typed={props.labels.typed()} isImperial={false} onChange={props.labels.setTyped} />
      </Show>
    </>
  );
}
