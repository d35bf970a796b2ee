/** One return made by hand as its page shows it: its units with what came back of them, the buyer's details for whoever may see them, and what may
 *  be done. One that somebody may not see does not exist. */
import { sql } from "drizzle-orm";
import { insist } from "../aftersales/ordered.ts";
import type { CaseUnit } from "../aftersales/page.ts";
import type { Kit } from "../env.ts";
import { createTimeOf } from "../orders/order.ts";
import { Problem } from "../problem.ts";
import type { StoreRow } from "../stores/table.ts";
import { bitsIn, type Can, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { canOf } from "./return.ts";
import type { OwnReturnPersonRow, OwnReturnRow } from "./table.ts";

export interface SeenReturn {
  row: OwnReturnRow;
  units: Omit<CaseUnit, "refund_minor">[];
  /** Sealed; null where there are none. */
  details: (OwnReturnPersonRow & { typist: string | null }) | null;
  names: { creator: string | null; asker: string | null; purger: string | null; closer: string | null };
  person: Person;
  bits: number;
  can: ReturnType<typeof canOf>;
}

interface Row extends OwnReturnRow {
  bits: number;
  buyer: string | null;
  state: StoreRow["state"];
  lines: string;
  names: string;
}

const nameOf = (column: string) => sql.raw(`(SELECT u.name FROM user u WHERE u.id = r.${column})`);

const unitsOf = sql`(SELECT json_group_array(json_object('line_id', l.line_id, 'sku_id', l.sku_id, 'title', l.title, 'variation', l.variation,
    'seller_sku', l.seller_sku, 'image_url', l.image_url, 'condition', c.condition, 'received_at', c.received_at))
  FROM own_return_line l LEFT JOIN return_receipt c ON c.line_id = l.line_id AND c.aftersale_id = l.return_id WHERE l.return_id = r.id)`;

export async function openOwnReturn(kit: Kit, signedIn: SignedIn, id: string): Promise<SeenReturn> {
  const mayRead = sql`${bitsIn(sql`r.store_id`)} & ${RIGHTS.read}`;
  const [people, rows, typed] = await kit.db.batch<[Person, Row, OwnReturnPersonRow & { typist: string | null }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT r.*, ${bitsIn(sql`r.store_id`)} AS bits, s.state, ${unitsOf} AS lines,
        (SELECT o.buyer_user_id FROM orders o WHERE o.create_time = ${createTimeOf(sql`r.order_id`)}
          AND o.id = r.order_id) AS buyer,
        json_object('creator', ${nameOf("created_by")}, 'asker', ${nameOf("asked_by")}, 'purger', ${nameOf("purged_by")},
          'closer', ${nameOf("closed_by")}) AS names
      FROM who CROSS JOIN own_return r CROSS JOIN store s ON s.id = r.store_id WHERE r.id = ${id} AND ${mayRead}`,
    sql`SELECT p.*, (SELECT u.name FROM user u WHERE u.id = p.typed_by) AS typist FROM own_return_person p WHERE p.return_id = ${id}`,
  ]);
  const person = requirePerson(people);
  const [found] = rows;
  if (!found) throw new Problem("missing", "own-return-missing");
  const { bits, buyer, state, lines, names, ...row } = found;
  const details = typed[0] ?? null;
  return {
    row,
    units: JSON.parse(lines) as SeenReturn["units"],
    details,
    names: JSON.parse(names) as SeenReturn["names"],
    person,
    bits,
    can: canOf({ row, bits, hasDetails: details !== null, store: { state }, buyer }),
  };
}

/** Refuses with the reason the page shows on the button. */
export function insistOn(seen: SeenReturn, act: keyof SeenReturn["can"]): void {
  const can: Can = seen.can[act];
  insist(can);
}
