/** What a store gives along with a question: its policy, whose sentences may be stated, and its glossary. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";

export interface StoreHelp {
  policy: string;
  glossary: { says: string; means: string }[];
}

export async function findStoreHelp(kit: Kit, storeId: string): Promise<StoreHelp> {
  const row = await kit.db.first<{ policy: string; glossary: string }>(
    sql`SELECT policy, glossary FROM assist_store WHERE store_id = ${storeId}`,
  );
  return { policy: row?.policy ?? "", glossary: JSON.parse(row?.glossary ?? "[]") as StoreHelp["glossary"] };
}
