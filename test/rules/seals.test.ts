// The audit log can only grow, and whoever changes it past the database's own guards is found by its seals.
import { createHash } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { recordChange } from "../../worker/team/audit.ts";
import { checkAudit, checkAuditByNight, sealAudit, tellSeals } from "../../worker/team/seals.ts";
import { hashToken } from "../../worker/team/session.ts";
import { openDb, openSchema } from "./sqlite.ts";

const NOW = 1_800_000_000_000;
const admin = { tokenHash: hashToken("admin"), now: NOW };

let database = openSchema();
let kit: Kit;
beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
  database = openSchema();
  kit = { db: openDb(database), now: () => NOW } as unknown as Kit;
  database.exec(`INSERT INTO user (id, name, email, role, created_at, updated_at) VALUES ('usr_1', 'Ana', 'a@example.com', 'admin', 1, 1);
    INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES ('s', '${admin.tokenHash}', 'usr_1', ${NOW * 2}, 1, ${NOW});`);
});

async function write(rows: number): Promise<void> {
  const change = (n: number) => recordChange({ at: NOW + n, userId: "usr_1", action: "rename-store", subject: `sto_${n}`, after: { n } });
  await kit.db.run(...Array.from({ length: rows }, (_, n) => change(n)));
}

async function checkAll() {
  const found = { seals: 0, rows: 0, wrong: [] as number[] };
  for (let from: number | null = 1; from !== null; ) {
    const page = await checkAudit(kit, admin, from);
    found.seals += page.seals;
    found.rows += page.rows;
    found.wrong.push(...page.wrong.map(({ seal }) => seal));
    from = page.next;
  }
  return found;
}

/** As somebody with the database's own rights would. */
const tamper = (statement: string) => {
  for (const trigger of ["audit_never_changes", "audit_never_shrinks", "audit_seal_never_changes"])
    database.exec(`DROP TRIGGER ${trigger}`);
  database.exec(statement);
};

test("rows and seals are neither changed nor removed nor replaced", async () => {
  await write(1);
  await sealAudit(kit);
  for (const statement of [
    "UPDATE audit SET action = 'x'",
    "DELETE FROM audit",
    "INSERT OR REPLACE INTO audit (id, at, action, subject) VALUES (1, 1, 'x', 'x')",
    "UPDATE audit_seal SET seal = 'x'",
    "DELETE FROM audit_seal",
  ])
    expect(() => database.exec(statement), statement).toThrow("append-only");
  database.exec("INSERT OR REPLACE INTO audit_seal (id, through_id, rows, seal, sealed_at) VALUES (1, 1, 1, 'x', 1)");
  expect(await checkAll()).toEqual({ seals: 1, rows: 1, wrong: [] });
});

test("each seal is the SHA-256 of the one before and of its rows in order", async () => {
  await write(2);
  await sealAudit(kit);
  const lines = [0, 1].map((n) => JSON.stringify([n + 1, NOW + n, "usr_1", "rename-store", `sto_${n}`, null, null, `{"n":${n}}`]));
  const first = createHash("sha256")
    .update(`\n${lines.join("\n")}\n`)
    .digest("hex");
  expect((await tellSeals(kit, admin)).newest?.seal).toBe(first);
  await write(1);
  expect((await tellSeals(kit, admin)).unsealed).toBe(1);
  await sealAudit(kit);
  await sealAudit(kit);
  const second = createHash("sha256")
    .update(`${first}\n${JSON.stringify([3, NOW, "usr_1", "rename-store", "sto_0", null, null, '{"n":0}'])}\n`)
    .digest("hex");
  expect((await tellSeals(kit, admin)).newest).toMatchObject({ id: 2, seal: second });
});

test.each([
  ["one changed row", "UPDATE audit SET after = '{\"n\":7}' WHERE id = 1203", [3]],
  ["another person", "UPDATE audit SET user_id = 'usr_2' WHERE id = 1", [1]],
  ["a removed row", "DELETE FROM audit WHERE id = 600", [2]],
  ["a removed row between others' numbers", "DELETE FROM audit WHERE id = 5; UPDATE audit SET id = 5 WHERE id = 6", [1]],
  ["a seal made up anew", "UPDATE audit_seal SET seal = 'aa' WHERE id = 2", [2, 3]],
])("%s is found", async (_, statement, wrong) => {
  await write(1_400);
  await sealAudit(kit);
  expect(await checkAll()).toEqual({ seals: 3, rows: 1_400, wrong: [] });
  tamper(statement);
  expect((await checkAll()).wrong).toEqual(wrong);
});

test("the night finds it by itself, remembers it, and no longer says so once the row is what it was", async () => {
  for (let seal = 0; seal < 110; seal += 1) {
    await write(1);
    await sealAudit(kit);
  }
  tamper("UPDATE audit SET action = 'x' WHERE id = 104");
  await checkAuditByNight(kit);
  expect(await tellSeals(kit, admin)).toMatchObject({ wrongSeal: null, checkedAt: NOW });
  await checkAuditByNight(kit);
  await checkAuditByNight(kit);
  expect((await tellSeals(kit, admin)).wrongSeal).toBe(104);
  database.exec("UPDATE audit SET action = 'rename-store' WHERE id = 104");
  await checkAuditByNight(kit);
  expect((await tellSeals(kit, admin)).wrongSeal).toBeNull();
});
