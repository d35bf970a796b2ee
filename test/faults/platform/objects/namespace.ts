// The binding of a class of Durable Objects: ids, stubs, and the objects themselves, each made when first
// called and kept for the run.
import type { Chance } from "../chance.ts";
import type { DurableObjectClass } from "../config.ts";
import type { Core } from "../core.ts";
import { ObjectHost } from "./host.ts";
import { IdMaker, type ObjectId } from "./id.ts";
import { stubOf } from "./stub.ts";

export interface NamespaceOptions {
  core: Core;
  binding: string;
  Kind: DurableObjectClass;
  env: () => Record<string, unknown>;
  idleMs: number;
}

export class Namespace {
  readonly hosts = new Map<string, ObjectHost>();
  private readonly on: NamespaceOptions;
  private readonly ids: IdMaker;
  private readonly chance: Chance;

  constructor(options: NamespaceOptions) {
    this.on = options;
    this.ids = new IdMaker(options.binding);
    this.chance = options.core.chance.stream(`ids ${options.binding}`);
  }

  idFromName(name: string): ObjectId {
    return this.ids.fromName(name);
  }

  idFromString(digits: string): ObjectId {
    return this.ids.fromString(digits);
  }

  newUniqueId(): ObjectId {
    const bytes = new Uint8Array(16);
    this.chance.fill(bytes);
    return this.ids.fromBytes(bytes);
  }

  get(id: ObjectId): object {
    return stubOf(this.on.core, this.hostOf(id));
  }

  getByName(name: string): object {
    return this.get(this.idFromName(name));
  }

  jurisdiction(): this {
    return this;
  }

  /** The first name an object is called by is the name it knows. */
  hostOf(id: ObjectId): ObjectHost {
    const digits = id.toString();
    const found = this.hosts.get(digits);
    if (found) return found;
    const who = `${this.on.binding}:${id.name ?? digits.slice(0, 8)}`;
    const host = new ObjectHost({ ...this.on, id, who });
    this.hosts.set(digits, host);
    return host;
  }
}
