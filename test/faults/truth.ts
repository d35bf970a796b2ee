// Everything we hold, held against what the pretend TikTok Shop knows, once it is quiet: one line per difference, none when all is well.
import type { Agents } from "./agents.ts";
import type { Store } from "./stores.ts";
import { compareGoods } from "./truth/goods.ts";
import { compareDeeds } from "./truth/helpdesk.ts";
import { compareImports } from "./truth/imports.ts";
import { compareConversations } from "./truth/messages.ts";
import { compareListings, compareOrders } from "./truth/orders.ts";
import { compareReplies } from "./truth/replies.ts";
import { readRooms } from "./truth/rooms.ts";
import { findLeaks } from "./truth/secrets.ts";
import type { Seen } from "./truth/seen.ts";
import { compareShelves } from "./truth/shelves.ts";
import { compareOrderSearch, compareStages } from "./truth/stages.ts";
import { compareTicketIndexes, compareTickets } from "./truth/tickets.ts";
import type { World } from "./world.ts";

/** TikTok's search may hide a change this long. */
const SEARCH_LAG_SECONDS = 120;
const QUEUES = ["tillside-live", "tillside-long", "tillside-live-dead", "tillside-long-dead"];

export const findDifferences = (world: World, stores: Store[], agents: Agents): string[] => [
  ...compareAll(world, stores, agents),
  ...QUEUES.flatMap((name) => world.platform.queue(name).map(({ body }) => `${name} still holds ${JSON.stringify(body)}`)),
  ...findLeaks(world),
];

/** What can be said of a disk alone. */
export function compareAll(seen: Seen, stores: Store[], agents: Pick<Agents, "clicks">): string[] {
  const rooms = readRooms(seen);
  return [
    ...stores.flatMap((store) => [
      ...compareOrders(seen, store),
      ...compareStages(seen, store),
      ...compareListings(seen, store),
      ...compareConversations(seen, store, rooms),
    ]),
    ...compareShelves(seen, stores),
    ...compareGoods(seen, stores),
    ...compareImports(seen, stores),
    ...compareOrderSearch(seen, stores),
    ...compareTickets(seen, rooms),
    ...compareTicketIndexes(seen, rooms),
    ...compareReplies(seen, agents, rooms),
    ...compareDeeds(seen, rooms),
    ...findUnfinished(seen),
  ];
}

/** Work that should be over: backfills, jobs, things that could not be read. */
function findUnfinished(world: Seen): string[] {
  const now = Math.floor(world.now() / 1_000);
  const told = (what: string, sql: string, ...values: number[]) =>
    world.rows(sql, ...values).map((row) => `${what}: ${JSON.stringify(row)}`);
  return [
    // One that never was may have been given up: another consent brought its shop.
    ...told("a store is not connected", "SELECT id, state, reason FROM store WHERE state <> 'connected' AND shop_id IS NOT NULL"),
    ...told("a store is not begun", "SELECT id, begin_since FROM store WHERE begin_since IS NOT NULL"),
    ...told("a backfill is not done", "SELECT store_id, stream, at_time, page_token FROM backfill WHERE state <> 'done'"),
    ...told("a cursor is too far", "SELECT * FROM cursor WHERE until_time > ? AND stream <> 'products'", now - SEARCH_LAG_SECONDS),
    ...told("a dead letter", "SELECT queue, job FROM dead_letter"),
    ...told("could not be read", "SELECT kind, item_id, reason FROM failed_item"),
  ];
}
