// Rings an object's alarm on virtual time: at least once, again after a failure with a back-off that
// doubles from two seconds, given up after six retries. The platform may lose an alarm or be late with it.
// https://developers.cloudflare.com/durable-objects/api/alarms/
import type { Core } from "../core.ts";
import { Crashed } from "../crashes.ts";
import type { Disk } from "./disk.ts";

const RETRIES_MAX = 6;
const RETRY_FIRST_MS = 2_000;
const LATE_MS_MAX = 600_000;

export interface AlarmInfo {
  retryCount: number;
  isRetry: boolean;
  scheduledTime: number;
}

export class AlarmClock {
  private readonly core: Core;
  private readonly who: string;
  private readonly disk: Disk;
  private readonly ring: (info: AlarmInfo) => Promise<void>;
  private next: { cancelled: boolean } | null = null;
  private isRinging = false;

  constructor(core: Core, who: string, disk: Disk, ring: (info: AlarmInfo) => Promise<void>) {
    this.core = core;
    this.who = who;
    this.disk = disk;
    this.ring = ring;
    disk.onAlarm = (at) => this.arm(at);
  }

  /** Called with every change that is durable, and again when a ringing alarm is done. */
  private arm(at: number | null): void {
    if (this.next) this.next.cancelled = true;
    this.next = null;
    // One alarm at a time: what is set meanwhile is looked at again when this one is done.
    if (at === null || this.isRinging) return;
    const { faults, now } = this.core;
    const late = faults.strikes("alarm-late") ? faults.chanceOf("alarm-late").fraction() * LATE_MS_MAX : 0;
    this.plan(Math.max(at, now) + late, 0);
  }

  private plan(at: number, retryCount: number): void {
    this.next = this.core.timeline.schedule(
      at,
      this.who,
      `alarm${retryCount > 0 ? `, retry ${retryCount}` : ""}`,
      () => void this.go(retryCount),
      { patient: true },
    );
  }

  private async go(retryCount: number): Promise<void> {
    this.next = null;
    if (this.core.faults.strikes("alarm-lost")) {
      this.disk.loseAlarm();
      return;
    }
    const scheduledTime = this.disk.startRinging();
    if (scheduledTime === null) return;
    this.isRinging = true;
    const failure = await this.ring({ retryCount, isRetry: retryCount > 0, scheduledTime }).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    this.isRinging = false;
    this.disk.stopRinging(scheduledTime, failure === null);
    const isReplaced = this.disk.alarm !== scheduledTime;
    if (failure !== null && !isReplaced) this.retry(retryCount, failure.error);
    else this.arm(this.disk.durable.alarm);
  }

  private retry(retryCount: number, error: unknown): void {
    this.core.trace.record(this.core.now, this.who, `alarm fails: ${String(error)}`);
    // A crash is no failure of the alarm's own, so it is not counted.
    const count = error instanceof Crashed ? retryCount : retryCount + 1;
    if (count > RETRIES_MAX) this.disk.loseAlarm();
    else this.plan(this.core.now + RETRY_FIRST_MS * 2 ** retryCount, count);
  }
}
