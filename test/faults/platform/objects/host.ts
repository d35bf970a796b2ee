// One Durable Object, asleep or in memory: wakes it from its disk, lets events in (interleaved at their
// awaits, held back by blockConcurrencyWhile), holds answers until what was written before them is durable,
// and lets it sleep or die.
import type { DurableObjectClass } from "../config.ts";
import type { Core } from "../core.ts";
import { Crashed } from "../crashes.ts";
import { Life, present } from "../life.ts";
import type { SocketEnd } from "../sockets/end.ts";
import type { Data, Frame } from "../sockets/side.ts";
import { AlarmClock, type AlarmInfo } from "./alarm.ts";
import { Disk } from "./disk.ts";
import type { ObjectId } from "./id.ts";
import { type Seat, Seats } from "./seats.ts";
import { State } from "./state.ts";
import { Storage } from "./storage.ts";

/** What the platform calls on an object by itself. */
export interface Instance {
  fetch?(request: Request): Response | Promise<Response>;
  alarm?(info: AlarmInfo): unknown;
  webSocketMessage?(end: SocketEnd, message: Data): unknown;
  webSocketClose?(end: SocketEnd, code: number, reason: string, wasClean: boolean): unknown;
}

export interface HostOptions {
  core: Core;
  id: ObjectId;
  who: string;
  Kind: DurableObjectClass;
  env: () => Record<string, unknown>;
  idleMs: number;
}

interface Awake {
  life: Life;
  instance: Instance;
}

export class ObjectHost {
  readonly id: ObjectId;
  readonly disk: Disk;
  private readonly on: HostOptions;
  private readonly seats: Seats;
  private awake: Awake | null = null;
  private sleepPlan: { cancelled: boolean } | null = null;

  constructor(options: HostOptions) {
    const { core, id, who } = options;
    this.on = options;
    this.id = id;
    this.disk = new Disk(core, who);
    this.seats = new Seats(core, (seat, frame) => this.hear(seat, frame));
    // The clock hangs itself on the disk.
    new AlarmClock(core, who, this.disk, (info) => this.enter((instance) => instance.alarm?.(info)).then(() => {}));
  }

  get isAwake(): boolean {
    return this.awake !== null;
  }

  /** Lets one event in; resolves when its answer may leave. `meet` is told whose life it met. */
  async enter<T>(act: (instance: Instance) => T | Promise<T>, meet: (life: Life) => void = () => {}): Promise<T> {
    const { core } = this.on;
    if (core.faults.strikes("object-evict")) this.sleep();
    const { life, instance } = this.awake ?? this.wake();
    meet(life);
    const release = life.stayAwake();
    if (this.sleepPlan) this.sleepPlan.cancelled = true;
    const work = { name: this.on.who };
    core.working.add(work);
    try {
      while (!life.isOpenTo(null)) await life.whileAlive(new Promise<void>((resolve) => life.whenOpenTo(null, resolve)));
      return await life.whileAlive(present.run({ core, life, section: null }, async () => act(instance)));
    } finally {
      // Errors wait for the disk as answers do: what was written before a throw is kept.
      core.working.delete(work);
      await this.outputGate(life);
      release();
    }
  }

  /** Out of memory with its connections kept, unless something is under way. */
  sleep(): boolean {
    if (!this.awake || this.awake.life.awakeFor > 0) return false;
    this.on.core.trace.record(this.on.core.now, this.on.who, "sleeps");
    this.awake.life.retire();
    this.awake = null;
    this.seats.sleep();
    return true;
  }

  /** Ends the life in memory, as a crash of its machine would. */
  crash(error: Error): void {
    this.awake?.life.end(error);
  }

  private wake(): Awake {
    const { core, id, who, Kind, env, idleMs } = this.on;
    const life = new Life("object", who, core.lives);
    life.unwritten = () => this.disk.unwritten;
    life.onEnd(() => this.die());
    life.onIdle = () => this.planSleep(idleMs);
    const state = new State(core, id, life, new Storage(core, this.disk, life), this.seats);
    try {
      const instance = present.run({ core, life, section: null }, () => new Kind(state as never, env() as never)) as Instance;
      this.awake = { life, instance };
      return this.awake;
    } catch (error) {
      life.end(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  /** Connections break with the memory that held them; a client has to come back. */
  private die(): void {
    this.awake = null;
    this.disk.crash();
    this.seats.scatter();
  }

  private planSleep(idleMs: number): void {
    const { core, who } = this.on;
    if (!this.awake?.life.alive) return;
    if (this.sleepPlan) this.sleepPlan.cancelled = true;
    this.sleepPlan = core.timeline.schedule(core.now + idleMs, who, "is idle", () => this.sleep(), { patient: true });
  }

  private async outputGate(life: Life): Promise<void> {
    if (!life.alive) return;
    const { core, who } = this.on;
    const fate = core.faults.fateOf(life);
    if (fate === "before") this.perish(life, "before its writes are durable");
    const gate = this.disk.unwritten;
    if (gate) await life.whileAlive(new Promise<void>((resolve) => core.timeline.schedule(gate.at, who, "output gate opens", resolve)));
    if (fate === "after") this.perish(life, "before its answer leaves");
  }

  private perish(life: Life, when: string): never {
    const crash = new Crashed();
    this.on.core.trace.record(this.on.core.now, this.on.who, `dies ${when}`);
    life.end(crash);
    throw crash;
  }

  private hear(seat: Seat, frame: Frame): void {
    const { core, who } = this.on;
    const heard = this.enter((instance) =>
      frame.kind === "message"
        ? instance.webSocketMessage?.(seat.end, frame.data)
        : instance.webSocketClose?.(seat.end, frame.code, frame.reason, frame.wasClean),
    );
    const fail = (error: unknown) => core.trace.record(core.now, who, `socket event fails: ${String(error)}`);
    void heard.catch(fail).finally(() => {
      if (frame.kind === "close") this.seats.leave(seat);
    });
  }
}
