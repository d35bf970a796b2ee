/** How what is held of a buyer is written out: one JSON text in parts, tickets first, then orders, then e-mails of no ticket. Who of us did what is
 *  left out of it, for the file may be handed to the buyer. Files lie in it as base64 up to limits, and by name and size beyond. */
import type { Kit } from "../env.ts";

export const FILE_BYTES_MAX = 5 * 1024 * 1024;
export const FILES_BYTES_MAX = 500 * 1024 * 1024;
/** Held in memory at once; a part may be one file longer. */
const PART_CHARACTERS = 4 * 1024 * 1024;

/** Our own people, and marks by which the desk finds changes. */
const PEOPLE =
  "by byName by_id put_by typed_by printed_by created_by asked_by purged_by closed_by waived_by held_by personId mentions told";
const MARKS = "hash words_hash sent_at turn sealed seal_key request_id file key textKey htmlKey raw_key";
const OURS: ReadonlySet<string> = new Set(`${PEOPLE} ${MARKS}`.split(" "));

/** Nothing of it is left to whoever reads: what is empty or ours is not written. */
export const writeRecord = (record: object): string =>
  JSON.stringify(record, (key, value: unknown) => (value === null || OURS.has(key) ? undefined : value));

/** What stands before the record at this place, so that all together are one object. */
export function openingOf(place: number, { tickets, total, head }: { tickets: number; total: number; head: string }): string {
  const begin = place === 0 ? `{"buyer":${head},\n"tickets":[` : "";
  const turns = place === tickets ? '],\n"orders":[' : "";
  const isFirst = place === 0 || place === tickets;
  const ends = place === total ? '],\n"emails":[' : "";
  return `${begin}${turns}${ends}${isFirst || place === total ? "\n" : ",\n"}`;
}

export interface FileRef {
  name: string;
  open: () => Promise<R2ObjectBody | null>;
  /** Named alone: what it says stands above it. */
  isSaid?: boolean;
}

export interface Written {
  parts: number;
  bytes: number;
  files: number;
  leftOut: number;
}

/** Parts are put down in their order; one that is written again is the same part. */
export class Parts {
  readonly written: Written;
  readonly #kit: Kit;
  readonly #keyOf: (part: number) => string;
  #text = "";

  constructor(kit: Kit, keyOf: (part: number) => string, before: Written) {
    this.#kit = kit;
    this.#keyOf = keyOf;
    this.written = { ...before };
  }

  async say(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length > PART_CHARACTERS) await this.putDown();
  }

  /** A record, and the files that belong to it. */
  async sayWith(record: object, files: FileRef[]): Promise<void> {
    await this.say(`${writeRecord(record).slice(0, -1)},"files":[`);
    let before = "";
    for (const file of files) {
      await this.say(before + JSON.stringify(await this.#read(file)));
      before = ",";
    }
    await this.say("]}");
  }

  async putDown(): Promise<void> {
    const bytes = new TextEncoder().encode(this.#text);
    this.#text = "";
    await this.#kit.env.MAIL.put(this.#keyOf(this.written.parts), bytes);
    this.written.parts += 1;
    this.written.bytes += bytes.byteLength;
  }

  async #read({ name, open, isSaid }: FileRef): Promise<object> {
    const kept = await open();
    if (!kept) return this.#leaveOut({ name, leftOut: "not-kept" });
    const { size: bytes } = kept;
    const leftOut = isSaid ? "said-above" : bytes > FILE_BYTES_MAX ? "too-large" : this.#isFull(bytes) ? "file-full" : null;
    if (leftOut) {
      await kept.body.cancel();
      return this.#leaveOut({ name, bytes, leftOut });
    }
    this.written.files += 1;
    const type = kept.customMetadata?.type ?? kept.httpMetadata?.contentType;
    return { name, bytes, type, base64: Buffer.from(await kept.arrayBuffer()).toString("base64") };
  }

  #isFull = (bytes: number) => this.written.bytes + bytes > FILES_BYTES_MAX;

  #leaveOut(told: object): object {
    this.written.leftOut += 1;
    return told;
  }
}
