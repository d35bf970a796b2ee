/** For how long what is held of buyers stays when nobody asks: a choice for each kind, what a shorter one would empty tonight before it is saved, and
 *  beside them the periods nobody can change. */
import { createSignal, For, type JSX, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQuery, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Select } from "../ui/field.tsx";
import { formatCount } from "../ui/money.ts";
import { Answer, Callout, Skeleton, Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { askPeriods, askPreview, type Period, type PeriodsPage } from "./queries.ts";

/** In place of a number of days. */
const KEPT = "kept";

export function Periods() {
  const words = speak("people").persons.periods;
  const periods = useQuery(() => askPeriods);
  return (
    <section class="card" aria-labelledby="h-periods">
      <header>
        <h2 id="h-periods">{words.title}</h2>
      </header>
      <div class="body">
        <p class="mid measure">{words.words}</p>
      </div>
      <Answer of={periods} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 25]} />}>
        {(page) => (
          <ul class="list lined">
            {/* By kind: why a choice was not taken is said also where the period came back as somebody else chose it. */}
            <For each={page().periods.map(({ kind }) => kind)}>
              {(kind) => (
                <Show when={page().periods.find((one) => one.kind === kind)}>{(period) => <Chosen of={period()} page={page()} />}</Show>
              )}
            </For>
            <Fixed of={page().fixed} />
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Row(props: { name: string; words: string; children: JSX.Element }) {
  return (
    <li class="list-row person-period">
      <div>
        <p>
          <b>{props.name}</b>
        </p>
        <p class="small mid measure">{props.words}</p>
      </div>
      <span class="push num">{props.children}</span>
    </li>
  );
}

function Chosen(props: { of: Period; page: PeriodsPage }) {
  const words = speak("people").persons.periods;
  const client = useQueryClient();
  const [asked, setAsked] = createSignal<number>();
  // A choice that was not taken is shown as it was.
  const [shown, setShown] = createSignal(0);
  const save = useMutation(() => ({
    mutationFn: (days: number | null) => ask(api.retention.$put({ json: { kind: props.of.kind, days, was: props.of.days } })),
    onSuccess: () => toast({ words: words.saved, look: "fine" }),
    onSettled: async () => {
      setAsked(undefined);
      await client.invalidateQueries({ queryKey: askPeriods.queryKey });
      setShown((count) => count + 1);
    },
  }));
  const choose = (value: string) => {
    const days = value === KEPT ? null : Number(value);
    const isShorter = days !== null && (props.of.days === null || days < props.of.days);
    if (isShorter) setAsked(days);
    else save.mutate(days);
  };
  const close = () => {
    setAsked(undefined);
    setShown((count) => count + 1);
  };
  const options = () => {
    const days = [...new Set([...props.page.choices, ...(props.of.days === null ? [] : [props.of.days])])].sort((a, b) => a - b);
    return [{ value: KEPT, label: words.kept }, ...days.map((one) => ({ value: String(one), label: words.days(formatCount(one)) }))];
  };
  const kind = () => words.kinds[props.of.kind];
  return (
    <>
      <Row name={kind().name} words={`${kind().words} ${kind().since}`}>
        <Show when={shown() + 1} keyed>
          {(_count) => <Select label={kind().name} value={String(props.of.days ?? KEPT)} onChange={choose} options={options()} />}
        </Show>
      </Row>
      <Show when={save.isError}>
        <li class="list-row">
          <Trouble problem={save.error} />
        </li>
      </Show>
      <Show when={asked()} keyed>
        {(days) => <Shorten of={props.of} days={days} busy={save.isPending} onClose={close} onSave={() => save.mutate(days)} />}
      </Show>
    </>
  );
}

/** A shorter period empties what is older tonight: how much, is said before. */
function Shorten(props: { of: Period; days: number; busy: boolean; onClose: () => void; onSave: () => void }) {
  const words = speak("people").persons.periods;
  const preview = useQuery(() => askPreview(props.of.kind, props.days));
  return (
    <Dialog
      open
      title={words.sure(words.kinds[props.of.kind].name, formatCount(props.days))}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{words.cancel}</Button>
          <Button look="danger" busy={props.busy} onPress={props.onSave}>
            {words.save}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Answer of={preview} waiting={<Skeleton rows={1} class="scan-waiting" widths={[60]} />}>
          {(counts) => (
            <p>
              {words.tonight[props.of.kind](formatCount(counts().orders + counts().tickets), formatCount(counts().letters))}
              <Show when={counts().isMore}> {words.more}</Show>
            </p>
          )}
        </Answer>
        <Callout look="late">{words.noWay}</Callout>
      </div>
    </Dialog>
  );
}

function Fixed(props: { of: PeriodsPage["fixed"] }) {
  const words = speak("people").persons.periods;
  const fixed = words.fixed;
  const rows = () => [
    {
      name: fixed.returnDetails.name,
      words: fixed.returnDetails.words(formatCount(props.of.returnDetails.most)),
      period: words.days(formatCount(props.of.returnDetails.afterEnd)),
    },
    { ...fixed.exports, period: words.days(formatCount(props.of.exportDays)) },
    { ...fixed.personFiles, period: fixed.hours(formatCount(props.of.personFileHours)) },
    { ...fixed.packs, period: words.days(formatCount(props.of.packDays)) },
    { ...fixed.proof, period: words.days(formatCount(props.of.proofDays)) },
    { ...fixed.backups, period: fixed.copies(formatCount(props.of.backups)) },
  ];
  return (
    <For each={rows()}>
      {(row) => (
        <Row name={row.name} words={row.words}>
          {row.period}
        </Row>
      )}
    </For>
  );
}
