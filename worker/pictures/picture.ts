/** What a picture is, read from its bytes and from nothing else: its kind, its size, whether it moves, and the same picture without what it tells
 *  of whoever took it (place, camera, words, hidden thumbnails). Pure; pixels are never decoded. Anything that is not well formed is no picture. */

export interface CleanPicture {
  type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
  width: number;
  height: number;
  /** True where it holds more than one frame. */
  moves: boolean;
  bytes: Uint8Array;
}

type Part = Uint8Array;
const textOf = (bytes: Uint8Array, from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const starts = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** Null where the bytes are none of the four kinds TikTok takes, or break off. */
export function cleanPicture(bytes: Uint8Array): CleanPicture | null {
  try {
    if (starts(bytes, PNG)) return cleanPng(bytes);
    if (starts(bytes, JPEG)) return cleanJpeg(bytes);
    if (textOf(bytes, 0, 4) === "GIF8") return cleanGif(bytes);
    if (textOf(bytes, 0, 4) === "RIFF" && textOf(bytes, 8, 4) === "WEBP") return cleanWebp(bytes);
  } catch (thrown) {
    // A length that points behind the end.
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  return null;
}

function join(parts: Part[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Bytes that must be there. */
function slice(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (to > bytes.byteLength || to < from) throw new RangeError("the picture breaks off");
  return bytes.subarray(from, to);
}

/** What a PNG needs to look as it does (PNG 3rd edition §11); everything else only tells. */
const PNG_KEPT = new Set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP".split(" "));
const PNG_MOVING = new Set(["acTL", "fcTL", "fdAT"]);

function cleanPng(bytes: Uint8Array): CleanPicture | null {
  const view = viewOf(bytes);
  const parts: Part[] = [slice(bytes, 0, PNG.length)];
  let moves = false;
  for (let at = PNG.length; ; ) {
    const end = at + 12 + view.getUint32(at);
    const kind = textOf(bytes, at + 4, 4);
    const chunk = slice(bytes, at, end);
    if (at === PNG.length && kind !== "IHDR") return null;
    if (PNG_MOVING.has(kind)) moves = true;
    if (PNG_KEPT.has(kind)) parts.push(chunk);
    if (kind === "IEND") break;
    at = end;
  }
  return finish("image/png", view.getUint32(16), view.getUint32(20), moves, parts);
}

function finish(type: CleanPicture["type"], width: number, height: number, moves: boolean, parts: Part[]): CleanPicture | null {
  return width > 0 && height > 0 ? { type, width, height, moves, bytes: join(parts) } : null;
}

const MARKER = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, app15: 0xef, comment: 0xfe } as const;
/** ISO 10918-1 B.1.1.3: C0 to CF begin a frame, but for C4, C8 and CC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (byte: number) => byte >= 0xd0 && byte <= 0xd7;

function cleanJpeg(bytes: Uint8Array): CleanPicture | null {
  const view = viewOf(bytes);
  const parts: Part[] = [slice(bytes, 0, 2)];
  let [width, height] = [0, 0];
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // What some phones put behind the picture's end is not the picture.
    if (marker === MARKER.end) {
      parts.push(slice(bytes, at, at + 2));
      return finish("image/jpeg", width, height, false, parts);
    }
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    const segment = slice(bytes, at, end);
    if (isFrame(marker)) [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    const kept = keptSegment(marker, segment);
    if (kept) parts.push(kept);
    at = end;
    if (marker !== MARKER.scan) continue;
    const over = endOfScan(bytes, at);
    parts.push(slice(bytes, at, over));
    at = over;
  }
}

/** The segment as it may leave: colours and how the picture is turned stay, the rest of what applications add goes. */
function keptSegment(marker: number, segment: Uint8Array): Part | null {
  if (marker === MARKER.comment) return null;
  if (marker < MARKER.app0 || marker > MARKER.app15) return segment;
  if (marker === MARKER.app0) return textOf(segment, 4, 4) === "JFIF" ? withoutThumbnail(segment) : null;
  if (marker === MARKER.app2) return textOf(segment, 4, 11) === "ICC_PROFILE" ? segment : null;
  if (marker === MARKER.app14) return textOf(segment, 4, 5) === "Adobe" ? segment : null;
  if (marker !== MARKER.app1 || textOf(segment, 4, 4) !== "Exif") return null;
  const turned = orientationIn(segment);
  return turned > 1 ? orientationOnly(turned) : null;
}

/** JFIF 1.02: version, units and density, then a thumbnail that may be of another picture. */
function withoutThumbnail(segment: Uint8Array): Part {
  const bare = segment.slice(0, 18);
  if (bare.byteLength < 18) throw new RangeError("the picture breaks off");
  bare.set([0, 16], 2);
  bare.set([0, 0], 16);
  return bare;
}

const TAG_ORIENTATION = 0x0112;
const EXIF_HEAD_BYTES = 10;

/** EXIF 2.32 §4.6.4: 1 to 8; 1 where nothing is said, or nothing that can be read. */
function orientationIn(segment: Uint8Array): number {
  const view = viewOf(segment.subarray(EXIF_HEAD_BYTES));
  if (view.byteLength < 8) return 1;
  const isLittle = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > view.byteLength) return 1;
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, isLittle) !== TAG_ORIENTATION) continue;
    const turned = view.getUint16(at + 8, isLittle);
    return turned >= 1 && turned <= 8 ? turned : 1;
  }
  return 1;
}

