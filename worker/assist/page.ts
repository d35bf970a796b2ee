/** The page on which admins set machine help up, and the log of what it was asked. The key never leaves. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import { type Model, modelsOf, type Tasks, tasksOf } from "./setting.ts";
import { CALL_DAYS } from "./spend.ts";
import { glossaryOf, type StoreForm } from "./stores.ts";
import type { CallRow, SettingRow, SpentRow, StoreRow } from "./table.ts";
import { ASSIST_TASKS, type AssistTask, monthOf } from "./task.ts";

const MONTHS_SHOWN = 12;
const CALLS_PER_PAGE = 50;
const STORES_MAX = 500;

export interface AssistPage {
  setting: { isOn: boolean; address: string; hasKey: boolean; models: Model[]; tasks: Tasks; budget: number; version: number };
  tasks: readonly AssistTask[];
  /** This month's first. */
  month: string;
  spent: SpentRow[];
  stores: (StoreForm & { id: string; name: string; version: number })[];
  callDays: number;
}

type StoreOrNone = { id: string; name: string } & { [Key in keyof StoreRow]: StoreRow[Key] | null };

export async function openAssist(kit: Kit, signedIn: SignedIn): Promise<AssistPage> {
  await requireAdmin(kit, signedIn);
  const month = monthOf(kit.now());
  const [settings, spent, stores] = await kit.db.batch<[SettingRow, SpentRow, StoreOrNone]>([
    sql`SELECT * FROM assist_setting WHERE one = 1`,
    sql`SELECT * FROM assist_spent WHERE month > ${yearBefore(month)} ORDER BY month DESC, task DESC LIMIT ${MONTHS_SHOWN * ASSIST_TASKS.length}`,
    sql`SELECT s.id, s.name, a.* FROM store s LEFT JOIN assist_store a ON a.store_id = s.id ORDER BY s.id LIMIT ${STORES_MAX}`,
  ]);
  const row = settings[0] as SettingRow;
  return {
    setting: {
      isOn: row.is_on === 1,
      address: row.address ?? "",
      hasKey: row.key_sealed !== null,
      models: modelsOf(row),
      tasks: tasksOf(row),
      budget: row.budget,
      version: row.version,
    },
    tasks: ASSIST_TASKS,
    month,
    spent,
    stores: stores.map(({ id, name, is_minimised, keeps_pictures, policy, glossary, version }) => ({
      id,
      name,
      isMinimised: is_minimised !== 0,
      keepsPictures: keeps_pictures === 1,
      policy: policy ?? "",
      glossary: glossaryOf(glossary),
      version: version ?? 0,
    })),
    callDays: CALL_DAYS,
  };
}

const yearBefore = (month: string) => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;

export const callsQuery = z.object({ before: z.coerce.number().int().positive().optional(), task: z.enum(ASSIST_TASKS).optional() });

export interface ShownCall
  extends Pick<CallRow, "id" | "at" | "task" | "model" | "ms" | "tokens_in" | "tokens_out" | "cost" | "outcome" | "reason"> {
  /** Null for what the desk asked by itself. */
  person: string | null;
  store: string | null;
  ticket_id: string | null;
  ticket: number | null;
}

/** The newest first; `next` is the id below which the next page begins. */
export async function listCalls(
  kit: Kit,
  signedIn: SignedIn,
  { before = Number.MAX_SAFE_INTEGER, task }: z.infer<typeof callsQuery>,
): Promise<{ rows: ShownCall[]; next: number | null }> {
  await requireAdmin(kit, signedIn);
  const from = task ? sql`assist_call c INDEXED BY assist_call_of_task` : sql`assist_call c NOT INDEXED`;
  const rows = await kit.db.all<ShownCall>(
    sql`SELECT c.id, c.at, c.task, c.model, c.ms, c.tokens_in, c.tokens_out, c.cost, c.outcome, c.reason, c.ticket_id,
        u.name AS person, s.name AS store, t.number AS ticket
      FROM ${from} LEFT JOIN user u ON u.id = c.user_id LEFT JOIN store s ON s.id = c.store_id LEFT JOIN ticket t ON t.id = c.ticket_id
      WHERE c.id < ${before} ${task ? sql`AND c.task = ${task}` : sql``} ORDER BY c.id DESC LIMIT ${CALLS_PER_PAGE + 1}`,
  );
  const shown = rows.slice(0, CALLS_PER_PAGE);
  return { rows: shown, next: rows.length > CALLS_PER_PAGE ? (shown.at(-1)?.id ?? null) : null };
}
