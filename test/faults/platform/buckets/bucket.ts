// An R2 bucket in memory: put, get, head, delete and list with their conditions, ranges and pages
// (https://developers.cloudflare.com/r2/api/workers/workers-api-reference/). No multipart uploads.
import type { Core } from "../core.ts";
import { perform } from "../operation.ts";
import { etagOf, R2Body, R2Head, type Range, type Stored } from "./object.ts";

const KEY_BYTES_MAX = 1_024;
const LIST_MAX = 1_000;

interface Condition {
  etagMatches?: string;
  etagDoesNotMatch?: string;
}

interface PutOptions {
  onlyIf?: Condition;
  httpMetadata?: Record<string, unknown>;
  customMetadata?: Record<string, string>;
}

interface GetOptions {
  onlyIf?: Condition;
  range?: Range;
}

interface ListOptions {
  prefix?: string;
  limit?: number;
  cursor?: string;
  startAfter?: string;
  delimiter?: string;
}

interface Listed {
  objects: R2Head[];
  truncated: boolean;
  cursor?: string;
  delimitedPrefixes: string[];
}

type Body = string | ArrayBuffer | ArrayBufferView | Blob | ReadableStream | null;

export class Bucket {
  private readonly core: Core;
  private readonly name: string;
  private readonly stored = new Map<string, Stored>();
  private versions = 0;

  constructor(core: Core, name: string) {
    this.core = core;
    this.name = name;
  }

  async put(key: string, body: Body, options: PutOptions = {}): Promise<R2Head | null> {
    if (Buffer.byteLength(key) > KEY_BYTES_MAX) throw new Error("put: The specified object name is not valid. (10020)");
    // Read in the caller's own turn: what it changes afterwards is not what it put.
    const bytes = new Uint8Array(await new Response(body as BodyInit | null).arrayBuffer());
    return perform(this.core, {
      what: `put ${key} in ${this.name}`,
      effect: () => this.keep(key, bytes, options),
      before: [["r2-put", () => new Error("put: We encountered an internal error. Please try again. (10001)")]],
    });
  }

  get(key: string, { onlyIf, range }: GetOptions = {}): Promise<R2Head | null> {
    return this.ask(`get ${key}`, () => {
      const found = this.stored.get(key);
      if (!found) return null;
      return isMet(onlyIf, found) ? new R2Body(found, range) : new R2Head(found);
    });
  }

  head(key: string): Promise<R2Head | null> {
    return this.ask(`head ${key}`, () => {
      const found = this.stored.get(key);
      return found ? new R2Head(found) : null;
    });
  }

  delete(keys: string | string[]): Promise<void> {
    return this.ask("delete", () => {
      for (const key of [keys].flat()) this.stored.delete(key);
    });
  }

  list(options: ListOptions = {}): Promise<Listed> {
    return this.ask(`list ${options.prefix ?? ""}`, () => this.page(options));
  }

  /** Everything in the bucket, for checks. */
  contents(): { key: string; text: string }[] {
    return this.inOrder().map(({ key, bytes }) => ({ key, text: Buffer.from(bytes).toString() }));
  }

  private ask<T>(what: string, effect: () => T): Promise<T> {
    return perform(this.core, { what: `${what} in ${this.name}`, effect });
  }

  private keep(key: string, bytes: Uint8Array, { onlyIf, httpMetadata = {}, customMetadata = {} }: PutOptions): R2Head | null {
    if (!isMet(onlyIf, this.stored.get(key))) return null;
    this.versions += 1;
    const version = this.versions.toString(16).padStart(32, "0");
    const stored: Stored = {
      key,
      version,
      bytes,
      etag: etagOf(bytes),
      uploaded: this.core.timeline.clock.now(),
      httpMetadata,
      customMetadata,
    };
    this.stored.set(key, stored);
    return new R2Head(stored);
  }

  private inOrder(): Stored[] {
    return [...this.stored.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** A page counts objects before folding, as the cursor is a key. */
  private page({ prefix = "", limit = LIST_MAX, cursor, startAfter, delimiter }: ListOptions): Listed {
    const after = cursor || startAfter || "";
    const found = this.inOrder().filter(({ key }) => key.startsWith(prefix) && key > after);
    const foldOf = (key: string) => {
      const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      return cut < 0 ? null : key.slice(0, cut + (delimiter?.length ?? 0));
    };
    const page = found.slice(0, limit);
    const folds = page.map(({ key }) => foldOf(key)).filter((fold) => fold !== null);
    const objects = page.filter(({ key }) => foldOf(key) === null).map((one) => new R2Head(one));
    const truncated = found.length > limit;
    return { objects, truncated, ...(truncated ? { cursor: page.at(-1)?.key } : {}), delimitedPrefixes: [...new Set(folds)] };
  }
}

function isMet(condition: Condition | undefined, found: Stored | undefined): boolean {
  const { etagMatches, etagDoesNotMatch } = condition ?? {};
  if (etagMatches !== undefined && found?.etag !== etagMatches) return false;
  if (etagDoesNotMatch === "*") return !found;
  return etagDoesNotMatch === undefined || found?.etag !== etagDoesNotMatch;
}
