/** Why many orders are cancelled: one reason that all their markets know, or one for each market. */

import { createSignal, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { CheckField, SelectField } from "../ui/field.tsx";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askCancelReasons, type Meaning, type Of, type Wish } from "./queries.ts";

/** In place of a market: the same everywhere. */
const ALL = "";

/** `of` is null where nothing is to be cancelled: then nothing is asked. */
export function useCancelReasons(of: Of | null, onChange: () => void) {
  const query = useQuery(() => askCancelReasons(of));
  const [chosen, setChosen] = createSignal<Record<string, Meaning>>({});
  const [isApart, setApart] = createSignal(false);
  const markets = () => (of === null ? [] : (known(query)?.markets ?? []));
  const shared = () =>
    (markets()[0]?.reasons ?? []).filter((one) => markets().every(({ reasons }) => reasons.some(({ meaning }) => meaning === one.meaning)));
  const choose = (market: string, meaning: string) => {
    setChosen({ ...chosen(), [market]: meaning as Meaning });
    onChange();
  };
  const part = (is: boolean) => {
    setApart(is);
    onChange();
  };
  const meant = () => markets().map(({ marketplace }) => [marketplace, chosen()[isApart() ? marketplace : ALL]] as const);
  const missing = () => (markets().length === 0 || meant().some(([, meaning]) => !meaning) ? speak("workload").ask.reason : null);
  const wish = (): Wish => ({ do: "cancel", reasons: Object.fromEntries(meant().flatMap(([at, why]) => (why ? [[at, why]] : []))) });
  return { query, chosen, choose, isApart, part, markets, shared, missing, wish };
}

type Reasons = ReturnType<typeof useCancelReasons>;

export function CancelFields(props: { reasons: Reasons }) {
  const words = speak("workload").ask;
  return (
    <Answer of={props.reasons.query} waiting={<Skeleton rows={2} class="scan-waiting" widths={[40, 80]} />}>
      {() => (
        <>
          <Show
            when={props.reasons.isApart()}
            fallback={<ReasonField name={words.reason} at={ALL} offered={props.reasons.shared()} reasons={props.reasons} />}
          >
            <For each={props.reasons.markets()}>
              {(one) => (
                <ReasonField name={words.reasonIn(one.marketplace)} at={one.marketplace} offered={one.reasons} reasons={props.reasons} />
              )}
            </For>
          </Show>
          <Show when={props.reasons.markets().length > 1}>
            <CheckField name={words.apart} checked={props.reasons.isApart()} onChange={props.reasons.part} />
          </Show>
        </>
      )}
    </Answer>
  );
}

function ReasonField(props: { name: string; at: string; offered: { meaning: Meaning }[]; reasons: Reasons }) {
  const { meanings } = speak("aftersales").cancel;
  return (
    <SelectField
      name={props.name}
      value={props.reasons.chosen()[props.at] ?? ""}
      options={[{ value: "", label: "" }, ...props.offered.map(({ meaning }) => ({ value: meaning, label: meanings[meaning] }))]}
      onChange={(meaning) => props.reasons.choose(props.at, meaning)}
    />
  );
}
