/** The page's one line to the mailbox: what is said to have changed is asked for again, and nothing else. Many pokes within a moment are one
 *  question. */

import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import { type QueryClient, useQueryClient } from "../cache/use.ts";
import { type Listening, listen } from "../live.ts";
import { askMe } from "../team/me.tsx";
import { forgetLooking, noteLooking, type Presence } from "./looking.ts";
import { noticeFailure } from "./session.ts";

const GATHER_MS = 300;
/** The first poke after a silence waits for those of the same change alone. */
const FIRST_MS = 20;
/** A line that is down for less is nobody's trouble. */
const DOWN_MS = 6_000;

interface Poke {
  store: string;
  tickets?: string[];
  orders?: string[];
  aftersales?: string[];
  self?: boolean;
  /** Something of one's own is under way. */
  what?: string;
}

interface TicketShown {
  orders: { order: { id: string } }[];
}

/** Answers whether the line has been down for a while. */
export function useMailboxLine(): Accessor<boolean> {
  const client = useQueryClient();
  const [isDown, setDown] = createSignal(false);
  let downTimer: ReturnType<typeof setTimeout> | undefined;
  const gathered = gather((pokes) => revalidate(client, pokes));
  onMount(() => {
    const line: Listening = listen("/mailbox/live", {
      hear: (frame) => {
        if (frame.t === "changed") gathered.add(frame as unknown as Poke);
        // Whoever shows stock says when they ask.
        if (frame.t === "stock") dispatchEvent(new CustomEvent("stock", { detail: frame.items }));
        if (frame.t === "told") void client.invalidateQueries({ queryKey: ["notifications"] });
        if (frame.t === "looking") noteLooking(String(frame.ticket), frame.people as Presence[]);
      },
      back: () => void client.invalidateQueries(),
      line: (isUp) => {
        if (isUp) {
          clearTimeout(downTimer);
          downTimer = undefined;
          setDown(false);
        } else {
          // Every try that fails says so again; the first one counts.
          downTimer ??= setTimeout(() => setDown(true), DOWN_MS);
        }
      },
      refused: () => {
        forgetLooking();
        client.fetchQuery({ ...askMe, staleTime: 0 }).catch(noticeFailure);
      },
    });
    onCleanup(() => line.stop());
  });
  onCleanup(() => {
    clearTimeout(downTimer);
    gathered.stop();
    forgetLooking();
  });
  return isDown;
}

function gather(flush: (pokes: Poke[]) => void) {
  let waiting: Poke[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const pokes = waiting;
    waiting = [];
    timer = pokes.length > 0 ? setTimeout(tell, GATHER_MS) : undefined;
    if (pokes.length > 0) flush(pokes);
  };
  return {
    add: (poke: Poke) => {
      waiting.push(poke);
      timer ??= setTimeout(tell, FIRST_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

function revalidate(client: QueryClient, pokes: Poke[]): void {
  void client.invalidateQueries({ predicate: ({ queryKey, state }) => pokes.some((poke) => concerns(queryKey, state.data, poke)) });
}

/** Keys begin with what they name; lists carry their stores (null: all) as their second part. */
function concerns([name, what]: readonly unknown[], data: unknown, poke: Poke): boolean {
  const shows = what === null || (Array.isArray(what) && what.includes(poke.store));
  switch (name) {
    case "tickets":
    case "ticket-counts":
      return poke.tickets !== undefined && shows;
    case "orders":
    case "order-counts":
      return poke.orders !== undefined && shows;
    case "aftersales":
    case "aftersale-counts":
      return poke.aftersales !== undefined && shows;
    case "aftersale":
    case "aftersale-answers":
    case "aftersale-records":
      return poke.aftersales?.includes(String(what)) ?? false;
    case "order-aftersales":
    case "order-work":
    case "order-history":
    case "order":
      return poke.orders?.includes(String(what)) ?? false;
    case "order-tickets":
      return poke.tickets !== undefined;
    case "ticket":
      return (data as TicketShown | undefined)?.orders.some(({ order }) => poke.orders?.includes(order.id)) ?? false;
    case "bulk-jobs":
      return poke.what === "bulk";
    case "store":
      return poke.self === true && what === poke.store;
    case "gaps":
      return poke.self === true && (what === undefined || what === poke.store);
    case "stores":
    case "me":
    case "health":
    case "dead-letters":
      return poke.self === true;
    default:
      return false;
  }
}
