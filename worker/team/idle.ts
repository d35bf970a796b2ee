/** Sessions in which nothing is done end (IDLE_HOURS). What counts is a person at the page, who says so through `POST /api/here` at most every few
 *  minutes; an open socket and whatever a page asks by itself count for nothing, so that a desk left open for the night is closed by morning. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { findPerson, IDLE_MS, type SignedIn } from "./session.ts";

/** One write per session in so long, however often it is said. */
const USE_NOTED_MS = 240_000;

export async function noteUse(kit: Kit, signedIn: SignedIn): Promise<void> {
  await findPerson(kit, signedIn);
  await kit.db.run(
    sql`UPDATE session SET updated_at = ${kit.now()} WHERE token = ${signedIn.tokenHash} AND updated_at < ${kit.now() - USE_NOTED_MS}`,
  );
}

/** Takes away what is over by its days or by its quiet, and closes the sockets that were opened with it. */
export async function endOldSessions(kit: Kit): Promise<void> {
  const [byDays, byQuiet] = await kit.db.batch<[{ user_id: string }, { user_id: string }]>([
    sql`DELETE FROM session WHERE expires_at <= ${kit.now()} RETURNING user_id`,
    sql`DELETE FROM session WHERE updated_at <= ${kit.now() - IDLE_MS} RETURNING user_id`,
  ]);
  const people = new Set([...byDays, ...byQuiet].map(({ user_id }) => user_id));
  await Promise.all([...people].map((id) => kit.env.MAILBOX.getByName("mailbox").dropPerson(id)));
}
