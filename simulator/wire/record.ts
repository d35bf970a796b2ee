// What is kept about every API call, for the panel and for tests that count them. Refuses bodies and secrets.

export interface CallRecord {
  at: number;
  method: string;
  path: string;
  /** The call by name ("orders.search"), or "" for a path nobody knows. */
  name: string;
  appKey: string;
  shopId: string | null;
  /** TikTok's code; 0 is success. Null when no answer left. */
  code: number | null;
  status: number | null;
  requestId: string;
  fault: string;
}

const CALLS_KEPT_MAX = 5_000;

export function recordCall(calls: CallRecord[], call: CallRecord): void {
  calls.push(call);
  // Cut a tenth at a time: shifting one by one would copy the list at every call.
  if (calls.length > CALLS_KEPT_MAX * 1.1) calls.splice(0, calls.length - CALLS_KEPT_MAX);
}
