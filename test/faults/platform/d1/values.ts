// What D1 makes of JavaScript values on their way into SQL, and of SQL's on their way out: it speaks JSON in
// between, so NaN and infinity are null and bytes come back as an array of numbers.
import type { SQLInputValue } from "node:sqlite";
import type { Cell } from "../sqlite/connection.ts";
import { d1Error } from "./failures.ts";

const isByte = (value: unknown) => typeof value === "number" && value >= 0 && value < 256;

export function bindable(value: unknown): SQLInputValue {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || value === null) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
  // A view of wider numbers binds each of its numbers as one byte, as D1 does.
  if (ArrayBuffer.isView(value)) return Uint8Array.from(value as unknown as Iterable<number>);
  if (Array.isArray(value) && value.every(isByte)) return Uint8Array.from(value);
  throw d1Error(`Type '${typeof value}' not supported for value '${value as string}'`, "D1_TYPE_ERROR");
}

export type D1Cell = null | number | string | number[];

export function readable(cell: Cell): D1Cell {
  if (cell instanceof Uint8Array) return Array.from(cell);
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  return typeof cell === "bigint" ? Number(cell) : cell;
}

export function rowOf(columns: string[], cells: D1Cell[]): Record<string, D1Cell> {
  const row: Record<string, D1Cell> = {};
  for (let i = 0; i < columns.length; i += 1) row[columns[i] as string] = cells[i] as D1Cell;
  return row;
}
