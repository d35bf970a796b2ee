/** Settings › My notifications: what one is told of and by which road, when there is silence, and whether this browser takes part. */

import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import { useMutation } from "../cache/use.ts";
import { type Choice, useChoosing } from "../team/chosen.ts";
import { useMe } from "../team/me.tsx";
import { SettingsPage } from "../team/settings.tsx";
import { Button } from "../ui/button.tsx";
import { ownZone, placeOf } from "../ui/clock.ts";
import { CheckField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { useDevice } from "./device.ts";
import "./notifications.css";
import type { Kind } from "./queries.ts";

const ROADS = ["app", "desktop", "push"] as const;
const NIGHT = { from: 22 * 60, to: 7 * 60 };

export default function TellingPage() {
  const words = speak("notifications").choice;
  const me = useMe();
  const choosing = useChoosing();
  const save = useMutation(() => ({ mutationFn: (choice: Choice) => choosing(choice) }));
  const chosen = () => me().preferences;
  return (
    <SettingsPage place="telling" title={words.title} words={words.words}>
      <Show when={save.isError}>
        <Trouble problem={save.error} />
      </Show>
      <Kinds onSave={(choice) => save.mutate(choice)} />
      <section class="card" aria-labelledby="h-how">
        <header>
          <h2 id="h-how">{words.how}</h2>
        </header>
        <div class="body stack">
          <Hours onSave={(choice) => save.mutate(choice)} />
          <CheckField name={words.sound} checked={chosen().sound === true} onChange={(sound) => save.mutate({ sound })} />
          <div>
            <CheckField name={words.pushWords} checked={chosen().pushWords === true} onChange={(pushWords) => save.mutate({ pushWords })} />
            <p class="small dim">{words.pushWordsHint}</p>
          </div>
        </div>
      </section>
      <Browser />
    </SettingsPage>
  );
}

function Kinds(props: { onSave: (choice: Choice) => void }) {
  const words = speak("notifications").choice;
  const me = useMe();
  const telling = () => me().preferences.telling ?? {};
  const kinds = Object.keys(words.kinds) as Kind[];
  const choose = (kind: Kind, road: (typeof ROADS)[number], isOn: boolean) =>
    props.onSave({ telling: { ...telling(), [kind]: { ...telling()[kind], [road]: isOn } } });
  return (
    <section class="card">
      <div class="grid-scroll">
        <table class="table roads">
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <For each={ROADS}>
                {(road) => (
                  <th scope="col" title={words.roadsSay[road]}>
                    {words.roads[road]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={kinds}>
              {(kind) => (
                <tr>
                  <th scope="row">{words.kinds[kind]}</th>
                  <For each={ROADS}>
                    {(road) => (
                      <td>
                        <input
                          type="checkbox"
                          class="check"
                          aria-label={`${words.kinds[kind]}: ${words.roads[road]}`}
                          checked={telling()[kind]?.[road] ?? true}
                          onChange={(event) => choose(kind, road, event.currentTarget.checked)}
                        />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  );
}

const written = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The browser tells hours in the person's own zone, and keeps its name with them. */
function Hours(props: { onSave: (choice: Choice) => void }) {
  const words = speak("notifications").choice;
  const me = useMe();
  const quiet = () => me().preferences.quiet ?? null;
  const zone = () => me().preferences.zone ?? ownZone;
  const change = (end: "from" | "to", time: string) => {
    const hours = quiet() ?? { ...NIGHT, zone: zone() };
    if (/^\d\d:\d\d/.test(time)) props.onSave({ quiet: { ...hours, zone: zone(), [end]: minutesOf(time) } });
  };
  return (
    <div class="stack">
      <CheckField
        name={words.quietOn}
        checked={quiet() !== null}
        onChange={(isOn) => props.onSave({ quiet: isOn ? { ...NIGHT, zone: zone() } : null })}
      />
      <Show when={quiet()}>
        {(hours) => (
          <div class="hours">
            <TimeField name={words.quietFrom} value={written(hours().from)} onChange={(time) => change("from", time)} />
            <TimeField name={words.quietTo} value={written(hours().to)} onChange={(time) => change("to", time)} />
            <span class="small dim">{words.quietZone(placeOf(hours().zone))}</span>
          </div>
        )}
      </Show>
    </div>
  );
}

function TimeField(props: { name: string; value: string; onChange: (time: string) => void }) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.name}</label>
      <input id={id} type="time" class="input" value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} />
    </div>
  );
}

function Browser() {
  const words = speak("notifications").choice;
  const device = useDevice();
  const [allowed, setAllowed] = createSignal(typeof Notification === "undefined" ? "denied" : Notification.permission);
  const allow = async () => setAllowed(await Notification.requestPermission());
  const reason = () => {
    const can = device.known()?.can;
    return can ? whyNot(can) : null;
  };
  return (
    <section class="card" aria-labelledby="h-browser">
      <header>
        <h2 id="h-browser">{words.desktop}</h2>
      </header>
      <div class="body stack">
        <Switch>
          <Match when={allowed() === "granted"}>
            <p>{words.desktopOn}</p>
          </Match>
          <Match when={allowed() === "denied"}>
            <p>{words.desktopOff}</p>
          </Match>
          <Match when={true}>
            <div>
              <Button onPress={() => void allow()}>{words.desktopAsk}</Button>
            </div>
          </Match>
        </Switch>
        <Show when={device.isAble} fallback={<p>{words.pushUnable}</p>}>
          <p>{device.known()?.isOn ? words.pushOn : words.pushOff}</p>
          <Show when={device.begin.error ?? device.end.error}>{(problem) => <Trouble problem={problem()} />}</Show>
          <div>
            <Show
              when={device.known()?.isOn}
              fallback={
                <Button busy={device.begin.isPending} because={reason()} onPress={() => device.begin.mutate()}>
                  {words.pushTurnOn}
                </Button>
              }
            >
              <Button busy={device.end.isPending} onPress={() => device.end.mutate()}>
                {words.pushTurnOff}
              </Button>
            </Show>
          </div>
        </Show>
      </div>
    </section>
  );
}
