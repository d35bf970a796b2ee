/** Which orders are cold, in SQL: the parcel has arrived or never will, nothing about it is open or under way, and neither TikTok nor anybody here
 *  has touched it for long. The same condition chooses them and, in the batch that archives, says whether they still are. */
import { type SQL, sql } from "drizzle-orm";
import { NOBODY_READS_ALL } from "../archive/rewrite.ts";
import { IS_BEING_PROVED, IS_OVER } from "../retention/due.ts";
import { STATES } from "../timeline/timeline.ts";

const RESOLVED = STATES.indexOf("resolved");
const SPAM = STATES.indexOf("spam");

/** Of an order `o`: what somebody still works on. Each is asked of an index of the order. */
const IS_AT_WORK = sql`EXISTS (SELECT 1 FROM ticket_order x CROSS JOIN ticket t ON t.id = x.ticket_id WHERE x.order_id = o.id
    AND t.state NOT IN (${RESOLVED}, ${SPAM}))
  OR EXISTS (SELECT 1 FROM allocation a WHERE a.order_id = o.id AND a.state IN ('reserved', 'short'))
  OR EXISTS (SELECT 1 FROM settle_due d WHERE d.order_id = o.id)
  OR EXISTS (SELECT 1 FROM figure_due f WHERE f.store_id = o.store_id AND f.order_id = o.id)
  OR EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id)
  OR EXISTS (SELECT 1 FROM order_mark m WHERE m.order_id = o.id AND m.mark GLOB '!*')
  OR EXISTS (SELECT 1 FROM ship_act s WHERE s.order_id = o.id AND s.state IN ('sending', 'unconfirmed'))
  OR EXISTS (SELECT 1 FROM aftersale_act s INDEXED BY aftersale_act_of_order WHERE s.order_id = o.id AND s.state IN ('sending', 'unconfirmed'))
  OR EXISTS (SELECT 1 FROM own_return r CROSS JOIN own_return_person p ON p.return_id = r.id WHERE r.order_id = o.id)`;

/** Both in epoch milliseconds: what was untouched until then, and what was last brought back before then. */
export interface Since {
  until: number;
  backUntil: number;
}

/** That TikTok stars a recipient after a while is no change of its own. */
const WAS_TOUCHED = ({ until, backUntil }: Since) => sql`(o.update_time * 1000 > ${until}
  OR EXISTS (SELECT 1 FROM order_back b WHERE b.order_id = o.id AND b.at > ${backUntil})
  OR EXISTS (SELECT 1 FROM ship_act s WHERE s.order_id = o.id AND s.begun_at > ${until})
  OR EXISTS (SELECT 1 FROM aftersale a WHERE a.order_id = o.id AND a.update_time * 1000 > ${until})
  OR EXISTS (SELECT 1 FROM aftersale_act s INDEXED BY aftersale_act_of_order WHERE s.order_id = o.id AND s.at > ${until})
  OR EXISTS (SELECT 1 FROM ticket_order x CROSS JOIN ticket t ON t.id = x.ticket_id WHERE x.order_id = o.id AND t.last_at > ${until}))`;

/** Of an order `o`. What has no unit is nothing that could be brought back. */
export const isCold = (since: Since): SQL => sql`o.cold_at IS NULL AND ${IS_OVER} AND NOT ${WAS_TOUCHED(since)} AND NOT (${IS_AT_WORK})
  AND NOT ${IS_BEING_PROVED} AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id)`;

/** And nobody reads the whole desk just then. */
export const mayFreeze = (since: Since): SQL => sql`${isCold(since)} AND ${NOBODY_READS_ALL}`;
