/** How large the database is and when it would be full, what lies in the archive, and after how long an order goes there. */
import { Show } from "solid-js";
import { type Answer, api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Select } from "../ui/field.tsx";
import { formatBytes, formatCount } from "../ui/money.ts";
import { Trouble } from "../ui/states.tsx";
import { Time } from "../ui/time.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { Fact } from "./fact.tsx";

type Size = Answer<typeof api.health.page.$get>["size"];

/** In place of a number of months. */
const NEVER = "never";

export function Database(props: { of: Size }) {
  const words = speak("sync").database;
  const night = () => props.of.night;
  const hasBegun = () => props.of.archived > 0 || props.of.bytes >= props.of.begins;
  return (
    <section class="card health-size" aria-labelledby="h-database">
      <header>
        <h2 id="h-database">{words.title}</h2>
      </header>
      <dl>
        <Fact name={words.size}>{words.of(formatBytes(props.of.bytes), formatBytes(props.of.limit))}</Fact>
        <Fact name={words.full}>
          <Show when={props.of.fullAt} fallback={<span class="dim">{words.never}</span>}>
            {(at) => <Time at={at()} as="date" />}
          </Show>
        </Fact>
        <Fact name={words.archive}>
          <Show when={hasBegun()} fallback={<span class="dim">{words.begins(formatBytes(props.of.begins))}</span>}>
            {words.holds(formatCount(props.of.archived), formatBytes(props.of.archivedBytes))}
          </Show>
        </Fact>
        <Show when={night()}>
          {(last) => (
            <Fact name={words.night}>
              <Time at={last().at} as="ago" />,{" "}
              {last().step === "failed" ? <span class="due late">{words.failed}</span> : words.nightSays(formatCount(last().orders))}
            </Fact>
          )}
        </Show>
      </dl>
      <Months of={props.of} />
    </section>
  );
}

function Months(props: { of: Size }) {
  const words = speak("sync").database;
  const client = useQueryClient();
  const save = useMutation(() => ({
    mutationFn: (months: number | null) => ask(api.archive.$put({ json: { months, version: props.of.version } })),
    onSuccess: () => toast({ words: words.saved, look: "fine" }),
    onSettled: () => client.invalidateQueries({ queryKey: ["health"] }),
  }));
  const options = () => [
    ...props.of.choices.map((months) => ({ value: String(months), label: words.months(months) })),
    { value: NEVER, label: words.none },
  ];
  const chosen = () => (props.of.months === null ? NEVER : String(props.of.months));
  return (
    <div class="body stack">
      <span class="row wrap">
        <span>{words.after}</span>
        <Select
          label={words.after}
          value={chosen()}
          options={options()}
          onChange={(value) => save.mutateAsync(value === NEVER ? null : Number(value))}
        />
      </span>
      <p class="small mid measure">{words.why}</p>
      <Show when={save.error}>
        <Trouble problem={save.error} />
      </Show>
    </div>
  );
}
