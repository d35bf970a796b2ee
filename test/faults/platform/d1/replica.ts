// A read replica that lags: a copy of the database that repeats the primary's calls a while later. It exists
// only while the fault is on, and a read that needs more than it has goes to the primary.
import type { Core } from "../core.ts";
import type { ConnectionOptions } from "../sqlite/connection.ts";
import { Primary, type Query } from "./primary.ts";

interface Commit {
  version: number;
  at: number;
  queries: Query[];
}

export class Replica {
  readonly copy: Primary;
  private readonly waiting: Commit[] = [];
  private version: number;
  private moment: number;

  constructor(core: Core, primary: Primary, version: number, options: ConnectionOptions) {
    this.version = version;
    this.moment = options.now();
    const clock = () => this.moment;
    this.copy = new Primary(core.connect({ ...options, now: clock, image: primary.connection.image() }));
  }

  follow(commit: Commit): void {
    this.waiting.push(commit);
  }

  /** Repeats what the primary did up to a moment of the past, and says which version that is. */
  catchUp(until: number): number {
    while (this.waiting[0] && this.waiting[0].at <= until) {
      const commit = this.waiting.shift() as Commit;
      this.moment = commit.at;
      this.copy.run(commit.queries);
      this.version = commit.version;
    }
    return this.version;
  }
}
