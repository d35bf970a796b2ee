/** One JSON line per thing that happened at a door. Fields are a closed list, so that a token, a message or a buyer's name has no place to
 *  slip in. */

export interface LogLine {
  door: "http" | "webhook" | "consumer" | "cron" | "room" | "email";
  route?: string;
  job?: string;
  storeId?: string;
  status?: number;
  verdict?: string;
  reference?: string;
  requestId?: string | null;
  code?: number | null;
  ms?: number;
  trips?: number;
  rowsRead?: number;
  rowsWritten?: number;
  count?: number;
  /** Written with its message only where that cannot quote data: most messages repeat what they choked on. */
  error?: unknown;
}

export function writeLog(line: LogLine): void {
  const { error, ...rest } = line;
  const shown = error === undefined ? rest : { ...rest, error: describeError(error) };
  console.log(JSON.stringify(shown));
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split("\n").find((row) => row.trimStart().startsWith("at ")) ?? "";
  const isSafe = error instanceof TypeError || error instanceof ReferenceError || error.message.startsWith("D1_ERROR");
  return [error.name, isSafe ? error.message.slice(0, 200) : "", place.trim()].filter(Boolean).join(" ");
}
