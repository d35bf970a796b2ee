// Bugs planted on purpose stand where their list says: a guard that was rewritten takes its bug along, or the list would plant nothing.
import { expect, test } from "vitest";
import { BUGS, placesOf } from "../faults/bugs.ts";

test("every bug has its place in the source, and a name of its own", () => {
  expect(BUGS.filter((bug) => placesOf(bug) !== 1).map(({ name }) => name)).toEqual([]);
  expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length);
  expect(BUGS.length).toBeGreaterThan(30);
});
