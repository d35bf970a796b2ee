// Pages of a search: a window of a shelf, cut at a place that the page token carries, so that page ninety costs what page one does.
// Refuses offsets: rows that move while somebody pages are met again or later, as on the real wire.
import { mixText } from "../core/chance.ts";
import type { Core } from "../core/core.ts";
import { differencesAt } from "../core/lag.ts";
import { lowerBound, type Place, type Shelf, type Shelved, type SortField } from "../core/shelf.ts";
import type { Subject } from "../faults.ts";
import { badParameter, internalError } from "./failure.ts";
import { parsed } from "./input.ts";
import type { Call } from "./route.ts";

/** Half-open, in epoch seconds. */
export interface Window {
  by: SortField;
  ge?: number | undefined;
  lt?: number | undefined;
}

export interface Search<T extends Shelved> {
  noun: string;
  shelf: Shelf<T>;
  by: SortField;
  descending: boolean;
  size: number;
  /** A group of the shelf: a status, mostly. */
  group?: string | undefined;
  windows: Window[];
  /** Anything beyond group and windows; costs a look at every row of the window. */
  filter?: ((thing: T) => boolean) | undefined;
}

export interface Page<T> {
  rows: T[];
  next: string;
  total: number;
  /** What the read saw: null is now. */
  moment: number | null;
}

interface Token extends Place {
  call: string;
  page: number;
  asked: number;
  issuedAt: number;
}

export const subjectOf = (call: Call): Subject => ({
  names: [call.route.name, call.route.path.replace("{v}", call.version)],
  shopId: call.shop.id,
});

/** What was asked for, without the page: a token belongs to one question. */
const questionOf = (call: Call) => {
  const query = ["sort_field", "sort_order", "locale"].map((name) => call.query.get(name) ?? "").join("/");
  return mixText(`${call.shop.id}/${query}/${JSON.stringify(call.body)}`);
};

