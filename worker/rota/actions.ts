/** What admins set about turns: the desk's cap, what going away and answering do where nobody chose for themselves, and one person's cap. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { dealAll } from "./away.ts";
import { type RotaRow, WAYS_BACK } from "./table.ts";

const CAP_MAX = 1_000;

/** Null: as many as come. */
export const cap = z.number().int().min(1).max(CAP_MAX).nullable();

export const rotaForm = z.object({ cap, handBack: z.enum(WAYS_BACK), replyTakes: z.boolean() });
export type RotaForm = z.infer<typeof rotaForm>;

export const formOf = (row: RotaRow): RotaForm => ({ cap: row.cap, handBack: row.hand_back, replyTakes: row.reply_takes === 1 });

export async function changeRota(kit: Kit, signedIn: SignedIn, version: number, form: RotaForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.first<RotaRow>(sql`SELECT * FROM rota WHERE one = 1`);
  if (before?.version !== version) throw new Problem("conflict", "rota-changed-meanwhile");
  await kit.db.run(
    sql`UPDATE rota SET cap = ${form.cap}, hand_back = ${form.handBack}, reply_takes = ${Number(form.replyTakes)}, version = version + 1
      WHERE one = 1 AND version = ${version}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "change-rota", subject: "rota", before: formOf(before), after: form }),
  );
  await dealAll(kit);
}

/** Null: the desk's. */
export async function changeCap(kit: Kit, signedIn: SignedIn, personId: string, wanted: number | null): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.first<{ cap: number | null }>(sql`SELECT cap FROM at_work WHERE user_id = ${personId}`);
  await kit.db.run(
    sql`INSERT INTO at_work (user_id, cap) SELECT id, ${wanted} FROM user WHERE id = ${personId}
      ON CONFLICT (user_id) DO UPDATE SET cap = excluded.cap`,
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "change-cap",
      subject: personId,
      before: { cap: before?.cap ?? null },
      after: { cap: wanted },
    }),
  );
  await dealAll(kit);
}
