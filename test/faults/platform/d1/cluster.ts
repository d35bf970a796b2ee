// The primary with its replica: which of them serves a call, what the bookmark after it is, and the faults
// on the way. A bookmark is the number of the last commit its session has seen.
import type { Core } from "../core.ts";
import { type Operation, perform } from "../operation.ts";
import type { ConnectionOptions } from "../sqlite/connection.ts";
import { statementsIn } from "../sqlite/scan.ts";
import { d1Error, lostConnection, overloaded } from "./failures.ts";
import { type Answer, BrokenCommit, type Primary, type Query } from "./primary.ts";
import { Replica } from "./replica.ts";

const LAG_MS_MAX = 10_000;
const BOOKMARK_DIGITS = 12;

/** What a session asks for: the primary, anything, or anything at least this new. */
export type Freshness = "first-primary" | "first-unconstrained" | number;

export interface Served {
  answers: Answer[];
  version: number;
}

export class Cluster {
  private readonly core: Core;
  private readonly primary: Primary;
  private readonly options: ConnectionOptions;
  private replica: Replica | null = null;
  private version = 1;
  /** Rows changed up to the last commit the replica was told of. */
  private changes = 0;

  constructor(core: Core, primary: Primary, options: ConnectionOptions) {
    this.core = core;
    this.primary = primary;
    this.options = options;
  }

  call(queries: Query[], freshness: Freshness, prefix?: string): Promise<Served> {
    const operation: Operation<Served> = {
      what: `d1 ${describe(queries)}`,
      effect: () => this.serve(queries, freshness, prefix),
      before: [
        ["d1-before", lostConnection],
        ["d1-overloaded", overloaded],
      ],
      after: ["d1-after", lostConnection],
    };
    return perform(this.core, operation);
  }

  private serve(queries: Query[], freshness: Freshness, prefix?: string): Served {
    const readsOnly = queries.every(({ sql }) => statementsIn(sql).every((statement) => statement.readsOnly));
    try {
      if (readsOnly) return this.read(queries, freshness);
      return { answers: this.write(queries), version: this.version };
    } catch (error) {
      if (error instanceof BrokenCommit) throw new Error(error.message);
      throw d1Error(error instanceof Error ? error.message : String(error), prefix);
    }
  }

  private read(queries: Query[], freshness: Freshness): Served {
    const lagging = freshness === "first-primary" ? null : this.laggingCopy();
    const needed = typeof freshness === "number" ? freshness : 0;
    if (!lagging || lagging.version < needed) return { answers: this.primary.run(queries), version: this.version };
    const answers = lagging.replica.copy.run(queries);
    for (const { meta } of answers) Object.assign(meta, { served_by: "replica", served_by_primary: false });
    return { answers, version: lagging.version };
  }

  private laggingCopy(): { replica: Replica; version: number } | null {
    const { faults } = this.core;
    this.forgetOvertaken();
    if (!this.replica || !faults.strikes("d1-replica-lag")) return null;
    const lag = faults.chanceOf("d1-replica-lag").fraction() * LAG_MS_MAX;
    return { replica: this.replica, version: this.replica.catchUp(this.core.now - lag) };
  }

  /** The copy begins with the first write after the fault is on: until then it would be the primary itself. */
  private write(queries: Query[]): Answer[] {
    this.forgetOvertaken();
    if (!this.core.faults.isOn("d1-replica-lag")) this.replica = null;
    else this.replica ??= new Replica(this.core, this.primary, this.version, this.options);
    const answers = this.primary.run(queries);
    this.version += 1;
    this.replica?.follow({ version: this.version, at: this.core.now, queries });
    if (this.replica) this.changes = this.primary.connection.count().changes;
    return answers;
  }

  /** What a test wrote past the sessions is nothing a copy could ever catch up with. */
  private forgetOvertaken(): void {
    if (this.replica && this.primary.connection.count().changes !== this.changes) this.replica = null;
  }
}

export function bookmarkOf(version: number): string {
  return version.toString(16).padStart(BOOKMARK_DIGITS, "0");
}

export function freshnessOf(bookmark: string): Freshness {
  if (bookmark === "first-primary" || bookmark === "first-unconstrained") return bookmark;
  const version = Number.parseInt(bookmark, 16);
  return Number.isNaN(version) ? "first-primary" : version;
}

function describe(queries: Query[]): string {
  const first = (queries[0]?.sql ?? "").replace(/\s+/g, " ").slice(0, 60);
  return queries.length > 1 ? `batch of ${queries.length}: ${first}` : first;
}
