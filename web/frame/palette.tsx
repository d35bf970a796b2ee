/** One field that leads everywhere: tickets and orders by number, id, tracking or buyer, views, stores, settings, and every command that could
 *  be given now. It knows nothing the rest of the desk does not; what is looked for is asked as any search is. */

import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from "solid-js";
import { useQuery, useQueryClient } from "../cache/use.ts";
import { askTags } from "../labels/queries.ts";
import { askFoundOrders } from "../orders/queries.ts";
import { useNavigate } from "../router/use.ts";
import { askTeams, isAdmin, useMe, useStores } from "../team/me.tsx";
import { askFoundTickets, askViews, type TicketPage } from "../tickets/queries.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { boundCommands, keyOf, runCommand, writeKey } from "../ui/keys.ts";
import { known } from "../ui/states.tsx";
import { speak } from "../words/words.ts";
import "./palette.css";

const REST_MS = 200;
const SEARCH_CHARACTERS_MIN = 2;
const SHOWN_OF_EACH_MAX = 6;

interface Entry {
  group: string;
  says: string;
  aside?: string;
  icon: IconName;
  keys?: string[];
  act: () => void;
}

const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
/** Every word typed begins a word of the name. */
const isNamed = (name: string, text: string) => {
  const words = fold(name).split(/[^\p{L}\p{N}]+/u);
  return fold(text)
    .split(/\s+/)
    .filter(Boolean)
    .every((typed) => words.some((word) => word.startsWith(typed)));
};

/** What is known without asking. */
function usePlaces(): () => Entry[] {
  const words = speak("keys").palette;
  const frame = speak("frame");
  const me = useMe();
  const stores = useStores();
  const navigate = useNavigate();
  const views = useQuery(() => askViews);
  const teams = useQuery(() => askTeams);
  const tags = useQuery(() => askTags);
  const settings = () =>
    [
      { says: frame.account.preferences, to: "/settings/preferences" },
      { says: words.bulkJobs, to: "/settings/bulk-jobs" },
      { says: words.orderJobs, to: "/orders/jobs" },
      { says: words.printRuns, to: "/print-runs" },
      { says: words.points, to: "/points" },
      { says: words.gaps, to: "/insights/gaps" },
      { says: frame.account.notifications, to: "/notifications" },
      { says: frame.account.language, to: "/settings/preferences" },
      { says: frame.account.sessions, to: "/settings/sessions" },
      ...(isAdmin(me())
        ? [
            { says: frame.account.people, to: "/settings/people" },
            { says: frame.account.teams, to: "/settings/teams" },
            { says: frame.account.audit, to: "/settings/audit" },
            { says: words.tags, to: "/settings/tags" },
            { says: words.persons, to: "/settings/personal-data" },
            { says: words.machine, to: "/settings/machine-help" },
          ]
        : []),
    ].map(({ says, to }): Entry => ({ group: words.places, says, icon: "sliders", act: () => navigate(to) }));
  const kept = () =>
    (known(views)?.views ?? []).map(({ name, filters }): Entry => {
      const { view, stores: ids, ...rest } = filters;
      const asked = new URLSearchParams(
        Object.entries({ store: ids?.join(","), ...rest }).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])),
      );
      return { group: words.views, says: name, icon: "filter", act: () => navigate(`/mailbox/${view}?${asked}`) };
    });
  const shops = () =>
    stores.all().map(({ id, name }): Entry => ({ group: words.stores, says: name, icon: "shop", act: () => navigate(`/stores/${id}`) }));
  const together = () =>
    (known(teams)?.teams ?? [])
      .filter((team) => !team.gone)
      .map(
        ({ id, name }): Entry => ({
          group: words.views,
          says: words.team(name),
          icon: "users",
          act: () => navigate(`/mailbox/todo?team=${id}`),
        }),
      );
  const tagged = () =>
    (known(tags)?.tags ?? [])
      .filter((tag) => !tag.archived)
      .map(({ id, name }): Entry => ({ group: words.tagged, says: name, icon: "tag", act: () => navigate(`/mailbox/todo?tag=${id}`) }));
  return () => [...kept(), ...together(), ...shops(), ...tagged(), ...settings()];
}

function commandEntries(): Entry[] {
  const words = speak("keys");
  return boundCommands()
    .filter((command) => command !== "palette" && command !== "back")
    .map((command) => ({
      group: words.palette.commands,
      says: words.commands[command],
      icon: "bolt",
      keys: writeKey(keyOf(command)),
      act: () => runCommand(command),
    }));
}

/** What was open a moment ago is still in the page's memory, and nowhere else. */
function useRecent(): () => Entry[] {
  const words = speak("keys").palette;
  const client = useQueryClient();
  const navigate = useNavigate();
  return () =>
    client
      .findAll({ queryKey: ["ticket"] })
      .filter((query) => query.state.data !== undefined)
      .sort((a, b) => b.state.updatedAt - a.state.updatedAt)
      .slice(0, SHOWN_OF_EACH_MAX)
      .map(({ state }): Entry => {
        const { ticket } = state.data as TicketPage;
        const says = words.ticket(ticket.number, ticket.buyer_name);
        return { group: words.recent, says, icon: "mail", act: () => navigate(`/mailbox/todo/${ticket.id}`) };
      });
}

