/** All that belongs to one open ticket and to no other: its line, its acts, what one writes in it and what lies over it. The page stays while tickets
 *  change on it; this is made anew for each, so that whatever was begun in one ends in that one, however late its answer comes. */
import { type Accessor, createMemo, createSignal, on, onCleanup } from "solid-js";
import { useOutgoing } from "../composer/outgoing.ts";
import type { CardBody } from "../composer/tray.ts";
import { useWriting, type Writing } from "../composer/writing.ts";
import { useStores } from "../team/me.tsx";
import { ownZone } from "../ui/clock.ts";
import { useTicketActs } from "./acts.ts";
import type { Asking } from "./asked.tsx";
import { useAttention } from "./attention.tsx";
import { useTicketLine } from "./live.ts";
import type { TicketPage } from "./queries.ts";

interface Around {
  /** The next ticket of the list, as it stands now. */
  next: () => string | null;
  onNext: (ticket: string | null) => void;
  onActed: () => void;
  onOpen: (ticket: string, isInstead: boolean) => void;
  onLeave: () => void;
  /** What is beside the conversation makes way for what it puts into the reply. */
  onInsert: () => void;
}

/** Null while it is not known what to show: then nothing is open. */
export function useOpened(shown: Accessor<TicketPage | undefined>, around: Around): Accessor<Opened | null> {
  const id = createMemo(() => shown()?.id);
  return createMemo(
    on(id, () => {
      const first = shown();
      return first ? open(first, shown, around) : null;
    }),
  );
}

function open(first: TicketPage, shown: Accessor<TicketPage | undefined>, around: Around) {
  const { id } = first;
  // One that was left keeps the page it was left with: what is under way in it asks nothing of the next.
  const page = createMemo<TicketPage>((before) => {
    const now = shown();
    return now?.id === id ? now : before;
  }, first);
  let isOpen = true;
  onCleanup(() => {
    isOpen = false;
  });
  const stores = useStores();
  const line = useTicketLine(id);
  const box = useOutgoing(id);
  const acts = useTicketActs(page, { ...around, isOpen: () => isOpen });
  const attention = useAttention(page, around.onLeave);
  const writing = useWriting({
    get page() {
      return page();
    },
    acts,
    box,
    onWriting: line.writes,
    onRest: line.rests,
  });
  const [asking, ask] = createSignal<Asking>(null);
  const [message, setMessage] = createSignal<string | null>(null);
  const store = () => stores.find(page().ticket.store_id);
  return {
    id,
    page,
    store,
    zone: () => store()?.time_zone ?? ownZone,
    others: line.others,
    box,
    acts,
    attention,
    writing,
    inserting: insertInto(writing, around.onInsert),
    /** What is asked over it. */
    asking,
    ask,
    /** The message whose menu opens. */
    message,
    setMessage,
  };
}

/** How an order writes into the reply. */
function insertInto(writing: Writing, makeWay: () => void) {
  return {
    insert: (sentence: string) => {
      makeWay();
      writing.insert(sentence);
    },
    show: (card: CardBody) => {
      makeWay();
      writing.focus("reply");
      writing.restore(card);
    },
  };
}

export type Opened = ReturnType<typeof open>;
