/** Scarce pieces divided by how fast each sells: by largest remainder, so that none is given twice and none is left over. Pure. */

export interface Claim {
  id: string;
  /** Above zero. */
  weight: number;
}

/** Whole numbers whose sum is `pieces`; ties go by name, so that the same question has the same answer. */
export function divide(pieces: number, claims: Claim[]): Map<string, number> {
  const total = claims.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0 || pieces <= 0) return new Map(claims.map(({ id }) => [id, 0]));
  const exact = claims.map(({ id, weight }) => ({
    id,
    whole: Math.floor((pieces * weight) / total),
    rest: ((pieces * weight) / total) % 1,
  }));
  const left = pieces - exact.reduce((sum, { whole }) => sum + whole, 0);
  const luckiest = exact.toSorted((one, other) => other.rest - one.rest || (one.id < other.id ? -1 : 1));
  const lucky = new Set(luckiest.slice(0, left).map(({ id }) => id));
  return new Map(exact.map(({ id, whole }) => [id, whole + (lucky.has(id) ? 1 : 0)]));
}
