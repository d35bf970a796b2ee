/** What a backup reads next: tables page by page, then rooms by the rows that name them, then files. Where it stands is all it needs to go on, in
 *  another isolate or another hour. While people work, each table, room and file is as it was when its turn came. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { quotaName } from "../stores/shop.ts";
import type { StoreRow } from "../stores/table.ts";
import { type Bucket, type Frame, type Manifest, type RoomKind, type TableTally, tallyOn } from "./file.ts";
import { listTables, readPage, type Table } from "./tables.ts";

export interface Place {
  at: "rows" | "rooms" | "objects" | "end";
  /** Which table, which kind of room, which bucket. */
  step: number;
  /** The key of the last row, room or object; null before the first. */
  after: string | null;
  /** How much of the next object has been read. */
  offset: number;
  tables: TableTally[];
  rooms: number;
  objects: number;
}

export const BEGIN: Place = { at: "rows", step: 0, after: null, offset: 0, tables: [], rooms: 0, objects: 0 };

/** A part is read and sealed whole in the memory of one isolate. */
const PART_BYTES = 4 * 1024 * 1024;
const READS_PER_PART_MAX = 50;
const ROOMS_AT_ONCE = 25;
const OBJECTS_AT_ONCE = 25;
const OBJECT_BYTES_AT_ONCE = 8 * 1024 * 1024;

interface Read {
  frames: Frame[];
  place: Place;
  reads: number;
}

/** Enough for a part, or what is left. */
export async function gather(kit: Kit, from: Place): Promise<{ frames: Frame[]; place: Place }> {
  const tables = from.at === "rows" ? await listTables(kit) : [];
  const frames: Frame[] = [];
  let place = from;
  let reads = 0;
  let bytes = 0;
  while (place.at !== "end" && bytes < PART_BYTES && reads < READS_PER_PART_MAX) {
    const read = await readNext(kit, tables, place);
    frames.push(...read.frames);
    bytes += read.frames.reduce((sum, { body }) => sum + body.byteLength, 0);
    reads += read.reads;
    place = read.place;
  }
  return { frames, place };
}

function readNext(kit: Kit, tables: Table[], place: Place): Promise<Read> {
  switch (place.at) {
    case "rows":
      return readRows(kit, tables, place);
    case "rooms":
      return readRooms(kit, place);
    default:
      return readObjects(kit, place);
  }
}

/** Behind this table, kind or bucket; the last one's end is the beginning of what comes after. */
const onFrom = (place: Place, isLast: boolean, next: Place["at"]): Place =>
  isLast ? { ...place, at: next, step: 0, after: null, offset: 0 } : { ...place, step: place.step + 1, after: null, offset: 0 };

async function readRows(kit: Kit, tables: Table[], place: Place): Promise<Read> {
  const table = tables[place.step] as Table;
  const { rows, after } = await readPage(kit, table, place.after);
  const body = new TextEncoder().encode(`[${rows.join(",\n")}]`);
  const before = place.tables[place.step] ?? { name: table.name, rows: 0, hash: "" };
  const tally = { name: table.name, rows: before.rows + rows.length, hash: rows.length === 0 ? before.hash : tallyOn(before.hash, body) };
  const told = { ...place, after, tables: [...place.tables.slice(0, place.step), tally] };
  const head = { kind: "rows", table: table.name, columns: table.columns, count: rows.length } as const;
  return {
    frames: rows.length === 0 ? [] : [{ head, body }],
    place: after === null ? onFrom(told, place.step === tables.length - 1, "rooms") : told,
    reads: 1,
  };
}

const ROOMS: RoomKind[] = ["AUTHORIZATION", "QUOTA", "TICKET"];

async function readRooms(kit: Kit, place: Place): Promise<Read> {
  const room = ROOMS[place.step] as RoomKind;
  const names = await namesOf(kit, room, place.after ?? "");
  const frames = await Promise.all(names.map((name) => readRoom(kit, room, name)));
  const told = { ...place, after: names.at(-1) ?? null, rooms: place.rooms + names.length };
  const isOver = names.length < ROOMS_AT_ONCE;
  return { frames, place: isOver ? onFrom(told, place.step === ROOMS.length - 1, "objects") : told, reads: names.length + 1 };
}

