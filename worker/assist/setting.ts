/** How machine help is set up: the server, its key, a model for each task with its price, and the month's budget. Read for every question, so that
 *  switching it off ends it at once. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { fetchable } from "../stores/download.ts";
import { isSealedWithOldKey, seal, sealAgain, sealingOf, unseal } from "../stores/seal.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import type { Server } from "./provider.ts";
import type { SettingRow, StoreRow } from "./table.ts";
import { ASSIST_TASKS, AssistFailure, type AssistTask } from "./task.ts";

const ADDRESS_CHARACTERS_MAX = 500;
const KEY_CHARACTERS_MAX = 500;
const MODEL_CHARACTERS_MAX = 120;
const MODELS_MAX = 20;
/** Ten thousand dollars for a million tokens, or in a month. */
const MICRO_DOLLARS_MAX = 10_000_000_000;
const MICRO = 1_000_000;
const KEY_OWNER = "assist:key";

const microDollars = z.number().int().min(0).max(MICRO_DOLLARS_MAX);
const modelForm = z.object({
  name: z.string().trim().min(1).max(MODEL_CHARACTERS_MAX),
  in: microDollars,
  out: microDollars,
  sees: z.boolean(),
});
export type Model = z.infer<typeof modelForm>;

export const settingForm = z.object({
  isOn: z.boolean(),
  address: z.string().trim().max(ADDRESS_CHARACTERS_MAX),
  /** Absent: as it is. Empty: none, for a server that asks for none. */
  key: z.string().trim().max(KEY_CHARACTERS_MAX).optional(),
  models: z.array(modelForm).max(MODELS_MAX),
  tasks: z.partialRecord(z.enum(ASSIST_TASKS), z.string()),
  budget: microDollars,
});
export type SettingForm = z.infer<typeof settingForm>;
export type Tasks = SettingForm["tasks"];

export const modelsOf = (row: Pick<SettingRow, "models">) => JSON.parse(row.models) as Model[];
export const tasksOf = (row: Pick<SettingRow, "tasks">) => JSON.parse(row.tasks) as Tasks;

export interface OpenedTask extends Server {
  model: Model;
  /** What its store gives along; null where the question is about none. */
  store: { isMinimised: boolean; keepsPictures: boolean };
}

/** Everything a question needs to know before it is asked. A trial is asked while machine help is off, too. */
export async function openTask(kit: Kit, task: AssistTask, storeId: string | null, isTrial = false): Promise<OpenedTask> {
  const [settings, stores] = await kit.db.batch<[SettingRow, Pick<StoreRow, "is_minimised" | "keeps_pictures">]>([
    sql`SELECT * FROM assist_setting WHERE one = 1`,
    sql`SELECT is_minimised, keeps_pictures FROM assist_store WHERE store_id = ${storeId}`,
  ]);
  const row = settings[0];
  const model = row && modelFor(row, task);
  if (!row?.address || !model || (row.is_on === 0 && !isTrial)) throw new AssistFailure("off");
  return {
    address: row.address,
    key: openKey(kit, row),
    model,
    store: { isMinimised: stores[0]?.is_minimised !== 0, keepsPictures: stores[0]?.keeps_pictures === 1 },
  };
}

const modelFor = (row: SettingRow, task: AssistTask) => modelsOf(row).find(({ name }) => name === tasksOf(row)[task]);

const openKey = (kit: Kit, { key_sealed }: Pick<SettingRow, "key_sealed">) =>
  key_sealed === null ? "" : unseal(kit.env.SEAL_KEYS, KEY_OWNER, key_sealed);

/** Null where no address was entered. */
export async function openServer(kit: Kit): Promise<Server | null> {
  const row = await kit.db.first<SettingRow>(sql`SELECT * FROM assist_setting WHERE one = 1`);
  return row?.address ? { address: row.address, key: openKey(kit, row) } : null;
}

/** The tasks that would be tried now for a store; empty while machine help is off. Looking at pictures asks for a model that sees and a store that lets
 *  them leave. */
