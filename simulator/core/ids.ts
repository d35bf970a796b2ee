// Ids and tokens in TikTok's shapes: long decimal text that grows with time and exceeds 2^53, tokens with the region's prefix.
// Refuses to repeat: every kind counts upwards by a seeded step, so an id is unique without looking anything up.
import { type Chance, mixText } from "./chance.ts";

/** Leading digits and full length per kind, as seen in TikTok's samples and answers. */
const SHAPES = {
  order: ["5769", 18],
  line: ["5779", 18],
  package: ["11539", 19],
  product: ["17299", 19],
  sku: ["17309", 19],
  cancel: ["40359", 19],
  return: ["40358", 19],
  aftersaleUnit: ["40369", 19],
  shop: ["7495", 19],
  warehouse: ["7390", 19],
  deliveryOption: ["7091", 19],
  conversation: ["74945", 19],
  message: ["74946", 19],
  imUser: ["74947", 19],
  buyer: ["74940", 19],
  session: ["74944", 19],
  coupon: ["72615", 19],
  notification: ["76000", 19],
  inbound: ["57660", 19],
  service: ["73", 19],
} as const;

export type IdKind = keyof typeof SHAPES;

const STEP_MAX = 9_973;
const HEX = "0123456789ABCDEF";
const WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export interface Ids {
  next(kind: IdKind): string;
  /** The next small number of a named sequence of the simulator's own (logins, grants, faults). */
  count(sequence: string): number;
}

/** `tails` is the state: the last number given out per kind. Another seed begins elsewhere. */
export function openIds(tails: Record<string, number>, chance: Chance, seed: number): Ids {
  const next = (kind: IdKind) => {
    const [prefix, length] = SHAPES[kind];
    const tail = (tails[kind] ?? 1_000_000_000 + mixText(kind, seed)) + 1 + chance.below(STEP_MAX);
    tails[kind] = tail;
    return prefix + String(tail).padStart(length - prefix.length, "0");
  };
  const count = (sequence: string) => {
    const counted = (tails[sequence] ?? 0) + 1;
    tails[sequence] = counted;
    return counted;
  };
  return { next, count };
}

function drawText(chance: Chance, alphabet: string, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += alphabet[chance.below(alphabet.length)];
  return text;
}

export const drawHex = (chance: Chance, length: number): string => drawText(chance, HEX, length);
export const drawWord = (chance: Chance, length: number): string => drawText(chance, WORD, length);

const EIGHT_HOURS_MS = 8 * 3_600_000;

/** TikTok's request id: fourteen digits of time in UTC+8, then hexadecimals. */
export function drawRequestId(chance: Chance, now: number): string {
  const there = new Date(now + EIGHT_HOURS_MS).toISOString();
  return there.replace(/\D/g, "").slice(0, 14) + drawHex(chance, 20);
}
