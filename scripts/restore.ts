// `npm run restore -- FILE --to ADDRESS`: fills an empty desk from a backup. The file is read twice: once to prove that every bit of it is as it was
// written, before anything leaves this machine, and once to hand it over. It stays here unopened but in memory; cut off, it goes on where it was.
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import {
  type Frame,
  type Header,
  LENGTH_BYTES,
  MAGIC,
  type Manifest,
  openPart,
  PART_BYTES_MAX,
  readFrames,
  readLength,
  tallyOn,
} from "../worker/backup/file.ts";
import { agreeKey, publicHalf, readRecoveryKey } from "../worker/backup/recovery.ts";
import { askFor } from "./ask.ts";

export interface RestoreOptions {
  file: string;
  /** Where the empty desk is, without a trailing slash. */
  to: string;
  recoveryKey: string;
  setupToken: string;
  /** True: what only the former SEAL_KEYS open is given up. */
  withoutSealKeys?: boolean;
  say?: (line: string) => void;
}

/** What a person can do something about. */
class RestoreRefused extends Error {}

const HEADER_BYTES_MAX = 4_096;
const TRIES_MAX = 5;
/** D1 binds no more than 2 MB at once. */
const ROWS_BYTES_MAX = 900_000;

interface Opened {
  handle: FileHandle;
  header: Header;
  headerText: string;
  key: Uint8Array;
  /** Where the first part begins, and how long the file is. */
  begins: number;
  size: number;
}

async function openBackup(handle: FileHandle, recoveryKey: string): Promise<Opened> {
  const { size } = await handle.stat();
  const { buffer } = await handle.read(Buffer.alloc(HEADER_BYTES_MAX), 0, HEADER_BYTES_MAX, 0);
  if (!buffer.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) throw new RestoreRefused("This file is not a backup of Tillside.");
  const end = buffer.indexOf("\n", MAGIC.length);
  const headerText = buffer.subarray(MAGIC.length, end).toString("utf8");
  const header = readHeader(headerText);
  const secret = readRecoveryKey(recoveryKey);
  if (!secret) throw new RestoreRefused("This recovery key was not copied right: letters are missing or wrong.");
  if ((await publicHalf(secret)) !== header.recipient)
    throw new RestoreRefused("This backup was written for another recovery key. Look for the one that was made before the backup was.");
  const key = await agreeKey(secret, header.ephemeral, header.ephemeral);
  return { handle, header, headerText, key, begins: end + 1, size };
}

function readHeader(text: string): Header {
  try {
    return JSON.parse(text) as Header;
  } catch {
    throw damaged("its beginning");
  }
}

const damaged = (where: string) =>
  new RestoreRefused(`This file is damaged (${where}). Nothing was changed. Fetch it again, or take another backup.`);

/** Part after part, opened and proved. */
async function* readParts({ handle, headerText, key, begins, size }: Opened): AsyncGenerator<{ part: number; frames: Frame[] }> {
  let at = begins;
  for (let part = 0; at < size; part += 1) {
    const { buffer: length } = await handle.read(Buffer.alloc(LENGTH_BYTES), 0, LENGTH_BYTES, at);
    const bytes = readLength(new Uint8Array(length));
    if (bytes > PART_BYTES_MAX || at + LENGTH_BYTES + bytes > size) throw damaged(`part ${part + 1} is cut off`);
    const { buffer: sealed } = await handle.read(Buffer.alloc(bytes), 0, bytes, at + LENGTH_BYTES);
    at += LENGTH_BYTES + bytes;
    const plain = openPart(key, { header: headerText, part, isLast: at === size }, new Uint8Array(sealed));
    if (!plain) throw damaged(`part ${part + 1}`);
    yield { part, frames: readFrames(plain) };
  }
}

