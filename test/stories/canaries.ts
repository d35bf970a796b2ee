// What stands on the disk of a stopped desk, byte by byte: rows of every table of every database, and objects of R2.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Of each text (in lower case), in which places it stands. */
export function findOnDisk(stateFolder: string, canaries: string[]): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  const look = (place: string, bytes: string) => {
    for (const canary of canaries.filter((one) => bytes.includes(one))) found[canary] = (found[canary] ?? new Set()).add(place);
  };
  for (const file of readdirSync(stateFolder, { recursive: true, encoding: "utf8" })) {
    const whole = path.join(stateFolder, file);
    if (file.includes("blobs") && !file.endsWith("blobs")) look(`R2 ${file}`, readFileSync(whole, "latin1").toLowerCase());
    if (!file.endsWith(".sqlite")) continue;
    const database = new DatabaseSync(whole);
    for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").all())
      for (const row of rowsOf(database, String(name))) {
        const texts = Object.values(row).map((value) =>
          value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value),
        );
        look(`${path.dirname(file).replace(/^.*\//, "")} ${name}`, texts.join("\n").toLowerCase());
      }
    database.close();
  }
  return Object.fromEntries(Object.entries(found).map(([canary, places]) => [canary, [...places].sort()]));
}

function rowsOf(database: DatabaseSync, table: string) {
  const statement = database.prepare(`SELECT * FROM "${table}"`);
  statement.setReadBigInts(true);
  return statement.iterate();
}
