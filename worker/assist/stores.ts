/** What a store gives along with its questions: its policy, its glossary, and whether people are taken out of what others wrote before it leaves. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import type { StoreRow } from "./table.ts";

const POLICY_CHARACTERS_MAX = 8_000;
const GLOSSARY_LINES_MAX = 200;
const TERM_CHARACTERS_MAX = 100;

const term = z.string().trim().min(1).max(TERM_CHARACTERS_MAX);
export const storeForm = z.object({
  isMinimised: z.boolean(),
  /** No picture leaves. */
  keepsPictures: z.boolean(),
  policy: z.string().trim().max(POLICY_CHARACTERS_MAX),
  glossary: z.array(z.object({ says: term, means: term })).max(GLOSSARY_LINES_MAX),
});
export type StoreForm = z.infer<typeof storeForm>;

export const glossaryOf = (json: string | null) => JSON.parse(json ?? "[]") as StoreForm["glossary"];

const USUAL: StoreForm = { isMinimised: true, keepsPictures: false, policy: "", glossary: [] };

const recorded = ({ glossary, ...rest }: StoreForm) => ({ ...rest, glossary: glossary.map(({ says, means }) => `${says} = ${means}`) });

/** `version` is that of what was on screen, 0 where nobody had saved anything. */
export async function saveStore(kit: Kit, signedIn: SignedIn, storeId: string, version: number, form: StoreForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const [stores, rows] = await kit.db.batch<[{ id: string }, StoreRow]>([
    sql`SELECT id FROM store WHERE id = ${storeId}`,
    sql`SELECT * FROM assist_store WHERE store_id = ${storeId}`,
  ]);
  if (stores.length === 0) throw new Problem("missing", "store-missing");
  const row = rows[0];
  const before = row
    ? {
        isMinimised: row.is_minimised === 1,
        keepsPictures: row.keeps_pictures === 1,
        policy: row.policy,
        glossary: glossaryOf(row.glossary),
      }
    : USUAL;
  const isSame = sql`IFNULL((SELECT version FROM assist_store WHERE store_id = ${storeId}), 0) = ${version}`;
  const now = kit.now();
  const [, changed] = await kit.db.batch<[never, { store_id: string }]>([
    recordChange({
      at: now,
      userId: admin.id,
      action: "save-assist-store",
      subject: storeId,
      storeId,
      before: recorded(before),
      after: recorded(form),
      when: isSame,
    }),
    sql`INSERT INTO assist_store (store_id, is_minimised, keeps_pictures, policy, glossary, changed_at)
      SELECT ${storeId}, ${form.isMinimised ? 1 : 0}, ${form.keepsPictures ? 1 : 0}, ${form.policy}, ${JSON.stringify(form.glossary)}, ${now} WHERE ${isSame}
      ON CONFLICT (store_id) DO UPDATE SET is_minimised = excluded.is_minimised, keeps_pictures = excluded.keeps_pictures, policy = excluded.policy, glossary = excluded.glossary,
        version = version + 1, changed_at = excluded.changed_at RETURNING store_id`,
  ]);
  if (changed.length === 0) throw new Problem("conflict", "assist-changed");
}
