/** The order's facts, one click away from the reply: a menu under the composer, and a context through which the panel's buttons write too. */
import { createContext, Suspense, useContext } from "solid-js";
import type { TicketPage } from "../tickets/queries.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import type { CardBody } from "./tray.ts";

const FactItems = room(["facts"], () => import("./fact-items.tsx"));

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
  const reason = () => props.because ?? (props.page.orders.length === 0 ? words.noOrder : null);
  return (
    <>
      <IconButton icon="box" small label={words.composer.insert} because={reason()} opens="inserts" />
      <Menu id="inserts" label={words.composer.insert} class="inserts">
        <Suspense>
          <FactItems orders={props.page.orders} zone={props.zone} />
        </Suspense>
      </Menu>
    </>
  );
}
