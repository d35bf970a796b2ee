// A second factor: set up, asked for, used once, lost, taken away, and asked of everybody.
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../../worker/factors/totp.ts";
import { Desk, refusal } from "./desk.ts";
import { openWorld, PASSWORD, type World } from "./world.ts";

const MINUTE = 61_000;
let world: World;
let mia: Desk;
let secret: Buffer;
let codes: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  mia = await world.agent("Mia Stone", []);
});
afterAll(() => world.close());

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const bytesOf = (text: string) => {
  const bits = Array.from(text, (letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
const codeNow = (of = secret) => codeOf(of, Math.floor(world.now() / 30_000));
const signIn = async (email: string) => {
  const desk = new Desk(world.admin.origin);
  const { next } = await desk.post<{ next: string }>("/api/auth/sign-in/email", { email, password: PASSWORD });
  return { desk, next };
};

test("is set up by password and a first code, gives recovery codes once, and ends one's other sessions", async () => {
  const { desk: elsewhere, next } = await signIn("mia.stone@example.com");
  expect(next).toBe("in");
  expect(await refusal(mia.post("/api/factors/totp", { password: "wrong" }))).toMatchObject({ status: 403, code: "password-wrong" });
  const begun = await mia.post<{ secret: string; uri: string }>("/api/factors/totp", { password: PASSWORD });
  expect(begun.uri).toContain(begun.secret);
  secret = bytesOf(begun.secret);
  expect(await refusal(mia.post("/api/factors/totp/confirm", { code: "000000" }))).toMatchObject({ code: "code-wrong" });
  expect((await signIn("mia.stone@example.com")).next).toBe("in");
  ({ codes } = await mia.post<{ codes: string[] }>("/api/factors/totp/confirm", { code: codeNow() }));
  expect(new Set(codes).size).toBe(8);
  expect(codes.every((code) => /^[0-9a-z]{24}$/.test(code))).toBe(true);
  expect(await refusal(elsewhere.get("/api/me"))).toMatchObject({ status: 401 });
  expect(await mia.get("/api/factors")).toMatchObject({ factors: [{ kind: "totp" }], codes: 8, isRequired: false });
  const kept = JSON.stringify([await world.rows("SELECT * FROM second_factor"), await world.rows("SELECT * FROM recovery_code")]);
  for (const clear of [begun.secret, secret.toString("base64url"), ...codes]) expect(kept).not.toContain(clear);
});

test("is asked for after the password: until then there is no session, and a code is good once", async () => {
  const { desk, next } = await signIn("mia.stone@example.com");
  expect(next).toBe("prove");
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401, code: "signed-out" });
  expect(await refusal(desk.post("/api/sign-in/code", { code: codeNow() })), "the code it was set up with").toMatchObject({
    code: "code-wrong",
  });
  await world.later(MINUTE);
  const code = codeNow();
  await desk.post("/api/sign-in/code", { code });
  await desk.get("/api/me");
  const { desk: thief } = await signIn("mia.stone@example.com");
  expect(await refusal(thief.post("/api/sign-in/code", { code }))).toMatchObject({ code: "code-wrong" });
  expect(await refusal(new Desk(world.admin.origin).post("/api/sign-in/code", { code }))).toMatchObject({ code: "sign-in-step-over" });
  await desk.post("/api/auth/sign-out", {});
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401 });
});

test("five wrong codes and the password is asked anew; more in a minute are not looked at, for the account, whatever browser", async () => {
  await world.later(MINUTE);
  const { desk } = await signIn("mia.stone@example.com");
  for (let wrong = 0; wrong < 5; wrong += 1)
    expect((await refusal(desk.post("/api/sign-in/code", { code: "12345" }))).code).toBe("code-wrong");
  expect(await refusal(desk.post("/api/sign-in/code", { code: codeNow() }))).toMatchObject({ code: "sign-in-step-over" });
  const { desk: other } = await signIn("mia.stone@example.com");
  expect(await refusal(other.post("/api/sign-in/code", { code: codeNow() }))).toMatchObject({ code: "too-many-sign-ins" });
});