/** Every part opens, and together they hold what the manifest says. */
async function prove(opened: Opened): Promise<Manifest> {
  const hashes = new Map<string, { rows: number; hash: string }>();
  let manifest: Manifest | null = null;
  for await (const { frames } of readParts(opened)) {
    for (const { head, body } of frames) {
      if (head.kind === "manifest") manifest = JSON.parse(new TextDecoder().decode(body)) as Manifest;
      if (head.kind !== "rows") continue;
      const { rows, hash } = hashes.get(head.table) ?? { rows: 0, hash: "" };
      hashes.set(head.table, { rows: rows + head.count, hash: tallyOn(hash, body) });
    }
  }
  if (!manifest) throw damaged("its end is missing");
  for (const table of manifest.tables) {
    const read = hashes.get(table.name) ?? { rows: 0, hash: "" };
    if (read.rows !== table.rows || read.hash !== table.hash) throw damaged(`table ${table.name}`);
  }
  return manifest;
}

class Desk {
  readonly to: string;
  readonly token: string;

  constructor(to: string, token: string) {
    this.to = to;
    this.token = token;
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.#send<T>(path, JSON.stringify({ token: this.token, ...body }), { "content-type": "application/json" });
  }

  /** Bytes as they are; what they are goes before them. */
  put(path: string, about: object, bytes: Uint8Array): Promise<unknown> {
    const told = encodeURIComponent(JSON.stringify({ token: this.token, ...about }));
    return this.#send(path, bytes, { "content-type": "application/octet-stream", "x-tillside": "upload", "x-about": told });
  }

  async #send<T>(path: string, body: string | Uint8Array, headers: Record<string, string>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      const sent = fetch(this.to + path, { method: "POST", body: body as BodyInit, headers: { origin: this.to, ...headers } });
      const answer = await sent.catch(() => null);
      // Each step may come twice.
      if (answer === null && tried < TRIES_MAX) continue;
      if (answer === null) throw new RestoreRefused(`${this.to} does not answer. Run this again: it goes on where it was.`);
      if (answer.ok)
        return (await answer.json().catch(() => {
          throw new RestoreRefused(`What answers at ${this.to} is no desk of Tillside.`);
        })) as T;
      const { code, facts } = (await answer.json().catch(() => ({ code: String(answer.status), facts: {} }))) as {
        code: string;
        facts: Record<string, string>;
      };
      if (answer.status < 500 || tried === TRIES_MAX) throw new RestoreRefused(await sayProblem(code, facts));
    }
  }
}

type Sentences = Record<string, (facts: Record<string, string>) => string>;

/** In the words the desk's own pages have. */
async function sayProblem(code: string, facts: Record<string, string>): Promise<string> {
  const read = (name: string) => import(pathToFileURL(path.resolve(import.meta.dirname, `../web/words/en/${name}.ts`)).href);
  const { doorProblems } = (await read("door-problems")) as { doorProblems: Sentences };
  const { backups } = (await read("backups")) as { backups: { problems: Sentences } };
  return (backups.problems[code] ?? doorProblems[code])?.(facts) ?? `The desk says: ${code}`;
}

const OTHER_KEYS =
  "This desk has other SEAL_KEYS than the one the backup was made of. Nothing has come in yet. Give it the former ones (npx wrangler secret put SEAL_KEYS) and run this again. Where nobody has them, add --without-seal-keys: its stores must be authorized anew then, and secrets entered again.";

async function handOver(
  desk: Desk,
  opened: Opened,
  manifest: Manifest,
  { withoutSealKeys, say = () => {} }: RestoreOptions,
): Promise<void> {
  const { header } = opened;
  const begun = await desk.post<{ phase: string; parts: number; hasSealKey: boolean }>("/api/restore", { header });
  if (begun.phase === "done") return say("This backup is in already.");
  // Given up at the end of the rows, for good: so somebody says so first.
  if (!begun.hasSealKey && !withoutSealKeys) throw new RestoreRefused(OTHER_KEYS);
  if (!begun.hasSealKey)
    say("What the former SEAL_KEYS alone open is left out: stores must be authorized anew, and secrets entered again.");
  let isRowsOver = begun.phase !== "rows";
  const objects = new Map<string, Uint8Array[]>();
  for await (const { part, frames } of readParts(opened)) {
    const isIn = part < begun.parts;
    for (const frame of frames) {
      if (frame.head.kind !== "rows" && !isRowsOver) {
        await desk.post("/api/restore/rows-end", { header, tables: manifest.tables });
        isRowsOver = true;
      }
      if (!isIn || frame.head.kind === "object") await sendFrame(desk, header, frame, objects, isIn);
    }
    if (!isIn && objects.size === 0) await desk.post("/api/restore/part", { backup: header.id, part });
    say(`Part ${part + 1} is in.`);
  }
  await findWords(desk, header);
  await desk.post("/api/restore/end", { backup: header.id });
}

