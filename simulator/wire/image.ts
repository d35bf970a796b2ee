// Reads format and size of an image from its first bytes: PNG, JPEG, GIF and WebP, the four that chat takes.
// Refuses to decode; a file that only pretends to be an image passes if its header is right.

export interface ImageFacts {
  mime: string;
  extension: string;
  width: number;
  height: number;
}

const facts = (extension: string, width: number, height: number): ImageFacts => ({
  mime: `image/${extension === "jpg" ? "jpeg" : extension}`,
  extension,
  width,
  height,
});

const startsWith = (bytes: Uint8Array, signature: readonly number[], from = 0) => signature.every((byte, at) => bytes[from + at] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const GIF = [0x47, 0x49, 0x46, 0x38];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** ISO 10918-1: markers C0 to CF start a frame, but for C4, C8 and CC. */
function readJpeg(view: DataView): ImageFacts | null {
  let place = 2;
  while (place + 9 < view.byteLength) {
    if (view.getUint8(place) !== 0xff) return null;
    const marker = view.getUint8(place + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return facts("jpg", view.getUint16(place + 7), view.getUint16(place + 5));
    place += 2 + view.getUint16(place + 2);
  }
  return null;
}

/** RFC 9649: the first chunk says which of three layouts holds the size. */
function readWebp(view: DataView): ImageFacts | null {
  if (view.byteLength < 30) return null;
  const kind = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15));
  if (kind === "VP8 ") return facts("webp", view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (kind === "VP8L") {
    const bits = view.getUint32(21, true);
    return facts("webp", (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (kind !== "VP8X") return null;
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536 + 1;
  return facts("webp", three(24), three(27));
}

/** Null for anything that is not one of the four formats. */
export function sniffImage(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, PNG) && bytes.length >= 24) return facts("png", view.getUint32(16), view.getUint32(20));
  if (startsWith(bytes, GIF) && bytes.length >= 10) return facts("gif", view.getUint16(6, true), view.getUint16(8, true));
  if (startsWith(bytes, JPEG)) return readJpeg(view);
  if (startsWith(bytes, RIFF) && startsWith(bytes, WEBP, 8)) return readWebp(view);
  return null;
}
