// A full-text index taken apart: which words it holds for which row. Read past the product, whose own queries only ask for words.
import type { Seen } from "./seen.ts";

/** Words by rowid, as text: rowids exceed what a JavaScript number holds. */
export function termsOf(world: Seen, table: string): Map<string, Set<string>> {
  const { database } = world.platform;
  database.exec(`CREATE VIRTUAL TABLE temp.taken_apart USING fts5vocab('main', '${table}', 'instance')`);
  const rows = world.rows<{ term: string; row: string }>("SELECT term, CAST(doc AS TEXT) AS row FROM temp.taken_apart");
  database.exec("DROP TABLE temp.taken_apart");
  const terms = new Map<string, Set<string>>();
  for (const { term, row } of rows) terms.set(row, (terms.get(row) ?? new Set()).add(term));
  return terms;
}

/** As the index writes them: letters, marks and digits, lower case, accents off. */
export function tokensIn(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
  return plain.match(/[\p{Letter}\p{Mark}\p{Number}]+/gu) ?? [];
}
