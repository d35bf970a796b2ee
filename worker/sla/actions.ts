/** What admins change about promises. Every change is recorded; the tickets it concerns are told by a walk that the database itself marks as
 *  due, so that a lost job delays it by minutes and loses nothing. */
import { sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { findUnknownTags } from "../labels/list.ts";
import { Problem } from "../problem.ts";
import { changeStore } from "../stores/actions.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { type CalendarForm, isEverOpen, type PromiseForm, tagsIn } from "./policy.ts";
import type { CalendarRow } from "./table.ts";

const CALENDARS_MAX = 100;

export async function changePromise(kit: Kit, signedIn: SignedIn, storeId: string, version: number, form: PromiseForm): Promise<void> {
  await requireAdmin(kit, signedIn);
  const { firstMinutes, nextMinutes, resolutionMinutes, calendarId, overrides } = form;
  if (calendarId !== null && !(await findCalendar(kit, calendarId))) throw new Problem("missing", "calendar-missing");
  if ((await findUnknownTags(kit, tagsIn(overrides))).length > 0) throw new Problem("missing", "tag-missing");
  await changeStore(kit, signedIn, storeId, version, {
    replyTargetMinutes: firstMinutes,
    nextTargetMinutes: nextMinutes,
    resolutionTargetMinutes: resolutionMinutes,
    calendarId,
    promiseOverrides: overrides,
  });
  await kit.env.LONG.send({ do: "recompute-clocks", store: storeId });
}

export async function createCalendar(kit: Kit, signedIn: SignedIn, form: CalendarForm): Promise<{ id: string }> {
  const admin = await requireAdmin(kit, signedIn);
  await refuse(kit, form, "");
  const id = mintId(kit, "cal_", 6);
  const { name, timeZone, week, holidays } = form;
  const [created] = await kit.db.batch<[{ id: string }, never]>([
    sql`INSERT INTO business_calendar (id, name, time_zone, week, holidays, changed_at)
      SELECT ${id}, ${name}, ${timeZone}, ${JSON.stringify(week)}, ${JSON.stringify(holidays)}, ${kit.now()}
      WHERE (SELECT COUNT(*) FROM business_calendar) < ${CALENDARS_MAX} RETURNING id`,
    recordChange({ at: kit.now(), userId: admin.id, action: "create-calendar", subject: id, after: form }),
  ]);
  if (created.length === 0) throw new Problem("conflict", "calendars-full", { most: CALENDARS_MAX });
  return { id };
}

export async function changeCalendar(kit: Kit, signedIn: SignedIn, id: string, version: number, form: CalendarForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await findCalendar(kit, id);
  if (!before) throw new Problem("missing", "calendar-missing");
  await refuse(kit, form, id);
  const { name, timeZone, week, holidays } = form;
  const [changed, , stores] = await kit.db.batch<[{ id: string }, never, { id: string }]>([
    sql`UPDATE business_calendar SET name = ${name}, time_zone = ${timeZone}, week = ${JSON.stringify(week)},
        holidays = ${JSON.stringify(holidays)}, version = version + 1, changed_at = ${kit.now()}
      WHERE id = ${id} AND version = ${version} RETURNING id`,
    recordChange({ at: kit.now(), userId: admin.id, action: "change-calendar", subject: id, before, after: form }),
    sql`SELECT id FROM store WHERE calendar_id = ${id}`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "calendar-changed-meanwhile");
  for (const store of stores) await kit.env.LONG.send({ do: "recompute-clocks", store: store.id });
}

/** One that stores keep to stays: their promises would silently become others. */
export async function deleteCalendar(kit: Kit, signedIn: SignedIn, id: string): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await findCalendar(kit, id);
  if (!before) throw new Problem("missing", "calendar-missing");
  if (await kit.db.first(sql`SELECT 1 AS yes FROM store WHERE calendar_id = ${id}`))
    throw new Problem("conflict", "calendar-in-use", { name: before.name });
  await kit.db.run(
    sql`DELETE FROM business_calendar WHERE id = ${id}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "delete-calendar", subject: id, before }),
  );
}

const findCalendar = (kit: Kit, id: string) => kit.db.first<CalendarRow>(sql`SELECT * FROM business_calendar WHERE id = ${id}`);

async function refuse(kit: Kit, form: CalendarForm, exceptId: string): Promise<void> {
  if (!isEverOpen(form)) throw new Problem("invalid", "calendar-never-open");
  const isTaken = await kit.db.first(sql`SELECT 1 AS yes FROM business_calendar WHERE name = ${form.name} AND id <> ${exceptId}`);
  if (isTaken) throw new Problem("conflict", "calendar-name-taken", { name: form.name });
}
