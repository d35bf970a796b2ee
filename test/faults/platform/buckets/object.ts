// What R2 tells and gives of one object: its metadata, and a body that is read once.
import { createHash } from "node:crypto";

export interface Stored {
  key: string;
  version: string;
  bytes: Uint8Array;
  etag: string;
  /** Epoch milliseconds. */
  uploaded: number;
  httpMetadata: Record<string, unknown>;
  customMetadata: Record<string, string>;
}

export class R2Head {
  readonly key: string;
  readonly version: string;
  readonly size: number;
  readonly etag: string;
  readonly httpEtag: string;
  readonly uploaded: Date;
  readonly httpMetadata: Record<string, unknown>;
  readonly customMetadata: Record<string, string>;
  readonly storageClass = "Standard";

  constructor(stored: Stored) {
    this.key = stored.key;
    this.version = stored.version;
    this.size = stored.bytes.byteLength;
    this.etag = stored.etag;
    this.httpEtag = `"${stored.etag}"`;
    this.uploaded = new Date(stored.uploaded);
    this.httpMetadata = stored.httpMetadata;
    this.customMetadata = stored.customMetadata;
  }
}

export interface Range {
  offset?: number;
  length?: number;
  suffix?: number;
}

export class R2Body extends R2Head {
  private readonly answer: Response;

  constructor(stored: Stored, range?: Range) {
    super(stored);
    this.answer = new Response(partOf(stored.bytes, range));
  }

  get body(): ReadableStream | null {
    return this.answer.body;
  }

  get bodyUsed(): boolean {
    return this.answer.bodyUsed;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    if (this.bodyUsed)
      throw new TypeError("Body has already been used. It can only be used once. Use tee() first if you need to read it twice.");
    return this.answer.arrayBuffer();
  }

  async text(): Promise<string> {
    return Buffer.from(await this.arrayBuffer()).toString();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer());
  }
}

function partOf(bytes: Uint8Array, range?: Range): Uint8Array<ArrayBuffer> {
  const start = range?.suffix === undefined ? (range?.offset ?? 0) : Math.max(0, bytes.byteLength - range.suffix);
  return bytes.slice(start, range?.length === undefined ? undefined : start + range.length) as Uint8Array<ArrayBuffer>;
}

export function etagOf(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}
