/** What a full-text index is asked to match. Of a word that is only begun, SQLite gathers every row of every word that begins so before it answers
 *  the first: the longer a shop has been here, the longer that takes. Whole words it reads from the newest and stops. So the last word counts as
 *  begun only where whole words alone do not fill a page. https://www.sqlite.org/fts5.html#fts5_prefix_queries. */
import { type SQL, sql } from "drizzle-orm";
import { matchOf, matchStores, matchWhole } from "./words.ts";

/** For `table MATCH`, over these stores; null when the text holds no word. */
export function matchIn(table: SQL, stores: string[], text: string, pageRows: number): SQL | null {
  const [begun, whole] = [matchOf(text), matchWhole(text)];
  if (begun === null || whole === null) return null;
  const within = (words: string) => `${matchStores(stores)} AND ${words}`;
  if (begun === whole) return sql`${within(whole)}`;
  return sql`(SELECT CASE WHEN COUNT(*) < ${pageRows} THEN ${within(begun)} ELSE ${within(whole)} END
    FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ${within(whole)} LIMIT ${pageRows}))`;
}
