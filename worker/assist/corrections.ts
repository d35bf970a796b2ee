/** Which class agents put in place of the one a model read: what it takes for what, and how often it is right. Only what a model read is counted; one
 *  agent's other opinion than another's says nothing of the model. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { localDate } from "../stores/calendar.ts";
import type { StoreRow } from "../stores/table.ts";
import { openTicket } from "../tickets/opened.ts";

/** Before the agent's word is told: afterwards nobody knows what the model said. */
export async function findModelsClass(kit: Kit, ticketId: string): Promise<string | null> {
  const view = await openTicket(kit, ticketId);
  const { reading = null, questionIndex } = view?.facts ?? {};
  return reading && !reading.isByHand && reading.index === questionIndex ? reading.class : null;
}

export async function countCorrection(kit: Kit, store: Pick<StoreRow, "id" | "time_zone">, was: string, became: string): Promise<void> {
  const day = localDate(Math.floor(kit.now() / 1000), store.time_zone);
  await kit.db.run(
    sql`INSERT INTO class_correction (store_id, day, was, became, count) VALUES (${store.id}, ${day}, ${was}, ${became}, 1)
      ON CONFLICT DO UPDATE SET count = count + 1`,
  );
}
