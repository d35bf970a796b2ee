/** The facts of a ticket's orders, each of which puts its sentence into the reply. */
import { For, Show } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { MenuItem } from "../ui/menu.tsx";
import { factsOf } from "./facts.ts";
import { useInsert } from "./insert.tsx";

export default function FactItems(props: { orders: TicketPage["orders"]; zone: string }) {
  const { insert } = useInsert();
  return (
    <For each={props.orders}>
      {(order) => (
        <>
          <Show when={props.orders.length > 1}>
            <p class="label">{order.order.id}</p>
          </Show>
          <For each={factsOf(order, props.zone)}>
            {(fact) => (
              <MenuItem onChoose={() => insert(fact.sentence)}>
                <span class="fact-name">{fact.name}</span> <span class="dim">{fact.value}</span>
              </MenuItem>
            )}
          </For>
        </>
      )}
    </For>
  );
}
