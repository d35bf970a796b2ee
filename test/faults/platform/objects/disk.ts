// An object's disk: one SQLite database, its keys and its alarm, of which a crash takes back whatever had
// not become durable. Writes open a transaction that becomes durable a little later; whatever leaves the
// object after them waits for that (Cloudflare's output gate).
import type { Core } from "../core.ts";
import type { Durability } from "../life.ts";
import type { Connection } from "../sqlite/connection.ts";

export class Disk {
  private readonly core: Core;
  private readonly who: string;
  private open: Connection;
  private flush: (Durability & { cancel(): void }) | null = null;
  private durableAlarm: number | null = null;
  private wantedAlarm: number | null = null;
  private isRinging = false;
  /** Told whenever the alarm that survives a crash changes. */
  onAlarm: (at: number | null) => void = () => {};

  constructor(core: Core, who: string) {
    this.core = core;
    this.who = who;
    this.open = this.fresh();
  }

  get connection(): Connection {
    return this.open;
  }

  get unwritten(): Durability | null {
    return this.flush;
  }

  get alarm(): number | null {
    return this.wantedAlarm;
  }

  setAlarm(at: number | null): void {
    this.beforeWrite();
    this.wantedAlarm = at;
  }

  /** While its handler runs no alarm is pending, yet the old one survives until the handler is done. */
  startRinging(): number | null {
    // Another setting is on its way to the disk and will speak for itself.
    if (this.wantedAlarm !== this.durableAlarm) return null;
    this.isRinging = true;
    this.wantedAlarm = null;
    return this.durableAlarm;
  }

  stopRinging(rang: number, succeeded: boolean): void {
    this.isRinging = false;
    if (!succeeded && this.wantedAlarm === null && this.durableAlarm === rang) this.wantedAlarm = rang;
    if (!this.flush) this.tellAlarm();
  }

  /** The platform itself forgets the alarm. */
  loseAlarm(): void {
    this.wantedAlarm = null;
    this.durableAlarm = null;
  }

  get durable(): { alarm: number | null } {
    return { alarm: this.durableAlarm };
  }

  /** Called before anything is written; what follows is durable when the flush has happened. */
  beforeWrite(): void {
    if (this.flush) return;
    this.open.own("BEGIN");
    const at = this.core.now + this.core.delay();
    const flush = { done: false, at, cancel: () => {} };
    const happening = this.core.timeline.schedule(at, this.who, "storage is durable", () => this.makeDurable());
    flush.cancel = () => {
      happening.cancelled = true;
    };
    this.flush = flush;
  }

  /** Runs the act so that a throw undoes what it wrote, alarm included. */
  together<T>(act: () => T): T {
    this.beforeWrite();
    const alarm = this.wantedAlarm;
    this.open.own("SAVEPOINT act");
    try {
      const answer = act();
      this.open.own("RELEASE act");
      return answer;
    } catch (error) {
      this.open.own("ROLLBACK TO act");
      this.open.own("RELEASE act");
      this.wantedAlarm = alarm;
      throw error;
    }
  }

  /** Memory is gone: so is everything that was not durable. */
  crash(): void {
    if (!this.flush) return;
    this.flush.cancel();
    this.flush = null;
    if (this.open.isInTransaction) this.open.own("ROLLBACK");
    this.wantedAlarm = this.durableAlarm;
    this.onAlarm(this.durableAlarm);
  }

  /** Everything, alarm included; durable at once, unlike any other write. */
  wipe(): void {
    this.flush?.cancel();
    if (this.flush) this.flush.done = true;
    this.flush = null;
    this.open.close();
    this.open = this.fresh();
    this.wantedAlarm = null;
    this.tellAlarm();
  }

  private makeDurable(): void {
    if (!this.flush) return;
    this.flush.done = true;
    this.flush = null;
    if (this.open.isInTransaction) this.open.own("COMMIT");
    this.tellAlarm();
  }

  private tellAlarm(): void {
    if (this.wantedAlarm === this.durableAlarm || (this.isRinging && this.wantedAlarm === null)) return;
    this.durableAlarm = this.wantedAlarm;
    this.onAlarm(this.durableAlarm);
  }

  private fresh(): Connection {
    return this.core.connect({ now: () => this.core.now, chance: this.core.chance.stream(`sql ${this.who}`) });
  }
}