async function readRoom(kit: Kit, room: RoomKind, name: string): Promise<Frame> {
  const told = await kit.env[room].getByName(name).tellWhole();
  return { head: { kind: "room", room, name }, body: new TextEncoder().encode(told) };
}

/** By the rows that name them: nobody can list the rooms themselves. */
async function namesOf(kit: Kit, room: RoomKind, after: string): Promise<string[]> {
  if (room === "QUOTA") {
    const stores = await kit.db.all<StoreRow>(sql`SELECT * FROM store WHERE shop_id IS NOT NULL`);
    const names = [...new Set(stores.map((store) => quotaName(kit, store)))].sort();
    return names.filter((name) => name > after).slice(0, ROOMS_AT_ONCE);
  }
  const table = sql.raw(room === "TICKET" ? "ticket" : "authorization");
  const rows = await kit.db.all<{ id: string }>(sql`SELECT id FROM ${table} WHERE id > ${after} ORDER BY id LIMIT ${ROOMS_AT_ONCE}`);
  return rows.map(({ id }) => id);
}

const BUCKETS: Bucket[] = ["MAIL", "EVIDENCE"];
/** Backups hold no backups. */
export const BACKUP_PREFIX = "backups/";

async function readObjects(kit: Kit, place: Place): Promise<Read> {
  const bucket = BUCKETS[place.step] as Bucket;
  const listed = await kit.env[bucket].list({ limit: OBJECTS_AT_ONCE, ...(place.after === null ? {} : { startAfter: place.after }) });
  const frames: Frame[] = [];
  let now = place;
  let bytes = 0;
  for (const { key } of listed.objects) {
    if (!key.startsWith(BACKUP_PREFIX)) {
      const slice = await readSlice(kit, bucket, key, now.offset);
      if (slice) frames.push(slice.frame);
      bytes += slice?.frame.body.byteLength ?? 0;
      if (slice && !slice.isLast) return { frames, place: { ...now, offset: now.offset + OBJECT_BYTES_AT_ONCE }, reads: frames.length + 1 };
      now = { ...now, objects: now.objects + Number(slice !== null) };
    }
    now = { ...now, after: key, offset: 0 };
    if (bytes >= PART_BYTES) return { frames, place: now, reads: frames.length + 1 };
  }
  const isOver = !listed.truncated;
  return { frames, place: isOver ? onFrom(now, place.step === BUCKETS.length - 1, "end") : now, reads: frames.length + 1 };
}

/** Null for what went away between being listed and being read. */
async function readSlice(kit: Kit, bucket: Bucket, key: string, offset: number): Promise<{ frame: Frame; isLast: boolean } | null> {
  const range = offset === 0 ? {} : { range: { offset } };
  const kept = await kit.env[bucket].get(key, range);
  if (!kept) return null;
  const isLast = kept.size - offset <= OBJECT_BYTES_AT_ONCE;
  const whole = isLast ? kept : await kit.env[bucket].get(key, { range: { offset, length: OBJECT_BYTES_AT_ONCE } });
  if (!whole) return null;
  const head = {
    kind: "object",
    bucket,
    key,
    custom: kept.customMetadata ?? {},
    type: kept.httpMetadata?.contentType ?? null,
    isLast,
  } as const;
  return { frame: { head, body: new Uint8Array(await whole.arrayBuffer()) }, isLast };
}

/** What the file says of itself at its end. */
export function manifestOf(place: Place, schema: string, beganAt: number, endedAt: number): Frame {
  const { tables, rooms, objects } = place;
  const manifest: Manifest = { format: 1, schema, beganAt, endedAt, tables, rooms, objects };
  return { head: { kind: "manifest" }, body: new TextEncoder().encode(JSON.stringify(manifest)) };
}
