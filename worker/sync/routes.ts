/** The admin's door to the work itself: dead letters, and pulling now. */
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { z } from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { isLong, type Job } from "../jobs.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireRight } from "../team/rights.ts";
import { requireAdmin } from "../team/session.ts";

const DEAD_LETTERS_SHOWN_MAX = 100;

interface DeadLetter {
  id: string;
  queue: string;
  job: string;
  store_id: string | null;
  failed_at: number;
}

export const syncRoutes = new Hono<Door>()
  .get("/dead-letters", async (c) => {
    await requireAdmin(c.var.kit, askingOf(c));
    const rows = await c.var.kit.db.all<DeadLetter>(
      sql`SELECT id, queue, job, store_id, failed_at FROM dead_letter
        WHERE replayed_at IS NULL AND failed_at > 0 ORDER BY failed_at DESC LIMIT ${DEAD_LETTERS_SHOWN_MAX}`,
    );
    return c.json({ letters: rows.map(({ job, ...row }) => ({ ...row, job: JSON.parse(job) as Job })) });
  })
  .post("/dead-letters/:id/replay", jsonBody(z.object({})), async (c) => {
    const admin = await requireAdmin(c.var.kit, askingOf(c));
    const [rows] = await c.var.kit.db.batch<[{ job: string }, never]>([
      sql`UPDATE dead_letter SET replayed_at = ${c.var.kit.now()} WHERE id = ${c.req.param("id")} AND replayed_at IS NULL RETURNING job`,
      recordChange({ at: c.var.kit.now(), userId: admin.id, action: "replay-dead-letter", subject: c.req.param("id") }),
    ]);
    const [row] = rows;
    if (!row) throw new Problem("missing", "dead-letter-gone");
    const job = JSON.parse(row.job) as Job;
    await (isLong(job) ? c.env.LONG : c.env.LIVE).send(job);
    return c.json({ ok: true });
  })
  .post("/stores/:id/pull", jsonBody(z.object({})), async (c) => {
    const store = c.req.param("id");
    await requireRight(c.var.kit, askingOf(c), store, "manage");
    await c.env.LIVE.sendBatch([{ body: { do: "reconcile-orders", store } }, { body: { do: "sweep-conversations", store } }]);
    return c.json({ ok: true });
  });
