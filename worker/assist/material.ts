/** What others wrote, on its way to a model and back: neutralised always, and without whoever it is about where the store has it so; what stood for
 *  them is put back into the answer here, so that nobody who asks needs to know. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { KnownOfBuyer } from "../letters/redact.ts";
import { findKnown } from "../letters/share.ts";
import { type Minimised, minimise } from "./minimise.ts";
import { neutraliseAll } from "./untrusted.ts";

const NOBODY: KnownOfBuyer = { names: [], places: [], keep: [] };

export async function prepareMaterial(kit: Kit, data: unknown, ticketId: string | null, isMinimised: boolean): Promise<Minimised> {
  const plain = neutraliseAll(data);
  if (!isMinimised) return { data: plain, restore: (text) => text };
  return minimise(plain, ticketId === null ? NOBODY : await knownIn(kit, ticketId));
}

async function knownIn(kit: Kit, ticketId: string): Promise<KnownOfBuyer> {
  const ticket = await kit.db.first<{ buyer_name: string }>(sql`SELECT buyer_name FROM ticket WHERE id = ${ticketId}`);
  return ticket ? findKnown(kit, ticketId, ticket.buyer_name) : NOBODY;
}
