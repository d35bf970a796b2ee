/** Whose turn it is. Pure: of those who are here and have room, whoever has had no turn for longest; the same people, tickets and count give the
 *  same answer, in whatever order they are named. */

/** Somebody who is here and may reply. */
export interface Candidate {
  id: string;
  name: string;
  /** The count of turns when they had their last one; 0 for never. */
  turn: number;
  /** Tickets to do that they have, and those on their way to them. */
  open: number;
  /** Null: as many as come. */
  cap: number | null;
}

export interface Turn {
  ticketId: string;
  person: Candidate;
  turn: number;
}

/** One turn for each ticket in its order, until nobody has room. `count`: turns given before. */
export function giveTurns(tickets: readonly string[], candidates: readonly Candidate[], count: number): Turn[] {
  const people = candidates.map((one) => ({ ...one }));
  const given: Turn[] = [];
  for (const ticketId of tickets) {
    const next = nextOf(people);
    if (!next) break;
    next.turn = count + given.length + 1;
    next.open += 1;
    given.push({ ticketId, person: { ...next }, turn: next.turn });
  }
  return given;
}

const hasRoom = ({ open, cap }: Candidate) => cap === null || open < cap;

function nextOf(people: Candidate[]): Candidate | null {
  const free = people.filter(hasRoom);
  return free.sort((one, other) => one.turn - other.turn || (one.id < other.id ? -1 : 1))[0] ?? null;
}
