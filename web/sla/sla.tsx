/** Settings › SLA & hours: what every store promises, and the calendars those promises count in. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useQuery } from "../cache/use.ts";
import { SettingsPage } from "../team/settings.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Answer, Skeleton } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { CalendarForm } from "./calendar-form.tsx";
import { type Calendar, type PromisePage, writeWeek } from "./hours.ts";
import { PromiseRow } from "./promise.tsx";
import "./sla.css";

export default function Sla() {
  const words = speak("sla");
  // A form that is open stays as it is while its reader looks elsewhere.
  const page = useQuery(() => ({ queryKey: ["sla"], queryFn: () => ask(api.sla.$get()), refetchOnWindowFocus: false }));
  return (
    <SettingsPage place="sla" title={words.title} words={words.words}>
      <Answer of={page} waiting={<Skeleton rows={4} class="scan-waiting" widths={[40, 60]} />}>
        {(data) => (
          <>
            <section class="card" aria-labelledby="h-promises">
              <header>
                <h2 id="h-promises">{words.promises}</h2>
              </header>
              <div>
                {/* By id, here as below: every answer brings new rows, and a form that is open stays. */}
                <For each={data().stores.map(({ id }) => id)}>
                  {(id) => (
                    <Show when={data().stores.find((one) => one.id === id)}>
                      {(store) => <PromiseRow store={store()} calendars={data().calendars} />}
                    </Show>
                  )}
                </For>
              </div>
            </section>
            <Calendars page={data()} />
          </>
        )}
      </Answer>
    </SettingsPage>
  );
}

function Calendars(props: { page: PromisePage }) {
  const words = speak("sla");
  const [isNew, setNew] = createSignal(false);
  return (
    <section class="card" aria-labelledby="h-calendars">
      <header>
        <h2 id="h-calendars">{words.calendars}</h2>
        <span class="push">
          <Button small icon="plus" onPress={() => setNew(true)}>
            {words.newCalendar}
          </Button>
        </span>
      </header>
      <div>
        <Show when={isNew()}>
          <CalendarForm calendar={null} onClose={() => setNew(false)} />
        </Show>
        <For
          each={props.page.calendars.map(({ id }) => id)}
          fallback={
            <Show when={!isNew()}>
              <p class="mid setting">{words.noCalendars}</p>
            </Show>
          }
        >
          {(id) => (
            <Show when={props.page.calendars.find((one) => one.id === id)}>
              {(calendar) => <CalendarRow calendar={calendar()} page={props.page} />}
            </Show>
          )}
        </For>
      </div>
    </section>
  );
}

function CalendarRow(props: { calendar: Calendar; page: PromisePage }) {
  const words = speak("sla");
  const [isOpen, setOpen] = createSignal(false);
  const users = () => props.page.stores.filter((store) => store.calendar_id === props.calendar.id).map((store) => store.name);
  const holidays = () => props.calendar.holidays.length;
  return (
    <Show when={!isOpen()} fallback={<CalendarForm calendar={props.calendar} onClose={() => setOpen(false)} />}>
      <div class="setting">
        <span class="key">{props.calendar.name}</span>
        <span class="value stack tight">
          <span>{writeWeek(props.calendar.week, words.shortDays)}</span>
          <span class="small dim">
            {[
              props.calendar.timeZone,
              ...(holidays() > 0 ? [words.holidaysCount(holidays())] : []),
              users().length > 0 ? words.usedBy(users().join(", ")) : words.unused,
            ].join(" · ")}
          </span>
        </span>
        <IconButton icon="pencil" small label={words.editCalendar(props.calendar.name)} onPress={() => setOpen(true)} />
      </div>
    </Show>
  );
}
