// Reports by e-mail as they are written: a letter of one zone about stores of others says where the last of its days goes on.
import { expect, test } from "vitest";
import { type BulletinForm, daysOf } from "../../worker/bulletins/bulletin.ts";
import { renderBulletin } from "../../worker/bulletins/render.ts";
import type { Kit } from "../../worker/env.ts";
import { openDb, openSchema } from "./sqlite.ts";

const HOUR = 3_600_000;

test("a letter of Shanghai's morning says that yesterday is not over in Los Angeles; one that is sent after it was says nothing", async () => {
  const database = openSchema();
  database.exec(`
    INSERT INTO user (id, name, email, email_verified, role, created_at, updated_at) VALUES ('ana', 'Ana', 'a@x', 1, 'admin', 0, 0);
    INSERT INTO store (id, name, mark, marketplace, currency, time_zone, created_at) VALUES
      ('one', 'GlowLab US', 1, 'US', 'USD', 'America/Los_Angeles', 0), ('two', 'GlowLab TH', 2, 'TH', 'THB', 'Asia/Bangkok', 0);`);
  const form: BulletinForm = {
    reports: ["sales"],
    stores: null,
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    hour: 8,
    zone: "Asia/Shanghai",
    span: "1d",
    language: "en",
    addresses: ["boss@example.com"],
  };
  // Eight in the morning there, four in the afternoon of the day before in Los Angeles.
  const due = Date.parse("2026-11-23T00:00:00Z");
  expect(daysOf(form, due)).toEqual({ from: "2026-11-22", to: "2026-11-22" });
  const letter = async (sentAt: number, more: Partial<BulletinForm> = {}) => {
    const kit = { db: openDb(database), now: () => sentAt, env: { APP_URL: "https://desk.example" } } as unknown as Kit;
    return (await renderBulletin(kit, { personId: "ana" }, { ...form, ...more }, due)).text;
  };
  expect(await letter(due)).toContain(
    "Stores: GlowLab US, GlowLab TH\nThe last day is not over yet in GlowLab US: these numbers still grow.\n\nSALES",
  );
  expect(await letter(due, { stores: ["two"] })).not.toContain("not over");
  expect(await letter(due + 8 * HOUR)).not.toContain("not over");
});
