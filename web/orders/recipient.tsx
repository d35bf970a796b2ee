/** Where an order goes, or why nobody says: hidden is a normal state, always with its cause. */
import { For, Show } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import "./parts.css";
import { speak } from "../words/words.ts";
import type { OrderPage } from "./queries.ts";

const linesOf = (recipient: NonNullable<OrderPage["recipient"]>): string[] =>
  [
    recipient.name,
    ...(recipient.address?.split("\n") ?? []),
    [recipient.postal_code, recipient.city].filter(Boolean).join(" "),
    [recipient.region, recipient.country].filter(Boolean).join(", "),
    recipient.phone,
    recipient.email,
  ].filter((line): line is string => Boolean(line));

export function Recipient(props: { page: OrderPage }) {
  const words = speak("order");
  const titleOf = (reason: string) =>
    reason === "erased" ? words.erasedTitle : reason === "right-missing" ? words.hiddenHere : words.hiddenTitle;
  return (
    <>
      <Show when={props.page.recipientHidden}>
        {(reason) => (
          <div class="stack tight">
            <p class="row">
              <Icon name="hidden" size="s" />
              <b>{titleOf(reason())}</b>
            </p>
            <p class="mid">{words.hidden[reason()]}</p>
          </div>
        )}
      </Show>
      <Show when={props.page.recipient}>
        {(recipient) => (
          <address dir="auto" translate="no">
            <For each={linesOf(recipient())}>{(line) => <span>{line}</span>}</For>
          </address>
        )}
      </Show>
    </>
  );
}
