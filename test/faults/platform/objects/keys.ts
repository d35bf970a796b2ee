// The object's keys and values, synchronous as `ctx.storage.kv` has them: structured clones in a hidden table
// of the same database, so that keys and SQL are written and undone together.
import { deserialize } from "node:v8";
import type { Life } from "../life.ts";
import { frozen } from "./crossing.ts";
import type { Disk } from "./disk.ts";
import { refuseTheDead } from "./sql.ts";

export interface ListOptions {
  start?: string;
  startAfter?: string;
  end?: string;
  prefix?: string;
  reverse?: boolean;
  limit?: number;
}

const TABLE = "create table if not exists _cf_KV(key text primary key, value blob) without rowid";

export class Keys {
  private readonly disk: Disk;
  private readonly life: Life;

  constructor(disk: Disk, life: Life) {
    this.disk = disk;
    this.life = life;
  }

  get(key: string): unknown {
    refuseTheDead(this.life);
    if (!this.exists()) return undefined;
    const [found] = this.disk.connection.own("select value from _cf_KV where key = ?", key);
    return found ? deserialize(found[0] as Uint8Array) : undefined;
  }

  put(key: string, value: unknown): void {
    refuseTheDead(this.life);
    if (value === undefined) throw new TypeError("put() called with undefined value.");
    const bytes = frozen(value);
    this.disk.beforeWrite();
    this.disk.connection.own(TABLE);
    this.disk.connection.own("insert or replace into _cf_KV(key, value) values(?, ?)", key, bytes);
  }

  delete(key: string): boolean {
    refuseTheDead(this.life);
    if (!this.exists()) return false;
    this.disk.beforeWrite();
    return this.disk.connection.own("delete from _cf_KV where key = ? returning key", key).length > 0;
  }

  *list({ start, startAfter, end, prefix, reverse, limit }: ListOptions = {}): IterableIterator<[string, unknown]> {
    refuseTheDead(this.life);
    if (!this.exists()) return;
    const order = reverse ? "desc" : "asc";
    const found = this.disk.connection.own(
      `select key, value from _cf_KV where key >= ?1 and (?2 is null or key > ?2) and (?3 is null or key < ?3) and substr(key, 1, length(?4)) = ?4 order by key ${order} limit ?5`,
      start ?? "",
      startAfter ?? null,
      end ?? null,
      prefix ?? "",
      limit ?? -1,
    );
    for (const [key, value] of found) yield [key as string, deserialize(value as Uint8Array)];
  }

  private exists(): boolean {
    return this.disk.connection.own("select 1 from sqlite_schema where name = '_cf_KV'").length > 0;
  }
}
