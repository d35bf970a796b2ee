// Whose turn it is: a table of cases, and what must hold for any desk.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, giveTurns } from "../../worker/rota/turn.ts";

const person = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, name: id, turn: 0, open: 0, cap: null, ...more });
const namesOf = (tickets: number, people: Candidate[], count = 10) =>
  giveTurns(
    Array.from({ length: tickets }, (_, at) => `t${at}`),
    people,
    count,
  )
    .map((turn) => turn.person.id)
    .join(" ");

describe("the next turn", () => {
  test.each<[string, number, Candidate[], string]>([
    ["goes round", 5, [person("a"), person("b")], "a b a b a"],
    ["begins with whoever has had none for longest", 3, [person("a", { turn: 9 }), person("b", { turn: 4 })], "b a b"],
    ["is first for somebody new, once", 3, [person("a", { turn: 9 }), person("b", { turn: 8 }), person("new")], "new b a"],
    ["goes past whoever is at their cap", 3, [person("a", { cap: 1, open: 1 }), person("b")], "b b b"],
    ["ends where nobody has room", 5, [person("a", { cap: 2, open: 1 }), person("b", { cap: 1 })], "a b"],
    ["is nobody's above a cap that was lowered", 1, [person("a", { cap: 2, open: 7 })], ""],
    ["is nobody's where nobody is here", 2, [], ""],
  ])("%s", (_, tickets, people, given) => {
    expect(namesOf(tickets, people)).toBe(given);
  });
});

const desk = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    turn: fc.nat(20),
    open: fc.nat(6),
    cap: fc.option(fc.integer({ min: 0, max: 8 })),
  }),
  { maxLength: 8, selector: (one) => one.id },
);
const people = desk.map((rows) => rows.map((row) => ({ ...row, name: row.id })));
const tickets = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 25 });
const COUNT = 21;

test("no ticket is given twice, none is left while somebody has room, and nobody gets more than their cap", () => {
  fc.assert(
    fc.property(tickets, people, (line, all) => {
      const given = giveTurns(line, all, COUNT);
      expect(given.map((turn) => turn.ticketId)).toEqual(line.slice(0, given.length));
      const has = (one: Candidate) => one.open + given.filter((turn) => turn.person.id === one.id).length;
      for (const one of all) if (one.cap !== null) expect(has(one)).toBeLessThanOrEqual(Math.max(one.cap, one.open));
      const hasRoom = all.some((one) => one.cap === null || has(one) < one.cap);
      if (given.length < line.length) expect(hasRoom).toBe(false);
    }),
  );
});

test("between people without caps nobody is ever two turns ahead", () => {
  fc.assert(
    fc.property(tickets, people, (line, all) => {
      const free = all.map((one) => ({ ...one, cap: null }));
      const given = giveTurns(line, free, COUNT);
      const counts = free.map((one) => given.filter((turn) => turn.person.id === one.id).length);
      expect(Math.max(0, ...counts) - Math.min(Number.MAX_SAFE_INTEGER, ...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test("the order in which people are named changes nothing, and two deals after each other are one", () => {
  fc.assert(
    fc.property(tickets, people, fc.nat(25), (line, all, cut) => {
      const whole = giveTurns(line, all, COUNT);
      expect(giveTurns(line, [...all].reverse(), COUNT)).toEqual(whole);
      const first = giveTurns(line.slice(0, cut), all, COUNT);
      const after = all.map((one) => first.findLast((turn) => turn.person.id === one.id)?.person ?? one);
      const second = giveTurns(line.slice(first.length), after, COUNT + first.length);
      if (first.length === Math.min(cut, line.length)) expect([...first, ...second]).toEqual(whole);
    }),
  );
});
