/** A picture made fit to be sent, in the browser: drawn anew, so that nothing is left of it but what is seen, and no larger than is needed
 *  where it goes.
 *  Refuses what moves, because drawing it would silently keep one frame, and what no browser can draw. */
import { Problem } from "../api.ts";

/** Where a photo goes decides how large it may be. */
interface Room {
  /** On its longer side. */
  pixels: number;
  bytes: number;
}

/** TikTok takes 10 MB in a chat. */
const CHAT: Room = { pixels: 4_096, bytes: 10 * 1024 * 1024 };
/** Drawings and screenshots up to this size stay sharp as PNG; what is larger is a photo in all but name. */
const PNG_BYTES_MAX = 2 * 1024 * 1024;
const JPEG_QUALITY = 0.9;

const refuse = (code: string, facts = {}) => new Problem({ status: 422, kind: "invalid", code, facts });

export async function preparePhoto(file: Blob, room = CHAT): Promise<Blob> {
  if (isMoving(new Uint8Array(await file.arrayBuffer()))) throw refuse("image-moves");
  const bitmap = await createImageBitmap(file).catch(() => {
    throw refuse("not-an-image");
  });
  const scale = Math.min(1, room.pixels / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw refuse("not-an-image");
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const sharp = file.type === "image/jpeg" ? null : await write(canvas, "image/png");
  if (sharp && sharp.size <= PNG_BYTES_MAX) return sharp;
  // JPEG knows no transparency: what shows through is paper.
  pen.globalCompositeOperation = "destination-over";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const photo = await write(canvas, "image/jpeg");
  if (!photo) throw refuse("not-an-image");
  if (photo.size > room.bytes) throw refuse("image-too-large", { bytes: room.bytes });
  return photo;
}

/** A data address, which the page's policy lets pictures have. */
export function readPreview(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === "string" ? reader.result : "");
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    reader.readAsDataURL(file);
  });
}

const write = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, JPEG_QUALITY));

const text = new TextDecoder("latin1");
/** Before a frame of a GIF stands how long it is shown (GIF89a §23). */
const GIF_FRAME = "\x21\xf9\x04";
const HEAD_BYTES = 4_096;

function isMoving(bytes: Uint8Array): boolean {
  const head = text.decode(bytes.subarray(0, HEAD_BYTES));
  if (head.startsWith("GIF8")) return text.decode(bytes).split(GIF_FRAME).length > 2;
  if (head.startsWith("RIFF")) return head.slice(12, 16) === "VP8X" && ((bytes[20] ?? 0) & 2) !== 0;
  return head.startsWith("\x89PNG") && head.includes("acTL");
}
