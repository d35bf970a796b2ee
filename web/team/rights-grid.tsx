/** Who may do what where, as a grid one can read: a row for every store and one for all of them, a column for each right. */
import { For } from "solid-js";
import { StoreName } from "../ui/who.tsx";
import { speak } from "../words/words.ts";
import { type Right, useStores } from "./me.tsx";

export interface StoreRights {
  store: string;
  rights: Right[];
}

const RIGHTS = ["read", "reply", "fulfil", "personal", "manage"] as const satisfies Right[];
/** The Worker's name for every store, later ones too. */
export const EVERY_STORE = "*";

/** Where most people begin; the grid says the rest. */
const PRESETS = {
  viewer: ["read"],
  agent: ["read", "reply"],
  lead: ["read", "reply", "fulfil", "personal", "manage"],
} as const satisfies Record<string, Right[]>;
type Preset = keyof typeof PRESETS;
const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

const isSame = (one: readonly Right[], other: readonly Right[]) =>
  one.length === other.length && one.every((right) => other.includes(right));

/** Fills the stores that are chosen already, or every store. */
export function RightsPresets(props: { rights: StoreRights[]; onChange: (rights: StoreRights[]) => void }) {
  const words = speak("people").presets;
  const fill = (preset: Preset) => {
    const stores = props.rights.length > 0 ? props.rights.map((row) => row.store) : [EVERY_STORE];
    props.onChange(stores.map((store) => ({ store, rights: [...PRESETS[preset]] })));
  };
  const isChosen = (preset: Preset) => props.rights.length > 0 && props.rights.every((row) => isSame(row.rights, PRESETS[preset]));
  return (
    <fieldset class="segmented" aria-label={words.name}>
      <For each={PRESET_NAMES}>
        {(preset) => (
          <button type="button" aria-pressed={isChosen(preset)} title={words[preset].says} onClick={() => fill(preset)}>
            {words[preset].name}
          </button>
        )}
      </For>
    </fieldset>
  );
}

/** Nobody acts on what they may not see: any right brings reading along. */
function withRight(all: StoreRights[], store: string, right: Right, isOn: boolean): StoreRights[] {
  const held = all.find((row) => row.store === store)?.rights ?? [];
  const others = all.filter((row) => row.store !== store);
  if (!isOn && right === "read") return others;
  const rights = isOn ? RIGHTS.filter((one) => one === "read" || one === right || held.includes(one)) : held.filter((one) => one !== right);
  return [...others, { store, rights }];
}

export function RightsGrid(props: { rights: StoreRights[]; onChange: (rights: StoreRights[]) => void }) {
  const words = speak("people");
  const stores = useStores();
  const has = (store: string, right: Right) => props.rights.find((row) => row.store === store)?.rights.includes(right) ?? false;
  const Row = (row: { store: string; name: string }) => (
    <For each={RIGHTS}>
      {(right) => (
        <td>
          <input
            type="checkbox"
            class="check"
            aria-label={`${row.name}: ${words.rights[right]}`}
            checked={has(row.store, right) || (row.store !== EVERY_STORE && has(EVERY_STORE, right))}
            disabled={row.store !== EVERY_STORE && has(EVERY_STORE, right)}
            onChange={(event) => props.onChange(withRight(props.rights, row.store, right, event.currentTarget.checked))}
          />
        </td>
      )}
    </For>
  );
  return (
    <div class="grid-scroll">
      <table class="table rights">
        <thead>
          <tr>
            <th scope="col">{words.store}</th>
            <For each={RIGHTS}>
              {(right) => (
                <th scope="col" title={words.rightsSay[right]}>
                  {words.rights[right]}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.everyStore}</th>
            <Row store={EVERY_STORE} name={words.everyStore} />
          </tr>
          <For each={stores.all()}>
            {(store) => (
              <tr>
                <th scope="row">
                  <StoreName store={store} />
                </th>
                <Row store={store.id} name={store.name} />
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
