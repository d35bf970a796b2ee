// How D1 words what went wrong between the Worker and the database
// (https://developers.cloudflare.com/d1/observability/debug-d1/).

/** The error of a failed call, with its words alone as the cause. */
export function d1Error(words: string, prefix = "D1_ERROR"): Error {
  return new Error(`${prefix}: ${words}`, { cause: new Error(words) });
}

export const lostConnection = () => d1Error("Network connection lost.");
export const overloaded = () => d1Error("D1 DB is overloaded. Requests queued for too long.");
