/** A span of time counted at TikTok and here, halved where the counts differ until a page shows which orders are missing. Pure but for the verbs
 *  it is given: it decides what is asked next, and when enough was asked. */

/** Epoch seconds, half-open: from ≤ time < before. */
export interface Span {
  from: number;
  before: number;
}

/** Why an order that TikTok counts is not here, or one that is here is not counted there; without an id, so many that were never shown. */
export interface Missing {
  id: string | null;
  reason: "unreadable" | "not-shown" | "not-counted" | "unfinished" | "refused";
  /** What could not be read of it, or how TikTok refused. */
  words: string | null;
  count: number;
}

export interface SpanRead {
  /** Orders that were not here before and are now. */
  repaired: string[];
  missing: Missing[];
  /** Orders the store's settings leave out. */
  leftOut: number;
}

export interface Verbs {
  /** With the ids of all of them, where one page shows them. */
  askTheirs(span: Span): Promise<{ total: number; ids: readonly string[] | null }>;
  countTheirs(span: Span): Promise<number>;
  countOurs(span: Span): Promise<number>;
  listOurs(span: Span): Promise<ReadonlySet<string>>;
  /** Brings in whatever TikTok shows of the span. */
  readSpan(span: Span): Promise<SpanRead>;
}

export interface Comparison extends SpanRead {
  theirs: number;
  ours: number;
  theirsAfter: number;
  oursAfter: number;
  /** Searches it took. */
  calls: number;
  /** Equal numbers of a day of many orders may hide one that is missing and one too many; ids hide nothing. */
  compared: "counts" | "ids";
  verdict: "equal" | "repaired" | "open";
}

/** A page of TikTok's: a span with no more than these is read instead of being halved. */
export const SPAN_READ_MAX = 100;
/** Counts and pages of one day; what is left then is left to the next check. */
export const CALLS_PER_DAY_MAX = 400;

interface Counted {
  span: Span;
  theirs: number;
  ours: number;
}

export async function compareSpan(verbs: Verbs, span: Span, callsMax = CALLS_PER_DAY_MAX): Promise<Comparison> {
  const { total: theirs, ids } = await verbs.askTheirs(span);
  const ours = await verbs.countOurs(span);
  const compared = ids === null ? "counts" : "ids";
  const found: SpanRead = { repaired: [], missing: [], leftOut: 0 };
  const isEqual = theirs === ours && (ids === null || (await areOurs(verbs, span, ids)));
  if (isEqual) return { theirs, ours, theirsAfter: theirs, oursAfter: ours, ...found, calls: 1, compared, verdict: "equal" };
  // Equal in number, and not the same orders: the day is small enough to be read.
  const { calls, isWhole } =
    theirs === ours ? await readWhole(verbs, span, found) : await narrow(verbs, { span, theirs, ours }, found, callsMax);
  const theirsAfter = await verbs.countTheirs(span);
  const oursAfter = await verbs.countOurs(span);
  const missing = [...found.missing, ...unnamed(theirsAfter - oursAfter, found, isWhole)];
  const verdict = missing.length > 0 ? "open" : found.repaired.length > 0 ? "repaired" : "equal";
  return { theirs, ours, theirsAfter, oursAfter, ...found, missing, calls: calls + 2, compared, verdict };
}

async function areOurs(verbs: Verbs, span: Span, ids: readonly string[]): Promise<boolean> {
  const ours = await verbs.listOurs(span);
  return ids.every((id) => ours.has(id));
}

async function readWhole(verbs: Verbs, span: Span, found: SpanRead): Promise<{ calls: number; isWhole: boolean }> {
  add(found, await verbs.readSpan(span));
  return { calls: 1, isWhole: true };
}

function add(found: SpanRead, read: SpanRead): void {
  found.repaired.push(...read.repaired);
  found.missing.push(...read.missing);
  found.leftOut += read.leftOut;
}

/** Spans that differ are halved or read, the oldest first. */
async function narrow(verbs: Verbs, whole: Counted, found: SpanRead, callsMax: number): Promise<{ calls: number; isWhole: boolean }> {
  const waiting = [whole];
  let calls = 0;
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.theirs === one.ours) continue;
    if (calls >= callsMax) return { calls, isWhole: false };
    calls += 1;
    const { span } = one;
    if (Math.max(one.theirs, one.ours) <= SPAN_READ_MAX || span.before - span.from === 1) {
      add(found, await verbs.readSpan(span));
      continue;
    }
    const middle = span.from + Math.floor((span.before - span.from) / 2);
    const first = { from: span.from, before: middle };
    const theirs = await verbs.countTheirs(first);
    const ours = await verbs.countOurs(first);
    // The past stands still, so the second half is what the first one leaves.
    waiting.push({
      span: { from: middle, before: span.before },
      theirs: Math.max(0, one.theirs - theirs),
      ours: Math.max(0, one.ours - ours),
    });
    waiting.push({ span: first, theirs, ours });
  }
  return { calls, isWhole: true };
}

/** What is left of the difference when everything that was shown has been named. */
function unnamed(difference: number, { missing, leftOut }: SpanRead, isWhole: boolean): Missing[] {
  const named = missing.reduce((sum, one) => sum + (one.reason === "not-counted" ? -one.count : one.count), 0);
  const rest = difference - named - leftOut;
  if (rest === 0) return [];
  if (!isWhole) return [{ id: null, reason: "unfinished", words: null, count: Math.abs(rest) }];
  return [{ id: null, reason: rest > 0 ? "not-shown" : "not-counted", words: null, count: Math.abs(rest) }];
}
