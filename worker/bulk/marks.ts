/** Many tickets marked as read or unread, for whoever asked and nobody else. A step's marks and what is said of them are one batch: a step that
 *  comes again finds nothing to do. The way back gives each its old mark, unless its person has read on since. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { pokePeople } from "../notifications/write.ts";
import { mayIn } from "../team/rights.ts";
import { whoever } from "../team/session.ts";
import { isUnread, seenAt, seenBy, withSeen } from "../thread/unread.ts";
import type { Turn } from "./carry.ts";
import type { JobRow } from "./table.ts";

const SPAM = 3;
const MISSING = JSON.stringify({ code: "ticket-missing", facts: {} });
const UNCHANGED = JSON.stringify({ code: "bulk-unchanged", facts: {} });
const CHANGED_SINCE = JSON.stringify({ code: "bulk-changed-since", facts: {} });

const readers = sql`o.readers`;

const itemsOf = (job: JobRow, turns: Turn[]) => {
  const places = JSON.stringify(turns.map(({ place }) => place));
  return sql`json_each(${places}) k CROSS JOIN bulk_item i ON i.job_id = ${job.id} AND i.place = k.value`;
};

/** A ticket never opened counts as seen not at all while it is unread, and as seen whole while it is not: that is what goes back. */
export async function markTickets(kit: Kit, job: JobRow, turns: Turn[], isRead: boolean): Promise<void> {
  const now = kit.now();
  const me = sql`${job.by_id}`;
  const items = itemsOf(job, turns);
  const isOther = sql`${isUnread(me)} = ${Number(isRead)} AND (${Number(isRead)} OR o.state <> ${SPAM})`;
  const [, , read] = await kit.db.batch<[object, object, { kind: string }]>([
    sql`WITH ${whoever({ personId: job.by_id })} INSERT INTO bulk_item (job_id, place, ticket_id, outcome, because, seen, at)
      SELECT ${job.id}, i.place, '',
        CASE WHEN o.id IS NOT NULL AND ${isOther} THEN 'done' ELSE 'skipped' END,
        CASE WHEN o.id IS NULL THEN ${MISSING} WHEN ${isOther} THEN NULL ELSE ${UNCHANGED} END,
        IFNULL(${seenBy(readers, me)}, ${isRead ? sql`-1` : sql`o.heard`}), ${now}
      FROM ${items} LEFT JOIN ticket o ON o.id = i.ticket_id AND ${mayIn(sql`o.store_id`, "read")} WHERE true
      ON CONFLICT (job_id, place) DO UPDATE SET outcome = excluded.outcome, because = excluded.because, seen = excluded.seen, at = excluded.at
        WHERE bulk_item.outcome = 'waiting'`,
    sql`UPDATE ticket AS o SET readers = ${withSeen(readers, me, sql`o.heard - ${Number(!isRead)}`, now)}
      WHERE o.id IN (SELECT i.ticket_id FROM ${items} WHERE i.outcome = 'done' AND i.at = ${now})`,
    sql`UPDATE notification SET is_read = 1 WHERE person_id = ${me} AND is_read = 0 AND ${Number(isRead)}
      AND ticket_id IN (SELECT i.ticket_id FROM ${items} WHERE i.outcome = 'done') RETURNING kind`,
  ]);
  if (read.length > 0) await pokePeople(kit, turns[0]?.store_id ?? "", [job.by_id]);
}

export async function unmarkTickets(kit: Kit, job: JobRow, turns: Turn[]): Promise<void> {
  const now = kit.now();
  const me = sql`${job.by_id}`;
  const items = itemsOf(job, turns);
  const saidAt = seenAt(readers, me);
  await kit.db.run(
    sql`UPDATE ticket AS o SET readers = ${withSeen(readers, me, sql`w.seen`, now)}
      FROM (WITH was AS MATERIALIZED (SELECT i.ticket_id, i.seen, i.at FROM ${items} WHERE i.outcome = 'done') SELECT * FROM was) w
      WHERE o.id = w.ticket_id AND ${saidAt} = w.at`,
    sql`INSERT INTO bulk_item (job_id, place, ticket_id, outcome, because, at)
      SELECT ${job.id}, i.place, '', CASE ${saidAt} WHEN ${now} THEN 'undone' ELSE 'kept' END,
        CASE ${saidAt} WHEN ${now} THEN NULL ELSE ${CHANGED_SINCE} END, ${now}
      FROM ${items} LEFT JOIN ticket o ON o.id = i.ticket_id WHERE true
      ON CONFLICT (job_id, place) DO UPDATE SET outcome = excluded.outcome, because = excluded.because, at = excluded.at
        WHERE bulk_item.outcome = 'done'`,
  );
}
