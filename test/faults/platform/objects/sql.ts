// `ctx.storage.sql`: synchronous SQL on the object's own database. A dead object's SQL is refused, so that
// nothing it still tries in its last turn reaches the disk.
import type { SQLInputValue } from "node:sqlite";
import type { Life } from "../life.ts";
import { statementsIn } from "../sqlite/scan.ts";
import { Cursor } from "./cursor.ts";
import type { Disk } from "./disk.ts";

export class Sql {
  private readonly disk: Disk;
  private readonly life: Life;

  constructor(disk: Disk, life: Life) {
    this.disk = disk;
    this.life = life;
  }

  exec(query: string, ...bindings: unknown[]): Cursor {
    refuseTheDead(this.life);
    const values = bindings.map(bindable);
    const { connection } = this.disk;
    if (statementsIn(query).every(({ readsOnly }) => readsOnly)) return new Cursor(connection.run(query, values), 0);
    this.disk.beforeWrite();
    const before = connection.count().changes;
    const outcome = connection.run(query, values);
    return new Cursor(outcome, connection.count().changes - before);
  }

  get databaseSize(): number {
    const [pages] = this.disk.connection.own("select page_count * page_size from pragma_page_count, pragma_page_size");
    return Number(pages?.[0] ?? 0);
  }
}

export function refuseTheDead(life: Life): void {
  if (!life.alive) throw new Error("this object is no longer in memory");
}

/** As Cloudflare's bindings are read: numbers and bytes as they are, null for nothing, everything else as text. */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint") throw new TypeError("Cannot convert a BigInt value to a number");
  if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  return `${value as string}`;
}
