/** What is old enough to go, in SQL: the same conditions count it for a preview and choose it by night. What somebody still works on is never due:
 *  an order that is not with its buyer, a case or return that is open, a check or a pack of proof under way, a ticket that is not closed. */
import { type SQL, sql } from "drizzle-orm";
import { PHASES } from "../aftersales/case.ts";
import { orderById } from "../orders/order.ts";
import { STAGES } from "../orders/stage.ts";
import { OVER } from "../ownreturns/return.ts";
import { IS_HELD } from "../persons/buyer.ts";
import { STATES, TURN_END } from "../timeline/timeline.ts";

const ENDED = STAGES.indexOf("delivered");
const CANCELLED = STAGES.indexOf("cancelled");
const RESOLVED = STATES.indexOf("resolved");
const SPAM = STATES.indexOf("spam");
const CASE_OVER = PHASES.indexOf("over");
/** A day in a store's zone begins up to 14 hours before, or ends 12 after, the same day in UTC. */
const ZONE_SECONDS_MAX = 50_400;

/** The parcel has arrived or never will, and nothing about it is open: for an order `o`. */
export const IS_OVER = sql`IFNULL(o.stage, 0) >= ${ENDED}
  AND NOT EXISTS (SELECT 1 FROM aftersale a WHERE a.order_id = o.id AND a.phase <> ${CASE_OVER})
  AND NOT EXISTS (SELECT 1 FROM own_return r WHERE r.order_id = o.id AND r.phase <> ${OVER})`;

export const IS_BEING_PROVED = sql`(EXISTS (SELECT 1 FROM evidence_pack p INDEXED BY evidence_pack_walking WHERE p.walk_at IS NOT NULL
    AND (p.order_id = o.id OR (p.order_id IS NULL AND IFNULL(p.store_id, o.store_id) = o.store_id
      AND o.create_time * 1000 BETWEEN p.from_at AND p.until_at)))
  OR EXISTS (SELECT 1 FROM gap_walk g CROSS JOIN json_each(g.days) d WHERE g.store_id = o.store_id
    AND o.create_time BETWEEN unixepoch(d.value->>'day') - ${ZONE_SECONDS_MAX} AND unixepoch(d.value->>'day', '+1 day') + ${ZONE_SECONDS_MAX}))`;

/** Of an order `o`; `until` in epoch milliseconds. An end that TikTok gives no time for is its last change. */
export const isDueOrder = (until: number): SQL => sql`o.person_gone_at IS NULL
  AND IFNULL(IIF(o.stage = ${CANCELLED}, o.cancel_time, o.delivery_time), o.update_time) * 1000 <= ${until}
  AND ${IS_OVER} AND NOT ${IS_BEING_PROVED}`;

/** `ticket`: the name it has in the statement. */
const isClosed = (ticket: SQL, until: number) =>
  sql`(${ticket}.state IN (${RESOLVED}, ${SPAM}) AND ${ticket}.last_at <= ${until} AND IFNULL(${ticket}.resolved_at, 0) <= ${until})`;

/** The room has the last word. */
const isQuietTicket = (until: number) => sql`IIF(t.merged_into IS NULL, ${isClosed(sql`t`, until)},
    t.last_at <= ${until} AND EXISTS (SELECT 1 FROM ticket m WHERE m.id = t.leads_to AND ${isClosed(sql`m`, until)}))
  AND NOT EXISTS (SELECT 1 FROM ticket_order x CROSS JOIN ${orderById(sql`x.order_id`)} WHERE x.ticket_id = t.id AND NOT (${IS_OVER}))`;

/** Of a ticket `t`. */
export const isDueTicket = (until: number): SQL => sql`${IS_HELD} AND ${isQuietTicket(until)}`;

/** Of a ticket `t` with e-mails. */
export const isDueWithMails = (until: number): SQL => sql`${IS_HELD} AND (t.mails_gone_at IS NULL OR t.last_at > t.mails_gone_at)
  AND EXISTS (SELECT 1 FROM mail_thread h WHERE h.ticket_id = t.id) AND ${isQuietTicket(until)}`;

/** Tickets `t` that were closed until then, for FROM and WHERE: by the index of lists, where those that wait for nobody stand behind all others,
 *  the latest first. */
export const closedTickets = (until: number): SQL =>
  sql`(SELECT * FROM ticket INDEXED BY ticket_by_turn WHERE state IN (${RESOLVED}, ${SPAM}) AND turn >= ${TURN_END - until}) t`;