/** The smallest EXIF there is: one entry in one directory. */
const orientationOnly = (turned: number): Part =>
  Buffer.from(`ffe10022457869660000 4d4d002a00000008 0001 0112000300000001000${turned}0000 00000000`.replaceAll(" ", ""), "hex");

/** Where the next marker stands behind a scan's data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  throw new RangeError("the picture breaks off");
}

const GIF_BLOCK = { extension: 0x21, image: 0x2c, end: 0x3b } as const;
const GIF_GRAPHIC_CONTROL = 0xf9;
const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** GIF89a §15 to §26: comments and what applications say are left out. */
function cleanGif(bytes: Uint8Array): CleanPicture | null {
  const view = viewOf(bytes);
  let at = 13 + tableBytes(view.getUint8(10));
  const parts: Part[] = [slice(bytes, 0, at)];
  let frames = 0;
  for (;;) {
    const kind = view.getUint8(at);
    const from = at;
    if (kind === GIF_BLOCK.end) {
      parts.push(slice(bytes, at, at + 1));
      return finish("image/gif", view.getUint16(6, true), view.getUint16(8, true), frames > 1, parts);
    }
    if (kind !== GIF_BLOCK.image && kind !== GIF_BLOCK.extension) return null;
    at = endOfBlocks(view, kind === GIF_BLOCK.image ? at + 11 + tableBytes(view.getUint8(at + 9)) : at + 2);
    if (kind === GIF_BLOCK.image) frames += 1;
    if (kind === GIF_BLOCK.image || view.getUint8(from + 1) === GIF_GRAPHIC_CONTROL) parts.push(slice(bytes, from, at));
  }
}

function endOfBlocks(view: DataView, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
  return at + 1;
}

const WEBP_KEPT = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"]);
/** RFC 9649 §2.7: in the first byte of VP8X. */
const WEBP_FLAGS = { moves: 0x02, xmp: 0x04, exif: 0x08 } as const;

function cleanWebp(bytes: Uint8Array): CleanPicture | null {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.byteLength) return null;
  const parts: Part[] = [];
  let moves = false;
  let size: [width: number, height: number] | null = null;
  for (let at = 12; at < end; ) {
    const kind = textOf(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const over = at + 8 + length + (length % 2);
    const chunk = slice(bytes, at, Math.min(over, end)).slice();
    size ??= sizeInWebp(kind, viewOf(chunk));
    if (kind === "ANIM" || kind === "ANMF") moves = true;
    if (kind === "VP8X") {
      moves ||= ((chunk[8] ?? 0) & WEBP_FLAGS.moves) !== 0;
      chunk[8] = (chunk[8] ?? 0) & ~(WEBP_FLAGS.xmp | WEBP_FLAGS.exif);
    }
    if (WEBP_KEPT.has(kind)) parts.push(chunk);
    at = over;
  }
  const head = slice(bytes, 0, 12).slice();
  viewOf(head).setUint32(4, 4 + parts.reduce((sum, part) => sum + part.byteLength, 0), true);
  return size && finish("image/webp", size[0], size[1], moves, [head, ...parts]);
}

/** Three layouts, each with the size at a place of its own; null for chunks that say nothing of it. */
function sizeInWebp(kind: string, chunk: DataView): [number, number] | null {
  const three = (at: number) => chunk.getUint16(at, true) + chunk.getUint8(at + 2) * 65_536 + 1;
  if (kind === "VP8X") return [three(12), three(15)];
  if (kind === "VP8 ") return [chunk.getUint16(14, true) & 0x3fff, chunk.getUint16(16, true) & 0x3fff];
  if (kind !== "VP8L") return null;
  const bits = chunk.getUint32(9, true);
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}
