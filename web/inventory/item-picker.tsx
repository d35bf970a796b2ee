/** Finds items by what one types; an item that is not there yet can be made on the spot. What is chosen is handed on, and nothing is kept here. */

import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { whyNot } from "../words/explain.ts";
import { speak } from "../words/words.ts";
import { NewItemForm } from "./new-item-form.tsx";
import { askFoundItems, type ItemSummary } from "./queries.ts";

const REST_MS = 200;
const SHOWN_MAX = 8;

export interface Chosen {
  id: string;
  sku: string;
  name: string;
}

interface PickerProps {
  /** Kits are made of single items. */
  standardOnly?: boolean;
  /** What an item made here would be called at first. */
  start?: { sku: string; name: string };
  onChoose: (item: Chosen) => void;
}

/** What is found for what one types, where one stands among it, and what Enter does there. */
function usePicking(props: PickerProps) {
  const [text, setText] = createSignal("");
  const [asked, setAsked] = createSignal("");
  const [at, setAt] = createSignal(0);
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  const found = useQuery(() => ({ ...askFoundItems(asked()), enabled: asked() !== "" }));
  const rows = () =>
    asked() === "" ? [] : (known(found)?.rows ?? []).filter((row) => !props.standardOnly || row.kind === "standard").slice(0, SHOWN_MAX);
  createEffect(on(asked, () => setAt(0)));
  const type = (value: string) => {
    setText(value);
    clearTimeout(rest);
    rest = setTimeout(() => setAsked(value.trim()), REST_MS);
  };
  const choose = (item: Chosen | undefined) => {
    if (!item) return;
    props.onChoose(item);
    clearTimeout(rest);
    setText("");
    setAsked("");
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows().length > 0) setAt((at() + step + rows().length) % rows().length);
    else if (event.key === "Enter" && !event.isComposing) choose(rows()[at()]);
    else return;
    event.preventDefault();
  };
  const isNone = () => asked() !== "" && asked() === text().trim() && known(found) !== undefined && rows().length === 0;
  const create = () => whyNot(known(found)?.can.create ?? { ok: true });
  return { text, asked, at, rows, type, choose, press, isNone, create };
}

export function ItemPicker(props: PickerProps) {
  const words = speak("inventory").picker;
  const list = createUniqueId();
  const picking = usePicking(props);
  const [isMaking, setMaking] = createSignal(false);
  return (
    <div class="item-picker">
      <input
        class="input"
        type="search"
        role="combobox"
        aria-expanded={picking.rows().length > 0}
        aria-controls={list}
        aria-activedescendant={picking.rows().length > 0 ? `${list}-${picking.at()}` : undefined}
        aria-label={words.find}
        placeholder={words.hint}
        maxLength={200}
        value={picking.text()}
        onInput={(event) => picking.type(event.currentTarget.value)}
        onKeyDown={picking.press}
      />
      <div id={list} role="listbox" aria-label={words.found} class="item-options">
        <For each={picking.rows()}>
          {(row, place) => (
            <Option id={`${list}-${place()}`} row={row} isAt={place() === picking.at()} onChoose={() => picking.choose(row)} />
          )}
        </For>
      </div>
      <Show when={picking.isNone()}>
        <p class="small mid">{words.none(picking.asked())}</p>
      </Show>
      <Show
        when={isMaking()}
        fallback={
          <button type="button" class="link small row tight" onClick={() => setMaking(true)}>
            <Icon name="plus" size="s" />
            {words.create}
          </button>
        }
      >
        <NewItemForm
          start={{ sku: picking.text().trim() || (props.start?.sku ?? ""), name: props.start?.name ?? "" }}
          because={picking.create()}
          onMade={(item) => {
            setMaking(false);
            picking.choose(item);
          }}
          onClose={() => setMaking(false)}
        />
      </Show>
    </div>
  );
}

function Option(props: { id: string; row: ItemSummary; isAt: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.isAt}
      onMouseDown={(event) => {
        // The cursor stays in the field, where the keys are heard.
        event.preventDefault();
        props.onChoose();
      }}
    >
      <span class="id">{props.row.sku}</span>
      <bdi class="ellipsis mid">{props.row.name}</bdi>
    </button>
  );
}
