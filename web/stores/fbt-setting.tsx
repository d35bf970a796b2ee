/** The import of orders that TikTok ships: on or off, from which day on, into which warehouse. A store without an FBT warehouse makes it right here,
 *  and it comes back chosen. What may be chosen the desk says. */

import { createSignal, For, Show } from "solid-js";
import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { Button } from "../ui/button.tsx";
import { writeTime } from "../ui/clock.ts";
import { Pie } from "../ui/due.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Trouble } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import type { StorePage } from "./queries.ts";
import { Setting } from "./setting.tsx";

type Wish = Pick<StorePage["fbt"], "isOn" | "since" | "warehouse">;

const NAME_CHARACTERS_MAX = 60;

/** A day of the store's calendar, in the reader's words. */
const writeDay = (day: string) => writeTime(Date.parse(`${day}T12:00:00Z`), "date", "UTC");

export default function FbtSetting(props: { page: StorePage }) {
  const words = speak("stores").page;
  const { fbt } = words.settings;
  const now = () => props.page.fbt;
  const chosen = () => now().warehouses.find(({ id }) => id === now().warehouse)?.name ?? "";
  const about = () => {
    const { isOn, since } = now();
    if (isOn && since) return fbt.on(writeDay(since), chosen());
    return since ? fbt.kept : fbt.off;
  };
  return (
    <Setting
      page={props.page}
      name={fbt.name}
      now={{ isOn: now().isOn, since: now().since, warehouse: now().warehouse ?? now().warehouses[0]?.id ?? null } as Wish}
      shown={
        <>
          <Pie look={now().isOn ? "done" : "off"}>{now().isOn ? words.enabled : words.disabled}</Pie>
          <span class="dim">{about()}</span>
        </>
      }
      was={now().isOn ? words.enabled : words.disabled}
      change={(wish) => ({ fbt: wish })}
      form={(wish, set) => (
        <>
          <fieldset class="segmented" aria-label={fbt.name}>
            <For each={[false, true]}>
              {(choice) => (
                <button type="button" aria-pressed={wish().isOn === choice} onClick={() => set({ ...wish(), isOn: choice })}>
                  {choice ? words.enabled : words.disabled}
                </button>
              )}
            </For>
          </fieldset>
          <Show when={wish().isOn} fallback={<p class="small dim">{fbt.hintOff}</p>}>
            <Since page={props.page} wish={wish()} onChange={(since) => set({ ...wish(), since })} />
            <Warehouse page={props.page} chosen={wish().warehouse} onChoose={(warehouse) => set({ ...wish(), warehouse })} />
            <p class="small dim">{fbt.hintOn}</p>
          </Show>
        </>
      )}
    />
  );
}

/** A saved day from before this month stays in reach of the field; what lies between is the desk's to refuse. */
function Since(props: { page: StorePage; wish: Wish; onChange: (since: string | null) => void }) {
  const words = speak("stores").page.settings.fbt;
  const limits = () => props.page.fbt;
  const old = () => (limits().since && (limits().since ?? "") < limits().earliest ? limits().since : null);
  const hint = () => {
    const range = words.limits(writeDay(limits().earliest), writeDay(limits().latest));
    const saved = old();
    return saved ? `${range} ${words.saved(writeDay(saved))}` : range;
  };
  return (
    <TextField
      name={words.since}
      hint={hint()}
      type="date"
      required
      min={old() ?? limits().earliest}
      max={limits().latest}
      value={props.wish.since ?? ""}
      onInput={(day) => props.onChange(day || null)}
    />
  );
}

function Warehouse(props: { page: StorePage; chosen: string | null; onChoose: (id: string) => void }) {
  const words = speak("stores").page.settings.fbt;
  const [isMaking, setMaking] = createSignal(false);
  const [chooser, keepChooser] = createSignal<HTMLDivElement>();
  const options = () => [
    { value: "", label: words.choose },
    ...props.page.fbt.warehouses.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <div ref={keepChooser}>
        <SelectField name={words.warehouse} value={props.chosen ?? ""} options={options()} onChange={props.onChoose} />
      </div>
      <Show
        when={isMaking()}
        fallback={
          <div>
            <Button small look="quiet" icon="plus" because={whyNot(props.page.fbt.can.createWarehouse)} onPress={() => setMaking(true)}>
              {words.create}
            </Button>
          </div>
        }
      >
        <NewWarehouse
          store={props.page.store.id}
          onMade={(id) => {
            props.onChoose(id);
            setMaking(false);
            chooser()?.querySelector("select")?.focus();
          }}
          onClose={() => setMaking(false)}
        />
      </Show>
    </>
  );
}

/** Inside the setting's own form, so Enter must not save that. */
function NewWarehouse(props: { store: string; onMade: (id: string) => void; onClose: () => void }) {
  const words = speak("stores").page.settings.fbt;
  const client = useQueryClient();
  const [name, setName] = createSignal("");
  const make = useMutation(() => ({
    mutationFn: () => ask(api.stores[":id"]["fbt-warehouse"].$post({ param: { id: props.store }, json: { name: name() } })),
    onSuccess: async ({ id }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["store", props.store] }),
        client.invalidateQueries({ queryKey: ["warehouses"] }),
      ]);
      props.onMade(id);
    },
  }));
  const save = () => name().trim() !== "" && !make.isPending && make.mutate();
  return (
    <fieldset
      class="stack tight new-fbt"
      aria-label={words.create}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        if (event.key === "Enter" && !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Enter") save();
        else props.onClose();
      }}
    >
      <TextField name={words.newName} hint={words.newHint} first maxLength={NAME_CHARACTERS_MAX} value={name()} onInput={setName} />
      <Show when={make.isError}>
        <Trouble problem={make.error} />
      </Show>
      <div class="row">
        <Button small busy={make.isPending} onPress={save}>
          {words.newSave}
        </Button>
        <Button small look="quiet" onPress={props.onClose}>
          {speak("frame").cancel}
        </Button>
      </div>
    </fieldset>
  );
}
