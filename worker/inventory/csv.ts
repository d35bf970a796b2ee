/** Tables as text: what a spreadsheet saves is read, whatever it puts between cells, and what it would run as a formula is never written.
 *  Pure. RFC 4180; formulas: https://owasp.org/www-community/attacks/CSV_Injection. */

/** Full-width signs too: spreadsheets of East Asia take them for the others. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A spreadsheet makes a number of this many digits, and rounds it. A tab before it keeps it a text there, runs nothing as ="…" might, and is white
 *  space to whoever else reads the file. */
const ROUNDED_DIGITS = /^\d{15,}$/;
const BYTE_ORDER_MARK = "\u{feff}";

/** Begins with the mark by which spreadsheets know UTF-8. */
export const writeCsv = (rows: Cells[]): string => BYTE_ORDER_MARK + writeRows(rows);

export type Cells = readonly (string | number | null)[];

/** What follows the first rows of a file that is written in parts. */
export const writeRows = (rows: Cells[]): string => rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");

function writeCell(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = ROUNDED_DIGITS.test(text) ? `\t${text}` : FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export interface CsvRow {
  /** As editors count them, from 1. */
  line: number;
  cells: string[];
}

/** Rows that hold anything. Commas, semicolons or tabs, whichever the first row has most of; an apostrophe before a formula or an id is the
 *  spreadsheet's, not the cell's. */
export function readCsv(text: string): CsvRow[] {
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const rows = cutRows(body, separatorOf(body));
  return rows.map(({ line, cells }) => ({ line, cells: cells.map(readCell) })).filter(({ cells }) => cells.some((cell) => cell !== ""));
}

function readCell(cell: string): string {
  const text = cell.trim();
  return /^'([=+\-@\t\r\n＝＋－＠]|\d{15,}$)/.test(text) ? text.slice(1) : text;
}

/** The first row's, not counting what stands in quotes. */
function separatorOf(text: string): string {
  const [first = ""] = text.replace(/(^|[,;\t\r\n])"(?:[^"]|"")*"/g, "$1").split(/\r?\n|\r/, 1);
  const counts = [",", ";", "\t"].map((one) => ({ one, count: first.split(one).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.one ?? ",";
}

/** A quote opens a cell only at its beginning, and a doubled one inside is one. */
function cutRows(text: string, separator: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, cells: [] };
  let [cell, line, isQuoted] = ["", 1, false];
  const endCell = () => {
    row.cells.push(cell);
    cell = "";
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const isBreak = sign === "\n" || (sign === "\r" && text.charAt(at + 1) !== "\n");
    if (isBreak) line += 1;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) endCell();
    else if (isBreak) endRow();
    else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.cells.length > 0) endRow();
  return rows;
}
