/** The door of backups, for admins, and of restoring, for whoever holds the setup token of a desk that is still empty. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { clickId } from "../workload/job.ts";
import { beginBackup, changeSchedule, KEPT_MAX, listBackups, makeRecoveryKey, openBackup, stopBackup } from "./backups.ts";
import * as restore from "./restore.ts";

const name = z.string().min(1).max(200);
const count = z.number().int().nonnegative();
const header = z.object({
  id: name,
  schema: name,
  createdAt: count,
  recipient: name,
  ephemeral: name,
  proof: z.string().max(500),
});
const token = z.string().max(200);
const room = z.enum(["AUTHORIZATION", "QUOTA", "TICKET"]);
const object = z.object({
  bucket: z.enum(["MAIL", "EVIDENCE"]),
  key: z.string().min(1).max(1_024),
  custom: z.record(z.string(), z.string()),
  type: z.string().max(200).nullable(),
});
const schedule = z.object({ weekly: z.boolean(), kept: z.number().int().min(1).max(KEPT_MAX) });

export const backupRoutes = new Hono<Door>()
  .get("/backups", async (c) => c.json(await listBackups(c.var.kit, askingOf(c))))
  .post("/backups", jsonBody(z.object({ id: clickId })), async (c) =>
    c.json(await beginBackup(c.var.kit, askingOf(c), c.req.valid("json").id)),
  )
  .post("/backups/recovery-key", jsonBody(z.object({})), async (c) => c.json(await makeRecoveryKey(c.var.kit, askingOf(c))))
  .put("/backups/schedule", jsonBody(schedule), async (c) => {
    await changeSchedule(c.var.kit, askingOf(c), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/backups/:id/stop", jsonBody(z.object({})), async (c) => c.json(await stopBackup(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/backups/:id/file", async (c) => openBackup(c.var.kit, askingOf(c), c.req.param("id")))
  .post("/restore", jsonBody(z.object({ token, header })), async (c) => {
    const given = c.req.valid("json");
    return c.json(await restore.beginRestore(c.var.kit, given.token, given.header));
  })
  .post(
    "/restore/rows",
    jsonBody(z.object({ token, backup: name, table: name, columns: z.array(name).max(200), rows: z.string() })),
    async (c) => {
      const { token: given, backup, ...page } = c.req.valid("json");
      await restore.restoreRows(c.var.kit, given, backup, page);
      return c.json({ ok: true });
    },
  )
  .post("/restore/part", jsonBody(z.object({ token, backup: name, part: count })), async (c) => {
    const { token: given, backup, part } = c.req.valid("json");
    await restore.notePart(c.var.kit, given, backup, part);
    return c.json({ ok: true });
  })
  .post(
    "/restore/rows-end",
    jsonBody(z.object({ token, header, tables: z.array(z.object({ name, rows: count, hash: z.string().max(64) })) })),
    async (c) => {
      const given = c.req.valid("json");
      await restore.endRows(c.var.kit, given.token, given.header.id, given.tables, given.header);
      return c.json({ ok: true });
    },
  )
  .post(
    "/restore/search",
    jsonBody(z.object({ token, backup: name, after: z.object({ time: z.number(), id: z.string() }).nullable() })),
    async (c) => {
      const { token: given, backup, after } = c.req.valid("json");
      return c.json({ after: await restore.restoreSearch(c.var.kit, given, backup, after) });
    },
  )
  .post("/restore/room", jsonBody(z.object({ token, header, room, name, told: z.string() })), async (c) => {
    const given = c.req.valid("json");
    await restore.restoreRoom(c.var.kit, given.token, given.header, given.room, given.name, given.told);
    return c.json({ ok: true });
  })
  .post("/restore/object", async (c) => {
    const about = z.object({ token, backup: name, object }).parse(JSON.parse(decodeURIComponent(c.req.header("x-about") ?? "null")));
    await restore.restoreObject(c.var.kit, about.token, about.backup, about.object, await c.req.arrayBuffer());
    return c.json({ ok: true });
  })
  .post("/restore/end", jsonBody(z.object({ token, backup: name })), async (c) => {
    const { token: given, backup } = c.req.valid("json");
    await restore.endRestore(c.var.kit, given, backup);
    return c.json({ ok: true });
  });
