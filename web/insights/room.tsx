/** What every report stands in: its neighbours in a column, or behind the title on a phone, the days and stores it is about, and below them what
 *  its days mean. Whoever adds a report adds a row here and its name to the words. */
import { For, type JSX, Show } from "solid-js";
import { TabbedRoom } from "../frame/tabbed-room.tsx";
import { isAdmin, useMe, useStores } from "../team/me.tsx";
import { placeOf } from "../ui/clock.ts";
import { CheckField, Select } from "../ui/field.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { Callout } from "../ui/states.tsx";
import { StoreMark } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { type ReportPlace, SPANS, type Span } from "./place.ts";
import { writeDays } from "./write.ts";
import "./insights.css";

const TABS = [
  { name: "sales", to: "/insights", icon: "coupon" },
  { name: "fulfilment", to: "/insights/fulfilment", icon: "truck" },
  { name: "returns", to: "/insights/returns", icon: "return" },
  { name: "cover", to: "/insights/cover", icon: "box" },
  { name: "service", to: "/insights/service", icon: "reply" },
  { name: "gaps", to: "/insights/gaps", icon: "done" },
  { name: "mail", to: "/insights/mail", icon: "mail" },
] as const satisfies { name: string; to: string; icon: IconName }[];

export type InsightsTab = (typeof TABS)[number]["name"];

/** What the server says of the days and stores of a report. */
export interface Head {
  period: { now: { from: string; to: string }; before: { from: string; to: string } };
  stores: {
    id: string;
    name: string;
    mark: number;
    marketplace: string;
    currency: string;
    time_zone: string;
    today: string;
    is_behind: number;
    is_final: boolean;
  }[];
}

interface RoomProps {
  tab: InsightsTab;
  /** Absent: not about days somebody chooses. */
  place?: ReportPlace;
  head?: Head | undefined;
  /** Samples can be asked for. */
  hasSamples?: boolean;
  /** Its days are not to be chosen. */
  hasOwnDays?: boolean;
  children: JSX.Element;
}

/** Expects the words "insights". */
export function InsightsRoom(props: RoomProps) {
  const words = speak("insights");
  const me = useMe();
  // What leaves by e-mail is an admin's to say.
  const tabs = () =>
    TABS.filter(({ name }) => name !== "mail" || isAdmin(me())).map(({ name, to, icon }) => ({
      to: to + (props.place?.shared() ?? ""),
      icon,
      says: words.tabs[name],
      isHere: name === props.tab,
    }));
  return (
    <TabbedRoom name="insights" title={words.title} tabs={tabs()} windowTitle={`${words.tabs[props.tab]} · ${words.title}`}>
      <div class="scroll" tabindex="0">
        <div class="page stack">
          <Show when={props.place}>
            {(place) => <Tools place={place()} hasSamples={props.hasSamples ?? false} hasDays={!props.hasOwnDays} />}
          </Show>
          <Show when={props.head}>{(head) => <About head={head()} hasBefore={!props.hasOwnDays} />}</Show>
          {props.children}
        </div>
      </div>
    </TabbedRoom>
  );
}

function Tools(props: { place: ReportPlace; hasSamples: boolean; hasDays: boolean }) {
  const words = speak("insights");
  return (
    <div class="report-tools">
      <Show when={props.hasDays}>
        <Select
          label={words.period}
          value={props.place.span()}
          onChange={(span) => props.place.choose(span as Span)}
          options={SPANS.map((value) => ({ value, label: words.spans[value] }))}
        />
      </Show>
      <Show when={props.hasDays && props.place.span() === "own"}>
        <DayInput
          label={words.from}
          value={props.place.days().from}
          onChange={(from) => props.place.chooseDays(from, props.place.days().to)}
        />
        <DayInput label={words.to} value={props.place.days().to} onChange={(to) => props.place.chooseDays(props.place.days().from, to)} />
      </Show>
      <StoreChoice place={props.place} />
      <Show when={props.hasSamples}>
        <CheckField name={words.samples} checked={props.place.isSamples()} onChange={(is) => props.place.chooseSamples(is)} />
      </Show>
    </div>
  );
}

function DayInput(props: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <input
      class="input"
      type="date"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => event.currentTarget.value && props.onChange(event.currentTarget.value)}
    />
  );
}

function StoreChoice(props: { place: ReportPlace }) {
  const words = speak("insights");
  const stores = useStores();
  const chosen = () => props.place.stores();
  const name = () => {
    const [first, second] = chosen() ?? [];
    if (first === undefined) return speak("frame").allStores;
    return second === undefined ? (stores.find(first)?.name ?? "") : words.storesChosen(chosen()?.length ?? 0);
  };
  const toggle = (id: string) => {
    const next = chosen()?.includes(id) ? (chosen() ?? []).filter((one) => one !== id) : [...(chosen() ?? []), id];
    props.place.chooseStores(next.length === 0 ? null : next);
  };
  return (
    <Show when={stores.all().length > 1}>
      <button type="button" class="button" popovertarget="report-stores">
        <Icon name="shop" />
        <span class="ellipsis" dir="auto">
          {name()}
        </span>
        <Icon name="down" size="s" />
      </button>
      <Menu id="report-stores" label={speak("frame").stores}>
        <MenuItem checked={chosen() === null} onChoose={() => props.place.chooseStores(null)}>
          {speak("frame").allStores}
        </MenuItem>
        <For each={stores.all()}>
          {(store) => (
            <MenuItem lead={<StoreMark store={store} />} checked={chosen()?.includes(store.id) ?? false} onChoose={() => toggle(store.id)}>
              {store.name}
            </MenuItem>
          )}
        </For>
      </Menu>
    </Show>
  );
}

/** Whose days these are, what they are held against, and whether they are over. */
function About(props: { head: Head; hasBefore: boolean }) {
  const words = speak("insights");
  const zones = () => [...Map.groupBy(props.head.stores, ({ time_zone }) => time_zone)];
  const open = () => props.head.stores.filter(({ is_final, is_behind }) => !is_final && is_behind === 0);
  const behind = () => props.head.stores.filter(({ is_behind }) => is_behind !== 0);
  const names = (stores: Head["stores"]) => stores.map(({ name }) => name).join(", ");
  return (
    <div class="report-about">
      <p>
        <b>{writeDays(props.head.period.now)}</b>{" "}
        <Show when={props.hasBefore}>
          <span class="dim">{words.against(writeDays(props.head.period.before))}</span>
        </Show>
      </p>
      <p class="small dim">
        {words.zones}{" "}
        <For each={zones()}>
          {([zone, stores], at) => (
            <span>
              {at() > 0 ? " · " : ""}
              {placeOf(zone)}
              <Show when={zones().length > 1}>
                {" "}
                <span dir="auto">({names(stores)})</span>
              </Show>
            </span>
          )}
        </For>
      </p>
      <Show when={open().length > 0}>
        <p class="small">
          <span class="badge">{words.notFinal}</span> <span class="dim">{words.notFinalWhy}</span>
        </p>
      </Show>
      <Show when={behind().length > 0}>
        <Callout icon="refresh">{words.behind(names(behind()))}</Callout>
      </Show>
    </div>
  );
}
