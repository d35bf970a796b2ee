/** One glyph of the sprite. It says nothing to a screen reader: the word beside it does. */
import sprite from "../styles/icons.svg?no-inline";

export type IconName =
  | "alert"
  | "apps"
  | "ban"
  | "bell"
  | "bolt"
  | "box"
  | "chart"
  | "check"
  | "clock"
  | "copy"
  | "coupon"
  | "done"
  | "down"
  | "download"
  | "eye"
  | "filter"
  | "flag"
  | "hidden"
  | "house"
  | "image"
  | "info"
  | "insert"
  | "key"
  | "keys"
  | "leave"
  | "left"
  | "link"
  | "lock"
  | "mail"
  | "moon"
  | "more"
  | "note"
  | "note2"
  | "out"
  | "panel"
  | "pause"
  | "pencil"
  | "phone"
  | "play"
  | "plus"
  | "refresh"
  | "reply"
  | "return"
  | "right"
  | "robot"
  | "rows"
  | "search"
  | "shelves"
  | "shop"
  | "sliders"
  | "smile"
  | "spark"
  | "st-cancelled"
  | "st-cancelling"
  | "st-completed"
  | "st-delivered"
  | "st-hold"
  | "st-part"
  | "st-ready"
  | "st-review"
  | "st-shipped"
  | "st-unpaid"
  | "sun"
  | "tag"
  | "transfer"
  | "truck"
  | "undo"
  | "unlink"
  | "up"
  | "urgent"
  | "user"
  | "users"
  | "wifi"
  | "x";

export function Icon(props: { name: IconName; size?: "s" | "l" }) {
  return (
    <svg class="icon" classList={{ s: props.size === "s", l: props.size === "l" }} aria-hidden="true">
      <use href={`${sprite}#i-${props.name}`} />
    </svg>
  );
}

/** Tillside's own mark: a till's display on its side. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--ink)" />
      <path d="M9 11.5h14M16 11.5v7" stroke="var(--desk)" stroke-width="2.5" stroke-linecap="round" />
      <path d="M9 22.5h14" stroke="var(--desk)" stroke-width="2.5" stroke-linecap="round" opacity=".5" />
    </svg>
  );
}
