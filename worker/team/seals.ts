/** The audit log's seals: every few minutes a round chains a hash over what was written since, every night another counts them again, and an
 *  admin may do so at any time. It mends nothing: a row that no longer is what was sealed is named, and stays as it is. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { requireAdmin, type SignedIn } from "./session.ts";

const ROWS_PER_SEAL_MAX = 500;
/** One round of the clock seals no more than this; what is left waits for the next. */
const SEALS_PER_ROUND_MAX = 20;
/** One question checks no more than this; the next goes on from there. */
const SEALS_PER_CHECK_MAX = 8;
const CHECKS_PER_NIGHT_MAX = 12;

interface SealedRow {
  id: number;
  at: number;
  user_id: string | null;
  action: string;
  subject: string;
  store_id: string | null;
  before: string | null;
  after: string | null;
}

interface Seal {
  id: number;
  through_id: number;
  rows: number;
  seal: string;
  sealed_at: number;
}

/** Before the first seal there is none. */
const BEGINNING: Seal = { id: 0, through_id: 0, rows: 0, seal: "", sealed_at: 0 };

/** SHA-256 over the former seal and the rows in order, each as one JSON list on a line of its own; lower-case hex. */
function sealOf(former: string, rows: SealedRow[]): string {
  const hash = createHash("sha256").update(`${former}\n`);
  for (const { id, at, user_id, action, subject, store_id, before, after } of rows)
    hash.update(`${JSON.stringify([id, at, user_id, action, subject, store_id, before, after])}\n`);
  return hash.digest("hex");
}

const newest = sql`SELECT id, through_id, rows, seal, sealed_at FROM audit_seal WHERE id > 0 ORDER BY id DESC LIMIT 1`;
const columns = sql`id, at, user_id, action, subject, store_id, before, after`;

/** Two rounds at once write the same seal once. */
export async function sealAudit(kit: Kit): Promise<void> {
  for (let round = 0; round < SEALS_PER_ROUND_MAX; round += 1) {
    const [seals, rows] = await kit.db.batch<[Seal, SealedRow]>([
      newest,
      sql`SELECT ${columns} FROM audit WHERE id > IFNULL((SELECT through_id FROM audit_seal WHERE id > 0 ORDER BY id DESC LIMIT 1), 0)
        ORDER BY id LIMIT ${ROWS_PER_SEAL_MAX}`,
    ]);
    const [former, last] = [seals[0] ?? BEGINNING, rows.at(-1)];
    if (!last) return;
    const seal = sealOf(former.seal, rows);
    await kit.db.run(
      sql`INSERT INTO audit_seal (id, through_id, rows, seal, sealed_at) VALUES (${former.id + 1}, ${last.id}, ${rows.length}, ${seal}, ${kit.now()})`,
    );
    writeLog(kit, { door: "cron", job: "seal-audit", reference: seal, count: last.id });
    if (rows.length < ROWS_PER_SEAL_MAX) return;
  }
}

export interface Checked {
  seals: number;
  rows: number;
  /** The seals whose rows are no longer what was sealed, with the rows they cover. */
  wrong: { seal: number; after: number; through: number; sealedAt: number }[];
  /** The seal to go on from; null at the end. */
  next: number | null;
}

/** Counts again what the seals from `from` on cover. */
async function checkSeals(kit: Kit, from: number): Promise<Checked> {
  const seals = await kit.db.all<Seal>(
    sql`SELECT id, through_id, rows, seal, sealed_at FROM audit_seal WHERE id >= ${from - 1} ORDER BY id LIMIT ${SEALS_PER_CHECK_MAX + 1}`,
  );
  if (from === 1) seals.unshift(BEGINNING);
  const asked = seals.slice(0, SEALS_PER_CHECK_MAX + 1);
  const [first, last] = [asked[0], asked.at(-1)];
  if (!first || !last || asked.length < 2) return { seals: 0, rows: 0, wrong: [], next: null };
  const rows = await kit.db.all<SealedRow>(
    sql`SELECT ${columns} FROM audit WHERE id > ${first.through_id} AND id <= ${last.through_id} ORDER BY id`,
  );
  const wrong = asked.slice(1).flatMap((one, at) => {
    const former = asked[at] ?? BEGINNING;
    const covered = rows.filter((row) => row.id > former.through_id && row.id <= one.through_id);
    const isRight = one.id === former.id + 1 && covered.length === one.rows && sealOf(former.seal, covered) === one.seal;
    return isRight ? [] : [{ seal: one.id, after: former.through_id, through: one.through_id, sealedAt: one.sealed_at }];
  });
  const isEnd = asked.length <= SEALS_PER_CHECK_MAX;
  return { seals: asked.length - 1, rows: rows.length, wrong, next: isEnd ? null : last.id + 1 };
}

/** For the admin who presses: one page of the check. */
export async function checkAudit(kit: Kit, signedIn: SignedIn, from: number): Promise<Checked> {
  await requireAdmin(kit, signedIn);
  return checkSeals(kit, from);
}

interface CheckState {
  next_seal: number;
  checked_at: number | null;
  wrong_seal: number | null;
}

const checkState = sql`SELECT next_seal, checked_at, wrong_seal FROM audit_check WHERE id = 1`;

export async function tellSeals(kit: Kit, signedIn: SignedIn) {
  await requireAdmin(kit, signedIn);
  const [seals, states, open] = await kit.db.batch<[Seal, CheckState, { rows: number }]>([
    newest,
    checkState,
    sql`SELECT COUNT(*) AS rows FROM (SELECT 1 FROM audit
      WHERE id > IFNULL((SELECT through_id FROM audit_seal WHERE id > 0 ORDER BY id DESC LIMIT 1), 0) LIMIT ${ROWS_PER_SEAL_MAX})`,
  ]);
  const [seal, state] = [seals[0], states[0]];
  return {
    newest: seal ? { id: seal.id, seal: seal.seal, sealedAt: seal.sealed_at } : null,
    unsealed: open[0]?.rows ?? 0,
    checkedAt: state?.checked_at ?? null,
    wrongSeal: state?.wrong_seal ?? null,
  };
}

/** The night's check goes on where the last one stopped and begins anew at the end. What was wrong is looked at first, and stands until it no
 *  longer is. */
export async function checkAuditByNight(kit: Kit): Promise<void> {
  const state = await kit.db.first<CheckState>(checkState);
  if (!state) return;
  const again = state.wrong_seal === null ? null : await checkSeals(kit, state.wrong_seal);
  let wrong = again?.wrong.some(({ seal }) => seal === state.wrong_seal) ? state.wrong_seal : null;
  let next = state.next_seal;
  for (let page = 0; page < CHECKS_PER_NIGHT_MAX; page += 1) {
    const checked = await checkSeals(kit, next);
    wrong ??= checked.wrong[0]?.seal ?? null;
    next = checked.next ?? 1;
    if (checked.next === null) break;
  }
  await kit.db.run(sql`UPDATE audit_check SET next_seal = ${next}, checked_at = ${kit.now()}, wrong_seal = ${wrong} WHERE id = 1`);
  if (wrong !== null) writeLog(kit, { door: "cron", job: "check-audit", verdict: "bug", code: wrong });
}
