// The network gave out: what a call that never gets an answer looks like. Refuses words of its own; a caller inside the process meets
// the error `fetch` throws, and the host breaks the connection.

const WORDS = "fetch failed";

export const brokenConnection = (): TypeError => new TypeError(WORDS);
export const isBrokenConnection = (error: unknown): boolean => error instanceof TypeError && error.message === WORDS;
