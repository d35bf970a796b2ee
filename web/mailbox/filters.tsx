/** What the list is narrowed to: chips that say it and can be taken away, the panel that adds one, and the way to keep it all as a view. It
 *  lives in the address and nowhere else. */

import { createMemo, For, Show } from "solid-js";
import { writeClass } from "../assist/class-words.ts";
import { CLASS_NAMES } from "../assist/classes.ts";
import { useBurstName } from "../bursts/name.ts";
import { useQuery } from "../cache/use.ts";
import { PRIORITIES, useTags } from "../labels/queries.ts";
import { askNames, askTeams, useNames, useStores, useTeamNames } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import "./filters.css";
import { DUES, type Filters, STATES } from "../tickets/queries.ts";
import { NO_FILTERS, type Place } from "./place.ts";

type NameOf = (id: string) => string | null;

interface Chip {
  name: string;
  value: string;
  without: Partial<Filters>;
}

interface Named {
  person: NameOf;
  team: NameOf;
  tag: NameOf;
  burst: () => string;
}

function chipsOf({ market, assignee, team, due, tag, priority, class: about, burst, unread, state }: Filters, nameOf: Named): Chip[] {
  const words = speak("finding");
  const labels = speak("labels");
  const chips: (Chip | null)[] = [
    assignee === null
      ? null
      : {
          name: words.assignee,
          value: assignee === "me" ? words.me : assignee === "nobody" ? words.nobody : (nameOf.person(assignee) ?? words.someone),
          without: { assignee: null },
        },
    team === null ? null : { name: words.team, value: nameOf.team(team) ?? words.someTeam, without: { team: null } },
    due && { name: words.due, value: words.dues[due], without: { due: null } },
    tag === null ? null : { name: labels.tag, value: nameOf.tag(tag) ?? words.unknownTag, without: { tag: null } },
    priority && { name: labels.priority, value: labels.priorities[priority], without: { priority: null } },
    about === null ? null : { name: speak("classes").title, value: writeClass(about), without: { class: null } },
    burst === null ? null : { name: speak("bursts").filter, value: nameOf.burst(), without: { burst: null } },
    unread && { name: words.reading, value: words.unread, without: { unread: null } },
    market === null ? null : { name: words.market, value: market, without: { market: null } },
    state && { name: words.state, value: words.states[state], without: { state: null } },
  ];
  return chips.filter((chip) => chip !== null);
}

export default function FilterBar(props: { place: Place; onKeep: () => void }) {
  const words = speak("finding");
  const tags = useTags();
  const nameOf = {
    person: useNames(),
    team: useTeamNames(),
    tag: (id: string) => tags.find(id)?.name ?? null,
    burst: useBurstName(() => props.place.filters().burst),
  };
  const chips = createMemo(() => chipsOf(props.place.filters(), nameOf));
  return (
    <div class="filters">
      <button type="button" class="button quiet s" popovertarget="ticket-filters" aria-haspopup="dialog">
        <Icon name="filter" />
        {words.open}
      </button>
      <For each={chips()}>
        {(chip) => (
          <span class="filter">
            <span>
              {chip.name} <b>{chip.value}</b>
            </span>
            <button type="button" aria-label={words.remove(`${chip.name} ${chip.value}`)} onClick={() => props.place.go(chip.without)}>
              <Icon name="x" size="s" />
            </button>
          </span>
        )}
      </For>
      <Show when={chips().length > 1}>
        <Button look="quiet" small onPress={() => props.place.go(NO_FILTERS)}>
          {words.clear}
        </Button>
      </Show>
      <Show when={!props.place.search() && props.place.filters().burst === null && (chips().length > 0 || props.place.stores())}>
        <Button look="quiet" small onPress={() => props.onKeep()}>
          {words.keep}
        </Button>
      </Show>
      <FilterPanel place={props.place} />
    </div>
  );
}

/** Each choice takes effect at once: the list behind it is the answer. */
function FilterPanel(props: { place: Place }) {
  const words = speak("finding");
  const stores = useStores();
  const names = useQuery(() => askNames);
  const filters = () => props.place.filters();
  const any = { value: "", label: words.any };
  const markets = createMemo(() => [...new Set(stores.all().map((store) => store.marketplace))].sort());
  const people = () => known(names)?.colleagues ?? [];
  const teams = useQuery(() => askTeams);
  const together = () => (known(teams)?.teams ?? []).filter((team) => !team.gone || team.id === filters().team);
  return (
    <div id="ticket-filters" popover class="menu ticket-filters" role="dialog" aria-label={words.open}>
      <SelectField
        name={words.assignee}
        value={filters().assignee ?? ""}
        options={[
          any,
          { value: "me", label: words.me },
          { value: "nobody", label: words.nobody },
          ...people().map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(assignee) => props.place.go({ assignee: assignee || null })}
      />
      <Show when={together().length > 0}>
        <SelectField
          name={words.team}
          value={filters().team ?? ""}
          options={[any, ...together().map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(team) => props.place.go({ team: team || null })}
        />
      </Show>
      <SelectField
        name={words.due}
        value={filters().due ?? ""}
        options={[any, ...DUES.map((due) => ({ value: due, label: words.dues[due] }))]}
        onChange={(due) => props.place.go({ due: DUES.find((one) => one === due) ?? null })}
      />
      <LabelFilters place={props.place} />
      <ClassFilter place={props.place} />
      <Show when={markets().length > 1}>
        <SelectField
          name={words.market}
          value={filters().market ?? ""}
          options={[any, ...markets().map((market) => ({ value: market, label: market }))]}
          onChange={(market) => props.place.go({ market: market || null })}
        />
      </Show>
      <ReadingFilter place={props.place} />
      <Show when={props.place.search()}>
        <SelectField
          name={words.state}
          value={filters().state ?? ""}
          options={[any, ...STATES.map((state) => ({ value: state, label: words.states[state] }))]}
          onChange={(state) => props.place.go({ state: STATES.find((one) => one === state) ?? null })}
        />
      </Show>
    </div>
  );
}

function ClassFilter(props: { place: Place }) {
  const words = speak("classes");
  return (
    <SelectField
      name={words.title}
      value={props.place.filters().class ?? ""}
      options={[{ value: "", label: speak("finding").any }, ...CLASS_NAMES.map((value) => ({ value, label: words.classes[value] }))]}
      onChange={(chosen) => props.place.go({ class: CLASS_NAMES.find((one) => one === chosen) ?? null })}
    />
  );
}

function ReadingFilter(props: { place: Place }) {
  const words = speak("finding");
  return (
    <SelectField
      name={words.reading}
      value={props.place.filters().unread ? "unread" : ""}
      options={[
        { value: "", label: words.any },
        { value: "unread", label: words.unread },
      ]}
      onChange={(chosen) => props.place.go({ unread: chosen === "unread" || null })}
    />
  );
}

function LabelFilters(props: { place: Place }) {
  const labels = speak("labels");
  const tags = useTags();
  const filters = () => props.place.filters();
  const any = { value: "", label: speak("finding").any };
  return (
    <>
      <Show when={tags.offered().length > 0}>
        <SelectField
          name={labels.tag}
          value={filters().tag ?? ""}
          options={[any, ...tags.offered().map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(tag) => props.place.go({ tag: tag || null })}
        />
      </Show>
      <SelectField
        name={labels.priority}
        value={filters().priority ?? ""}
        options={[any, ...PRIORITIES.map((value) => ({ value, label: labels.priorities[value] }))]}
        onChange={(chosen) => props.place.go({ priority: PRIORITIES.find((one) => one === chosen) ?? null })}
      />
    </>
  );
}
