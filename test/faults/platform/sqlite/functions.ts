// SQL's own clock and chance, on virtual time and on the seed: every function of SQLite that would look at
// the machine instead (https://sqlite.org/lang_datefunc.html).
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Chance } from "../chance.ts";

const DATE_FUNCTIONS = ["date", "time", "datetime", "julianday", "unixepoch", "timediff"];
const CURRENT = { current_timestamp: "datetime", current_date: "date", current_time: "time" };
const BLOB_BYTES_MAX = 2_000_000;

let calendar: DatabaseSync | null = null;
const questions = new Map<string, ReturnType<DatabaseSync["prepare"]>>();

/** Has SQLite itself compute a date function whose moment is known. */
function compute(name: string, args: SQLInputValue[]): SQLInputValue {
  calendar ??= new DatabaseSync(":memory:");
  const question = `select ${name}(${args.map(() => "?").join(", ")}) as answer`;
  const statement = questions.get(question) ?? calendar.prepare(question);
  questions.set(question, statement);
  return (statement.get(...args) as { answer: SQLInputValue }).answer;
}

export interface Source {
  now: () => number;
  chance: Chance;
}

/** Node keeps a database with functions of ours until it is closed. So that it does not keep their world as well, they hold it by a weak hand. */
export function registerFunctions(database: DatabaseSync, source: WeakRef<Source>): void {
  const ask = () => {
    const asked = source.deref();
    if (!asked) throw new Error("a database outlived its connection");
    return asked;
  };
  const moment = () => new Date(ask().now()).toISOString().replace("T", " ").replace("Z", "");
  const placed = (value: SQLInputValue) => (typeof value === "string" && value.toLowerCase() === "now" ? moment() : value);
  const options = { varargs: true, deterministic: true };
  for (const name of DATE_FUNCTIONS) {
    database.function(name, options, (...args) => compute(name, args.length === 0 ? [moment()] : args.map(placed)));
  }
  database.function("strftime", options, (format, ...args) =>
    compute("strftime", [format ?? null, ...(args.length === 0 ? [moment()] : args.map(placed))]),
  );
  for (const [name, alike] of Object.entries(CURRENT)) database.function(name, () => compute(alike, [moment()]));
  database.function("random", () => {
    const bytes = new Uint8Array(8);
    ask().chance.fill(bytes);
    return new DataView(bytes.buffer).getBigInt64(0);
  });
  database.function("randomblob", (length) => {
    const bytes = new Uint8Array(Math.min(Math.max(1, Number(length)), BLOB_BYTES_MAX));
    ask().chance.fill(bytes);
    return bytes;
  });
}