/** Opaque to the caller, and of no use for another question, another shop or another call. */
export function issueToken(call: Call, place: Place, page: number): string {
  const token: Token = { ...place, call: call.route.name, page, asked: questionOf(call), issuedAt: Math.floor(call.core.now() / 1000) };
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

const badToken = () => badParameter("Invalid request: page_token is invalid or has expired");

/** Null on the first page. Throws 36009004 for a token that is foreign, broken or too old. */
export function readToken(call: Call): Token | null {
  const text = call.query.get("page_token");
  if (text === null || text === "") return null;
  if (call.core.faults.strike("page_token_expired", subjectOf(call))) throw badToken();
  const token = parsed(Buffer.from(text, "base64url").toString("utf8"), badToken()) as Token;
  const life = call.core.state.limits.pageTokenSeconds;
  const isOld = life !== null && token.issuedAt + life < Math.floor(call.core.now() / 1000);
  if (token.call !== call.route.name || token.asked !== questionOf(call) || isOld) throw badToken();
  return token;
}

/** The moment a read sees: now, or a while ago when a lag is raised. */
export function momentOf(call: Call): number | null {
  const fault = call.core.faults.isRaised("lag") ? call.core.faults.strike("lag", subjectOf(call)) : null;
  return fault ? call.core.now() - (fault.ms ?? LAG_MS) : null;
}

const LAG_MS = 5_000;

interface Rows<T> {
  list: readonly T[];
  low: number;
  high: number;
}

function cut<T extends Shelved>(list: readonly T[], by: SortField, window: Window | undefined): Rows<T> {
  const low = window?.ge === undefined ? 0 : lowerBound(list, by, { time: window.ge, id: "" });
  const high = window?.lt === undefined ? list.length : lowerBound(list, by, { time: window.lt, id: "" });
  return { list, low, high: Math.max(low, high) };
}

const fits = <T extends Shelved>(thing: T, search: Search<T>) =>
  (search.group === undefined || search.shelf.isIn(thing, search.group)) &&
  search.windows.every(({ by, ge, lt }) => (ge === undefined || thing[by] >= ge) && (lt === undefined || thing[by] < lt)) &&
  (search.filter?.(thing) ?? true);

/** The rows a search covers, ascending. Straight off the shelf when group and one window say it all, else looked at one by one. */
function rowsOf<T extends Shelved>(core: Core, search: Search<T>, shopId: string, moment: number | null): Rows<T> {
  const differences = moment === null ? new Map<string, T | null>() : differencesAt<T>(core, search.noun, shopId, moment);
  const own = search.windows.find((window) => window.by === search.by);
  const other = search.windows.find((window) => window.by !== search.by && (window.ge !== undefined || window.lt !== undefined));
  if (!other && !search.filter && differences.size === 0) return cut(search.shelf.sorted(search.by, search.group), search.by, own);
  const choices = [cut(search.shelf.sorted(search.by, search.group), search.by, own)];
  if (other) choices.push(cut(search.shelf.sorted(other.by, search.group), other.by, other));
  const narrow = choices.reduce((best, one) => (one.high - one.low < best.high - best.low ? one : best));
  const live = narrow.list.slice(narrow.low, narrow.high).filter((thing) => !differences.has(thing.id) && fits(thing, search));
  const old = [...differences.values()].filter((thing) => thing !== null).filter((thing) => fits(thing, search));
  const list = [...live, ...old].sort((a, b) => a[search.by] - b[search.by] || (a.id < b.id ? -1 : 1));
  return { list, low: 0, high: list.length };
}

const DRIFT = 3;

/** One page, its token and its total; every fault of paging strikes here. */
export function searchPage<T extends Shelved>(call: Call, search: Search<T>): Page<T> {
  const { core, shop } = call;
  const subject = subjectOf(call);
  const token = readToken(call);
  const page = token?.page ?? 1;
  if (core.faults.strike("page_fails", { ...subject, page })) throw internalError();
  const moment = momentOf(call);
  const { list, low, high } = rowsOf(core, search, shop.id, moment);
  const repeats = token !== null && core.faults.strike("rows_repeat", subject) !== null;
  const place = token ? lowerBound(list, search.by, token) : null;
  const isThere = place !== null && list[place]?.id === token?.id;
  let rows: T[];
  let rest: number;
  if (search.descending) {
    const end = Math.min(high, place === null ? high : repeats && isThere ? place + 1 : place);
    const start = Math.max(low, end - search.size);
    rows = list.slice(start, end).reverse();
    rest = start - low;
  } else {
    const start = Math.max(low, place === null ? low : isThere && !repeats ? place + 1 : place);
    rows = list.slice(start, Math.min(high, start + search.size));
    rest = high - start - rows.length;
  }
  const last = rows.at(-1);
  const next = last && rest > 0 ? issueToken(call, { time: last[search.by], id: last.id }, page + 1) : "";
  const drift = core.faults.strike("count_drifts", subject) ? core.chance("faults").below(2 * DRIFT + 1) - DRIFT : 0;
  return { rows: listed(core, rows, subject), next, total: Math.max(0, high - low + drift), moment };
}

/** Everything is counted; what changed a moment ago may not be in the index yet. */
function listed<T extends Shelved>(core: Core, rows: T[], subject: Subject): T[] {
  const fault = core.faults.strike("unlisted", subject);
  return fault ? rows.filter(({ updateTime }) => updateTime * 1000 <= core.now() - (fault.ms ?? LAG_MS)) : rows;
}

/** A list short enough to be held whole, paged by position. */
export function slicePage<T>(call: Call, list: readonly T[], size: number): Page<T> {
  const token = readToken(call);
  const start = token?.time ?? 0;
  if (call.core.faults.strike("page_fails", { ...subjectOf(call), page: token?.page ?? 1 })) throw internalError();
  const rows = list.slice(start, start + size);
  const next = start + rows.length < list.length ? issueToken(call, { time: start + rows.length, id: "" }, (token?.page ?? 1) + 1) : "";
  return { rows, next, total: list.length, moment: null };
}
