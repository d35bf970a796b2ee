/** The order's facts, one click away from the reply: a menu under the composer, and a context through which the panel's buttons write too. */
import { createContext, For, Show, useContext } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { speak } from "../words/words.ts";
import { factsOf } from "./facts.ts";
import type { CardBody } from "./tray.ts";

interface Insert {
  insert(sentence: string): void;
  show(card: CardBody): void;
}

const InsertContext = createContext<Insert>();
export const InsertProvider = InsertContext.Provider;

export function useInsert(): Insert {
  const around = useContext(InsertContext);
  if (!around) throw new Error("useInsert outside a ticket");
  return around;
}

export function InsertMenu(props: { page: TicketPage; zone: string; because: string | null }) {
  const words = speak("thread");
  const { insert } = useInsert();
  const reason = () => props.because ?? (props.page.orders.length === 0 ? words.panel.none.title : null);
  return (
    <>
      <IconButton icon="box" small label={words.composer.insert} because={reason()} opens="inserts" />
      <Menu id="inserts" label={words.composer.insert} class="inserts">
        <For each={props.page.orders}>
          {(order) => (
            <>
              <Show when={props.page.orders.length > 1}>
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
      </Menu>
    </>
  );
}
