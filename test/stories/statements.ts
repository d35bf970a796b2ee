// Every statement that the Worker runs in a story, and how SQLite answers it: a story whose statement walks a table that grows with the
// business, or sorts by hand, fails when its world closes, and names the statement.
import type { World } from "./world.ts";

const MARK = "SQL ";

/** The Worker's entry with an ear on its database: says each statement once, with how many values are bound to it. */
export const LISTENING_ENTRY = `
import * as product from "./index.js";
const heard = new Set();
function say(sql, values) {
  if (heard.has(sql)) return;
  heard.add(sql);
  console.log("${MARK}" + JSON.stringify({ sql, values: values.length }));
}
function listen(database) {
  return new Proxy(database, {
    get(target, name) {
      if (name === "withSession") return (bookmark) => listen(target.withSession(bookmark));
      if (name === "prepare") return (sql) => {
        const statement = target.prepare(sql);
        const bind = statement.bind.bind(statement);
        statement.bind = (...values) => (say(sql, values), bind(...values));
        return statement;
      };
      return typeof target[name] === "function" ? target[name].bind(target) : target[name];
    },
  });
}
const environment = (env) => ({ ...env, DB: listen(env.DB) });
const listening = (Room) => class extends Room { constructor(state, env) { super(state, environment(env)); } };
${["AuthorizationRoom", "QuotaRoom", "TicketRoom", "MailboxRoom"].map((name) => `export const ${name} = listening(product.${name});`).join("\n")}
export default {
  fetch: (request, env, context) => product.default.fetch(request, environment(env), context),
  queue: (batch, env, context) => product.default.queue(batch, environment(env), context),
  scheduled: (controller, env, context) => product.default.scheduled(controller, environment(env), context),
  email: (message, env, context) => product.default.email(message, environment(env), context),
};
`;

export interface Heard {
  sql: string;
  values: number;
}

/** The statement in a line of the Worker's output, if it is one. */
export const heardIn = (line: string): Heard | null => (line.startsWith(MARK) ? (JSON.parse(line.slice(MARK.length)) as Heard) : null);

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
const isAdded = (sql: string) => /\b(figure_(day|sku|transit)|helpdesk_(day|hour|speed|template))\b/.test(sql) && sql.includes("GROUP BY");

/** "SCAN x" with x a table that grows, or another name for one. An index that is walked from end to end is a walk too. */
function isWalk(detail: string, sql: string, tables: string[]): boolean {
  const name = /^SCAN (\w+)/.exec(detail)?.[1];
  if (!name || detail.includes("VIRTUAL TABLE INDEX")) return false;
  const named = tables.find((table) => new RegExp(`\\b${table}"?\\s+(as\\s+)?"?${name}\\b`, "i").test(sql));
  const table = named ?? name;
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
