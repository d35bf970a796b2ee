/** What every page of the inventory stands in: its neighbours in a column, or behind the title on a phone, and the page's own bar. Whoever adds
 *  a page adds a row here and its name to the words. */
import { type JSX, Show } from "solid-js";
import { TabbedRoom } from "../frame/tabbed-room.tsx";
import type { IconName } from "../ui/icon.tsx";
import { formatCount } from "../ui/money.ts";
import { speak } from "../words/words.ts";
import "./inventory.css";

const TABS = [
  { name: "items", to: "/inventory", icon: "tag" },
  { name: "listings", to: "/inventory/listings", icon: "shop" },
  { name: "stock", to: "/inventory/stock", icon: "box" },
  { name: "fbt", to: "/inventory/fbt", icon: "truck" },
  { name: "warehouses", to: "/inventory/warehouses", icon: "house" },
  { name: "balancing", to: "/inventory/balancing", icon: "sliders" },
] as const satisfies { name: string; to: string; icon: IconName }[];

export type InventoryTab = (typeof TABS)[number]["name"];

interface RoomProps {
  tab: InventoryTab;
  /** How many rows there are, beside the title; absent where nobody has counted. */
  count?: number | undefined;
  /** Further views of this page, below its neighbours. */
  views?: JSX.Element;
  /** The page's own end of the bar: a search, its main act. */
  bar?: JSX.Element;
  children: JSX.Element;
}

/** Expects the words "inventory". */
export function InventoryRoom(props: RoomProps) {
  const words = speak("inventory");
  const tabs = () => TABS.map(({ name, to, icon }) => ({ to, icon, says: words.tabs[name], isHere: name === props.tab }));
  return (
    <TabbedRoom
      name="inventory"
      title={words.title}
      tabs={tabs()}
      windowTitle={words.tabs[props.tab]}
      aside={
        <Show when={props.count !== undefined}>
          <span class="dim count">{formatCount(props.count ?? 0)}</span>
        </Show>
      }
      bar={props.bar}
      views={props.views}
    >
      {props.children}
    </TabbedRoom>
  );
}
