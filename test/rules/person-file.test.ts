// A buyer's data as one JSON text: whole whatever there is of what, without our own people, and files in it up to the limit and by name beyond.
import { expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { FILE_BYTES_MAX, openingOf, Parts, writeRecord } from "../../worker/persons/file.ts";

test.each([
  [0, 1],
  [1, 0],
  [1, 1],
  [2, 3],
])("%i tickets and %i orders are one text", (tickets, orders) => {
  const about = { tickets, total: tickets + orders, head: "{}" };
  const things = Array.from({ length: about.total }, (_, place) => `${openingOf(place, about)}{"n":${place}}`);
  const read = JSON.parse(`${things.join("")}${openingOf(about.total, about)}]}`);
  expect(Object.keys(read)).toEqual(["buyer", "tickets", "orders", "emails"]);
  expect([read.tickets.length, read.orders.length, read.emails.length]).toEqual([tickets, orders, 0]);
});

test("who of us did what is nowhere in it", () => {
  const entry = { kind: "note", text: "Blue", by: "usr_1", byName: "Ana", told: ["usr_2"], opinion: { counts: true, byName: "Bo" } };
  expect(JSON.parse(writeRecord({ entries: [entry], hash: "x", note: null }))).toEqual({
    entries: [{ kind: "note", text: "Blue", opinion: { counts: true } }],
  });
});

test("a file lies in it up to the limit, beyond by name and size; one that is not kept is said to be missing", async () => {
  const put: string[] = [];
  const bucket = { put: async (_: string, bytes: Uint8Array) => put.push(new TextDecoder().decode(bytes)) };
  const parts = new Parts({ env: { MAIL: bucket } } as unknown as Kit, String, { parts: 0, bytes: 0, files: 0, leftOut: 0 });
  const kept = (size: number) => async () =>
    ({ size, body: new ReadableStream(), arrayBuffer: async () => new TextEncoder().encode("abc").buffer }) as never;
  await parts.sayWith({ id: "one" }, [
    { name: "small", open: kept(FILE_BYTES_MAX) },
    { name: "large", open: kept(FILE_BYTES_MAX + 1) },
    { name: "lost", open: () => Promise.resolve(null) },
    { name: "raw", open: kept(9), isSaid: true },
  ]);
  await parts.putDown();
  expect(JSON.parse(put.join(""))).toEqual({
    id: "one",
    files: [
      { name: "small", bytes: FILE_BYTES_MAX, base64: "YWJj" },
      { name: "large", bytes: FILE_BYTES_MAX + 1, leftOut: "too-large" },
      { name: "lost", leftOut: "not-kept" },
      { name: "raw", bytes: 9, leftOut: "said-above" },
    ],
  });
  expect(parts.written).toMatchObject({ parts: 1, files: 1, leftOut: 3 });
});
