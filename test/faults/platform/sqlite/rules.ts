// What Cloudflare lets SQL do: no transactions, no other files, no tables of its own, a short list of
// pragmas, no functions that tell about the build. And the limits of one statement and one value
// (https://developers.cloudflare.com/d1/platform/limits/).
import { constants } from "node:sqlite";
import { TRANSACTION_REFUSED } from "./failure.ts";

export const LIMITS = {
  variableNumber: 100,
  sqlLength: 100_000,
  compoundSelect: 5,
  likePatternLength: 50,
  column: 100,
  exprDepth: 100,
  /** A string, a blob or a row: 2 MB. */
  length: 2_000_000,
};

const PRAGMAS = new Set([
  "case_sensitive_like",
  "data_version",
  "defer_foreign_keys",
  "foreign_key_check",
  "foreign_key_list",
  "foreign_keys",
  "ignore_check_constraints",
  "index_info",
  "index_list",
  "index_xinfo",
  "legacy_alter_table",
  "optimize",
  "page_size",
  "quick_check",
  "recursive_triggers",
  "reverse_unordered_selects",
  "table_info",
  "table_list",
  "table_xinfo",
]);

// Found by asking workerd for each function Node's SQLite has.
const HIDDEN_FUNCTIONS = new Set([
  "ceiling",
  "fts5_get_locale",
  "fts5_insttoken",
  "fts5_locale",
  "fts5_source_id",
  "if",
  "json_array_insert",
  "json_error_position",
  "json_pretty",
  "jsonb_array_insert",
  "log10",
  "median",
  "percentile",
  "percentile_cont",
  "percentile_disc",
  "power",
  "rtreedepth",
  "rtreenode",
  "sqlite_compileoption_get",
  "sqlite_compileoption_used",
  "sqlite_log",
  "sqlite_source_id",
  "sqlite_version",
  "subtype",
  "unistr",
  "unistr_quote",
]);
const VIRTUAL_TABLES = new Set(["fts5", "fts5vocab", "rtree"]);
const HIDDEN_PREFIX = "_cf_";

const NEVER = new Set([
  constants.SQLITE_ATTACH,
  constants.SQLITE_DETACH,
  constants.SQLITE_CREATE_TEMP_INDEX,
  constants.SQLITE_CREATE_TEMP_TABLE,
  constants.SQLITE_CREATE_TEMP_TRIGGER,
  constants.SQLITE_CREATE_TEMP_VIEW,
  constants.SQLITE_DROP_TEMP_INDEX,
  constants.SQLITE_DROP_TEMP_TABLE,
  constants.SQLITE_DROP_TEMP_TRIGGER,
  constants.SQLITE_DROP_TEMP_VIEW,
]);

/** Judges one act of a statement; `refuse` is told the words where SQLite's own would not be Cloudflare's. */
export function judge(action: number, first: string | null, second: string | null, refuse: (words: string) => void): number {
  const { SQLITE_OK, SQLITE_DENY } = constants;
  if (action === constants.SQLITE_TRANSACTION || action === constants.SQLITE_SAVEPOINT) {
    refuse(TRANSACTION_REFUSED);
    return SQLITE_DENY;
  }
  if (NEVER.has(action)) return SQLITE_DENY;
  if (action === constants.SQLITE_PRAGMA) return PRAGMAS.has((first ?? "").toLowerCase()) ? SQLITE_OK : SQLITE_DENY;
  if (action === constants.SQLITE_CREATE_VTABLE && !VIRTUAL_TABLES.has((second ?? "").toLowerCase())) return SQLITE_DENY;
  if (action === constants.SQLITE_FUNCTION) return HIDDEN_FUNCTIONS.has(second ?? "") ? SQLITE_DENY : SQLITE_OK;
  // Every other act names its table, index, view or trigger first.
  if (action !== constants.SQLITE_SELECT && first?.toLowerCase().startsWith(HIDDEN_PREFIX)) return SQLITE_DENY;
  return SQLITE_OK;
}
