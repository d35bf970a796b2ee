// Which password one may have, and the way back for whoever forgot theirs: by e-mail, by an admin, and by the deployment's own rights.
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkStatements } from "../../scripts/password-link.ts";
import { codeOf } from "../../worker/factors/totp.ts";
import { Desk, refusal } from "./desk.ts";
import { createStore, openWorld, PASSWORD, type World } from "./world.ts";

const FRESH = "seven grey herons";
let world: World;
let mia: Desk;
const anyone = () => new Desk(world.tillside.url);
const tokenOf = (link: string) => link.split("/password#")[1] ?? "";

beforeAll(async () => {
  world = await openWorld();
  mia = await world.agent("Mia Stone", []);
});
afterAll(() => world.close());

const letters = () => Object.values(world.hosted.simulator.snapshot().mails).filter(({ subject }) => /password|Passwort/.test(subject));
const forget = (email: string) => anyone().post("/api/password/forgotten", { email });
const idOf = async (name: string) => (await world.rows<{ id: string }>("SELECT id FROM user WHERE name = ?", name))[0]?.id ?? "";

test("what everybody tries, and what one knows of the desk or the person, is refused at every door that takes a password", async () => {
  await createStore(world.admin, "US", "Northwind Home");
  const { link } = await world.admin.post<{ link: string }>("/api/team/invitations", {
    email: "lou@acorn.example",
    role: "agent",
    rights: [],
  });
  const join = (password: string) => refusal(anyone().post(`/api/invitations/${link.split("/").pop()}`, { name: "Lou Marsh", password }));
  expect(await join("qwerty123456")).toMatchObject({ status: 422, code: "password-common" });
  expect(await join("Northwind-2026")).toMatchObject({ status: 422, code: "password-own", facts: { word: "northwind" } });
  expect(await join("acorn-acorn-1")).toMatchObject({ code: "password-own" });
  const change = { currentPassword: PASSWORD, newPassword: "MiaStone2026!", revokeOtherSessions: true };
  expect(await refusal(mia.post("/api/auth/change-password", change))).toMatchObject({ code: "password-own" });
  expect(await refusal(anyone().post("/api/auth/change-password", change))).toMatchObject({ status: 401 });
});

test("an admin who says the own password gives a colleague a link: it sets a password once, ends every session, and is written down", async () => {
  const id = await idOf("Mia Stone");
  const own = await idOf("Ana Admin");
  const give = (to: string, password = PASSWORD) => world.admin.post<{ link: string }>(`/api/team/${to}/password-link`, { password });
  expect(await refusal(give(id, "not mine"))).toMatchObject({ code: "password-wrong" });
  expect(await refusal(give(own))).toMatchObject({ status: 409, code: "password-link-own" });
  expect(await refusal(give("usr_none"))).toMatchObject({ status: 404 });
  const { link: former } = await give(id);
  const { link } = await give(id);
  const token = tokenOf(link);
  const kept = JSON.stringify([await world.rows("SELECT * FROM password_link"), await world.rows("SELECT * FROM audit"), world.log]);
  expect(kept).not.toContain(token);
  expect(await refusal(anyone().post("/api/password/link", { token: tokenOf(former) }))).toMatchObject({ code: "password-link-over" });
  expect(await anyone().post("/api/password/link", { token })).toEqual({ name: "Mia Stone", email: "mia.stone@example.com" });
  expect(await refusal(anyone().post("/api/password", { token, password: "mia.stone.2026" }))).toMatchObject({ code: "password-own" });
  await anyone().post("/api/password", { token, password: FRESH });
  expect(await refusal(mia.get("/api/me"))).toMatchObject({ status: 401 });
  expect(await refusal(anyone().post("/api/password", { token, password: FRESH }))).toMatchObject({
    status: 404,
    code: "password-link-over",
  });
  expect(await refusal(anyone().post("/api/auth/sign-in/email", { email: "mia.stone@example.com", password: PASSWORD }))).toMatchObject({
    status: 403,
  });
  await mia.signIn("mia.stone@example.com", FRESH);
  const told = await world.rows<{ action: string; user_id: string }>("SELECT action, user_id FROM audit WHERE subject = ? ORDER BY id", id);
  expect(told.map(({ action, user_id }) => [action, user_id])).toEqual([
    ["give-password-link", own],
    ["give-password-link", own],
    ["set-password-by-link", id],
  ]);
});

test("without e-mail the page says so; with it the link comes to the person alone, and nobody learns who works here", async () => {
  expect(await anyone().get("/api/password/ways")).toEqual({ byMail: false });
  const [store] = await world.rows<{ id: string; version: number }>("SELECT id, version FROM store");
  await world.admin.patch(`/api/stores/${store?.id}`, { version: store?.version, change: { mailAddress: "care@northwind.example" } });
  expect(await anyone().get("/api/password/ways")).toEqual({ byMail: true });
  await mia.patch("/api/preferences", { language: "de" });
  expect(await forget("nobody@example.com")).toEqual({ ok: true });
  expect(await forget("mia.stone@example.com")).toEqual({ ok: true });
  await world.until("it is sent", () => letters().length > 0);
  await forget("mia.stone@example.com");
  const [letter] = letters();
  expect(letter).toMatchObject({ subject: "Ein neues Passwort für Tillside" });
  const token = tokenOf(/http\S+/.exec(letter?.text ?? "")?.[0] ?? "");
  expect(token).toMatch(/^[0-9a-z]{32}$/);
  // Asked for again at once, it is neither sent again nor ended.
  expect(await anyone().post("/api/password/link", { token })).toMatchObject({ name: "Mia Stone" });
  expect(letters()).toHaveLength(1);
  await world.later(3_700_000);
  expect(await refusal(anyone().post("/api/password", { token, password: FRESH }))).toMatchObject({ code: "password-link-over" });
  await world.tillside.cron("17 3 * * *");
  expect(await world.rows("SELECT user_id FROM password_link")).toEqual([]);
});

test("a second factor is asked for as ever, and a sign-in that was begun with the former password is over", async () => {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const { secret } = await mia.post<{ secret: string }>("/api/factors/totp", { password: FRESH });
  const bits = Array.from(secret, (letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const code = () => codeOf(key, Math.floor(world.now() / 30_000));
  await mia.post("/api/factors/totp/confirm", { code: code() });
  const begun = anyone();
  await begun.signIn("mia.stone@example.com", FRESH);
  const token = "made-with-the-deployments-own-rights";
  for (const statement of linkStatements("Mia.Stone@Example.com", token, world.now())) await world.rows(statement);
  await anyone().post("/api/password", { token, password: "nine brown otters" });
  expect(await refusal(begun.post("/api/sign-in/code", { code: code() }))).toMatchObject({ code: "sign-in-step-over" });
  const back = anyone();
  expect(await back.post("/api/auth/sign-in/email", { email: "mia.stone@example.com", password: "nine brown otters" })).toMatchObject({
    next: "prove",
  });
  expect(await refusal(back.get("/api/me"))).toMatchObject({ status: 401 });
  for (const statement of linkStatements("it's nobody@example.com", "none", world.now())) await world.rows(statement);
  expect(await world.rows("SELECT 1 FROM password_link")).toEqual([]);
});
