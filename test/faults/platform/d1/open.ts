// Makes a database with the project's migrations applied. A migrated database is kept as an image per
// process, so that a thousand runs do not migrate a thousand times.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createChance } from "../chance.ts";
import type { Core } from "../core.ts";
import { Connection } from "../sqlite/connection.ts";
import { statementsIn } from "../sqlite/scan.ts";
import { Cluster } from "./cluster.ts";
import { D1 } from "./database.ts";
import { Primary } from "./primary.ts";

export interface DatabaseConfig {
  binding: string;
  /** A directory of .sql files, applied in the order of their names. */
  migrations?: string;
}

const images = new Map<string, Uint8Array>();

export function openDatabase(core: Core, { migrations }: DatabaseConfig): { binding: D1; connection: Connection } {
  const options = { now: () => core.now, chance: core.chance.stream("sql") };
  const image = migrations ? (images.get(migrations) ?? migrate(migrations)) : undefined;
  const connection = core.connect({ ...options, image });
  return { binding: new D1(new Cluster(core, new Primary(connection), options)), connection };
}

/** Every run starts from the same image, so no run's own clock or chance may be in it. */
function migrate(directory: string): Uint8Array {
  const connection = new Connection({ now: () => 0, chance: createChance(0) });
  const files = readdirSync(directory)
    .filter((name) => name.endsWith(".sql"))
    .toSorted();
  for (const file of files) applyFile(connection, file, readFileSync(join(directory, file), "utf8"));
  const image = connection.image();
  connection.close();
  images.set(directory, image);
  return image;
}

function applyFile(connection: Connection, file: string, sql: string): void {
  for (const { text } of statementsIn(sql)) {
    try {
      connection.run(text, []);
    } catch (error) {
      throw new Error(`migration ${file} fails at: ${text.trim().slice(0, 200)}`, { cause: error });
    }
  }
}
