/** Which copy of the desk's database may answer a page. A question carries the bookmark of what was last read, so that a copy near the reader
 *  may answer unless it is older than that. Whoever changed something, or heard that something changed, carries none, and the primary answers:
 *  what changed may lie in no bookmark of ours, for rooms write too. Kept in memory alone; it names a moment and nothing of anybody. */

const BOOKMARK = "x-tillside-bookmark";

export interface Newest {
  /** Something changed that no bookmark known here may hold: the next question is for the primary. */
  forget(): void;
  /** Sends it with what it has to carry, and keeps what comes back. */
  carry(method: string, send: (headers: Record<string, string>) => Promise<Response>): Promise<Response>;
}

/** One tab's; `tellTabs` lets the others know that something was changed from here. */
export function keepNewest(tellTabs: () => void): Newest {
  let bookmark = "";
  let turn = 0;
  const forget = () => {
    turn += 1;
    bookmark = "";
  };
  const change = () => {
    forget();
    tellTabs();
  };
  return {
    forget,
    carry: async (method, send) => {
      // A change whose answer was lost may have been made.
      if (method !== "GET") return send({}).finally(change);
      const askedIn = turn;
      const answer = await send(bookmark === "" ? {} : { [BOOKMARK]: bookmark });
      const read = answer.headers.get(BOOKMARK) ?? "";
      // Whoever was asked before a change answers what was before it. Bookmarks sort by age: https://developers.cloudflare.com/d1/reference/time-travel/
      if (turn === askedIn && read > bookmark) bookmark = read;
      return answer;
    },
  };
}
