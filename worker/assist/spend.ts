/** A line for every question, and the month's budget. A question is written down with the most it may cost before it is asked, and with what it cost
 *  once that is known: so however many are asked at once, and whichever ends are lost, a month never comes to more than its budget. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { DAY_MS } from "../units.ts";
import { AssistFailure, type AssistTask, type CallOutcome, monthOf } from "./task.ts";

/** Months stay as sums. */
export const CALL_DAYS = 90;

export interface About {
  storeId: string | null;
  ticketId: string | null;
  userId: string | null;
}

export interface Call {
  id: number;
  begunAt: number;
}

export async function beginCall(kit: Kit, task: AssistTask, model: string, about: About, cost: number): Promise<Call> {
  const at = kit.now();
  const month = monthOf(at);
  const [begun] = await kit.db.batch<[{ id: number }]>([
    sql`INSERT INTO assist_call (at, month, task, model, store_id, ticket_id, user_id, cost, outcome)
      SELECT ${at}, ${month}, ${task}, ${model}, ${about.storeId}, ${about.ticketId}, ${about.userId}, ${cost}, 'asking'
      WHERE ${cost} = 0 OR (SELECT IFNULL(SUM(s.cost), 0) FROM assist_spent s WHERE s.month = ${month}) + ${cost}
        <= (SELECT budget FROM assist_setting WHERE one = 1) RETURNING id`,
  ]);
  const id = begun[0]?.id;
  if (id !== undefined) return { id, begunAt: at };
  await kit.db.run(
    sql`INSERT INTO assist_spent (month, task, kept_back) VALUES (${month}, ${task}, 1)
      ON CONFLICT (month, task) DO UPDATE SET kept_back = kept_back + 1`,
  );
  throw new AssistFailure("budget");
}

export interface CallEnd {
  outcome: Exclude<CallOutcome, "asking">;
  reason?: string;
  tokensIn: number;
  tokensOut: number;
  cost: number;
}

/** Once: a second end changes nothing. */
export async function endCall(kit: Kit, { id, begunAt }: Call, end: CallEnd): Promise<void> {
  await kit.db.run(
    sql`UPDATE assist_call SET outcome = ${end.outcome}, reason = ${end.reason || null}, ms = ${kit.now() - begunAt}, tokens_in = ${end.tokensIn},
      tokens_out = ${end.tokensOut}, cost = ${end.cost} WHERE id = ${id} AND outcome = 'asking'`,
  );
}

/** The nightly round. */
export async function forgetCalls(kit: Kit): Promise<void> {
  await kit.db.run(sql`DELETE FROM assist_call WHERE at < ${kit.now() - CALL_DAYS * DAY_MS}`);
}