export async function listReadyTasks(kit: Kit, storeId: string): Promise<AssistTask[]> {
  const [[row], [store]] = await kit.db.batch<[SettingRow, Pick<StoreRow, "keeps_pictures">]>([
    sql`SELECT * FROM assist_setting WHERE one = 1`,
    sql`SELECT keeps_pictures FROM assist_store WHERE store_id = ${storeId}`,
  ]);
  if (!row?.address || row.is_on === 0) return [];
  return ASSIST_TASKS.filter((task) => {
    const model = modelFor(row, task);
    return model !== undefined && (task !== "look" || (model.sees && store?.keeps_pictures !== 1));
  });
}

/** Without the slash a person may have typed, or the path of the question itself. */
function plainAddress(kit: Kit, typed: string): string | null {
  if (typed === "") return null;
  const address = fetchable(kit, typed.replace(/\/+(chat\/completions\/*)?$/, ""));
  if (address === null || /[?#]/.test(address)) throw new Problem("invalid", "assist-address");
  return address.replace(/\/$/, "");
}

function judgeForm({ isOn, models, tasks }: SettingForm, address: string | null): void {
  const names = models.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new Problem("invalid", "assist-model-twice");
  const unknown = Object.values(tasks).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Problem("invalid", "assist-model-missing", { model: unknown });
  if (isOn && address === null) throw new Problem("invalid", "assist-address-missing");
  if (isOn && Object.keys(tasks).length === 0) throw new Problem("invalid", "assist-tasks-missing");
}

/** `version` is that of what was on screen: what somebody else saved meanwhile is not overwritten unseen. A key is never handed to an address it was
 *  not entered for. */
export async function saveSetting(kit: Kit, signedIn: SignedIn, version: number, form: SettingForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const address = plainAddress(kit, form.address);
  judgeForm(form, address);
  const before = await kit.db.first<SettingRow>(sql`SELECT * FROM assist_setting WHERE one = 1`);
  if (before?.key_sealed && form.key === undefined && address !== before.address) throw new Problem("invalid", "assist-key-again");
  const sealed = form.key ? seal(sealingOf(kit), KEY_OWNER, form.key) : form.key === "" ? null : (before?.key_sealed ?? null);
  const isSame = sql`EXISTS (SELECT 1 FROM assist_setting WHERE one = 1 AND version = ${version})`;
  const { isOn, models, tasks, budget } = form;
  const [, changed] = await kit.db.batch<[never, { one: number }]>([
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "save-assist",
      subject: "assist",
      before:
        before &&
        recorded({ isOn: before.is_on === 1, models: modelsOf(before), tasks: tasksOf(before), budget: before.budget }, before.address),
      after: { ...recorded(form, address), ...(form.key === undefined ? {} : { keyChanged: true }) },
      when: isSame,
    }),
    sql`UPDATE assist_setting SET is_on = ${isOn ? 1 : 0}, address = ${address}, key_sealed = ${sealed}, models = ${JSON.stringify(models)},
      tasks = ${JSON.stringify(tasks)}, budget = ${budget}, version = version + 1, changed_at = ${kit.now()}
      WHERE one = 1 AND version = ${version} RETURNING one`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "assist-changed");
}

/** As the audit log shows it: prices as people know them. */
const recorded = ({ isOn, models, tasks, budget }: Pick<SettingForm, "isOn" | "models" | "tasks" | "budget">, address: string | null) => ({
  isOn,
  address,
  models: models.map((model) => `${model.name} ($${model.in / MICRO}, $${model.out / MICRO})`),
  tasks,
  budget: `$${budget / MICRO}`,
});

/** The nightly round: a key under an older seal key is sealed with the newest. Only what was read is replaced. */
export async function sealAssistAgain(kit: Kit): Promise<void> {
  const row = await kit.db.first<SettingRow>(sql`SELECT * FROM assist_setting WHERE one = 1`);
  if (!row?.key_sealed || !isSealedWithOldKey(kit.env.SEAL_KEYS, row.key_sealed)) return;
  await kit.db.run(
    sql`UPDATE assist_setting SET key_sealed = ${sealAgain(sealingOf(kit), KEY_OWNER, row.key_sealed)} WHERE one = 1 AND key_sealed = ${row.key_sealed}`,
  );
}
