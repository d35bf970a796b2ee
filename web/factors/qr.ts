/** A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, versions 1 to 10, which is 213 bytes at most. It draws nothing; longer texts have none. */

const ECC_M_FORMAT = 0;
/** By version from 1: bytes in all blocks, bytes of correction in each, blocks. */
const VERSIONS: [codewords: number, correction: number, blocks: number][] = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
  [346, 26, 5],
];
const BYTE_MODE = 4;
const PADS = [0xec, 0x11];
const FIELD_POLYNOMIAL = 0x11d;
const FORMAT_POLYNOMIAL = 0x537;
const FORMAT_MASK = 0x5412;
const VERSION_POLYNOMIAL = 0x1f25;
const VERSION_SHOWN_FROM = 7;
const FINDER = 7;

type Cells = (boolean | null)[][];

/** Rows of dark and light; null where the text is too long. */
export function drawQr(text: string): boolean[][] | null {
  const bytes = new TextEncoder().encode(text);
  const version = VERSIONS.findIndex(([codewords, correction, blocks], at) => {
    const header = at + 1 < 10 ? 12 : 20;
    return bytes.length * 8 + header <= (codewords - correction * blocks) * 8;
  });
  if (version < 0) return null;
  const data = interleave(fill(bytes, version + 1), version + 1);
  const size = 17 + 4 * (version + 1);
  const reserved = reserve(size, version + 1);
  const drawn = Array.from({ length: 8 }, (_, mask) => place(reserved, data, mask));
  return drawn.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best));
}

/** Mode, length, the bytes, and what fills up the rest. */
function fill(bytes: Uint8Array, version: number): number[] {
  const [codewords, correction, blocks] = VERSIONS[version - 1] as [number, number, number];
  const room = codewords - correction * blocks;
  const bits = BYTE_MODE.toString(2).padStart(4, "0") + bytes.length.toString(2).padStart(version < 10 ? 8 : 16, "0");
  const all = (bits + Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("")).slice(0, room * 8);
  const ended = all + "0".repeat(Math.min(4, room * 8 - all.length));
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, "0");
  const words = Array.from({ length: whole.length / 8 }, (_, at) => Number.parseInt(whole.slice(at * 8, at * 8 + 8), 2));
  while (words.length < room) words.push(PADS[(words.length - whole.length / 8) % 2] as number);
  return words;
}

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  EXP[power + 255] = value;
  LOG[value] = power;
  value = value & 0x80 ? (value << 1) ^ FIELD_POLYNOMIAL : value << 1;
}
const multiply = (a: number, b: number) => (a && b ? (EXP[(LOG[a] as number) + (LOG[b] as number)] as number) : 0);

/** Reed-Solomon: the rest of the block by the generator of this degree. */
function correct(block: number[], degree: number): number[] {
  let generator = [1];
  for (let power = 0; power < degree; power += 1) {
    const next = [...generator, 0];
    for (const [at, factor] of generator.entries()) next[at + 1] = (next[at + 1] as number) ^ multiply(factor, EXP[power] as number);
    generator = next;
  }
  const rest = [...block, ...Array<number>(degree).fill(0)];
  for (let at = 0; at < block.length; at += 1) {
    const lead = rest[at] as number;
    for (const [step, factor] of generator.entries()) rest[at + step] = (rest[at + step] as number) ^ multiply(factor, lead);
  }
  return rest.slice(block.length);
}

/** Blocks of nearly the same length, the shorter first, read across. */
function interleave(data: number[], version: number): number[] {
  const [codewords, correction, blocks] = VERSIONS[version - 1] as [number, number, number];
  const short = Math.floor((codewords - correction * blocks) / blocks);
  const longer = (codewords - correction * blocks) % blocks;
  let from = 0;
  const cut = Array.from({ length: blocks }, (_, at) => {
    const length = short + (at >= blocks - longer ? 1 : 0);
    from += length;
    return data.slice(from - length, from);
  });
  const across = (parts: number[][]) =>
    Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, at) => parts.flatMap((part) => part[at] ?? [])).flat();
  return [...across(cut), ...across(cut.map((block) => correct(block, correction)))];
}

