/** The orders' views: what waits, by how soon it matters; views people keep; and the stores one may narrow them to. */

import { type Accessor, For } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { KeptItems, KeptLinks } from "../mailbox/kept-views.tsx";
import { useLocation } from "../router/use.ts";
import { StoreItems, StoreLinks } from "../team/store-views.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuItem, MenuLink } from "../ui/menu.tsx";
import { formatCount, formatSome } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { askOrderViewCounts, askOrderViews, askWaiting, type OrderView, type Waiting } from "../workload/queries.ts";
import { addressOf, type Filter, listBefore, NO_FILTER, type OrdersPlace, WORDS } from "./place.ts";
import { askOrderCounts, type Stage } from "./queries.ts";

interface OrdersView {
  name: Waiting | "all" | "fbt";
  icon: IconName;
  filter: Partial<Filter>;
  /** Named in red as long as anything is there. */
  isLate?: boolean;
}

const TO_LEAVE: Stage[] = ["on_hold", "in_review", "held", "ready_to_ship", "partially_shipped"];
const UNSHIPPED: Stage[] = ["ready_to_ship", "partially_shipped"];

const ALL: OrdersView = { name: "all", icon: "box", filter: {} };
const FBT: OrdersView = { name: "fbt", icon: "house", filter: { by: "store" } };
/** By how soon somebody would see to them. */
const WAITS: OrdersView[] = [
  { name: "overdue", icon: "alert", filter: { stages: TO_LEAVE, due: "late" }, isLate: true },
  { name: "scanOverdue", icon: "truck", filter: { stages: ["shipped"], due: "late" }, isLate: true },
  { name: "today", icon: "clock", filter: { stages: TO_LEAVE, due: "today" } },
  { name: "review", icon: "st-review", filter: { stages: ["in_review"] } },
  { name: "cancellations", icon: "st-cancelling", filter: { stages: ["in_review"], reason: "cancel-requested" } },
  { name: "labels", icon: "alert", filter: { trouble: "label" }, isLate: true },
  { name: "toShip", icon: "tag", filter: { stages: UNSHIPPED } },
  { name: "held", icon: "pause", filter: { stages: ["held"] } },
  { name: "scan", icon: "st-part", filter: { stages: ["shipped"], due: "any" } },
  { name: "untold", icon: "ban", filter: { trouble: "untold" } },
  { name: "mine", icon: "user", filter: { stages: TO_LEAVE, assignee: "me" } },
];
const VIEWS = [ALL, ...WAITS, FBT];

export function useOrderCounts(place: OrdersPlace) {
  const counts = useQuery(() => askOrderCounts(place.filter().stores));
  const waiting = useQuery(() => askWaiting(place.filter().stores));
  return {
    of: (stage: Stage) => known(counts)?.counts[stage],
    all: () => {
      const found = known(counts)?.counts;
      return found && Object.values(found).reduce((sum, count) => sum + count, 0);
    },
    waiting: (name: Waiting) => known(waiting)?.waiting[name],
  };
}

export type OrderCounts = ReturnType<typeof useOrderCounts>;

/** Views people keep, and how many orders each has. */
export function useKeptViews(place: Accessor<OrdersPlace>) {
  const views = useQuery(() => askOrderViews);
  const counts = useQuery(() => ({ ...askOrderViewCounts, enabled: (known(views)?.views.length ?? 0) > 0 }));
  const all = () => known(views)?.views ?? [];
  const moveTo = ({ filters: { zone: _, ...filters } }: OrderView) => ({
    ...NO_FILTER,
    ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, value ?? (name === "stores" ? null : "")])),
    search: "",
    ids: [],
  });
  const addressOf = (view: OrderView) => place().addressOf(moveTo(view));
  return {
    all,
    addressOf,
    go: (view: OrderView) => place().go(moveTo(view)),
    isHere: (view: OrderView) => addressOf(view) === place().addressOf({}),
    here: () => all().find((view) => addressOf(view) === place().addressOf({})),
    /** Where nobody counted to the end, the number says so. */
    count: (view: OrderView) => showCount(known(counts)?.counts.find((one) => one.id === view.id)),
  };
}

function showCount(counted: { count: number; more: boolean } | undefined): string {
  if (!counted || counted.count === 0) return "";
  return counted.more ? speak("workload").more(formatCount(counted.count)) : formatCount(counted.count);
}

interface ViewsProps {
  place: OrdersPlace;
  counts: OrderCounts;
  /** Absent where there is nothing to keep. */
  onChangeKept?: () => void;
}

