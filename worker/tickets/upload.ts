/** Pictures an agent adds, judged by their bytes and not by their names: the four kinds TikTok takes, and nothing else. */

const KINDS: [type: string, magic: number[]][] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** The media type the bytes begin like, or null. */
export function imageTypeOf(bytes: Uint8Array): string | null {
  const startsWith = (magic: number[], at = 0) => magic.every((byte, offset) => bytes[at + offset] === byte);
  if (startsWith(RIFF) && startsWith(WEBP, 8)) return "image/webp";
  return KINDS.find(([, magic]) => startsWith(magic))?.[0] ?? null;
}