/** Words of archived orders stand in files: they are found when those are in. */
async function findWords(desk: Desk, header: Header): Promise<void> {
  let after: object | null = null;
  do ({ after } = await desk.post<{ after: object | null }>("/api/restore/search", { backup: header.id, after }));
  while (after);
}

async function sendFrame(desk: Desk, header: Header, frame: Frame, objects: Map<string, Uint8Array[]>, isIn: boolean): Promise<void> {
  const { head, body } = frame;
  if (head.kind === "rows") {
    for (const rows of slicesOf(new TextDecoder().decode(body)))
      await desk.post("/api/restore/rows", { backup: header.id, table: head.table, columns: head.columns, rows });
  }
  if (head.kind === "room")
    await desk.post("/api/restore/room", { header, room: head.room, name: head.name, told: new TextDecoder().decode(body) });
  if (head.kind === "object") {
    const { bucket, key, custom, type, isLast } = head;
    // A large file comes in slices, which may begin in a part that is in already.
    const slices = [...(objects.get(key) ?? []), body];
    objects.set(key, slices);
    if (!isLast) return;
    objects.delete(key);
    if (!isIn) await desk.put("/api/restore/object", { backup: header.id, object: { bucket, key, custom, type } }, Buffer.concat(slices));
  }
}

/** Pages of rows, one array each, cut between rows: the backup writes one a line. */
function slicesOf(rows: string): string[] {
  const slices: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  for (const line of rows.slice(1, -1).split(",\n")) {
    if (bytes + line.length > ROWS_BYTES_MAX && lines.length > 0) {
      slices.push(`[${lines.join()}]`);
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += Buffer.byteLength(line);
  }
  return [...slices, `[${lines.join()}]`];
}

export async function restore(options: RestoreOptions): Promise<Manifest> {
  const { file, to, recoveryKey, setupToken, say = () => {} } = options;
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new RestoreRefused(`${file} cannot be read: ${error.code}`);
  });
  try {
    const opened = await openBackup(handle, recoveryKey);
    const manifest = await prove(opened);
    say(
      `The file is whole: ${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows, ${manifest.rooms} rooms, ${manifest.objects} files.`,
    );
    await handOver(new Desk(to.replace(/\/$/, ""), setupToken), opened, manifest, options);
    return manifest;
  } finally {
    await handle.close();
  }
}

interface Told {
  file: string;
  to: string;
  withoutSealKeys: boolean;
}

/** Null where what was typed names no file and no desk. */
function readWords(): Told | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { to: { type: "string" }, "without-seal-keys": { type: "boolean", default: false } },
    });
    const [file, ...others] = positionals;
    return file && values.to && others.length === 0 ? { file, to: values.to, withoutSealKeys: values["without-seal-keys"] } : null;
  } catch {
    // A word it does not know.
    return null;
  }
}

if (import.meta.main) {
  const told = readWords();
  if (!told) {
    console.error("Usage: npm run restore -- FILE --to https://desk.example.com [--without-seal-keys]");
    process.exit(2);
  }
  const recoveryKey = await askFor("TILLSIDE_RECOVERY_KEY", "Recovery key");
  const setupToken = await askFor("SETUP_TOKEN", "Setup token of the empty desk");
  try {
    await restore({ ...told, recoveryKey, setupToken, say: console.log });
    console.log("Everything is back. Everybody signs in anew.");
  } catch (error) {
    if (!(error instanceof RestoreRefused)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
