// What the archive's records hold is what the schema has, and a database's end is reckoned by what it grew.
import { expect, test } from "vitest";
import { KEPT, KEPT_TABLES, type OrderRecord, rowsIn } from "../../worker/archive/kept.ts";
import { D1_BYTES_MAX, fullAt } from "../../worker/archiving/size.ts";
import { openSchema } from "./sqlite.ts";

const DAY = 86_400_000;

test("every column of every table the archive holds is in its records", () => {
  const database = openSchema();
  for (const table of KEPT_TABLES) {
    const columns = database.prepare(`PRAGMA table_info(${table})`).all() as { name: string }[];
    expect([...KEPT[table]].sort(), table).toEqual(columns.map(({ name }) => name).sort());
  }
});

test("a record of an older schema is read by the names of its columns; what it does not know is empty", () => {
  const record: OrderRecord = {
    order: "1",
    time: 1,
    store: "sto_a",
    tables: { package: { columns: ["id", "order_id", "gone", "status"], rows: [["p1", "1", "x", "COMPLETED"]] } },
  };
  expect(rowsIn([record], "package")).toEqual([["1", "p1", "COMPLETED", null, null]]);
  expect(rowsIn([record], "recipient")).toEqual([]);
});

test.each([
  ["nothing is known", [], 5, null],
  ["since today alone", [[0, 4]], 5, null],
  ["it shrinks", [[-10, 6]], 5, null],
  ["slowly", [[-30, 2]], 5, 50],
  ["it is full", [[-10, 1]], 10, 0],
] as [string, [number, number][], number, number | null][])("when a database is full: %s", (_, days, size, inDays) => {
  const now = 20_000 * DAY;
  const known = days.map(([day, gigabytes]) => ({ day: 20_000 + day, bytes: (gigabytes / 10) * D1_BYTES_MAX }));
  const at = fullAt(known, (size / 10) * D1_BYTES_MAX, now);
  if (inDays === null) expect(at).toBeNull();
  else expect((at ?? 0) - now).toBeCloseTo(inDays * DAY, -3);
});
