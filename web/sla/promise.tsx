/** One store's promise: a row that says it and when a message would be due, and the form in its place. */

import { createSignal, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { placeOf, writeSpan, writeUntil } from "../ui/clock.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { MINUTE_MS } from "../ui/units.ts";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import type { Calendar, StorePromise } from "./hours.ts";
import { Overrides, type TypedOverride, useLabelName } from "./overrides.tsx";

const TARGET_MINUTES_MIN = 5;
const REPLY_MINUTES_MAX = 10_080;
const RESOLUTION_MINUTES_MAX = 43_200;

interface RowProps {
  store: StorePromise;
  calendars: Calendar[];
}

export function PromiseRow(props: RowProps) {
  const words = speak("sla");
  const nameOf = useLabelName();
  const [isOpen, setOpen] = createSignal(false);
  const span = (minutes: number) => words.within(writeSpan(minutes * MINUTE_MS));
  const calendar = () => props.calendars.find((one) => one.id === props.store.calendar_id);
  const zone = () => calendar()?.timeZone ?? props.store.time_zone;
  const promised = () => {
    const { reply_target_minutes: first, next_target_minutes: next, resolution_target_minutes: resolution } = props.store;
    return [
      `${words.first} ${span(first)}`,
      `${words.next} ${span(next ?? first)}`,
      resolution === null ? words.noResolution : `${words.resolution} ${span(resolution)}`,
      calendar()?.name ?? words.aroundTheClock,
      ...(props.store.overrides.length > 0
        ? [words.overrides.count(props.store.overrides.map(({ label }) => nameOf(label)).join(", "))]
        : []),
    ].join(" · ");
  };
  const preview = () => {
    const { now, dueAt, isOpen: isOpenNow, opensAt } = props.store.preview;
    const due = words.nowDue(writeUntil(dueAt, now, zone()), placeOf(zone()));
    return isOpenNow || opensAt === null ? due : `${due}; ${words.closedNow(writeUntil(opensAt, now, zone()))}`;
  };
  return (
    <Show when={!isOpen()} fallback={<PromiseForm {...props} onClose={() => setOpen(false)} />}>
      <div class="setting">
        <span class="key row tight">
          <StoreMark store={props.store} /> {props.store.name}
        </span>
        <span class="value stack tight">
          <span>{promised()}</span>
          <span class="small dim">{preview()}</span>
        </span>
        <IconButton icon="pencil" small label={words.edit(props.store.name)} onPress={() => setOpen(true)} />
      </div>
    </Show>
  );
}

const textOf = (minutes: number | null) => (minutes === null ? "" : String(minutes));
const minutesOf = (text: string) => (text.trim() === "" ? null : Number(text));

const targetsOf = (typed: Pick<TypedOverride, "first" | "next" | "resolution">) => ({
  firstMinutes: minutesOf(typed.first),
  nextMinutes: minutesOf(typed.next),
  resolutionMinutes: minutesOf(typed.resolution),
});

function usePromise(props: RowProps & { onClose: () => void }) {
  const client = useQueryClient();
  // What is being typed stays, whatever is saved meanwhile.
  const { store } = untrack(() => props);
  const [form, setForm] = createSignal({
    first: String(store.reply_target_minutes),
    next: textOf(store.next_target_minutes),
    resolution: textOf(store.resolution_target_minutes),
    calendarId: store.calendar_id ?? "",
    overrides: store.overrides.map(
      ({ label, firstMinutes, nextMinutes, resolutionMinutes }): TypedOverride => ({
        label,
        first: textOf(firstMinutes),
        next: textOf(nextMinutes),
        resolution: textOf(resolutionMinutes),
      }),
    ),
  });
  const save = useMutation(() => ({
    mutationFn: () => {
      const { calendarId, overrides, first } = form();
      const json = {
        version: store.version,
        ...targetsOf(form()),
        firstMinutes: Number(first),
        calendarId: calendarId || null,
        overrides: overrides.map((one) => ({ label: one.label, ...targetsOf(one) })),
      };
      return ask(api.stores[":id"].promise.$put({ param: { id: store.id }, json }));
    },
    onSuccess: async () => {
      await Promise.all(["sla", "me", "store", "stores"].map((key) => client.invalidateQueries({ queryKey: [key] })));
      toast({ words: speak("sla").saved(store.name) });
      props.onClose();
    },
  }));
  return { form, set: (change: Partial<ReturnType<typeof form>>) => setForm({ ...form(), ...change }), save };
}

type FormState = ReturnType<typeof usePromise>;

function Targets(props: Pick<FormState, "form" | "set"> & { calendars: Calendar[] }) {
  const words = speak("sla");
  const equals = (text: string, otherwise?: string) => {
    const minutes = minutesOf(text);
    return minutes === null ? otherwise : words.form.equals(writeSpan(minutes * MINUTE_MS));
  };
  const field = (name: "first" | "next" | "resolution", max: number, otherwise?: string) => (
    <TextField
      name={words.form[name]}
      type="number"
      required={name === "first"}
      min={TARGET_MINUTES_MIN}
      max={max}
      value={props.form()[name]}
      hint={equals(props.form()[name], otherwise)}
      onInput={(text) => props.set({ [name]: text })}
    />
  );
  return (
    <div class="promise-fields">
      {field("first", REPLY_MINUTES_MAX)}
      {field("next", REPLY_MINUTES_MAX, words.form.nextHint)}
      {field("resolution", RESOLUTION_MINUTES_MAX, words.form.resolutionHint)}
      <SelectField
        name={words.form.calendar}
        value={props.form().calendarId}
        onChange={(calendarId) => props.set({ calendarId })}
        options={[
          { value: "", label: words.aroundTheClock },
          ...props.calendars.map((calendar) => ({ value: calendar.id, label: calendar.name })),
        ]}
      />
    </div>
  );
}

function PromiseForm(props: RowProps & { onClose: () => void }) {
  const words = speak("sla");
  const { form, set, save } = usePromise(props);
  return (
    <div class="setting open">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <h3 class="row tight">
          <StoreMark store={props.store} /> {props.store.name}
        </h3>
        <Targets form={form} set={set} calendars={props.calendars} />
        <Overrides
          overrides={form().overrides}
          replyMax={REPLY_MINUTES_MAX}
          resolutionMax={RESOLUTION_MINUTES_MAX}
          onChange={(overrides) => set({ overrides })}
        />
        <Show when={save.isError}>
          <Trouble problem={save.error} />
        </Show>
        <div class="row">
          <Button look="primary" submit busy={save.isPending}>
            {words.form.save}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
        </div>
      </form>
    </div>
  );
}
