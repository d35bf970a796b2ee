// What a stopped workerd has left on its disk, read past the product: D1's file and one file for each Durable Object.
import { readdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { World as Shop } from "../../simulator/index.ts";
import type { Seen } from "../faults/truth/seen.ts";

/** Miniflare's own beside those of ours. */
const METADATA = "metadata.sqlite";

export function readDisk(folder: string, shop: Shop, now: number): Seen {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".sqlite") && path.basename(file) !== METADATA,
  );
  const within = (part: RegExp) => files.filter((file) => part.test(file)).map((file) => new DatabaseSync(path.join(folder, file)));
  const [database] = within(/d1/i);
  if (!database) throw new Error(`no database under ${folder}: ${files.join(", ")}`);
  const rooms = within(/TicketRoom/);
  return {
    shop,
    now: () => now,
    rows: <T>(sql: string, ...values: (string | number)[]) => database.prepare(sql).all(...values) as T[],
    platform: {
      database: database as Seen["platform"]["database"],
      objects: () =>
        rooms.map((room) => ({
          id: "",
          name: nameOf(room),
          rows: (sql) =>
            room
              .prepare(sql)
              .all()
              .map((row) => Object.values(row)),
        })),
    },
  };
}

/** Files are called by ids; the room knows its ticket. */
function nameOf(room: DatabaseSync): string | undefined {
  if (room.prepare("SELECT 1 FROM sqlite_master WHERE name = 'kept'").all().length === 0) return undefined;
  const row = room.prepare("SELECT body FROM kept").get() as { body: string } | undefined;
  return row && (JSON.parse(row.body) as { head: { id: string } }).head.id;
}
