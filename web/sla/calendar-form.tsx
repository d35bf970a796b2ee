/** A calendar being written: its name, its zone, its week and its holidays. What is wrong with it is the server's to say. */

import { createSignal, For, Index, Show, untrack } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { ZoneField } from "../stores/zone-field.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { now, ownZone, writeTime } from "../ui/clock.ts";
import { TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { speak } from "../words/words.ts";
import { type Calendar, type Hours, OFFICE_HOURS, type Range } from "./hours.ts";
import { Ranges } from "./ranges.tsx";

const NAME_CHARACTERS_MAX = 60;
const WORKDAYS = 5;

interface FormProps {
  /** Null makes a new one. */
  calendar: Calendar | null;
  onClose: () => void;
}

const blank = (): Hours => ({
  timeZone: ownZone,
  week: Array.from({ length: 7 }, (_, day) => (day < WORKDAYS ? [OFFICE_HOURS] : [])),
  holidays: [],
});

function useCalendar(props: FormProps) {
  const client = useQueryClient();
  const words = speak("sla").calendar;
  // What is being typed stays, whatever is saved meanwhile.
  const { calendar } = untrack(() => props);
  const [form, setForm] = createSignal({ name: "", ...blank(), ...calendar });
  const done = async (told: string) => {
    await client.invalidateQueries({ queryKey: ["sla"] });
    toast({ words: told });
    props.onClose();
  };
  const save = useMutation(() => ({
    mutationFn: async () => {
      const { name, timeZone, week, holidays } = form();
      const json = { name, timeZone, week, holidays };
      if (calendar) await ask(api.calendars[":id"].$put({ param: { id: calendar.id }, json: { ...json, version: calendar.version } }));
      else await ask(api.calendars.$post({ json }));
    },
    onSuccess: () => done(words.saved(form().name)),
  }));
  const remove = useMutation(() => ({
    mutationFn: () => ask(api.calendars[":id"].$delete({ param: { id: calendar?.id ?? "" } })),
    onSuccess: () => done(words.removed(form().name)),
  }));
  return { form, set: (change: Partial<ReturnType<typeof form>>) => setForm({ ...form(), ...change }), save, remove };
}

export function CalendarForm(props: FormProps) {
  const words = speak("sla").calendar;
  const { form, set, save, remove } = useCalendar(props);
  return (
    <div class="setting open">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <h3>{props.calendar ? words.title(props.calendar.name) : words.titleNew}</h3>
        <div class="promise-fields">
          <TextField name={words.name} required maxLength={NAME_CHARACTERS_MAX} value={form().name} onInput={(name) => set({ name })} />
          <ZoneField name={words.zone} value={form().timeZone} onInput={(timeZone) => set({ timeZone })} />
        </div>
        <Week week={form().week} onChange={(week) => set({ week })} />
        <Holidays holidays={form().holidays} onChange={(holidays) => set({ holidays })} />
        <Show when={save.isError || remove.isError}>
          <Trouble problem={save.error ?? remove.error} />
        </Show>
        <div class="row wrap">
          <Button look="primary" submit busy={save.isPending}>
            {words.save}
          </Button>
          <Button look="quiet" onPress={props.onClose}>
            {speak("frame").cancel}
          </Button>
          <Show when={props.calendar}>
            <span class="push">
              <Button look="danger" busy={remove.isPending} onPress={() => remove.mutate()}>
                {words.remove}
              </Button>
            </span>
          </Show>
        </div>
      </form>
    </div>
  );
}

function Week(props: { week: Range[][]; onChange: (week: Range[][]) => void }) {
  const words = speak("sla").calendar;
  const change = (day: number, ranges: Range[]) => props.onChange(props.week.map((given, at) => (at === day ? ranges : given)));
  const copyMonday = () => props.onChange(props.week.map((given, day) => (day < WORKDAYS ? (props.week[0] ?? []) : given)));
  return (
    <fieldset class="week">
      <legend>{words.week}</legend>
      <Index each={props.week}>
        {(ranges, day) => (
          <div class="week-day">
            <span class="week-name">{words.days[day]}</span>
            <Ranges of={words.days[day] ?? ""} ranges={ranges()} onChange={(changed) => change(day, changed)} />
          </div>
        )}
      </Index>
      <Button small look="quiet" onPress={copyMonday}>
        {words.copyMonday}
      </Button>
    </fieldset>
  );
}

function Holidays(props: { holidays: Hours["holidays"]; onChange: (holidays: Hours["holidays"]) => void }) {
  const words = speak("sla").calendar;
  const [date, setDate] = createSignal(writeTime(now(), "key"));
  const add = () => {
    if (date() === "" || props.holidays.some((holiday) => holiday.date === date())) return;
    props.onChange([...props.holidays, { date: date(), ranges: [] }].sort((one, other) => one.date.localeCompare(other.date)));
  };
  const change = (day: string, ranges: Range[]) =>
    props.onChange(props.holidays.map((holiday) => (holiday.date === day ? { ...holiday, ranges } : holiday)));
  return (
    <fieldset class="week">
      <legend>{words.holidays}</legend>
      <For each={props.holidays.map((holiday) => holiday.date)}>
        {(day) => (
          <div class="week-day">
            <span class="week-name">{day}</span>
            <Ranges
              of={day}
              ranges={props.holidays.find((holiday) => holiday.date === day)?.ranges ?? []}
              onChange={(ranges) => change(day, ranges)}
            />
            <IconButton
              icon="x"
              small
              label={words.dropHoliday(day)}
              onPress={() => props.onChange(props.holidays.filter((holiday) => holiday.date !== day))}
            />
          </div>
        )}
      </For>
      <div class="row wrap">
        <TextField class="short" name={words.holiday} type="date" value={date()} onInput={setDate} />
        <Button small icon="plus" onPress={add}>
          {words.addHoliday}
        </Button>
      </div>
    </fieldset>
  );
}
