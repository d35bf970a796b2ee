// Two things that should be the same, and the words for where they are not. Everything held against the truth goes through here, so that a
// failing run reads the same everywhere.

type Plain = Record<string, unknown>;

/** One line per column of `expected` that the row does not have like this. */
export function differ(what: string, row: Plain | undefined, expected: Plain): string[] {
  if (!row) return [`${what} is missing`];
  return Object.entries(expected).flatMap(([column, value]) => {
    const held = row[column] ?? null;
    const wanted = typeof value === "boolean" ? Number(value) : (value ?? null);
    return held === wanted ? [] : [`${what}: ${column} is ${JSON.stringify(held)}, not ${JSON.stringify(wanted)}`];
  });
}

/** What is in only one of two lists; each thing is expected once. */
export function differInMembers(what: string, held: readonly string[], expected: readonly string[]): string[] {
  const [has, wants] = [new Set(held), new Set(expected)];
  const twice = held.filter((one, at) => held.indexOf(one) !== at);
  return [
    ...expected.filter((one) => !has.has(one)).map((one) => `${what}: ${one} is missing`),
    ...held.filter((one) => !wants.has(one)).map((one) => `${what}: ${one} should not be there`),
    ...twice.map((one) => `${what}: ${one} is there more than once`),
  ];
}

export const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));

/** Zero, absent and empty are one to TikTok. */
export const orNull = <T>(value: T): T | null => value || null;
