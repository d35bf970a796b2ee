/** What a file is, judged by its bytes and not by what its sender calls it. What is not known is bytes; text is only ever plain. */

const KINDS: [type: string, magic: number[]][] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["application/zip", [0x50, 0x4b, 0x03, 0x04]],
];
/** RFC 9649 §2.4: the size stands between the two. */
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const RUNNABLE: number[][] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x23, 0x21],
];
const LOOKED_AT_BYTES = 1_024;
/** Names a computer runs when they are opened. */
const RUNNABLE_NAMES = /\.(exe|scr|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|msi|jar|lnk|reg|app|sh)$/i;

/** Names that Windows keeps for devices, whatever follows the dot. */
const RESERVED_NAMES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const startsWith = (bytes: Uint8Array, magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

export function fileTypeOf(bytes: Uint8Array): string {
  const known = KINDS.find(([, magic]) => startsWith(bytes, magic));
  if (known) return known[0];
  if (startsWith(bytes, RIFF) && startsWith(bytes.subarray(8), WEBP)) return "image/webp";
  const isText = !bytes.subarray(0, LOOKED_AT_BYTES).some((byte) => byte === 0 || (byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte)));
  return isText && bytes.length > 0 ? "text/plain" : "application/octet-stream";
}

/** Nobody sends programs to a buyer. */
export const isRunnable = (name: string, bytes: Uint8Array) =>
  RUNNABLE_NAMES.test(name.replace(/[. ]+$/, "")) || RUNNABLE.some((magic) => startsWith(bytes, magic));

/** What a file is that somebody outside sent: a program is said to be one, by bytes or by name, and never handed out. */
export const PROGRAM = "application/x-executable";
export const receivedTypeOf = (name: string, bytes: Uint8Array) => (isRunnable(name, bytes) ? PROGRAM : fileTypeOf(bytes));

/** A name without a path, without signs that steer a terminal or a reader's eye, and not without end. */
export function safeName(name: string, longest: number): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/[\\/:*?"<>|]/g, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  // Cut from the front, so that the ending stays; half a sign would be none.
  const cut = plain.slice(-longest).toWellFormed();
  return RESERVED_NAMES.test(cut) ? `_${cut}` : cut || "file";
}
