// Sealed credentials open only for their owner, under a key we hold, unchanged.
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { Kit } from "../../worker/env.ts";
import { sealFactorsAgain } from "../../worker/factors/factors.ts";
import { tendDetails } from "../../worker/ownreturns/person.ts";
import { findApp, sealAppsAgain } from "../../worker/stores/apps.ts";
import { isSealedWithOldKey, seal, unseal } from "../../worker/stores/seal.ts";
import { openDb, openSchema } from "./sqlite.ts";

const k1 = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
const k2 = `k2:${Buffer.alloc(32, 2).toString("base64")}`;
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const sealed = seal({ keys: k1, random }, "app:US", "the secret, grüße");

test("comes back for its owner", () => {
  expect(unseal(k1, "app:US", sealed)).toBe("the secret, grüße");
  expect(sealed).not.toContain("secret");
});

test("does not open for another owner, another key, or with a byte changed", () => {
  expect(() => unseal(k1, "app:ROW", sealed)).toThrow();
  expect(() => unseal(k2, "app:US", sealed)).toThrow("no seal key named k1");
  const text = Buffer.from(sealed.split(".")[1] ?? "", "base64url");
  for (let at = 0; at < text.length; at += 1) {
    const changed = Buffer.from(text);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => unseal(k1, "app:US", `k1.${changed.toString("base64url")}`)).toThrow();
  }
});

test("opens after a rotation, and says that its key is the old one", () => {
  expect(unseal(`${k2},${k1}`, "app:US", sealed)).toBe("the secret, grüße");
  expect(isSealedWithOldKey(`${k2},${k1}`, sealed)).toBe(true);
  expect(seal({ keys: `${k2},${k1}`, random }, "app:US", "x")).toMatch(/^k2\./);
});

test("two seals of one secret differ", () => {
  expect(seal({ keys: k1, random }, "o", "x")).not.toBe(seal({ keys: k1, random }, "o", "x"));
});

test.each(["", "k1", "k1:short", `:${Buffer.alloc(32).toString("base64")}`])("keys written as %j are refused", (keys) => {
  expect(() => seal({ keys, random }, "o", "x")).toThrow("SEAL_KEYS");
});

const openKit = (keys: string, database = openSchema()) => ({
  database,
  kit: { db: openDb(database), now: () => 1_000, random, env: { SEAL_KEYS: keys, DB: {} } } as unknown as Kit,
});
const under = (keys: string, owner: string, text = "x") => seal({ keys, random }, owner, text);

test("the night takes a TikTok app's former secret along, also where the newer one lies under the newest key already", async () => {
  const { database, kit } = openKit(`${k2},${k1}`);
  const add = database.prepare("INSERT INTO tiktok_app VALUES (?1, 'key of ' || ?1, 'service', ?2, ?3, 1)");
  add.run("US", under(k2, "app:US", "newer"), under(k1, "app:US", "former"));
  add.run("ROW", under(k1, "app:ROW", "only"), null);
  await sealAppsAgain(kit);
  const { kit: after } = openKit(k2, database);
  expect(await findApp(after, "US")).toMatchObject({ secrets: ["newer", "former"] });
  expect(await findApp(after, "ROW")).toMatchObject({ secrets: ["only"] });
});

test("a former secret that does not open keeps no other from being sealed again, and is told", async () => {
  const { database, kit } = openKit(`${k2},${k1}`);
  const lost = under(`k0:${Buffer.alloc(32, 9).toString("base64")}`, "app:ROW");
  const add = database.prepare("INSERT INTO tiktok_app VALUES (?1, 'key of ' || ?1, 'service', ?2, ?3, 1)");
  add.run("ROW", under(k1, "app:ROW"), lost);
  add.run("US", under(k1, "app:US"), null);
  await expect(sealAppsAgain(kit)).rejects.toThrow("no seal key named k0");
  const rows = database
    .prepare("SELECT substr(secret_sealed, 1, 3) AS key, older_secret_sealed AS older FROM tiktok_app ORDER BY region")
    .all();
  expect(rows).toEqual([
    { key: "k2.", older: lost },
    { key: "k2.", older: null },
  ]);
});

const tables = [
  {
    name: "details of returns",
    tend: tendDetails,
    table: "own_return_person",
    id: "return_id",
    owner: "own-return",
    add: "INSERT INTO own_return_person (return_id, sealed, seal_key, source, typed_by, typed_at, purge_at) VALUES (?, ?, ?, 'customer', 'u', 1, 9e9)",
  },
  {
    name: "secrets of authenticator apps",
    tend: sealFactorsAgain,
    table: "second_factor",
    id: "id",
    owner: "second-factor",
    add: "INSERT INTO second_factor (id, user_id, kind, name, sealed, seal_key, created_at) VALUES (?1, ?1, 'totp', '', ?2, ?3, 1)",
  },
];

test.each(tables)(
  "one night seals all $name again; one that does not open is tried once, and told",
  async ({ tend, table, id, owner, add }) => {
    const { database, kit } = openKit(`${k2},${k1}`);
    database.exec("PRAGMA foreign_keys = OFF");
    const insert = database.prepare(add);
    const many = Array.from({ length: 1_001 }, (_, n) => `id_${n}`);
    for (const one of many) insert.run(one, under(k1, `${owner}:${one}`, one), "k1");
    const lost = under(k1, `${owner}:of-another`);
    insert.run("lost", lost, "k1");
    await expect(tend(kit)).rejects.toThrow();
    const rows = database.prepare(`SELECT ${id} AS id, sealed, seal_key FROM ${table}`).all() as {
      id: string;
      sealed: string;
      seal_key: string;
    }[];
    expect(rows.filter(({ seal_key }) => seal_key !== "k2")).toEqual([{ id: "lost", sealed: lost, seal_key: "k1" }]);
    for (const row of rows) if (row.id !== "lost") expect(unseal(k2, `${owner}:${row.id}`, row.sealed)).toBe(row.id);
    database.exec(`DELETE FROM ${table} WHERE seal_key = 'k1'`);
    await tend(kit);
  },
);