test("a recovery code lets in once, however it is typed, and is written down; new ones end the old", async () => {
  await world.later(MINUTE);
  const [first = "", second = ""] = codes;
  const { desk } = await signIn("mia.stone@example.com");
  await desk.post("/api/sign-in/code", { code: `${first.slice(0, 6)}-${first.slice(6).toUpperCase()} ` });
  expect(await desk.get("/api/factors")).toMatchObject({ codes: 7 });
  const { desk: again } = await signIn("mia.stone@example.com");
  expect(await refusal(again.post("/api/sign-in/code", { code: first }))).toMatchObject({ code: "code-wrong" });
  expect(await world.rows("SELECT action FROM audit WHERE action = 'use-recovery-code'")).toHaveLength(1);
  const renewed = await desk.post<{ codes: string[] }>("/api/factors/codes", { password: PASSWORD });
  const { desk: late } = await signIn("mia.stone@example.com");
  expect(await refusal(late.post("/api/sign-in/code", { code: second }))).toMatchObject({ code: "code-wrong" });
  codes = renewed.codes;
  mia = desk;
});

test("asked of everybody, who has none is out and sets one up at the next sign-in; the last one cannot be taken off", async () => {
  await world.later(MINUTE);
  const bo = await world.agent("Bo Lane", []);
  expect(await refusal(world.admin.put("/api/team/factors/required", { required: true }))).toMatchObject({
    code: "second-factor-own-first",
  });
  const begun = await world.admin.post<{ secret: string }>("/api/factors/totp", { password: PASSWORD });
  await world.admin.post("/api/factors/totp/confirm", { code: codeNow(bytesOf(begun.secret)) });
  await world.admin.put("/api/team/factors/required", { required: true });
  expect(await refusal(bo.get("/api/me"))).toMatchObject({ status: 401 });
  const { desk, next } = await signIn("bo.lane@example.com");
  expect(next).toBe("enrol");
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401 });
  expect(await refusal(desk.post("/api/sign-in/code", { code: "123456" }))).toMatchObject({ code: "sign-in-step-over" });
  const { desk: thief } = await signIn("bo.lane@example.com");
  const enrolled = await desk.post<{ secret: string }>("/api/sign-in/enrol", {});
  await desk.post("/api/sign-in/enrol/confirm", { code: codeNow(bytesOf(enrolled.secret)) });
  expect(await refusal(thief.post("/api/sign-in/enrol", {})), "who was on the way in too").toMatchObject({ code: "sign-in-step-over" });
  const { factors } = await desk.get<{ factors: { id: string }[] }>("/api/factors");
  expect(await refusal(desk.post(`/api/factors/${factors[0]?.id}/remove`, { password: PASSWORD }))).toMatchObject({
    code: "second-factor-required",
  });
  await world.admin.put("/api/team/factors/required", { required: false });
  await desk.post(`/api/factors/${factors[0]?.id}/remove`, { password: PASSWORD });
  expect(await desk.get("/api/factors")).toMatchObject({ factors: [], codes: 0 });
});

test("lost, an admin takes it away, with a record; nobody does so for themselves or unasked", async () => {
  const { people } = await world.admin.get<{ people: { user_id: string; totp: number }[] }>("/api/team/factors");
  const own = (await world.admin.get<{ person: { id: string } }>("/api/me")).person.id;
  const { id } = (await mia.get<{ person: { id: string } }>("/api/me")).person;
  expect(people.find((one) => one.user_id === id)?.totp).toBe(1);
  expect(await refusal(mia.post(`/api/team/${own}/factors/reset`, {}))).toMatchObject({ code: "admin-only" });
  expect(await refusal(world.admin.post(`/api/team/${own}/factors/reset`, {}))).toMatchObject({ code: "second-factor-own" });
  await world.admin.post(`/api/team/${id}/factors/reset`, {});
  expect(await refusal(mia.get("/api/me"))).toMatchObject({ status: 401 });
  expect((await signIn("mia.stone@example.com")).next).toBe("in");
  expect(await world.rows("SELECT subject FROM audit WHERE action = 'reset-second-factors'")).toEqual([{ subject: id }]);
});

test("the night forgets steps nobody went on from", async () => {
  await new Desk(world.admin.origin).post("/api/sign-in/passkey/ask", {});
  expect((await world.rows("SELECT does FROM sign_in_step")).length).toBeGreaterThan(0);
  await world.later(600_000);
  await world.tillside.cron("17 3 * * *");
  expect(await world.rows("SELECT does FROM sign_in_step")).toEqual([]);
});
