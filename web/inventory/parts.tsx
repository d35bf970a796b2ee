/** Items with how many of each: what a kit is made of, or what leaves the shelves for one unit of a listing. */
import { For, Show } from "solid-js";
import { IconButton } from "../ui/button.tsx";
import { speak } from "../words/words.ts";
import { type Chosen, ItemPicker } from "./item-picker.tsx";
import type { NamedPart } from "./queries.ts";

const QTY_MAX = 999;

interface PartsProps {
  label: string;
  none: string;
  parts: NamedPart[];
  standardOnly?: boolean;
  start?: { sku: string; name: string };
  onChange: (parts: NamedPart[]) => void;
}

export const withPart = (parts: NamedPart[], { id, sku, name }: Chosen): NamedPart[] =>
  parts.some((part) => part.item === id) ? parts : [...parts, { item: id, sku, name, qty: 1 }];

export function Parts(props: PartsProps) {
  const words = speak("inventory").item;
  const change = (item: string, qty: number) => props.onChange(props.parts.map((part) => (part.item === item ? { ...part, qty } : part)));
  return (
    <div class="stack tight">
      <span class="name">{props.label}</span>
      <Show when={props.parts.length > 0} fallback={<p class="small dim">{props.none}</p>}>
        <ul class="parts" aria-label={props.label}>
          <For each={props.parts.map((part) => part.item)}>
            {(item) => {
              const part = () => props.parts.find((one) => one.item === item);
              return (
                <li>
                  <span class="id ellipsis">{part()?.sku}</span>
                  <bdi class="ellipsis mid">{part()?.name}</bdi>
                  <input
                    class="input qty num"
                    type="number"
                    min="1"
                    max={QTY_MAX}
                    required
                    aria-label={words.qty(part()?.sku ?? "")}
                    value={part()?.qty ?? 1}
                    onChange={(event) => change(item, Math.min(QTY_MAX, Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1)))}
                  />
                  <IconButton
                    icon="x"
                    small
                    label={words.remove(part()?.sku ?? "")}
                    onPress={() => props.onChange(props.parts.filter((one) => one.item !== item))}
                  />
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
      <ItemPicker
        {...(props.standardOnly ? { standardOnly: true } : {})}
        {...(props.start ? { start: props.start } : {})}
        onChoose={(item) => props.onChange(withPart(props.parts, item))}
      />
    </div>
  );
}
