/** The bursts a person sees: of stores they may read, without those they do not want to hear of, the largest first. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { requireTicket } from "../thread/page.ts";
import type { BurstRow, Thing } from "./table.ts";

const SHOWN_MAX = 3;

/** What all of a burst have in common, as far as it is known. Days are the store's. */
export interface Told {
  /** Both levels; null where nobody has read them, or they differ within one name. */
  class: string | null;
  listing: string | null;
  /** `2026-11-18 DHL`: the day their parcels left, and with whom. */
  carrier: string | null;
  /** When their orders were placed. */
  day: string | null;
  /** When they asked; only where they have no order. */
  asked: string | null;
}

export interface ShownBurst {
  id: string;
  storeId: string;
  /** `class:damaged`, `order:waiting`. */
  about: string;
  thing: Thing;
  told: Told;
  /** How many still wait. */
  tickets: number;
  /** Whether the asking person may answer them. */
  can: Can;
}

type Seen = BurstRow & { bits: number };

const columns = (storeId: SQL) => sql`b.*, ${bitsIn(storeId)} AS bits`;

const show = ({ id, store_id, about, thing, told, tickets, bits }: Seen): ShownBurst => ({
  id,
  storeId: store_id,
  about,
  thing,
  told: JSON.parse(told) as Told,
  tickets,
  can: bits & RIGHTS.reply ? { ok: true } : cannot("right-missing", { right: "reply" }),
});

export async function listBursts(kit: Kit, signedIn: SignedIn, stores: string[] | null): Promise<ShownBurst[]> {
  const asked = stores === null ? sql`true` : sql`s.id IN (SELECT value FROM json_each(${JSON.stringify(stores)}))`;
  const [people, rows] = await kit.db.batch<[Person, Seen]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${columns(sql`b.store_id`)} FROM who CROSS JOIN store s CROSS JOIN burst b INDEXED BY burst_of_store ON b.store_id = s.id
      WHERE ${mayIn(sql`s.id`, "read")} AND ${asked} AND b.tickets > 0
        AND NOT EXISTS (SELECT 1 FROM burst_dismissed d WHERE d.burst_id = b.id AND d.person_id = who.id)`,
  ]);
  requirePerson(people);
  return rows
    .sort((one, other) => other.tickets - one.tickets || (one.id < other.id ? -1 : 1))
    .slice(0, SHOWN_MAX)
    .map(show);
}

/** Null where it is gone, or of a store one may not read. */
export async function findBurst(kit: Kit, signedIn: SignedIn, id: string): Promise<ShownBurst | null> {
  return findOne(kit, signedIn, sql`burst b ON b.id = ${id}`);
}

/** The burst a ticket is in; null where it is in none. */
export async function findBurstOf(kit: Kit, signedIn: SignedIn, ticketId: string): Promise<ShownBurst | null> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "read");
  return findOne(kit, signedIn, sql`burst_ticket k ON k.ticket_id = ${ticket.id} CROSS JOIN burst b ON b.id = k.burst_id`);
}

async function findOne(kit: Kit, signedIn: SignedIn, from: SQL): Promise<ShownBurst | null> {
  const [people, rows] = await kit.db.batch<[Person, Seen]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${columns(sql`b.store_id`)} FROM who CROSS JOIN ${from} WHERE ${mayIn(sql`b.store_id`, "read")}`,
  ]);
  requirePerson(people);
  return rows[0] ? show(rows[0]) : null;
}

/** For whoever asks, and for as long as this burst goes on. */
export async function dismissBurst(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const [people, , rows] = await kit.db.batch<[Person, never, { id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} INSERT OR IGNORE INTO burst_dismissed (burst_id, person_id)
      SELECT b.id, who.id FROM who CROSS JOIN burst b ON b.id = ${id} WHERE ${mayIn(sql`b.store_id`, "read")}`,
    sql`WITH ${who(signedIn)} SELECT b.id FROM who CROSS JOIN burst b ON b.id = ${id} WHERE ${mayIn(sql`b.store_id`, "read")}`,
  ]);
  requirePerson(people);
  if (rows.length === 0) throw new Problem("missing", "burst-over");
}
