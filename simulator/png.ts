// Writes a picture as PNG with nothing but zlib. Refuses palettes, transparency and speed: it draws the few photos buyers send.
import { crc32, deflateSync } from "node:zlib";

function pngChunk(kind: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(kind, 4, "latin1");
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
  return Buffer.concat([head, body, sum]);
}

/** An 8-bit RGB picture as PNG (ISO/IEC 15948); `colour` is asked for every point; its parts are clipped to 0…255. */
export function drawPng(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number]): Uint8Array {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const start = y * (1 + 3 * width) + 1 + 3 * x;
      for (const [at, part] of colour(x, y).entries()) rows[start + at] = Math.max(0, Math.min(255, Math.round(part)));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, pngChunk("IHDR", header), pngChunk("IDAT", deflateSync(rows)), pngChunk("IEND", Buffer.alloc(0))]);
}
