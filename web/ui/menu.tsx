/** A menu beside the button that opens it: a native popover, walked with the arrow keys. The button names it by `popovertarget`. What is in it is
 *  made when it is first opened. */
import { children, createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./icon.tsx";

const ITEMS = "[role^=menuitem]:not([hidden])";
const GAP_PX = 4;

interface MenuProps {
  id: string;
  label: string;
  class?: string;
  onOpen?: () => void;
  children: JSX.Element;
}

export function Menu(props: MenuProps) {
  const [element, setElement] = createSignal<HTMLDivElement>();
  const [isWanted, setWanted] = createSignal(false);
  const items = () => [...(element()?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
  const step = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next >= all.length ? 0 : next)?.focus();
  };
  const choose = (event: MouseEvent) => {
    const item = event.target instanceof Element ? event.target.closest(ITEMS) : null;
    // What is only ticked leaves the menu open for the choice it goes with.
    if (item && item.getAttribute("aria-disabled") !== "true" && item.role !== "menuitemcheckbox") element()?.hidePopover();
  };
  const begin = () => {
    if (element()?.contains(document.activeElement)) return;
    (items().find((item) => item.getAttribute("aria-checked") === "true") ?? items()[0])?.focus();
  };
  // Opened by a key, it has the keyboard before the next key is pressed: the browser tells that it is open only later.
  const ahead = (event: ToggleEvent) => {
    if (event.newState !== "open") return;
    setWanted(true);
    queueMicrotask(begin);
  };
  const toggle = (event: ToggleEvent) => {
    const menu = element();
    if (event.newState !== "open" || !menu) return;
    props.onOpen?.();
    placeWithoutAnchors(menu);
    begin();
    if (items().length === 0) whenFilled(menu, begin);
  };
  return (
    <div
      ref={setElement}
      id={props.id}
      popover
      class={`menu ${props.class ?? ""}`}
      role="menu"
      aria-label={props.label}
      on:beforetoggle={ahead}
      on:toggle={toggle}
      onKeyDown={step}
      onClick={choose}
    >
      <Show when={isWanted()}>{props.children}</Show>
    </div>
  );
}

/** What is in it may have to be fetched; it may have been closed by then. */
function whenFilled(menu: HTMLElement, begin: () => void): void {
  const filled = new MutationObserver(() => {
    if (!menu.querySelector(ITEMS)) return;
    filled.disconnect();
    if (!menu.matches(":popover-open")) return;
    placeWithoutAnchors(menu);
    begin();
  });
  filled.observe(menu, { childList: true, subtree: true });
}

/** Browsers without CSS anchors get the place computed once, when it opens. */
function placeWithoutAnchors(menu: HTMLElement): void {
  if (CSS.supports("position-area", "block-end")) return;
  const button = document.querySelector(`[popovertarget="${menu.id}"]`)?.getBoundingClientRect();
  if (!button) return;
  const { width, height } = menu.getBoundingClientRect();
  const below = button.bottom + GAP_PX;
  menu.style.setProperty("left", `${Math.max(GAP_PX, Math.min(button.right - width, innerWidth - width - GAP_PX))}px`);
  menu.style.setProperty("top", `${below + height > innerHeight ? Math.max(GAP_PX, button.top - height - GAP_PX) : below}px`);
}

interface ItemProps {
  icon?: IconName;
  /** In place of an icon. */
  lead?: JSX.Element;
  keys?: string;
  /** Of several, the one that holds now. */
  checked?: boolean;
  danger?: boolean;
  /** Said at the end of the line, however long the name is. */
  aside?: string | undefined;
  /** Where one sentence holds for all of a menu: the id of what says it. */
  becauseOf?: string | undefined;
  because?: string | null | undefined;
  onChoose?: () => void;
  children: JSX.Element;
}

const roleOf = (checked: boolean | undefined) =>
  checked === undefined ? { role: "menuitem" as const } : { role: "menuitemradio" as const, "aria-checked": checked };

export function MenuItem(props: ItemProps) {
  const reason = createUniqueId();
  const lead = children(() => props.lead);
  return (
    <button
      type="button"
      {...roleOf(props.checked)}
      aria-disabled={props.because || props.becauseOf ? true : undefined}
      aria-describedby={props.because ? reason : props.becauseOf}
      tabindex="-1"
      classList={{ danger: props.danger }}
      onClick={(event) => event.currentTarget.ariaDisabled !== "true" && props.onChoose?.()}
    >
      <Show when={lead()} fallback={<Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>}>
        {lead()}
      </Show>
      <span class="ellipsis">{props.children}</span>
      <Show when={props.aside}>
        <span class="push dim small menu-aside">{props.aside}</span>
      </Show>
      <Show when={props.checked}>
        <span classList={{ push: !props.aside }}>
          <Icon name="check" />
        </span>
      </Show>
      <Show when={props.keys}>
        <span class="kbd" aria-hidden="true">
          {props.keys}
        </span>
      </Show>
      <Show when={props.because}>
        <span class="because" id={reason}>
          {props.because}
        </span>
      </Show>
    </button>
  );
}

interface CheckProps {
  checked: boolean;
  because?: string | null;
  onChange: (checked: boolean) => void;
  children: JSX.Element;
}

/** Goes with what is chosen in the menu, and chooses nothing itself. */
export function MenuCheck(props: CheckProps) {
  return (
    <button
      type="button"
      role="menuitemcheckbox"
      aria-checked={props.checked}
      aria-disabled={props.because ? true : undefined}
      tabindex="-1"
      onClick={(event) => event.currentTarget.ariaDisabled !== "true" && props.onChange(!props.checked)}
    >
      <span class="check-mark" aria-hidden="true">
        <Show when={props.checked}>
          <Icon name="check" />
        </Show>
      </span>
      <span>{props.children}</span>
    </button>
  );
}

export function MenuLink(props: { to: string; icon?: IconName; children: JSX.Element }) {
  return (
    <a href={props.to} role="menuitem" tabindex="-1">
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      {props.children}
    </a>
  );
}
