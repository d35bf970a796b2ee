/** What the list is narrowed to: chips that say it and can be taken away, and the panel that adds one. All of it lives in the address. */
import { createMemo, For, Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";
import { BY, DUE, type Filter, NO_FILTER, type OrdersPlace, REASONS, STATUSES } from "./place.ts";
import { STAGES } from "./queries.ts";

interface Chip {
  name: string;
  value: string;
  without: Partial<Filter>;
}

type Stores = ReturnType<typeof useStores>;

function chipsOf(filter: Filter, stores: Stores): Chip[] {
  const words = speak("orders").filter;
  const about = speak("order");
  const { stores: ids, stage, status, by, from, to, due, reason } = filter;
  const work = speak("orderWork");
  const placed = from && to ? words.between(from, to) : from ? words.since(from) : words.until(to);
  const chips: (Chip | "" | null)[] = [
    ids && { name: words.store, value: ids.map((id) => stores.find(id)?.name ?? id).join(", "), without: { stores: null } },
    stage && { name: words.stage, value: about.stages[stage], without: { stage: null } },
    reason && { name: work.reasonFilter, value: work.reasons[reason] ?? reason, without: { reason: null } },
    status && { name: words.status, value: status, without: { status: "" } },
    by && { name: words.by, value: about.by[by], without: { by: null } },
    (from || to) && { name: words.placed, value: placed, without: { from: "", to: "" } },
    due && { name: words.due, value: words.dueWithin[due] ?? due, without: { due: null } },
  ];
  return chips.filter((chip) => typeof chip === "object" && chip !== null);
}

export function Filters(props: { place: OrdersPlace; sortedBy: string }) {
  const words = speak("orders");
  const stores = useStores();
  const chips = createMemo(() => chipsOf(props.place.filter(), stores));
  return (
    <div class="filters">
      <button type="button" class="button quiet s" popovertarget="order-filters" aria-haspopup="dialog">
        <Icon name="filter" />
        {words.filter.open}
      </button>
      <For each={chips()}>
        {(chip) => (
          <span class="filter">
            <span>
              {chip.name} <b>{chip.value}</b>
            </span>
            <button
              type="button"
              aria-label={words.filter.remove(`${chip.name} ${chip.value}`)}
              onClick={() => props.place.go(chip.without)}
            >
              <Icon name="x" size="s" />
            </button>
          </span>
        )}
      </For>
      <Show when={chips().length > 1}>
        <Button look="quiet" small onPress={() => props.place.go(NO_FILTER)}>
          {words.filter.clear}
        </Button>
      </Show>
      <span class="dim small push wide-only">{props.place.search() ? words.searchEverywhere : props.sortedBy}</span>
      <FilterPanel place={props.place} />
    </div>
  );
}

/** A reason is a reason of review: choosing one chooses the stage. */
function ReasonField(props: { place: OrdersPlace }) {
  const work = speak("orderWork");
  const options = REASONS.map((reason) => ({ value: reason, label: work.reasons[reason] ?? reason }));
  return (
    <SelectField
      name={work.reasonFilter}
      value={props.place.filter().reason ?? ""}
      options={[{ value: "", label: work.allReasons }, ...options]}
      onChange={(chosen) => {
        const reason = REASONS.find((one) => one === chosen) ?? null;
        props.place.go(reason ? { reason, stage: "in_review" } : { reason });
      }}
    />
  );
}

/** Each choice takes effect at once: the list behind it is the answer. */
function FilterPanel(props: { place: OrdersPlace }) {
  const words = speak("orders").filter;
  const about = speak("order");
  const stores = useStores();
  const filter = () => props.place.filter();
  const any = { value: "", label: words.any };
  return (
    <div id="order-filters" popover class="menu filter-panel" role="dialog" aria-label={words.open}>
      <Show when={stores.all().length > 1}>
        <SelectField
          name={words.store}
          value={filter().stores?.length === 1 ? (filter().stores?.[0] ?? "") : ""}
          options={[any, ...stores.all().map((store) => ({ value: store.id, label: store.name }))]}
          onChange={(id) => props.place.go({ stores: id ? [id] : null })}
        />
      </Show>
      <SelectField
        name={words.stage}
        value={filter().stage ?? ""}
        options={[any, ...STAGES.map((stage) => ({ value: stage, label: about.stages[stage] }))]}
        onChange={(stage) => props.place.go({ stage: STAGES.find((one) => one === stage) ?? null, reason: null })}
      />
      <ReasonField place={props.place} />
      <SelectField
        name={words.status}
        value={filter().status}
        options={[any, ...STATUSES.map((status) => ({ value: status, label: status }))]}
        onChange={(status) => props.place.go({ status })}
      />
      <SelectField
        name={words.by}
        value={filter().by ?? ""}
        options={[any, ...BY.map((by) => ({ value: by, label: about.by[by] }))]}
        onChange={(by) => props.place.go({ by: BY.find((one) => one === by) ?? null })}
      />
      <SelectField
        name={words.due}
        value={filter().due ?? ""}
        options={[any, ...DUE.map((due) => ({ value: due, label: words.dueWithin[due] ?? due }))]}
        onChange={(due) => props.place.go({ due: DUE.find((one) => one === due) ?? null })}
      />
      <div class="pair">
        <TextField
          name={words.from}
          type="date"
          max={filter().to}
          value={filter().from}
          onInput={(from) => props.place.go({ from }, true)}
        />
        <TextField name={words.to} type="date" min={filter().from} value={filter().to} onInput={(to) => props.place.go({ to }, true)} />
      </div>
    </div>
  );
}
