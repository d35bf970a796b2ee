/** Cards over a ticket: its orders', the buyer's other orders', products by a word, a coupon by its id. Everything by keyboard: type to search,
 *  arrows to choose, Enter to put the card with the reply. What may not be shown stays in the list with its reason. */

import { createMemo, createSignal, createUniqueId, For, onCleanup, onMount, Show } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { Thumb } from "../orders/thumb.tsx";
import { askOrderCards, askProductCards, type TicketPage } from "../tickets/queries.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import { type Choice, couponChoice, isFound, orderChoices, productChoices } from "./card-choices.ts";
import type { CardBody } from "./tray.ts";
import "./card-picker.css";

const HAND_RESTS_MS = 200;

interface Props {
  page: TicketPage;
  onShow: (card: CardBody) => void;
  onClose: () => void;
}

function useChoices(props: Props, text: () => string) {
  const words = speak("cards");
  const [asked, setAsked] = createSignal("");
  let rest: ReturnType<typeof setTimeout> | undefined;
  const later = (word: string) => {
    clearTimeout(rest);
    rest = setTimeout(() => setAsked(word.trim()), HAND_RESTS_MS);
  };
  onCleanup(() => clearTimeout(rest));
  const ticket = () => props.page.ticket.id;
  const others = useQuery(() => askOrderCards(ticket()));
  const products = useQuery(() => ({ ...askProductCards(ticket(), asked()), placeholderData: (before) => before }));
  const linked = () => orderChoices(words.groups.linked, props.page.orders, props.page.cards);
  const other = () => {
    const found = known(others)?.orders ?? [];
    return orderChoices(
      words.groups.others,
      found.map((one) => one.order),
      found.flatMap((one) => one.cards),
    );
  };
  const found = createMemo(() => [
    ...couponChoice(text()),
    ...[...linked(), ...other()].filter((one) => isFound(one, text())),
    ...productChoices(known(products)?.products ?? []),
  ]);
  return { found, later, isAsking: () => products.isFetching };
}

export default function CardPicker(props: Props) {
  const words = speak("cards");
  return (
    <Dialog open title={words.title} class="card-picker" onClose={props.onClose}>
      <Choosing {...props} />
    </Dialog>
  );
}

function Choosing(props: Props) {
  const words = speak("cards");
  const list = createUniqueId();
  const [text, setText] = createSignal("");
  const [at, setAt] = createSignal(0);
  const { found, later, isAsking } = useChoices(props, text);
  const chosen = () => found()[Math.min(at(), found().length - 1)];
  const move = (next: number) => {
    setAt(Math.max(0, Math.min(found().length - 1, next)));
    document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  const show = (one: Choice | undefined) => {
    if (!one?.card || one.because) return;
    props.onShow(one.card);
    props.onClose();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (step !== undefined) move(at() + step);
    else if (event.key === "Enter" && !event.isComposing) show(chosen());
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        // The dialog is there before its field is.
        ref={(element) => onMount(() => element.focus())}
        class="input"
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={found().length > 0 ? list : undefined}
        aria-activedescendant={chosen() ? `${list}-${found().indexOf(chosen() as Choice)}` : undefined}
        aria-label={words.search}
        placeholder={words.search}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          later(event.currentTarget.value);
          move(0);
        }}
        onKeyDown={press}
      />
      <Show
        when={found().length > 0}
        fallback={
          <div class="card-none" role="status">
            <p>{isAsking() ? words.waiting : words.none}</p>
            <p class="small dim">{words.noneHint}</p>
          </div>
        }
      >
        <Found id={list} all={found()} chosen={chosen()} onChoose={show} />
      </Show>
      <p class="small dim">{words.hint}</p>
    </>
  );
}

function Found(props: { id: string; all: Choice[]; chosen: Choice | undefined; onChoose: (one: Choice) => void }) {
  const words = speak("cards");
  return (
    <div id={props.id} role="listbox" aria-label={words.list} class="card-list">
      <For each={props.all}>
        {(one, place) => (
          <>
            <Show when={props.all[place() - 1]?.group !== one.group}>
              <p class="label" role="presentation">
                {one.group}
              </p>
            </Show>
            <Option one={one} id={`${props.id}-${place()}`} isAt={props.chosen === one} onChoose={() => props.onChoose(one)} />
          </>
        )}
      </For>
    </div>
  );
}

function Option(props: { one: Choice; id: string; isAt: boolean; onChoose: () => void }) {
  return (
    <button
      type="button"
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.isAt}
      aria-disabled={props.one.because ? true : undefined}
      class="card-option"
      onMouseDown={(event) => {
        // The cursor stays in the search, where the keys are heard.
        event.preventDefault();
        props.onChoose();
      }}
    >
      <Show
        when={props.one.image}
        fallback={
          <span class="thumb">
            <Icon name={props.one.icon} />
          </span>
        }
      >
        {(url) => <Thumb url={url()} />}
      </Show>
      <span class="card-words">
        <span class="ellipsis">{props.one.title}</span>
        <span class="small dim ellipsis">{props.one.because ?? props.one.says}</span>
      </span>
      <span class="small dim num">{props.one.aside}</span>
    </button>
  );
}
