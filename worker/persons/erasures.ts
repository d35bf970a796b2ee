/** Erasing as an admin asks for it: typed to confirm, begun at once, and shown with its progress. From its first moment the buyer's name is among
 *  those the mirrors leave out. Afterwards the list says when and by whom, and no longer whom. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { Problem } from "../problem.ts";
import { hashBuyer } from "../stores/erased.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { clickId } from "../workload/job.ts";
import { openBuyer } from "./buyer.ts";
import { eraseOn } from "./erase.ts";
import { forgetFilesOf } from "./file-write.ts";
import type { ErasureRow } from "./table.ts";

const BEGIN_AGAIN_SECONDS = 65;
const SHOWN_MAX = 30;

export const wantedErasure = z.object({
  /** Comes from the browser and names this click. */
  id: clickId,
  /** What the page asks for. */
  typed: z.string().max(200),
});

export interface ShownErasure extends Pick<ErasureRow, "id" | "state" | "total" | "orders" | "tickets" | "files"> {
  person: string | null;
  createdAt: number;
  endedAt: number | null;
}

type NamedRow = ErasureRow & { person: string | null };

const showErasure = ({ id, state, total, orders, tickets, files, person, created_at, ended_at }: NamedRow): ShownErasure => ({
  id,
  state,
  total,
  orders,
  tickets,
  files,
  person,
  createdAt: created_at,
  endedAt: ended_at,
});

const named = sql`e.*, (SELECT u.name FROM user u WHERE u.id = e.by_id) AS person`;

export async function listErasures(kit: Kit, signedIn: SignedIn): Promise<ShownErasure[]> {
  await requireAdmin(kit, signedIn);
  const rows = await kit.db.all<NamedRow>(
    sql`SELECT ${named} FROM erasure e INDEXED BY erasure_by_time WHERE e.created_at > 0 ORDER BY e.created_at DESC LIMIT ${SHOWN_MAX}`,
  );
  return rows.map(showErasure);
}

export async function beginErasure(
  kit: Kit,
  signedIn: SignedIn,
  buyer: string,
  wanted: z.infer<typeof wantedErasure>,
): Promise<ShownErasure> {
  const admin = await requireAdmin(kit, signedIn);
  const id = `era_${admin.id.slice(-6)}${wanted.id}`;
  const known = await findErasure(kit, id);
  if (known) return showErasure(known);
  const page = await openBuyer(kit, signedIn, buyer);
  if (!page.can.erase.ok) throw new Problem("conflict", page.can.erase.because.code, page.can.erase.because.facts);
  if (wanted.typed.trim() !== page.confirm.trim()) throw new Problem("invalid", "erase-not-typed");
  const now = kit.now();
  const { orders, tickets } = page.held;
  const who = await hashBuyer(kit, buyer);
  await kit.db.run(
    sql`INSERT OR IGNORE INTO erasure (id, by_id, who, buyer, state, total, walk_at, created_at)
      VALUES (${id}, ${admin.id}, ${who}, ${buyer}, 'tickets', ${orders + tickets}, ${now}, ${now})`,
    sql`INSERT INTO erased (who, at) VALUES (${who}, ${now}) ON CONFLICT (who) DO UPDATE SET at = excluded.at`,
    forgetFilesOf(who),
    sql`UPDATE store SET erased_at = ${now} WHERE id IN (SELECT id FROM store)`,
    recordChange({ at: now, userId: admin.id, action: "erase-buyer", subject: who, after: { orders, tickets } }),
  );
  await walkOn(kit, id);
  const begun = await findErasure(kit, id);
  if (!begun) throw new Problem("missing", "buyer-missing");
  return showErasure(begun);
}

const findErasure = (kit: Kit, id: string) => kit.db.first<NamedRow>(sql`SELECT ${named} FROM erasure e WHERE e.id = ${id}`);

async function walkOn(kit: Kit, id: string): Promise<void> {
  let delaySeconds: number | null = BEGIN_AGAIN_SECONDS;
  try {
    delaySeconds = await eraseOn(kit, id);
  } catch (error) {
    // It stands: the queue goes on with it.
    writeLog(kit, { door: "http", job: "erase-buyer", verdict: "retry", error });
  }
  if (delaySeconds !== null) await kit.env.LONG.send({ do: "erase-buyer", erasure: id }, { delaySeconds });
}
