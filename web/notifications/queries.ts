/** What is asked about notifications, under names that one poke calls. */

import { type Answer, api, ask } from "../api.ts";
import { queryOptions } from "../cache/use.ts";

export type NotificationPage = Answer<typeof api.notifications.$get>;
export type Told = NotificationPage["rows"][number];
export type Kind = Told["kind"];

export const askUnread = queryOptions({
  queryKey: ["notifications", "count"],
  queryFn: () => ask(api.notifications.count.$get()),
  isAside: true,
  // Should a poke be lost.
  refetchInterval: 120_000,
});

export const askTold = {
  queryKey: ["notifications", "list"],
  queryFn: ({ pageParam }: { pageParam: string | undefined }) => ask(api.notifications.$get({ query: { after: pageParam } })),
  initialPageParam: undefined,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
};

/** The newest, for the desktop. */
export const askNews = () => ask(api.notifications.$get({ query: {} }));

export const askDevice = queryOptions({ queryKey: ["device"], queryFn: () => ask(api.notifications.device.$get()) });

export const readTold = (items: { ticket: string; kind: Kind }[] | null) => ask(api.notifications.read.$post({ json: { items } }));

/** The ticket, at the entry it is about. */
export const addressOf = ({ ticket_id, entry_id }: Pick<Told, "ticket_id" | "entry_id">) =>
  `/mailbox/todo/${ticket_id}#${encodeURIComponent(entry_id)}`;
