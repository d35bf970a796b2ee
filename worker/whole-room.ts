/** A room whose storage can be told whole, and written into a room that was never used: for backups, which know nothing of what a room keeps. What it
 *  tells is one moment, for nothing else happens in a room meanwhile. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env.ts";

export interface RoomTable {
  name: string;
  sql: string;
  columns: string[];
  rows: SqlStorageValue[][];
}

export interface RoomContents {
  tables: RoomTable[];
  values: [key: string, value: unknown][];
  /** Epoch milliseconds. */
  alarm: number | null;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export class WholeRoom extends DurableObject<Env> {
  /** Contents as JSON. The platform carries 32 MiB in one answer. */
  async tellWhole(): Promise<string> {
    const { sql } = this.ctx.storage;
    const values = [...(await this.ctx.storage.list())];
    const alarm = await this.ctx.storage.getAlarm();
    const named = sql.exec<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    );
    const tables = named.toArray().map((table): RoomTable => {
      const read = sql.exec(`SELECT * FROM ${quoted(table.name)}`);
      return { name: table.name, sql: table.sql, columns: read.columnNames, rows: [...read.raw()] };
    });
    return JSON.stringify({ tables, values, alarm } satisfies RoomContents);
  }

  /** The same contents twice are the same room. */
  async takeWhole(told: string): Promise<void> {
    const { tables, values, alarm } = JSON.parse(told) as RoomContents;
    for (const [key, value] of values) await this.ctx.storage.put(key, value);
    this.ctx.storage.transactionSync(() => {
      for (const table of tables) this.#fill(table);
    });
    if (alarm !== null) await this.ctx.storage.setAlarm(alarm);
  }

  /** A table this version no longer has comes along as it was: nothing is lost by it. */
  #fill({ name, sql: created, columns, rows }: RoomTable): void {
    const { sql } = this.ctx.storage;
    if (sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name).toArray().length === 0) sql.exec(created);
    sql.exec(`DELETE FROM ${quoted(name)}`);
    const places = columns.map(() => "?").join();
    for (const row of rows) sql.exec(`INSERT INTO ${quoted(name)} (${columns.map(quoted).join()}) VALUES (${places})`, ...row);
  }
}
