/** Cards on their way into a reply: kept per ticket while the page lives, each sent as a message of its own, before the words that explain it. */
import { createStore } from "solid-js/store";
import type { ReplyBody } from "./outgoing.ts";

export type CardBody = Extract<ReplyBody, { content: unknown }>;

export const isCard = (body: ReplyBody): body is CardBody => "content" in body;

export interface TrayCard {
  id: string;
  body: CardBody;
}

const [trays, setTrays] = createStore<Record<string, TrayCard[]>>({});

const isSame = (one: CardBody, other: CardBody) => one.type === other.type && JSON.stringify(one.content) === JSON.stringify(other.content);

export function useTray(ticket: string) {
  const all = () => trays[ticket] ?? [];
  return {
    all,
    /** The same card twice in one reply is a slip of the hand. */
    add: (body: CardBody) => {
      if (!all().some((one) => isSame(one.body, body))) setTrays(ticket, [...all(), { id: crypto.randomUUID(), body }]);
    },
    drop: (id: string) =>
      setTrays(
        ticket,
        all().filter((one) => one.id !== id),
      ),
  };
}

export type Tray = ReturnType<typeof useTray>;
