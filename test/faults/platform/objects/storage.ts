// `ctx.storage`: SQL, keys and values, transactions and the alarm of one object. Keys answer at once and
// without an event: Cloudflare holds every other event back while an object waits for its own storage.

import type { Core } from "../core.ts";
import type { Life } from "../life.ts";
import { perform } from "../operation.ts";
import type { Disk } from "./disk.ts";
import { Keys, type ListOptions } from "./keys.ts";
import { refuseTheDead, Sql } from "./sql.ts";

export class Storage {
  readonly sql: Sql;
  readonly kv: Keys;
  private readonly core: Core;
  private readonly disk: Disk;
  private readonly life: Life;

  constructor(core: Core, disk: Disk, life: Life) {
    this.core = core;
    this.disk = disk;
    this.life = life;
    this.sql = new Sql(disk, life);
    this.kv = new Keys(disk, life);
  }

  async get(key: string | string[]): Promise<unknown> {
    if (typeof key === "string") return this.kv.get(key);
    const found = key.toSorted().map((one) => [one, this.kv.get(one)] as const);
    return new Map(found.filter(([, value]) => value !== undefined));
  }

  async put(key: string | Record<string, unknown>, value?: unknown): Promise<void> {
    if (typeof key === "string") this.kv.put(key, value);
    else for (const [one, its] of Object.entries(key)) this.kv.put(one, its);
  }

  async delete(key: string | string[]): Promise<boolean | number> {
    return typeof key === "string" ? this.kv.delete(key) : key.filter((one) => this.kv.delete(one)).length;
  }

  async list(options?: ListOptions): Promise<Map<string, unknown>> {
    return new Map(this.kv.list(options));
  }

  async deleteAll(): Promise<void> {
    refuseTheDead(this.life);
    this.disk.wipe();
  }

  transactionSync<T>(act: () => T): T {
    refuseTheDead(this.life);
    return this.disk.together(act);
  }

  async getAlarm(): Promise<number | null> {
    refuseTheDead(this.life);
    return this.disk.alarm;
  }

  async setAlarm(at: number | Date): Promise<void> {
    refuseTheDead(this.life);
    this.disk.setAlarm(Number(at));
  }

  async deleteAlarm(): Promise<void> {
    refuseTheDead(this.life);
    this.disk.setAlarm(null);
  }

  /** Resolves once everything written before it is durable. */
  async sync(): Promise<void> {
    if (!this.disk.unwritten) return;
    await perform(this.core, { what: "storage sync", effect: () => {} });
  }
}
