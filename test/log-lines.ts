// What a line of the Worker's log may be: one JSON object with the fields that ARCHITECTURE.md names, and nothing else.

const KINDS: Record<string, (value: unknown) => boolean> = {
  ts: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  level: (value) => ["info", "warn", "error"].includes(String(value)),
  door: (value) => ["http", "webhook", "consumer", "cron", "room", "email"].includes(String(value)),
};
const TEXTS = ["route", "job", "store", "verdict", "reference", "account", "error"];
const NUMBERS = ["status", "ms", "trips", "rowsRead", "rowsWritten", "count"];
/** TikTok's own, where it gave one. */
const PERHAPS: Record<string, string> = { requestId: "string", code: "number" };

export const LOG_FIELDS = [...Object.keys(KINDS), ...TEXTS, ...NUMBERS, ...Object.keys(PERHAPS)];

/** What is wrong with a line; null where nothing is. */
export function complaintAboutLine(line: string): string | null {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return `no JSON: ${line}`;
  }
  const lacking = Object.keys(KINDS).filter((name) => !(name in fields));
  const wrong = Object.entries(fields).filter(([name, value]) => !isFit(name, value));
  if (lacking.length + wrong.length === 0 && ("route" in fields || "job" in fields || fields.door === "email")) return null;
  return `${[...lacking.map((name) => `no ${name}`), ...wrong.map(([name]) => name)].join(", ")}: ${line}`;
}

function isFit(name: string, value: unknown): boolean {
  if (KINDS[name]) return KINDS[name](value);
  if (TEXTS.includes(name)) return typeof value === "string";
  if (NUMBERS.includes(name)) return typeof value === "number";
  return PERHAPS[name] !== undefined && (value === null || typeof value === PERHAPS[name]);
}
