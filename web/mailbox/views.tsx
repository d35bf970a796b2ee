/** The mailbox's views with their counts, and the stores one may narrow them to: a column on a wide screen, a menu from the title on a phone. */

import { type Accessor, For, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { askTeams } from "../team/me.tsx";
import { StoreItems, StoreLinks } from "../team/store-views.tsx";
import { askCounts, askViewCounts, askViews, type SavedView, VIEWS, type View } from "../tickets/queries.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { formatCount, formatSome } from "../ui/money.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { KeptItems, KeptLinks } from "./kept-views.tsx";
import { NO_FILTERS, type Place } from "./place.ts";

const icons: Record<View, IconName> = {
  todo: "mail",
  mine: "user",
  unassigned: "users",
  waiting: "clock",
  snoozed: "moon",
  resolved: "done",
  spam: "ban",
};

export function useCounts(place: Place) {
  const counts = useQuery(() => askCounts(place.stores()));
  const everywhere = useQuery(() => askCounts(null));
  return {
    of: (view: View) => known(counts)?.counts[view],
    todoIn: (store: string) => known(everywhere)?.todoByStore[store],
  };
}

export type Counts = ReturnType<typeof useCounts>;

/** The views one keeps, then those shared by others, each where its address leads. */
export function useKeptViews(place: Accessor<Place>) {
  const views = useQuery(() => askViews);
  const counts = useQuery(() => ({ ...askViewCounts, enabled: (known(views)?.views.length ?? 0) > 0 }));
  const moveTo = ({ filters }: SavedView) => ({ ...filters, unread: filters.unread || null, state: null, ticket: null, search: "" });
  return {
    all: () => known(views)?.views ?? [],
    addressOf: (view: SavedView) => place().addressOf(moveTo(view)),
    go: (view: SavedView) => place().go(moveTo(view)),
    /** The view in this place of the column: ours, then those kept. */
    goTo: (at: number) => {
      const [ours, own] = [VIEWS[at], known(views)?.views[at - VIEWS.length]];
      if (ours) place().go({ ...UNFILTERED, view: ours });
      else if (own) place().go(moveTo(own));
    },
    isHere: (view: SavedView) => place().addressOf(moveTo(view)) === place().addressOf({ ticket: null }),
    /** Where nobody counted to the end, the number says so. */
    count: (view: SavedView) => {
      const counted = known(counts)?.counts.find((one) => one.id === view.id);
      if (!counted?.more) return formatSome(counted?.count);
      return speak("mailbox").atLeast(formatCount(counted.count));
    },
  };
}

interface ViewsProps {
  place: Place;
  counts: Counts;
  onChangeKept: () => void;
}

/** A view of ours keeps the store one is in, and nothing else. */
const { stores: _, ...FILTERS } = NO_FILTERS;
const UNFILTERED = { ...FILTERS, ticket: null, search: "" };

/** What the team still has to do. */
const teamMove = (team: string) => ({ ...UNFILTERED, view: "todo" as const, team });

function useMyTeams() {
  const teams = useQuery(() => askTeams);
  return () => (known(teams)?.teams ?? []).filter((team) => team.mine && !team.gone);
}

function MyTeams(props: { place: Place }) {
  const mine = useMyTeams();
  return (
    <Show when={mine().length > 0}>
      <p class="label">{speak("mailbox").teams}</p>
      <For each={mine()}>
        {(team) => (
          <a
            class="view"
            href={props.place.addressOf(teamMove(team.id))}
            aria-current={props.place.filters().team === team.id && !props.place.search() ? "page" : undefined}
          >
            <Icon name="users" size="s" />
            <bdi class="ellipsis">{team.name}</bdi>
          </a>
        )}
      </For>
    </Show>
  );
}

function MyTeamItems(props: { place: Place }) {
  const mine = useMyTeams();
  return (
    <Show when={mine().length > 0}>
      <hr />
      <For each={mine()}>
        {(team) => (
          <MenuItem icon="users" checked={props.place.filters().team === team.id} onChoose={() => props.place.go(teamMove(team.id))}>
            <bdi>{team.name}</bdi>
          </MenuItem>
        )}
      </For>
    </Show>
  );
}

const toStores = (stores: string[] | null) => ({ ticket: null, search: "", stores });

export function Views(props: ViewsProps) {
  const words = speak("mailbox");
  const kept = useKeptViews(() => props.place);
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.title}</h2>
      </div>
      <nav class="scroll" aria-label={words.choose}>
        <For each={VIEWS}>
          {(view) => (
            <a
              class="view"
              href={props.place.addressOf({ ...UNFILTERED, view })}
              aria-current={props.place.view() === view && !props.place.search() && !props.place.isFiltered() ? "page" : undefined}
            >
              <Icon name={icons[view]} size="s" />
              <span>{words.views[view]}</span>
              <span class="count">{formatSome(props.counts.of(view))}</span>
            </a>
          )}
        </For>
        <KeptLinks kept={kept} words={words} onChange={props.onChangeKept} />
        <MyTeams place={props.place} />
        <StoreLinks
          chosen={props.place.stores()}
          countOf={props.counts.todoIn}
          addressOf={(stores) => props.place.addressOf(toStores(stores))}
        />
      </nav>
    </aside>
  );
}

export function ViewsMenu(props: ViewsProps) {
  const words = speak("mailbox");
  const kept = useKeptViews(() => props.place);
  return (
    <Menu id="mailbox-views" label={words.choose}>
      <For each={VIEWS}>
        {(view) => (
          <MenuItem icon={icons[view]} checked={props.place.view() === view} onChoose={() => props.place.go({ ...UNFILTERED, view })}>
            {words.views[view]} <span class="count dim">{formatSome(props.counts.of(view))}</span>
          </MenuItem>
        )}
      </For>
      <KeptItems kept={kept}>
        <MenuItem icon="pencil" onChoose={() => props.onChangeKept()}>
          {words.changeKept}
        </MenuItem>
      </KeptItems>
      <MyTeamItems place={props.place} />
      <StoreItems chosen={props.place.stores()} countOf={props.counts.todoIn} onChoose={(stores) => props.place.go(toStores(stores))} />
    </Menu>
  );
}
