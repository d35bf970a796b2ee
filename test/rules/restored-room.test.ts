// A room out of a backup: whatever was on its way out when the backup was made is in doubt, nothing waits to be sent, and everything else is as it was.
import { expect, test } from "vitest";
import { doubtOpen } from "../../worker/backup/rooms.ts";
import type { RoomContents } from "../../worker/whole-room.ts";

const NOW = 9_000;
const reply = (id: string, state: string, more: object = {}) => ({ kind: "reply", id, at: 1_000, state, triedAt: null, ...more });
const email = (id: string, state: string | null) => ({ kind: "email", id, at: 1_000, dispatch: state && { state, by: "usr_1" } });

/** As a ticket's room tells of itself. */
function roomOf(entries: object[]): RoomContents {
  const tables = [
    { name: "entry", columns: ["id", "body"], rows: entries.map((entry, at) => [at, JSON.stringify(entry)]) },
    { name: "pending", columns: ["id"], rows: entries.map((_, at) => [at]) },
  ];
  return { tables } as unknown as RoomContents;
}
const entriesIn = ({ tables: [entries] }: RoomContents) => (entries?.rows ?? []).map((row) => JSON.parse(row[1] as string) as object);

test.each(["queued", "sending", "doubt", "held"])("a reply that was %s is unconfirmed and is not sent", (state) => {
  const room = roomOf([reply("one", state, { hold: { until: 5 } })]);
  expect(doubtOpen(room, NOW)).toBe(1);
  expect(entriesIn(room)).toEqual([{ ...reply("one", "unconfirmed"), triedAt: 1_000, trouble: null, code: null }]);
  expect(room.tables[1]?.rows).toEqual([]);
});

test.each(["queued", "sending"])("an e-mail that was %s is unconfirmed", (state) => {
  const room = roomOf([email("one", state)]);
  expect(doubtOpen(room, NOW)).toBe(1);
  expect(entriesIn(room)).toEqual([email("one", "unconfirmed")]);
});

test("what was over stays as it was", () => {
  const over = [
    ...["sent", "failed", "unconfirmed", "discarded"].map((state) => reply(state, state)),
    ...["sent", "failed", "unconfirmed", "discarded", null].map((state) => email(`mail-${state}`, state)),
    { kind: "note", id: "note", at: 1, text: "Ask the carrier" },
  ];
  const room = roomOf(over);
  expect(doubtOpen(room, NOW)).toBe(0);
  expect(entriesIn(room)).toEqual(over);
});
