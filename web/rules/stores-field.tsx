/** In which stores a rule holds: every one, later ones too, or some. Whoever manages some may choose among those. */
import { For, Show } from "solid-js";
import { useStores } from "../team/me.tsx";
import { Select } from "../ui/field.tsx";
import { speak } from "../words/words.ts";

export function StoresField(props: { stores: string[] | null; everyStore: boolean; onChange: (stores: string[] | null) => void }) {
  const words = speak("rules");
  const stores = useStores();
  const choosable = () => stores.all().filter((store) => props.everyStore || store.rights.includes("manage"));
  const toggle = (id: string, isIn: boolean) =>
    props.onChange(isIn ? [...(props.stores ?? []), id] : (props.stores ?? []).filter((one) => one !== id));
  return (
    <div class="rule-line">
      <span class="mid">{words.inStores}</span>
      <Select
        label={words.inStores}
        value={props.stores === null ? "every" : "some"}
        onChange={(value) => props.onChange(value === "every" ? null : choosable().map(({ id }) => id))}
        options={[
          ...(props.everyStore || props.stores === null ? [{ value: "every", label: words.everyStore }] : []),
          { value: "some", label: words.someStores },
        ]}
      />
      <Show when={props.stores}>
        {(chosen) => (
          <span class="rule-choices">
            <For each={choosable()}>
              {(store) => (
                <label class="row">
                  <input
                    type="checkbox"
                    class="check"
                    checked={chosen().includes(store.id)}
                    onChange={(event) => toggle(store.id, event.currentTarget.checked)}
                  />
                  {store.name}
                </label>
              )}
            </For>
          </span>
        )}
      </Show>
    </div>
  );
}
