// Pictures judged by their bytes: the four kinds with their size, whether they move, and what they tell of whoever took them gone; whatever is
// broken, cut off or something else is no picture, and nothing makes the reading throw or run on.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawPng } from "../../simulator/png.ts";
import { sniffImage } from "../../simulator/wire/image.ts";
import { cleanPicture } from "../../worker/pictures/picture.ts";

const SECRET = "Elm Street 7, taken by Jennifer";
const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const u32 = (value: number, little = false) => {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
};
const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);

const png = Buffer.from(drawPng(3, 2, () => [1, 2, 3]));
const pngChunk = (kind: string, body: Uint8Array) => Buffer.concat([u32(body.length), Buffer.from(kind), body, u32(0)]);
const HEAD_BYTES = 33;
const pngWith = (...chunks: Buffer[]) => Buffer.concat([png.subarray(0, HEAD_BYTES), ...chunks, png.subarray(HEAD_BYTES)]);

const segment = (marker: number, body: Uint8Array) => Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);
const frame = segment(0xc0, hex("08 0002 0003 01 011100"));
const scan = Buffer.concat([segment(0xda, hex("01 0100 003f00")), hex("12 ff00 34 ffd0 56")]);
/** One directory with an orientation and the place a camera would write its owner's name. */
const exif = (turned: number) =>
  Buffer.concat([
    Buffer.from("Exif\0\0"),
    hex(`4949 2a00 08000000 0100 1201 0300 01000000 0${turned}000000 00000000`),
    Buffer.from(SECRET),
  ]);
const jpegWith = (...segments: Buffer[]) => Buffer.concat([hex("ffd8"), ...segments, frame, scan, hex("ffd9")]);

const gifFrame = hex("2c 00000000 0300 0200 00 02 02 4401 00");
const gifWith = (...blocks: Buffer[]) =>
  Buffer.concat([Buffer.from("GIF89a"), hex("0300 0200 80 00 00 000000ffffff"), ...blocks, hex("3b")]);
const gifComment = Buffer.concat([hex("21fe"), Buffer.from([SECRET.length]), Buffer.from(SECRET), hex("00")]);

const webpChunk = (kind: string, body: Buffer) =>
  Buffer.concat([Buffer.from(kind), u32(body.length, true), body, Buffer.alloc(body.length % 2)]);
const webpWith = (...chunks: Buffer[]) => {
  const body = Buffer.concat([Buffer.from("WEBP"), ...chunks]);
  return Buffer.concat([Buffer.from("RIFF"), u32(body.length, true), body]);
};
const vp8x = (flags: number) => webpChunk("VP8X", Buffer.concat([Buffer.from([flags, 0, 0, 0]), hex("020000 010000")]));
const vp8l = webpChunk("VP8L", hex("2f 02400000 00000000000000000000"));
const vp8 = webpChunk("VP8 ", hex("300100 9d012a 0300 0200 00"));

const BARE: [name: string, bytes: Buffer, type: string][] = [
  ["a PNG", png, "image/png"],
  ["a JPEG", jpegWith(), "image/jpeg"],
  ["a GIF", gifWith(gifFrame), "image/gif"],
  ["a WebP", webpWith(vp8), "image/webp"],
  ["a lossless WebP", webpWith(vp8l), "image/webp"],
  ["a WebP of the long form", webpWith(vp8x(0), vp8), "image/webp"],
];

