// Every statement that the Worker runs in a story, and how SQLite answers it: a story whose statement walks a table that grows with the
// business, or sorts by hand, fails when its world closes, and names the statement.
import type { Heard } from "./listening.ts";
import type { World } from "./world.ts";

/** Tables with a row or two per colleague, store or counter: under a thousand rows however long a seller works. */
const SMALL = new Set([
  "user",
  "store_right",
  "invitation",
  "password_link",
  "store",
  "tiktok_app",
  "authorization",
  "authorized_shop",
  "connect_attempt",
  "connect_claim",
  "cursor",
  "backfill",
  "business_calendar",
  "clock_walk",
  "settle_walk",
  "score_pack",
  "bulletin",
  "ticket_count",
  "order_count",
  "template",
  "snippet",
  "rule",
  "team",
  "team_member",
  "team_store",
  "at_work",
  "rota",
  "hand_back",
  "tag",
  "tag_setting",
  "tag_walk",
  "warehouse",
  "store_warehouse",
  "balance_store",
  "balance_dial",
  "retention",
  "retention_night",
  "archive_night",
  "archive_setting",
  "cold_count",
  "size_day",
  "desk_beat",
]);

/** A backup reads whole tables, and a restored desk is worked out from them: such statements say so. */
const isWhole = ({ sql }: Heard) => sql.startsWith("/* whole */");

/** What SQLite would do for a statement that it should not, one line each. */
async function complaintsAbout({ sql, values }: Heard, tables: string[], rows: World["rows"]): Promise<string[]> {
  const nothing = Array.from({ length: values }, () => null);
  const plan = await rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...nothing);
  return plan
    .map(({ detail }) => detail)
    .filter((detail) => isWalk(detail, sql, tables) || (detail.includes("TEMP B-TREE") && !isAdded(sql)));
}

/** Reports add up days that are added up already: what is grouped and then sorted are a period's sums, however many orders made them. */
const isAdded = (sql: string) =>
  // One order's rows, or a page's, read from the archive and given along: nothing there is an index's to sort.
  sql.startsWith("/* over ") ||
  (/\b(figure_(day|sku|transit)|helpdesk_(day|hour|speed|template)|assist_day|class_correction)\b/.test(sql) && sql.includes("GROUP BY"));

/** "SCAN x" with x a table that grows, or another name for one. An index that is walked from end to end is a walk too. */
function isWalk(detail: string, sql: string, tables: string[]): boolean {
  const name = /^SCAN (\w+)/.exec(detail)?.[1];
  if (!name || detail.includes("VIRTUAL TABLE INDEX")) return false;
  const named = tables.find((table) => new RegExp(`\\b${table}"?\\s+(as\\s+)?"?${name}\\b`, "i").test(sql));
  const table = named ?? name;
  if (/^\/\* over ([\w,]+)/.exec(sql)?.[1]?.split(",").includes(table)) return false;
  return tables.includes(table) && !SMALL.has(table);
}

/** Every world has the same tables: what was found good in one is good in the next. */
const good = new Set<string>();

export async function judgeStatements(heard: Heard[], rows: World["rows"]): Promise<void> {
  const tables = (await rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")).map(({ name }) => name);
  const found: string[] = [];
  for (const one of heard.filter((one) => !good.has(one.sql) && !isWhole(one))) {
    const complaints = await complaintsAbout(one, tables, rows);
    if (complaints.length === 0) good.add(one.sql);
    else found.push(`${one.sql.replace(/\s+/g, " ")}\n    ${complaints.join("\n    ")}`);
  }
  if (found.length > 0) throw new Error(`${found.length} statements without an index:\n${found.join("\n")}`);
}
