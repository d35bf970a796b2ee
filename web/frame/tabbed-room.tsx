/** A room of several pages: its neighbours in a column, or behind the title on a phone, and the page's own bar. */
import { createEffect, For, type JSX } from "solid-js";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu, MenuLink } from "../ui/menu.tsx";
import { speak } from "../words/words.ts";

export interface RoomTab {
  to: string;
  icon: IconName;
  says: string;
  isHere: boolean;
}

interface TabbedRoomProps {
  /** Its class, and what its menu is called by. */
  name: string;
  title: string;
  tabs: readonly RoomTab[];
  /** What stands before the product's name in the window's title. */
  windowTitle: string;
  /** Beside the page's title. */
  aside?: JSX.Element;
  /** The page's own end of the bar: a search, its main act. */
  bar?: JSX.Element;
  /** Further views of this page, below its neighbours. */
  views?: JSX.Element;
  children: JSX.Element;
}

export function TabbedRoom(props: TabbedRoomProps) {
  const here = () => props.tabs.find(({ isHere }) => isHere)?.says;
  createEffect(() => {
    document.title = `${props.windowTitle} · ${speak("frame").product}`;
  });
  return (
    <>
      <aside class="views" aria-label={speak("frame").views}>
        <div class="bar">
          <h2>{props.title}</h2>
        </div>
        <nav class="scroll" aria-label={props.title}>
          <For each={props.tabs}>
            {(tab) => (
              <a class="view" href={tab.to} aria-current={tab.isHere ? "page" : undefined}>
                <Icon name={tab.icon} size="s" />
                <span>{tab.says}</span>
              </a>
            )}
          </For>
          {props.views}
        </nav>
      </aside>
      <main class={`room ${props.name}`} id="room">
        <div class="bar">
          <h1 class="title">
            <button type="button" class="row narrow-only" popovertarget={`${props.name}-tabs`}>
              <span class="ellipsis">{here()}</span> <Icon name="down" size="s" />
            </button>
            <span class="wide-only">{here()}</span>
          </h1>
          {props.aside}
          <span class="push row bar-end">{props.bar}</span>
        </div>
        {props.children}
        <Menu id={`${props.name}-tabs`} label={props.title}>
          <For each={props.tabs}>
            {(tab) => (
              <MenuLink to={tab.to} icon={tab.icon}>
                {tab.says}
              </MenuLink>
            )}
          </For>
        </Menu>
      </main>
    </>
  );
}