/** Asked once the hand rests. */
function useFound(text: () => string): () => Entry[] {
  const words = speak("keys").palette;
  const navigate = useNavigate();
  const isAsked = () => text().length >= SEARCH_CHARACTERS_MIN;
  const tickets = useQuery(() => ({ ...askFoundTickets(text()), enabled: isAsked() }));
  const orders = useQuery(() => ({ ...askFoundOrders(text(), null), enabled: isAsked() }));
  const shown = <Row,>(rows: Row[] | undefined) => (isAsked() ? (rows ?? []).slice(0, SHOWN_OF_EACH_MAX) : []);
  return () => [
    ...shown(known(tickets)?.rows).map((row): Entry => {
      const aside = row.snippet?.map((part) => part.text).join("") ?? row.preview;
      return {
        group: words.tickets,
        says: words.ticket(row.number, row.buyer_name),
        aside,
        icon: "mail",
        act: () => navigate(`/mailbox/todo/${row.id}`),
      };
    }),
    ...(isAsked()
      ? [
          {
            group: words.tickets,
            says: words.searchFor(text()),
            icon: "search" as const,
            act: () => navigate(`/mailbox/todo?${new URLSearchParams({ q: text() })}`),
          },
        ]
      : []),
    ...shown(known(orders)?.rows).map((row): Entry => {
      const aside = [row.buyer_nickname, row.items].filter(Boolean).join(" · ");
      return { group: words.orders, says: words.order(row.id), aside, icon: "box", act: () => navigate(`/orders/${row.id}`) };
    }),
  ];
}

export default function Palette(props: { open: boolean; onClose: () => void }) {
  const [element, setElement] = createSignal<HTMLDialogElement>();
  createEffect(() => (props.open ? element()?.showModal() : element()?.close()));
  return (
    <dialog
      ref={(dialog) => {
        dialog.setAttribute("closedby", "any");
        setElement(dialog);
      }}
      class="dialog palette"
      aria-label={speak("keys").palette.label}
      onClose={() => props.onClose()}
    >
      <Show when={props.open}>
        <Choices onDone={props.onClose} />
      </Show>
    </dialog>
  );
}

/** What the text leads to, and which of it one stands at. */
function useChoices() {
  const [text, setText] = createSignal("");
  const [asked, setAsked] = createSignal("");
  const [at, setAt] = createSignal(0);
  const places = usePlaces();
  const recent = useRecent();
  const found = useFound(asked);
  const commands = commandEntries();
  createEffect(
    on(text, (typed) => {
      setAt(0);
      const rest = setTimeout(() => setAsked(typed.trim()), REST_MS);
      onCleanup(() => clearTimeout(rest));
    }),
  );
  const entries = createMemo<Entry[]>(() => {
    if (text().trim() === "") return [...recent(), ...places(), ...commands];
    const named = [...commands, ...places()].filter((entry) => isNamed(entry.says, text()));
    return [...named.slice(0, SHOWN_OF_EACH_MAX), ...found()];
  });
  return { text, setText, at, setAt, entries };
}

function Choices(props: { onDone: () => void }) {
  const words = speak("keys").palette;
  const { text, setText, at, setAt, entries } = useChoices();
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    // The dialog keeps keys and focus to itself until it is gone.
    props.onDone();
    queueMicrotask(entry.act);
  };
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setAt((now) => (now + by + entries().length) % Math.max(1, entries().length));
    else if (event.key === "Enter") choose(entries()[at()]);
    else return;
    event.preventDefault();
    document.getElementById(`choice-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <label class="search">
        <Icon name="search" />
        <input
          class="input"
          role="combobox"
          aria-label={words.label}
          aria-expanded="true"
          aria-controls="choices"
          aria-activedescendant={entries().length > 0 ? `choice-${at()}` : undefined}
          autocomplete="off"
          placeholder={words.hint}
          ref={(input) => queueMicrotask(() => input.focus())}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={walk}
        />
      </label>
      <div id="choices" role="listbox" aria-label={words.results} class="choices">
        <For each={entries()} fallback={<p class="padded mid">{text() === "" ? words.hint : words.none(text())}</p>}>
          {(entry, index) => (
            <Choice
              entry={entry}
              index={index()}
              isFirst={entries()[index() - 1]?.group !== entry.group}
              isHere={at() === index()}
              onChoose={() => choose(entry)}
            />
          )}
        </For>
      </div>
    </>
  );
}

function Choice(props: { entry: Entry; index: number; isFirst: boolean; isHere: boolean; onChoose: () => void }) {
  return (
    <>
      <Show when={props.isFirst}>
        <p class="label" role="presentation">
          {props.entry.group}
        </p>
      </Show>
      <button
        type="button"
        id={`choice-${props.index}`}
        role="option"
        tabindex="-1"
        aria-selected={props.isHere}
        class="choice"
        onClick={() => props.onChoose()}
      >
        <Icon name={props.entry.icon} size="s" />
        <span class="ellipsis" dir="auto">
          {props.entry.says}
        </span>
        <Show when={props.entry.aside}>
          <span class="dim small ellipsis" dir="auto">
            {props.entry.aside}
          </span>
        </Show>
        <span class="push row tight">
          <For each={props.entry.keys}>{(key) => <span class="kbd">{key}</span>}</For>
        </span>
      </button>
    </>
  );
}
