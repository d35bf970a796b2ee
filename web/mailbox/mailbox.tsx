/** The mailbox: views, list, thread and order side by side, or one after the other on a narrow screen. The thread is fetched once the list
 *  stands. */
import { createEffect, createSignal, Show, Suspense } from "solid-js";
import { whenIdle } from "../ui/clock.ts";
import { useKeys } from "../ui/keys.ts";
import { Empty } from "../ui/states.tsx";
import { firstRoom, room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { type Foresight, useForesight } from "./foresight.ts";
import { ListPane, type TicketList, useTicketList } from "./list.tsx";
import "./mailbox.css";
import { type Place, usePlace } from "./place.ts";
import { useCounts, useKeptViews, Views, ViewsMenu } from "./views.tsx";

const KeepViews = room(["finding"], () => import("./keep-view.tsx"));
// Sentences of refusals come with what is beside the conversation.
const Ticket = firstRoom(["thread", "stages"], () => import("../tickets/ticket.tsx"));

// Whoever comes by a ticket's address waits for nothing else first; what could not be fetched is fetched when it is shown.
if (/^\/mailbox\/[^/]+\/./.test(location.pathname)) Ticket.preload().catch(() => null);

/** The views a digit leads to, ours first. */
const VIEW_KEYS = 9;

export default function Mailbox() {
  const words = speak("mailbox");
  const place = usePlace();
  const counts = useCounts(place);
  const list = useTicketList(place);
  const [searching, setSearching] = createSignal(false);
  // Undefined until somebody first looks after their views: what they need is fetched then.
  const [keeping, setKeeping] = createSignal<"keep" | "change" | null>();
  const [viewsHidden, setViewsHidden] = createSignal(false);
  // The thread comes once the list is there: nobody opens a ticket before seeing one.
  createEffect(() => list.rows() && whenIdle(() => void Ticket.preload()));
  createEffect(() => {
    document.title = `${words.views[place.view()]} · ${words.title} · ${speak("frame").product}`;
  });

  const leave = leaveFor(place, list);
  const foresight = useForesight(place, list);
  useListKeys(place, list, foresight);
  useKeys({
    search: () => setSearching(true),
    "views-pane": () => setViewsHidden((isHidden) => !isHidden),
    back: () => {
      if (searching() || place.search() !== "") {
        setSearching(false);
        place.go({ search: "" });
      } else if (place.isPanel()) place.go({ panel: false });
      else leave(null);
    },
  });
  return (
    <>
      <Show when={!viewsHidden()} fallback={<div class="views" />}>
        <Views place={place} counts={counts} onChangeKept={() => setKeeping("change")} />
      </Show>
      <main class="room" id="room" data-screen={place.screen()} classList={{ "no-views": viewsHidden() }}>
        <div class="mailbox" classList={{ reading: place.ticket() !== null }}>
          <ListPane
            place={place}
            list={list}
            counts={counts}
            searching={searching}
            onSearching={setSearching}
            onKeep={() => setKeeping("keep")}
          />
          <Reading place={place} list={list} onLeave={leave} onShown={foresight.shown} />
        </div>
        <ViewsMenu place={place} counts={counts} onChangeKept={() => setKeeping("change")} />
        <Show when={keeping() !== undefined}>
          <Suspense>
            <KeepViews place={place} mode={keeping() ?? null} onClose={() => setKeeping(null)} />
          </Suspense>
        </Show>
      </main>
    </>
  );
}

interface ReadingProps {
  place: Place;
  list: TicketList;
  onLeave: (ticket: string | null) => void;
  onShown: (ticket: string) => void;
}

/** The ticket the address names; its page stays when that is another one. */
function Reading(props: ReadingProps) {
  return (
    <Show when={props.place.ticket()} fallback={<NoTicket />}>
      {(id) => (
        <Suspense fallback={<section class="pane pane-thread" aria-busy="true" />}>
          <Ticket
            id={id()}
            place={props.place}
            next={() => props.list.neighbour(id(), 1)}
            onNext={props.onLeave}
            onActed={props.list.steady.show}
            onShown={props.onShown}
          />
        </Suspense>
      )}
    </Show>
  );
}

/** For another ticket or for the list: the keyboard goes along. */
const leaveFor = (place: Place, list: TicketList) => (ticket: string | null) => {
  const stands = ticket ?? place.ticket();
  place.go({ ticket });
  if (stands !== null) list.focus(stands);
};

/** Walking the list, opening what one stands at, and the digits that lead to views. */
function useListKeys(place: Place, list: TicketList, foresight: Foresight): void {
  const kept = useKeptViews(() => place);
  const step = (by: number) => {
    list.steady.touch();
    const from = place.ticket() ?? list.focused();
    const next = list.neighbour(from, by);
    if (next === null) return;
    foresight.walks(by);
    if (place.ticket() !== null) place.go({ ticket: next }, true);
    list.focus(next);
  };
  const open = () => {
    const id = list.focused();
    if (id !== null) place.go({ ticket: id });
  };
  const digits = Array.from({ length: VIEW_KEYS }, (_, at) => [`view-${at + 1}`, () => kept.goTo(at)]);
  useKeys({ next: () => step(1), previous: () => step(-1), open, ...Object.fromEntries(digits) });
}

function NoTicket() {
  const words = speak("mailbox").empty;
  return (
    <section class="pane pane-thread pane-none">
      <Empty icon="mail" title={words.title} words={words.words} />
    </section>
  );
}