describe("a picture", () => {
  test.each(BARE)("%s is told by its bytes with its size, and what has nothing to hide stays as it is", (_name, bytes, type) => {
    const clean = cleanPicture(bytes);
    expect(clean).toMatchObject({ type, width: 3, height: 2, moves: false });
    expect(Buffer.from(clean?.bytes ?? [])).toEqual(bytes);
    // Read again by an implementation of somebody else's.
    expect(sniffImage(clean?.bytes ?? new Uint8Array())).toMatchObject({ mime: type, width: 3, height: 2 });
  });

  test.each([
    ["PNG text", pngWith(pngChunk("tEXt", Buffer.from(SECRET)))],
    ["PNG long text", pngWith(pngChunk("iTXt", Buffer.from(SECRET)), pngChunk("zTXt", Buffer.from(SECRET)))],
    ["PNG EXIF", pngWith(pngChunk("eXIf", Buffer.from(SECRET)))],
    ["a PNG chunk nobody knows", pngWith(pngChunk("prVt", Buffer.from(SECRET)))],
    ["bytes behind a PNG", Buffer.concat([png, Buffer.from(SECRET)])],
    ["JPEG EXIF", jpegWith(segment(0xe1, exif(1)))],
    ["JPEG XMP", jpegWith(segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)))],
    ["JPEG IPTC", jpegWith(segment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`)))],
    ["a JPEG comment", jpegWith(segment(0xfe, Buffer.from(SECRET)))],
    [
      "a JPEG's thumbnail",
      jpegWith(segment(0xe0, Buffer.concat([Buffer.from("JFIF\0"), hex("0102 01 0048 0048 01 01"), Buffer.from(SECRET)]))),
    ],
    ["JPEG maker's segments", jpegWith(segment(0xe2, Buffer.from(`MPF\0${SECRET}`)), segment(0xe7, Buffer.from(SECRET)))],
    ["a film behind a JPEG", Buffer.concat([jpegWith(), Buffer.from(SECRET)])],
    ["a GIF comment", gifWith(gifComment, gifFrame)],
    ["GIF XMP", gifWith(Buffer.concat([hex("21ff 0b"), Buffer.from("XMP DataXMP"), gifComment.subarray(2)]), gifFrame)],
    ["WebP EXIF and XMP", webpWith(vp8x(0x0c), vp8, webpChunk("EXIF", Buffer.from(SECRET)), webpChunk("XMP ", Buffer.from(SECRET)))],
    ["bytes behind a WebP", Buffer.concat([webpWith(vp8), Buffer.from(SECRET)])],
  ])("no longer tells: %s", (_name, bytes) => {
    const clean = cleanPicture(bytes);
    expect(clean).toMatchObject({ width: 3, height: 2, moves: false });
    expect(Buffer.from(clean?.bytes ?? []).includes("Elm Street")).toBe(false);
    expect(Buffer.from(cleanPicture(clean?.bytes ?? new Uint8Array())?.bytes ?? [])).toEqual(Buffer.from(clean?.bytes ?? []));
  });

  test("keeps which way up it is and its colours, and nothing else of EXIF", () => {
    const profile = segment(0xe2, Buffer.from("ICC_PROFILE\0colours"));
    const clean = Buffer.from(cleanPicture(jpegWith(segment(0xe1, exif(6)), profile))?.bytes ?? []);
    expect(clean.includes("ICC_PROFILE\0colours")).toBe(true);
    expect(clean.includes(hex("0112 0003 00000001 0006"))).toBe(true);
    expect(clean.includes("Elm Street")).toBe(false);
  });

  test.each([
    ["a GIF of two frames", gifWith(gifFrame, gifFrame)],
    ["a PNG with frames", pngWith(pngChunk("acTL", Buffer.alloc(8)))],
    ["a WebP with frames", webpWith(vp8x(0x02), vp8)],
  ])("that moves is known: %s", (_name, bytes) => expect(cleanPicture(bytes)?.moves).toBe(true));

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["markup", Buffer.from("<svg onload=alert(1)>")],
    ["a PDF", Buffer.from("%PDF-1.7")],
    ["a PNG in name only", Buffer.concat([png.subarray(0, 8), Buffer.from("<script>alert(1)</script>")])],
    ["a chunk longer than the file", pngWith(u32(0xffffffff))],
    ["a PNG without an end", png.subarray(0, -12)],
    ["a JPEG without an end", jpegWith().subarray(0, -2)],
    ["a JPEG segment past the end", Buffer.concat([hex("ffd8 ffe1 ffff"), Buffer.from("short")])],
    ["a GIF whose blocks do not end", gifWith(gifFrame).subarray(0, -2)],
    ["a WebP that breaks off", webpWith(vp8).subarray(0, -3)],
    ["a picture without a size", Buffer.from(drawPng(0, 2, () => [0, 0, 0]))],
  ])("is not: %s", (_name, bytes) => expect(cleanPicture(bytes)).toBeNull());

  test("whatever is done to one, reading it ends and says what it is or that it is none", () => {
    const damage = fc.record({
      of: fc.constantFrom(...BARE.map(([, bytes]) => bytes)),
      at: fc.nat(80),
      bytes: fc.uint8Array({ maxLength: 12 }),
      cut: fc.nat(40),
    });
    fc.assert(
      fc.property(damage, ({ of, at, bytes, cut }) => {
        const broken = Buffer.from(of);
        broken.set(bytes.subarray(0, Math.max(0, broken.length - at)), Math.min(at, broken.length));
        const clean = cleanPicture(broken.subarray(0, broken.length - (cut % broken.length)));
        expect(clean === null || clean.bytes.length <= broken.length + 32).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
