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
import { compareShelves } from "./truth/shelves.ts";
import { compareOrderSearch, compareStages } from "./truth/stages.ts";
import { compareTicketIndexes, compareTickets } from "./truth/tickets.ts";
import type { World } from "./world.ts";

/** TikTok's search may hide a change this long. */
const SEARCH_LAG_SECONDS = 120;

export function findDifferences(world: World, stores: Store[], agents: Agents): string[] {
  const rooms = readRooms(world);
  return [
    ...stores.flatMap((store) => [
      ...compareOrders(world, store),
      ...compareStages(world, store),
      ...compareListings(world, store),
      ...compareConversations(world, store, rooms),
    ]),
    ...compareShelves(world, stores),
    ...compareGoods(world, stores),
    ...compareImports(world, stores),
    ...compareOrderSearch(world, stores),
    ...compareTickets(world, rooms),
    ...compareTicketIndexes(world, rooms),
    ...compareReplies(world, agents, rooms),
    ...compareDeeds(world, rooms),
    ...findUnfinished(world),
    ...findLeaks(world),
  ];
}

/** Work that should be over: backfills, jobs, things that could not be read. */
function findUnfinished(world: World): string[] {
  const now = Math.floor(world.now() / 1_000);
  const told = (what: string, sql: string, ...values: number[]) =>
    world.rows(sql, ...values).map((row) => `${what}: ${JSON.stringify(row)}`);
  return [
    ...told("a store is not connected", "SELECT id, state, reason FROM store WHERE state <> 'connected'"),
    ...told("a store is not begun", "SELECT id, begin_since FROM store WHERE begin_since IS NOT NULL"),
    ...told("a backfill is not done", "SELECT store_id, stream, at_time, page_token FROM backfill WHERE state <> 'done'"),
    ...told("a cursor is too far", "SELECT * FROM cursor WHERE until_time > ? AND stream <> 'products'", now - SEARCH_LAG_SECONDS),
    ...told("a dead letter", "SELECT queue, job FROM dead_letter"),
    ...told("could not be read", "SELECT kind, item_id, reason FROM failed_item"),
    ...["tillside-live", "tillside-long", "tillside-live-dead", "tillside-long-dead"].flatMap((name) =>
      world.platform.queue(name).map(({ body }) => `${name} still holds ${JSON.stringify(body)}`),
    ),
  ];
}
