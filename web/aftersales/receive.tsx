/** What came back, unit by unit: its condition and the shelf it goes onto. A unit taken in stays taken in. */
import { createSignal, For, Show, untrack } from "solid-js";
import type { api } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { Select, SelectField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { useAct } from "./acted.ts";
import type { CasePage } from "./queries.ts";

export interface ReceiveProps {
  units: Pick<CasePage["units"][number], "line_id" | "condition" | "seller_sku" | "variation" | "title">[];
  shelves: CasePage["shelves"];
  send: (wish: Parameters<(typeof api.aftersales)[":id"]["receive"]["$post"]>[0]["json"]) => Promise<{ received: number }>;
}

type Condition = NonNullable<CasePage["units"][number]["condition"]>;
const CONDITIONS: readonly Condition[] = ["sellable", "unsellable", "missing", "not_inspected"];

/** What is said of each unit that was not judged yet. */
function useReceiving(props: ReceiveProps) {
  const words = speak("aftersales").receive;
  const { countUnits } = speak("order");
  const acting = useAct();
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<unknown>(null);
  const open = () => props.units.filter((unit) => unit.condition === null || unit.condition === "not_inspected");
  const [chosen, setChosen] = createSignal<Record<string, Condition>>({});
  const [warehouse, setWarehouse] = createSignal(untrack(() => props.shelves[0]?.id ?? ""));
  const conditionOf = (line: string): Condition => chosen()[line] ?? "sellable";
  const take = async () => {
    setBusy(true);
    setProblem(null);
    const units = open().map((unit) => ({ line: unit.line_id, condition: conditionOf(unit.line_id) }));
    try {
      const done = await props.send({ units, warehouse: warehouse() || null });
      toast({ words: words.received(countUnits(done.received)) });
      await acting.refresh();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const judge = (line: string, value: string) => setChosen({ ...chosen(), [line]: CONDITIONS.find((one) => one === value) ?? "sellable" });
  return { open, conditionOf, judge, warehouse, setWarehouse, take, busy, problem };
}

export function ReceiveForm(props: ReceiveProps) {
  const words = speak("aftersales").receive;
  const { countUnits } = speak("order");
  const it = useReceiving(props);
  return (
    <div class="stack tight">
      <p class="small mid">{words.words}</p>
      <ul class="case-units">
        <For each={props.units}>
          {(unit) => (
            <li class="case-unit">
              <span class="name ellipsis" dir="auto">
                {unit.seller_sku ?? unit.variation ?? unit.title}
              </span>
              <Show
                when={it.open().some((one) => one.line_id === unit.line_id)}
                fallback={<span class="mid">{words.conditions[unit.condition ?? "missing"]}</span>}
              >
                <Select
                  label={words.condition(unit.seller_sku ?? unit.title)}
                  value={it.conditionOf(unit.line_id)}
                  options={CONDITIONS.map((one) => ({ value: one, label: words.conditions[one] }))}
                  onChange={(value) => it.judge(unit.line_id, value)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={it.open().length > 0}>
        <SelectField
          name={words.warehouse}
          value={it.warehouse()}
          onChange={it.setWarehouse}
          options={[...props.shelves.map(({ id, name }) => ({ value: id, label: name })), { value: "", label: words.nowhere }]}
        />
        <div class="row wrap">
          <Button icon="box" busy={it.busy()} onPress={() => void it.take()}>
            {words.act(countUnits(it.open().length))}
          </Button>
        </div>
      </Show>
      <Show when={it.problem()}>
        <Trouble problem={it.problem()} />
      </Show>
    </div>
  );
}
