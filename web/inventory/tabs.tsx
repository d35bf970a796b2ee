/** What every page of the inventory stands in: its neighbours in a column, or behind the title on a phone, and the page's own bar. Whoever adds
 *  a page adds a row here and its name to the words. */
import { createEffect, For, type JSX, Show } from "solid-js";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuLink } from "../ui/menu.tsx";
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
  const here = (name: InventoryTab) => (props.tab === name ? "page" : undefined);
  createEffect(() => {
    document.title = `${words.tabs[props.tab]} · ${speak("frame").product}`;
  });
  return (
    <>
      <aside class="views" aria-label={speak("frame").views}>
        <div class="bar">
          <h2>{words.title}</h2>
        </div>
        <nav class="scroll" aria-label={words.title}>
          <For each={TABS}>
            {(tab) => (
              <a class="view" href={tab.to} aria-current={here(tab.name)}>
                <Icon name={tab.icon} size="s" />
                <span>{words.tabs[tab.name]}</span>
              </a>
            )}
          </For>
          {props.views}
        </nav>
      </aside>
      <main class="room inventory" id="room">
        <div class="bar">
          <h1 class="title">
            <button type="button" class="row narrow-only" popovertarget="inventory-tabs">
              <span class="ellipsis">{words.tabs[props.tab]}</span> <Icon name="down" size="s" />
            </button>
            <span class="wide-only">{words.tabs[props.tab]}</span>
          </h1>
          <Show when={props.count !== undefined}>
            <span class="dim count">{formatCount(props.count ?? 0)}</span>
          </Show>
          <span class="push row bar-end">{props.bar}</span>
        </div>
        {props.children}
        <Menu id="inventory-tabs" label={words.title}>
          <For each={TABS}>
            {(tab) => (
              <MenuLink to={tab.to} icon={tab.icon}>
                {words.tabs[tab.name]}
              </MenuLink>
            )}
          </For>
        </Menu>
      </main>
    </>
  );
}
