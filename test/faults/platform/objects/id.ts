// Ids of Durable Objects: 64 hex digits, the last half of which tells the namespace, so that an id of one
// namespace is refused by another.
import { createHash } from "node:crypto";

const ID = /^[0-9a-f]{64}$/;
const HALF = 32;

export class ObjectId {
  readonly name?: string;
  private readonly digits: string;

  constructor(digits: string, name?: string) {
    this.digits = digits;
    if (name !== undefined) this.name = name;
  }

  toString(): string {
    return this.digits;
  }

  equals(other: ObjectId): boolean {
    return this.digits === other.toString();
  }
}

export class IdMaker {
  private readonly mark: string;

  constructor(namespace: string) {
    this.mark = digest(`namespace ${namespace}`).slice(0, HALF);
  }

  fromName(name: string): ObjectId {
    return new ObjectId(digest(`${this.mark} ${name}`).slice(0, HALF) + this.mark, name);
  }

  fromString(digits: string): ObjectId {
    if (!ID.test(digits)) throw new TypeError("Invalid Durable Object ID: must be 64 hex digits");
    if (!digits.endsWith(this.mark)) throw new TypeError("Durable Object ID is not valid for this namespace.");
    return new ObjectId(digits);
  }

  fromBytes(bytes: Uint8Array): ObjectId {
    return new ObjectId(Buffer.from(bytes).toString("hex").slice(0, HALF) + this.mark);
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
