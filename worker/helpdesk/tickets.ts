/** The tickets behind a number of the service report: those in which exactly what it counts happened, newest first, of the stores one may read. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { headOf, type PeriodQuery, periodOf, type ReportHead } from "../insights/period.ts";
import type { SignedIn } from "../team/session.ts";
import type { TicketRow } from "../tickets/table.ts";
import { STATES, type TicketState } from "../timeline/timeline.ts";
import { findServiceStores } from "./report.ts";
import type { HelpdeskDeedRow } from "./table.ts";

/** What is shown of a longer list; fewer days or one store show the rest. */
const DEEDS_SHOWN_MAX = 300;

interface Counting {
  deeds: readonly string[];
  where?: SQL;
}

const REPLIES = ["first", "next", "also"] as const;

/** By what a number is called. */
const COUNTED = {
  opened: { deeds: ["opened"] },
  asked: { deeds: ["opened", "asked"] },
  replies: { deeds: REPLIES },
  first: { deeds: ["first"] },
  next: { deeds: ["next"] },
  auto: { deeds: ["auto"] },
  resolved: { deeds: ["resolved"] },
  single: { deeds: ["resolved"], where: sql`d.is_single = 1` },
  reopened: { deeds: ["reopened"] },
  templated: { deeds: REPLIES, where: sql`d.template_id IS NOT NULL` },
  edited: { deeds: REPLIES, where: sql`d.is_edited = 1` },
  "kept-first": { deeds: ["first"], where: sql`d.is_kept = 1` },
  "kept-next": { deeds: ["next"], where: sql`d.is_kept = 1` },
  "kept-resolution": { deeds: ["resolved"], where: sql`d.is_kept = 1` },
  "missed-first": { deeds: ["missed-first"] },
  "missed-next": { deeds: ["missed-next"] },
  "missed-resolution": { deeds: ["missed-resolution"] },
} as const satisfies Record<string, Counting>;
export type CountedDeed = keyof typeof COUNTED;

export const deedQuery = z.object({
  counted: z.enum(Object.keys(COUNTED) as [CountedDeed, ...CountedDeed[]]),
  person: z.string().max(60).optional(),
  template: z.string().max(60).optional(),
});

type Row = Pick<HelpdeskDeedRow, "ticket_id" | "id" | "at" | "since"> &
  Pick<TicketRow, "number" | "store_id" | "buyer_name" | "state" | "preview">;

export interface DeedTickets extends ReportHead {
  rows: (Omit<Row, "state"> & { state: TicketState })[];
  /** There are more. */
  isCut: boolean;
}

export async function listDeeds(kit: Kit, signedIn: SignedIn, query: PeriodQuery & z.infer<typeof deedQuery>): Promise<DeedTickets> {
  const period = periodOf(query);
  const stores = await findServiceStores(kit, signedIn, query.stores);
  const { deeds, where }: Counting = COUNTED[query.counted];
  const { from, to } = period.now;
  const only = sql.join(
    [
      sql`d.day BETWEEN ${from} AND ${to}`,
      ...(where ? [where] : []),
      ...(query.person === undefined ? [] : [sql`d.person_id = ${query.person}`]),
      ...(query.template === undefined ? [] : [sql`d.template_id = ${query.template}`]),
    ],
    sql` AND `,
  );
  const asked = stores.flatMap(({ id, time_zone }) => deeds.map((deed) => ({ id, time_zone, deed })));
  const answers =
    asked.length === 0
      ? []
      : await kit.db.batch<Row[]>(
          asked.map(
            ({ id, time_zone, deed }) => sql`SELECT d.ticket_id, d.id, d.at, d.since, t.number, t.store_id, t.buyer_name, t.state, t.preview
        FROM helpdesk_deed d INDEXED BY helpdesk_deed_placed CROSS JOIN ticket t ON t.id = d.ticket_id
        WHERE d.store_id = ${id} AND d.zone = ${time_zone} AND d.deed = ${deed} AND ${only} ORDER BY d.day DESC LIMIT ${DEEDS_SHOWN_MAX}`,
          ),
        );
  const rows = answers.flat().sort((one, other) => other.at - one.at);
  return {
    ...headOf(period, stores),
    rows: rows.slice(0, DEEDS_SHOWN_MAX).map((row) => ({ ...row, state: STATES[row.state] ?? "open" })),
    isCut: rows.length > DEEDS_SHOWN_MAX || answers.some((some) => some.length === DEEDS_SHOWN_MAX),
  };
}
