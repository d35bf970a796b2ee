/** Buttons and links that look like them. A button that may not be pressed stays where it is, says why, and does nothing. */
import { createUniqueId, type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./icon.tsx";

export type Look = "plain" | "primary" | "quiet" | "danger" | "sure";

interface ButtonProps {
  look?: Look;
  small?: boolean;
  wide?: boolean;
  icon?: IconName;
  /** The key that does the same. */
  keys?: string;
  busy?: boolean;
  /** Why it may not be pressed; shown beside it unless `quietly`. */
  because?: string | null | undefined;
  quietly?: boolean;
  submit?: boolean;
  label?: string;
  class?: string;
  onPress?: () => void;
  children?: JSX.Element;
}

const classNames = (look: Look | undefined, small: boolean | undefined, extra: string | undefined) =>
  ["button", look === "sure" ? "danger sure" : look === "plain" ? "" : look, small && "s", extra].filter(Boolean).join(" ");

type Pressed = MouseEvent & { currentTarget: HTMLElement };

/** What may not be pressed says so to everybody; asked at the moment of the press. */
const isOff = (event: Pressed) => event.currentTarget.ariaDisabled === "true";

export function Button(props: ButtonProps) {
  const reason = createUniqueId();
  const press = (event: Pressed) => {
    if (isOff(event) || event.currentTarget.ariaBusy === "true") event.preventDefault();
    else props.onPress?.();
  };
  return (
    <>
      <button
        type={props.submit ? "submit" : "button"}
        class={classNames(props.look, props.small, props.class)}
        classList={{ wide: props.wide }}
        aria-disabled={props.because ? true : undefined}
        aria-busy={props.busy ? true : undefined}
        aria-describedby={props.because ? reason : undefined}
        aria-label={props.label}
        title={props.because ?? undefined}
        onClick={press}
      >
        <Show when={props.icon && !props.busy ? props.icon : undefined}>{(name) => <Icon name={name()} />}</Show>
        {props.children}
        <Show when={props.keys}>
          <span class="kbd" aria-hidden="true">
            {props.keys}
          </span>
        </Show>
      </button>
      <Show when={props.because}>
        <span id={reason} class={props.quietly ? "sr" : "because"}>
          {props.because}
        </span>
      </Show>
    </>
  );
}

interface LinkProps {
  to: string;
  look?: Look;
  small?: boolean;
  icon?: IconName;
  class?: string;
  children: JSX.Element;
}

export function ButtonLink(props: LinkProps) {
  return (
    <a class={classNames(props.look, props.small, props.class)} href={props.to}>
      <Show when={props.icon}>{(name) => <Icon name={name()} />}</Show>
      {props.children}
    </a>
  );
}

interface IconButtonProps {
  icon: IconName;
  /** Said to screen readers, and shown with its key when the pointer rests on it. */
  label: string;
  keys?: string;
  small?: boolean;
  pressed?: boolean;
  because?: string | null;
  /** The popover it opens. */
  opens?: string;
  class?: string;
  onPress?: () => void;
}

export function IconButton(props: IconButtonProps) {
  const title = () => props.because ?? (props.keys ? `${props.label} (${props.keys})` : props.label);
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ""}`}
      classList={{ s: props.small }}
      aria-label={props.because ? `${props.label}: ${props.because}` : props.label}
      aria-pressed={props.pressed}
      aria-disabled={props.because ? true : undefined}
      title={title()}
      popovertarget={props.because ? undefined : props.opens}
      onClick={(event) => !isOff(event) && props.onPress?.()}
    >
      <Icon name={props.icon} />
    </button>
  );
}