const isSame = (one: Filter, other: Filter) =>
  one.stages.join() === other.stages.join() && WORDS.every((word) => one[word] === other[word]);

const isAt = (place: OrdersPlace, view: OrdersView) => place.isFilter() && isSame(place.filter(), { ...NO_FILTER, ...view.filter });
/** Pages beside the list that are no view of it. */
const BESIDE = [
  { to: "/print-runs", icon: "tag", name: () => speak("orders").printRuns },
  { to: "/orders/jobs", icon: "rows", name: () => speak("workload").jobs.title },
] as const;
const isBeside = (path: string) => BESIDE.some(({ to }) => path.startsWith(to));
const moveTo = (place: OrdersPlace, view: OrdersView) => ({
  ...NO_FILTER,
  ...view.filter,
  stores: place.filter().stores,
  search: "",
  ids: [],
});

function wordOf(view: OrdersView): string {
  if (view.name === "all" || view.name === "fbt") return speak("orders")[view.name];
  return speak("workload").waiting[view.name] ?? view.name;
}

function countOf(counts: OrderCounts, view: OrdersView): string {
  if (view.name === "fbt") return "";
  if (view.name !== "all") return showCount(counts.waiting(view.name));
  const all = counts.all();
  return formatSome(all);
}

function ViewLink(props: ViewsProps & { view: OrdersView }) {
  const location = useLocation();
  const count = () => countOf(props.counts, props.view);
  // An order stands in the list one came from.
  const isHere = () =>
    location.pathname === "/orders"
      ? isAt(props.place, props.view)
      : !isBeside(location.pathname) && addressOf({ ...NO_FILTER, ...props.view.filter }) === listBefore();
  return (
    <a class="view" href={props.place.addressOf(moveTo(props.place, props.view))} aria-current={isHere() ? "page" : undefined}>
      <Icon name={props.view.icon} size="s" />
      <span>{wordOf(props.view)}</span>
      <span class="count" classList={{ late: props.view.isLate === true && count() !== "" }}>
        {count()}
      </span>
    </a>
  );
}

export function OrderViews(props: ViewsProps) {
  const words = speak("orders");
  const location = useLocation();
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.title}</h2>
      </div>
      <nav class="scroll" aria-label={words.views}>
        <ViewLink {...props} view={ALL} />
        <ViewLink {...props} view={FBT} />
        <p class="label">{speak("workload").waits}</p>
        <For each={WAITS}>{(view) => <ViewLink {...props} view={view} />}</For>
        <For each={BESIDE}>
          {({ to, icon, name }) => (
            <a class="view" href={to} aria-current={location.pathname.startsWith(to) ? "page" : undefined}>
              <Icon name={icon} size="s" />
              <span>{name()}</span>
            </a>
          )}
        </For>
        <KeptViews {...props} />
        <StoreLinks chosen={props.place.filter().stores} addressOf={(stores) => props.place.addressOf({ stores })} />
      </nav>
    </aside>
  );
}

function KeptViews(props: ViewsProps) {
  const kept = useKeptViews(() => props.place);
  return <KeptLinks kept={kept} words={speak("workload")} onChange={props.onChangeKept} />;
}

export function OrderViewsMenu(props: ViewsProps) {
  const words = speak("orders");
  const kept = useKeptViews(() => props.place);
  return (
    <Menu id="order-views" label={words.views}>
      <For each={VIEWS}>
        {(view) => (
          <MenuItem icon={view.icon} checked={isAt(props.place, view)} onChoose={() => props.place.go(moveTo(props.place, view))}>
            {wordOf(view)} <span class="count dim">{countOf(props.counts, view)}</span>
          </MenuItem>
        )}
      </For>
      <For each={BESIDE}>
        {({ to, icon, name }) => (
          <MenuLink to={to} icon={icon}>
            {name()}
          </MenuLink>
        )}
      </For>
      <KeptItems kept={kept} />
      <StoreItems chosen={props.place.filter().stores} onChoose={(stores) => props.place.go({ stores })} />
    </Menu>
  );
}

/** What the list is called: the view it is, or the stage it shows. */
export function nameOf(place: OrdersPlace, kept?: OrderView): string {
  const words = speak("orders");
  if (place.ids().length > 0) return speak("workload").paste.name;
  if (place.search()) return words.results(place.search());
  const view = VIEWS.find((one) => isAt(place, one));
  const [stage, another] = place.filter().stages;
  if (view) return wordOf(view);
  if (kept) return kept.name;
  return stage && !another ? speak("stages").order[stage] : words.title;
}
