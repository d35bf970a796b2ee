/** One JSON line per thing that happened at a door, with the same fields always. The list is closed, so that a token, a message or a buyer's
 *  name has no place to slip in; what is thrown is told by its kind and its place, and its words only without what they quote. */
import type { Ports } from "./env.ts";
import { withoutQuotes } from "./quoting.ts";

export interface LogLine {
  door: "http" | "webhook" | "consumer" | "cron" | "room" | "email";
  /** Of an HTTP door: the method and the router's own pattern, never the address that was asked. */
  route?: string;
  job?: string;
  /** Our id of it. */
  store?: string | undefined;
  status?: number;
  verdict?: string;
  reference?: string;
  /** Who tried to come in, as a keyed hash of the address that was typed (`markOf` in team/sign-in.ts). */
  account?: string;
  requestId?: string | null;
  code?: number | null;
  ms?: number;
  trips?: number;
  rowsRead?: number;
  rowsWritten?: number;
  count?: number;
  /** What was thrown. */
  error?: unknown;
}

export type Level = "info" | "warn" | "error";

const WARNED_STATUS = 500;
const WELL = new Set(["done", "taken"]);

/** error: ours to mend · warn: somebody else's, or soon to be · info: as it should be. */
function levelOf({ verdict, status }: LogLine): Level {
  if (verdict === "bug") return "error";
  if (verdict !== undefined && !WELL.has(verdict)) return "warn";
  return status !== undefined && status >= WARNED_STATUS ? "warn" : "info";
}

export function writeLog({ now }: Pick<Ports, "now">, line: LogLine): void {
  const { error, ...rest } = line;
  const shown = { ts: new Date(now()).toISOString(), level: levelOf(line), ...rest };
  console.log(JSON.stringify(error === undefined ? shown : { ...shown, error: describeError(error) }));
}

const MESSAGE_CHARACTERS_MAX = 200;

/** Most messages repeat what they choked on; those of the platform say what is wrong with the code. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split("\n").find((row) => /^\s+at .*:\d+:\d+\)?$/.test(row)) ?? "";
  const isTelling = error instanceof TypeError || error instanceof ReferenceError || error.message.startsWith("D1_ERROR");
  const message = isTelling ? withoutQuotes(error.message).slice(0, MESSAGE_CHARACTERS_MAX) : "";
  return [error.name, message, place.trim()].filter(Boolean).join(" ");
}
