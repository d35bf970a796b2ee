// A rehearsal that is under way looks into no ticket its beginner may not read any more.
import { expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { walkTrial } from "../../worker/rules/trial.ts";
import { openDb, openSchema } from "./sqlite.ts";

const form = {
  kind: "rule",
  name: "Rehearsed",
  stores: null,
  trigger: { on: "buyer-wrote" },
  condition: { all: [] },
  actions: [{ do: "resolve" }],
  stops: false,
  quietMinutes: 0,
};

function openDesk(rights: string) {
  const database = openSchema();
  const looked: string[] = [];
  // A room that knows nothing yet: whether it is asked is what counts.
  const open = async (id: string) => {
    looked.push(id);
    return null;
  };
  const TICKET = { getByName: (id: string) => ({ open: () => open(id) }) };
  const kit = { db: openDb(database), now: () => 1_000, env: { TICKET } } as unknown as Kit;
  const stores = ["sto_a", "sto_b"];
  for (const [mark, id] of stores.entries())
    database.exec(
      `INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at) VALUES ('${id}', '${id}', ${mark}, 'US', 'USD', 'UTC', 1)`,
    );
  database.exec(
    `INSERT INTO user (id, name, email, role, created_at, updated_at) VALUES ('usr_1', 'Mia', 'm@example.com', 'agent', 1, 1); ${rights}`,
  );
  for (const [at, id] of stores.entries())
    database.exec(`INSERT INTO ticket (id, number, store_id, conversation_id, is_current, opening_index, buyer_name, created_at, turn, last_at)
      VALUES ('tkt_${id}', ${at + 1}, '${id}', 'c${at}', 1, '0', 'rosa.m', 1, 1, 1)`);
  database
    .prepare("INSERT INTO rule_trial (id, by_id, form, below, total, is_done, started_at) VALUES ('trl_1', 'usr_1', ?, 3, 2, 0, 1)")
    .run(JSON.stringify(form));
  return { database, kit, looked };
}

const right = (store: string, bits: number) => `INSERT INTO store_right (user_id, store_id, bits) VALUES ('usr_1', '${store}', ${bits});`;

test.each([
  ["who reads every store", right("*", 17), ["tkt_sto_b", "tkt_sto_a"]],
  ["who lost one of two", right("sto_b", 17), ["tkt_sto_b"]],
  ["who lost all", "", []],
  ["who is shut out", `${right("*", 17)} UPDATE user SET disabled_at = 2;`, []],
])("for one %s", async (_, rights, expected) => {
  const { database, kit, looked } = openDesk(rights);
  expect(await walkTrial(kit, "trl_1")).toBe(true);
  expect(looked).toEqual(expected);
  expect(database.prepare("SELECT looked_at, below, is_done, found FROM rule_trial").get()).toEqual({
    looked_at: 2,
    below: 1,
    is_done: 1,
    found: "[]",
  });
});