/** Finders, timing, alignment and version; null where data goes. What is told of the mask is held free. */
function reserve(size: number, version: number): Cells {
  const cells: Cells = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null));
  const set = (row: number, column: number, isDark: boolean) => {
    const line = cells[row];
    if (line && column >= 0 && column < size) line[column] = isDark;
  };
  for (const [top, left] of [
    [0, 0],
    [0, size - FINDER],
    [size - FINDER, 0],
  ] as const)
    for (let row = -1; row <= FINDER; row += 1)
      for (let column = -1; column <= FINDER; column += 1) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        set(top + row, left + column, ring !== 2 && ring !== 4);
      }
  for (let at = 8; at < size - 8; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const centres = alignments(version, size);
  for (const row of centres)
    for (const column of centres) {
      if (cells[row]?.[column] !== null && !(row === 6 || column === 6)) continue;
      if ((row === 6 && column === 6) || (row === 6 && column === size - 7) || (row === size - 7 && column === 6)) continue;
      for (let y = -2; y <= 2; y += 1) for (let x = -2; x <= 2; x += 1) set(row + y, column + x, Math.max(Math.abs(x), Math.abs(y)) !== 1);
    }
  for (const [row, column] of formatCells(size).flat()) set(row, column, false);
  set(size - 8, 8, true);
  if (version >= VERSION_SHOWN_FROM) {
    const told = (version << 12) | remainder(version << 12, VERSION_POLYNOMIAL, 12);
    for (let bit = 0; bit < 18; bit += 1) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(near, far, ((told >> bit) & 1) === 1);
      set(far, near, ((told >> bit) & 1) === 1);
    }
  }
  return cells;
}

function alignments(version: number, size: number): number[] {
  if (version === 1) return [];
  const last = size - 7;
  return version < VERSION_SHOWN_FROM ? [6, last] : [6, 6 + Math.ceil((last - 6) / 4) * 2, last];
}

/** Where each of the fifteen bits about the mask stands, the lowest first: once by the corner, once by the two others. */
function formatCells(size: number): [row: number, column: number][][] {
  return Array.from({ length: 15 }, (_, bit) => {
    const near: [number, number] = bit < 6 ? [bit, 8] : bit < 8 ? [bit + 1, 8] : bit === 8 ? [8, 7] : [8, 14 - bit];
    const far: [number, number] = bit < 8 ? [8, size - 1 - bit] : [size - 15 + bit, 8];
    return [near, far];
  });
}

function remainder(value: number, polynomial: number, degree: number): number {
  let rest = value;
  while (rest >= 1 << degree) rest ^= polynomial << (31 - Math.clz32(rest) - degree);
  return rest;
}

const MASKS: ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Up and down in columns of two, from the right, past the timing column. */
function place(reserved: Cells, data: number[], mask: number): boolean[][] {
  const size = reserved.length;
  const cells = reserved.map((row) => [...row]);
  const isFlipped = MASKS[mask] as (typeof MASKS)[number];
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1)
      for (const column of [right, right - 1]) {
        const row = isUp ? size - 1 - step : step;
        if (reserved[row]?.[column] !== null) continue;
        const isDark = (((data[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        (cells[row] as boolean[])[column] = isDark !== isFlipped(row, column);
        bit += 1;
      }
  }
  const about = (ECC_M_FORMAT << 3) | mask;
  const told = ((about << 10) | remainder(about << 10, FORMAT_POLYNOMIAL, 10)) ^ FORMAT_MASK;
  for (const [at, places] of formatCells(size).entries())
    for (const [row, column] of places) (cells[row] as boolean[])[column] = ((told >> at) & 1) === 1;
  return cells as boolean[][];
}

/** What makes a code hard to read: runs, blocks, what looks like a finder, and too much of one colour. */
function penaltyOf(cells: boolean[][]): number {
  const size = cells.length;
  const columns = cells.map((_, column) => cells.map((row) => row[column] as boolean));
  let penalty = 0;
  for (const line of [...cells, ...columns]) {
    const text = line.map(Number).join("");
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...text.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let row = 1; row < size; row += 1)
    for (let column = 1; column < size; column += 1) {
      const [a, b] = [cells[row], cells[row - 1]];
      if (a?.[column] === a?.[column - 1] && a?.[column] === b?.[column] && a?.[column] === b?.[column - 1]) penalty += 3;
    }
  const dark = cells.flat().filter(Boolean).length / (size * size);
  return penalty + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}
