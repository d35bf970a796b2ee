/** Who is disabled works here no longer: they are signed out everywhere, and what they had is nobody's or goes to the team's next. What they wrote
 *  stays. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { backAtWork, dealAll, leaveWork } from "./away.ts";
import type { RotaRow } from "./table.ts";

export async function disablePerson(kit: Kit, signedIn: SignedIn, userId: string, disabled: boolean): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  if (userId === admin.id) throw new Problem("conflict", "own-role");
  const rota = await kit.db.first<RotaRow>(sql`SELECT * FROM rota WHERE one = 1`);
  // Nobody keeps anything who does not come back.
  const way = rota?.hand_back === "team" ? "team" : "nobody";
  const had = sql`(SELECT COUNT(*) FROM ticket WHERE assignee_id = ${userId} AND state = 0)`;
  await kit.db.run(
    sql`UPDATE user SET disabled_at = ${disabled ? kit.now() : null}, updated_at = ${kit.now()} WHERE id = ${userId}`,
    sql`DELETE FROM session WHERE user_id = ${userId}`,
    ...(disabled ? leaveWork(userId, way, had, kit.now()) : backAtWork(userId)),
    recordChange({ at: kit.now(), userId: admin.id, action: disabled ? "disable-person" : "enable-person", subject: userId }),
  );
  if (disabled) await kit.env.LONG.send({ do: "hand-back", person: userId });
  else await dealAll(kit);
}
