/** The compliance page's question: for each store one may read, the rate as TikTok counts it, the chats behind it that are open or were late,
 *  and the rule it goes by. Admins correct the rules: TikTok changes them, and does not publish all of them. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import type { StoreRow } from "../stores/table.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requireAdmin, requirePerson, type SignedIn, who } from "../team/session.ts";
import { DAY_MS } from "../units.ts";
import { askFigures, type Figure, isDoubtful, readFigure } from "./figure.ts";
import { deadlineOf, findPack, type Score, scoreChats } from "./score.ts";
import type { FigureRow, ScorePackRow } from "./table.ts";

/** Doubtful chats looked at per store: a shop with more has lost its rate. */
const DOUBTFUL_MAX = 1_000;
/** Besides those the rate needs. */
const CHATS_SHOWN_MAX = 100;

type Seen = Pick<StoreRow, "id" | "name" | "mark" | "marketplace" | "time_zone">;
interface SeenStore extends Seen {
  bits: number;
  state: StoreRow["state"];
}

interface DoubtfulRow {
  ticket_id: string;
  asked_at: number;
  answered_at: number | null;
  buyer_name: string;
  preview: string;
}

export interface ScoredChat extends DoubtfulRow {
  deadline: number;
}

export interface CompliancePage {
  stores: {
    store: Seen;
    pack: ScorePackRow;
    /** False where TikTok's rule for the marketplace is not known and the strictest stands in. */
    isKnown: boolean;
    score: Score;
    /** Open chats, the one due first before the others: those that save the rate come first. */
    open: ScoredChat[];
    /** Answered late or never, newest first. */
    late: ScoredChat[];
    /** What TikTok told, and what an admin saw in Seller Center: the newest first. */
    figures: Record<FigureRow["source"], Figure[]>;
    can: { askFigure: Can };
  }[];
  can: { changePacks: Can };
}

export async function openCompliancePage(kit: Kit, signedIn: SignedIn): Promise<CompliancePage> {
  const [people, stores, packs] = await kit.db.batch<[Person, SeenStore, ScorePackRow]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id, s.name, s.mark, s.marketplace, s.time_zone, s.state,
        ${bitsIn(sql`s.id`)} AS bits FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "read")}`,
    sql`SELECT * FROM score_pack`,
  ]);
  const person = requirePerson(people);
  const now = kit.now();
  const judged = stores.sort((one, other) => one.mark - other.mark).map((store) => ({ store, ...findPack(packs, store.marketplace, now) }));
  // The stores are those the session may read: nothing else is asked about.
  const answers = judged.length === 0 ? [] : await kit.db.batch<object[]>(judged.flatMap(({ store, pack }) => askChats(store, pack, now)));
  return {
    stores: judged.map((one, at) => {
      const [totals, doubtful, told, typed] = answers.slice(at * ASKED_PER_STORE, (at + 1) * ASKED_PER_STORE);
      const [{ total } = { total: 0 }] = totals as { total: number }[];
      const figures = { tiktok: (told as FigureRow[]).map(readFigure), typed: (typed as FigureRow[]).map(readFigure) };
      return { ...scoreStore(one, total, doubtful as DoubtfulRow[], now), figures, can: { askFigure: mayAskFigure(one.store) } };
    }),
    can: { changePacks: person.role === "admin" ? { ok: true } : cannot("admin-only") },
  };
}

/** The window is whole days of UTC and today so far. */
function askChats({ id: storeId, time_zone }: Seen, pack: ScorePackRow, now: number) {
  const today = Math.floor(now / DAY_MS);
  const since = today - pack.window_days;
  return [
    sql`SELECT IFNULL(SUM(chats), 0) AS total FROM scored_day WHERE store_id = ${storeId} AND day >= ${since}`,
    sql`SELECT c.ticket_id, c.asked_at, c.answered_at, t.buyer_name, t.preview
      FROM scored_chat c INDEXED BY scored_chat_slow CROSS JOIN ticket t ON t.id = c.ticket_id
      WHERE c.store_id = ${storeId} AND ${isDoubtful(sql`c.`, pack, time_zone, since * DAY_MS, (today + 1) * DAY_MS)}
      ORDER BY c.asked_at DESC LIMIT ${DOUBTFUL_MAX}`,
    askFigures(storeId, "tiktok"),
    askFigures(storeId, "typed"),
  ];
}
const ASKED_PER_STORE = 4;

function mayAskFigure({ bits, state }: SeenStore): Can {
  if ((bits & RIGHTS.manage) === 0) return cannot("right-missing", { right: "manage" });
  return state === "connected" ? { ok: true } : cannot("store-disconnected");
}

function scoreStore(
  { store, pack, isKnown }: { store: Seen; pack: ScorePackRow; isKnown: boolean },
  total: number,
  doubtful: DoubtfulRow[],
  now: number,
): Omit<CompliancePage["stores"][number], "figures" | "can"> {
  const turns = doubtful.map((row) => ({ askedAt: row.asked_at, answeredAt: row.answered_at }));
  const chats = doubtful.map((row) => ({ ...row, deadline: deadlineOf(pack, row.asked_at, store.time_zone) }));
  const open = chats
    .filter((chat) => chat.answered_at === null && now <= chat.deadline)
    .sort((one, other) => one.deadline - other.deadline);
  const late = chats.filter((chat) => (chat.answered_at ?? now) > chat.deadline);
  const score = scoreChats(total, turns, pack, store.time_zone, now);
  return {
    store,
    pack,
    isKnown,
    score,
    open: open.slice(0, Math.max(CHATS_SHOWN_MAX, score.needed)),
    late: late.slice(0, CHATS_SHOWN_MAX),
  };
}

export const packForm = z.object({
  effectiveFrom: z.iso.date(),
  hours: z.number().int().min(1).max(168),
  targetPercent: z.number().int().min(1).max(100),
  windowDays: z.number().int().min(1).max(90),
  weekendToMonday: z.boolean(),
});
export type PackForm = z.infer<typeof packForm>;
export const packMarketplace = z.string().regex(/^([A-Z]{2}|\*)$/);

/** A rule from a day on: those before it stay as they were. */
export async function savePack(kit: Kit, signedIn: SignedIn, marketplace: string, form: PackForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const { effectiveFrom, hours, targetPercent, windowDays, weekendToMonday } = form;
  const before = await kit.db.all<ScorePackRow>(sql`SELECT * FROM score_pack WHERE marketplace = ${marketplace}`);
  await kit.db.run(
    sql`INSERT OR REPLACE INTO score_pack (marketplace, effective_from, hours, target_percent, window_days, weekend_to_monday)
      VALUES (${marketplace}, ${effectiveFrom}, ${hours}, ${targetPercent}, ${windowDays}, ${Number(weekendToMonday)})`,
    recordChange({ at: kit.now(), userId: admin.id, action: "save-score-pack", subject: `pack:${marketplace}`, before, after: form }),
  );
}
