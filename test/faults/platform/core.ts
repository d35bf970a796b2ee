// What every part of one platform stands on: its time, its chance, its faults, its trace, and who is alive.
import { type Chance, createChance } from "./chance.ts";
import { Faults } from "./faults.ts";
import { Life, present } from "./life.ts";
import { Connection, type ConnectionOptions } from "./sqlite/connection.ts";
import { Timeline } from "./timeline.ts";
import { createTrace, type Trace } from "./trace.ts";

export interface Latency {
  minMs: number;
  maxMs: number;
  /** How often an operation takes up to `tailMs` instead. */
  tailChance: number;
  tailMs: number;
}

export const LATENCY: Latency = { minMs: 0.2, maxMs: 9, tailChance: 0.04, tailMs: 250 };

const LOGS_KEPT_MAX = 20_000;

export class Core {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly trace: Trace = createTrace();
  readonly outside = new Life("outside", "outside", new Set());
  /** Invocations with their `waitUntil` work, and events inside objects, that have not finished. */
  readonly working = new Set<{ readonly name: string }>();
  /** Everyone in memory. */
  readonly lives = new Set<Life>();
  /** What the Worker logged, oldest first. */
  readonly logs: string[] = [];
  internet: ((request: Request) => Promise<Response>) | null = null;
  private readonly connections: Connection[] = [];
  private readonly latencies: Chance;
  private readonly pace: Latency;

  constructor(seed: number, startAt: number, pace: Latency) {
    this.timeline = new Timeline(startAt, this.trace);
    this.chance = createChance(seed);
    this.latencies = this.chance.stream("latency");
    this.faults = new Faults(this);
    this.pace = pace;
  }

  get now(): number {
    return this.timeline.now;
  }

  /** For a promise made on behalf of code outside every event: somebody has to let time pass. */
  awaited<T>(promise: Promise<T>): Promise<T> {
    return present.getStore() ? promise : this.timeline.drive(promise);
  }

  /** How long the next step takes, in milliseconds. */
  delay(): number {
    const { minMs, maxMs, tailChance, tailMs } = this.pace;
    const slowest = tailChance > 0 && this.latencies.happens(tailChance) ? tailMs : maxMs;
    return minMs + this.latencies.fraction() * (slowest - minMs);
  }

  /** A database for as long as this platform is wanted. */
  connect(options: ConnectionOptions): Connection {
    const connection = new Connection(options);
    this.connections.push(connection);
    return connection;
  }

  /** Gives memory back at once: what SQLite holds is nothing Node's collector knows of. */
  close(): void {
    for (const connection of this.connections.splice(0)) connection.close();
  }

  log(line: string): void {
    if (this.logs.length >= LOGS_KEPT_MAX) this.logs.splice(0, LOGS_KEPT_MAX / 2);
    this.logs.push(line);
  }

  /** Virtual milliseconds, for the simulator's slow answers and for tests. */
  pause(ms: number): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.timeline.schedule(this.now + ms, "outside", "pause ends", resolve);
    });
    return this.awaited(ended);
  }
}
