/** One act under one name: asked for again while nobody knows whether it was done it is the same act. Answered, or with something else to do, it is
 *  another. */

/** What says nothing of whether the act was done: silence, and whatever is no answer of the desk's. */
const UNKNOWN: unknown[] = ["unavailable", "broken", undefined];

export function nameClicks() {
  let id: string = crypto.randomUUID();
  let before: string | undefined;
  /** `what` is asked for; where it can be nothing else, null. */
  return async <Answer>(what: unknown, act: (id: string) => Promise<Answer>): Promise<Answer> => {
    const now = JSON.stringify(what);
    if (before !== undefined && before !== now) id = crypto.randomUUID();
    before = now;
    try {
      const answer = await act(id);
      id = crypto.randomUUID();
      return answer;
    } catch (error) {
      if (!UNKNOWN.includes((error as { kind?: string }).kind)) id = crypto.randomUUID();
      throw error;
    }
  };
}
