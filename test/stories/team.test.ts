// Who gets in, who stays in, and what an admin alone may do.
import { scryptSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Desk, refusal } from "./desk.ts";
import { openWorld, PASSWORD, SECRETS, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ limits: true });
});
afterAll(() => world.close());

const anyone = () => new Desk(world.tillside.url);

test("the first admin needs the setup token, and there is only one first admin", async () => {
  const form = { name: "Eve", email: "eve@example.com", password: PASSWORD };
  expect(await refusal(anyone().post("/api/setup", { ...form, token: "a guess" }))).toMatchObject({
    status: 403,
    code: "setup-token-wrong",
  });
  expect(await refusal(anyone().post("/api/setup", { ...form, token: SECRETS.SETUP_TOKEN }))).toMatchObject({
    status: 409,
    code: "already-set-up",
  });
  expect(await anyone().get("/api/welcome")).toEqual({ isSetUp: true });
  expect(await world.rows("SELECT email FROM user")).toEqual([{ email: "ana@example.com" }]);
});

test("a password has at least 12 characters, and an account begins only with an invitation", async () => {
  const { link } = await world.admin.post<{ link: string }>("/api/team/invitations", {
    email: "short@example.com",
    role: "agent",
    rights: [],
  });
  const token = link.split("/").pop();
  const short = await refusal(anyone().post(`/api/invitations/${token}`, { name: "Short", password: "eleven char" }));
  expect(short).toMatchObject({ status: 422, kind: "invalid", facts: { field: "password" } });
  const signUp = await anyone().send("POST", "/api/auth/sign-up/email", { name: "X", email: "x@example.com", password: PASSWORD });
  expect(signUp.status).toBe(404);
});

test("passwords are stored as scrypt with their parameters, session tokens as hashes only", async () => {
  const [account] = await world.rows<{ password: string }>("SELECT password FROM account");
  expect(account?.password).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  const tokens = (await world.rows<{ token: string }>("SELECT token FROM session")).map((row) => row.token);
  const cookie = decodeURIComponent(world.admin.cookies.get("tillside") ?? "").split(".")[0];
  expect(tokens.length).toBeGreaterThan(0);
  expect(tokens).not.toContain(cookie);
});

test("a stolen copy of the session table lets nobody in", async () => {
  const [row] = await world.rows<{ token: string }>("SELECT token FROM session");
  const thief = anyone();
  thief.cookies.set("tillside", `${row?.token}.${"A".repeat(43)}=`);
  expect(await refusal(thief.get("/api/me"))).toMatchObject({ status: 401 });
});

test("a wrong password and an unknown address are refused alike, and the sixth try for an account in a minute is not even looked at", async () => {
  const tryAs = async (email: string) => {
    const answer = await anyone().send("POST", "/api/auth/sign-in/email", { email, password: "not the password" });
    return ((await answer.json()) as { code: string }).code;
  };
  await world.agent("Tried Often", []);
  expect(await tryAs("tried.often@example.com")).toBe("sign-in-refused");
  expect(await tryAs("nobody@example.com")).toBe("sign-in-refused");
  const codes = [];
  for (let more = 0; more < 5; more += 1) codes.push(await tryAs("tried.often@example.com"));
  expect(codes.at(-1)).toBe("too-many-sign-ins");
  expect(await tryAs("nobody@example.com")).toBe("sign-in-refused");
  const told = world.log.filter(({ route, account }) => route === "POST /api/auth/sign-in/email" && account !== undefined);
  expect(told.map(({ verdict }) => verdict).slice(-2)).toEqual(["too-many-sign-ins", "sign-in-refused"]);
  expect(told.every(({ account }) => /^[\w-]{16}$/.test(String(account)))).toBe(true);
  expect(new Set(told.map(({ account }) => account)).size, "one mark an address").toBe(2);
  expect(JSON.stringify(world.log)).not.toMatch(/tried\.often|nobody@/);
});

test("sessions are listed and can be ended, and an ended one is over at once", async () => {
  const laptop = anyone();
  await laptop.signIn("ana@example.com", PASSWORD);
  const { sessions } = await laptop.get<{ sessions: { id: string; current: number }[] }>("/api/sessions");
  const current = sessions.find((one) => one.current);
  expect(sessions.length).toBeGreaterThan(1);
  expect(await refusal(world.admin.post(`/api/sessions/${current?.id}/end`, { password: "not mine" }))).toMatchObject({
    status: 403,
    code: "password-wrong",
  });
  await laptop.get("/api/me");
  await world.admin.post(`/api/sessions/${current?.id}/end`, { password: PASSWORD });
  expect(await refusal(laptop.get("/api/me"))).toMatchObject({ status: 401, code: "session-over" });
  expect(await refusal(laptop.get("/api/tickets?view=todo"))).toMatchObject({ status: 401 });
  const phone = anyone();
  await phone.signIn("ana@example.com", PASSWORD);
  await world.admin.post("/api/sessions/end-others", { password: PASSWORD });
  expect(await refusal(phone.get("/api/me"))).toMatchObject({ status: 401, code: "session-over" });
  await world.admin.get("/api/me");
});

test("signing out ends the session and not only the cookie", async () => {
  const desk = anyone();
  await desk.signIn("ana@example.com", PASSWORD);
  const kept = new Map(desk.cookies);
  await desk.post("/api/auth/sign-out", {});
  for (const [name, value] of kept) desk.cookies.set(name, value);
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401 });
});

test("an invitation link works once, and the invited person has just the rights it names", async () => {
  const store = await createQuietStore("Invited store");
  await createQuietStore("Other store");
  const { link } = await world.admin.post<{ link: string }>("/api/team/invitations", {
    email: "bo@example.com",
    role: "agent",
    rights: [{ store, rights: ["read", "reply"] }],
  });
  const token = link.split("/").pop();
  expect(await anyone().get(`/api/invitations/${token}`)).toEqual({ email: "bo@example.com", role: "agent" });
  const bo = anyone();
  await bo.post(`/api/invitations/${token}`, { name: "Bo", password: PASSWORD });
  expect(await refusal(anyone().post(`/api/invitations/${token}`, { name: "Bo again", password: PASSWORD }))).toMatchObject({
    status: 404,
  });
  await bo.signIn("bo@example.com", PASSWORD);
  const me = await bo.get<{ stores: { name: string; rights: string[] }[] }>("/api/me");
  expect(me.stores).toMatchObject([{ name: "Invited store", rights: ["read", "reply"] }]);
});

test("who joins may name no role, no id and no rights", async () => {
  const { link } = await world.admin.post<{ link: string }>("/api/team/invitations", {
    email: "mo@example.com",
    role: "agent",
    rights: [],
  });
  const more = {
    role: "admin",
    id: "usr_chosen",
    email: "ana@example.com",
    rights: [{ store: "*", rights: ["manage"] }],
    emailVerified: true,
  };
  await anyone().post(`/api/invitations/${link.split("/").pop()}`, { name: "Mo", password: PASSWORD, ...more });
  const [mo] = await world.rows<{ id: string; role: string }>("SELECT id, role FROM user WHERE email = 'mo@example.com'");
  expect(mo?.role).toBe("agent");
  expect(mo?.id).not.toBe("usr_chosen");
  expect(await world.rows("SELECT * FROM store_right WHERE user_id = ?", mo?.id)).toEqual([]);
});

test("a session has its days and no more, whatever is done with it meanwhile", async () => {
  const desk = anyone();
  await desk.signIn("ana@example.com", PASSWORD);
  const newest = "id = (SELECT id FROM session ORDER BY created_at DESC LIMIT 1)";
  const ends = async () =>
    (await world.rows<{ days: number }>(`SELECT (expires_at - created_at) / 86400000.0 AS days FROM session WHERE ${newest}`))[0]?.days;
  expect(await ends()).toBeCloseTo(7, 2);
  await desk.get("/api/me");
  expect(await ends()).toBeCloseTo(7, 2);
  await world.rows(`UPDATE session SET expires_at = ? WHERE ${newest}`, world.now() - 1);
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401, code: "session-over" });
});

test("a session in which nobody does anything for twelve hours is over: sockets and what a page asks by itself count for nothing", async () => {
  const desk = await world.agent("Ida Idle", []);
  const rest = (hours: number) =>
    world.rows("UPDATE session SET updated_at = ? WHERE id = 'ses_' || ?", world.now() - hours * 3_600_000, ida?.id);
  const [ida] = await world.rows<{ id: string }>("SELECT id FROM user WHERE name = 'Ida Idle'");
  const used = async () =>
    (await world.rows<{ at: number }>("SELECT updated_at AS at FROM session WHERE user_id = ?", ida?.id)).map(({ at }) => at);
  await rest(11.9);
  const before = await used();
  const line = await desk.listen("/api/mailbox/live");
  await desk.get("/api/me");
  expect(await used()).toEqual(before);
  await desk.post("/api/here", {});
  const [noted = 0] = await used();
  expect(noted).toBeGreaterThan(world.now() - 60_000);
  await desk.post("/api/here", {});
  expect(await used(), "at most one write in some minutes").toEqual([noted]);
  await rest(12.1);
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401, code: "session-over" });
  expect(await refusal(desk.post("/api/here", {}))).toMatchObject({ status: 401 });
  await world.tillside.cron("*/5 * * * *");
  await world.until("its socket is closed", () => line.isOver);
  expect(await used()).toEqual([]);
});

test("a password kept with former parameters is kept with today's after the next sign-in", async () => {
  await world.agent("Olga Old", []);
  const salt = Buffer.alloc(16, 3);
  const key = scryptSync(PASSWORD, salt, 32, { N: 1_024, r: 8, p: 1 });
  const former = ["scrypt", 1_024, 8, 1, salt.toString("base64url"), key.toString("base64url")].join("$");
  const own = "user_id = (SELECT id FROM user WHERE name = 'Olga Old')";
  await world.rows(`UPDATE account SET password = ? WHERE ${own}`, former);
  await anyone().signIn("olga.old@example.com", PASSWORD);
  const kept = async () => (await world.rows<{ password: string }>(`SELECT password FROM account WHERE ${own}`))[0]?.password ?? "";
  await world.until("it is hashed anew", async () => (await kept()).startsWith("scrypt$32768$8$3$"));
  await anyone().signIn("olga.old@example.com", PASSWORD);
});

test("the link itself is kept nowhere", async () => {
  const { link } = await world.admin.post<{ link: string }>("/api/team/invitations", {
    email: "cy@example.com",
    role: "agent",
    rights: [],
  });
  const token = link.split("/").pop() ?? "";
  expect(JSON.stringify(await world.rows("SELECT * FROM invitation"))).not.toContain(token);
  expect(JSON.stringify(await world.rows("SELECT * FROM audit"))).not.toContain(token);
});

test("who is disabled is out everywhere at once; who is enabled again may sign in", async () => {
  const desk = await world.agent("Dee Disabled", []);
  const { members } = await world.admin.get<{ members: { id: string; name: string; disabled: boolean }[] }>("/api/team");
  const dee = members.find((member) => member.name === "Dee Disabled");
  await world.admin.put(`/api/team/${dee?.id}/disabled`, { disabled: true });
  expect(await refusal(desk.get("/api/me"))).toMatchObject({ status: 401 });
  const again = anyone();
  await again.signIn("dee.disabled@example.com", PASSWORD);
  expect(await refusal(again.get("/api/me"))).toMatchObject({ status: 401 });
  await world.admin.put(`/api/team/${dee?.id}/disabled`, { disabled: false });
  await again.signIn("dee.disabled@example.com", PASSWORD);
  await again.get("/api/me");
});

test("only an admin may connect or change a store, invite, or read apps, whatever rights an agent has in the store", async () => {
  const store = await createQuietStore("Guarded store");
  const agent = await world.agent("Max Rights", [{ store, rights: ["read", "reply", "fulfil", "personal", "manage"] }]);
  const form = { name: "Mine", marketplace: "US", currency: "USD", timeZone: "America/New_York" };
  const attempts: [string, string, unknown][] = [
    ["POST", "/api/stores", form],
    ["PATCH", `/api/stores/${store}`, { version: 1, change: { name: "Taken over" } }],
    ["POST", `/api/stores/${store}/authorize`, {}],
    ["POST", `/api/stores/${store}/disconnect`, {}],
    ["POST", "/api/connect", { marketplace: "US" }],
    ["GET", "/api/tiktok-apps", undefined],
    ["PUT", "/api/tiktok-apps/US", { appKey: "k", serviceId: "s", secret: "a secret" }],
    ["POST", "/api/team/invitations", { email: "friend@example.com", role: "admin", rights: [] }],
    ["GET", "/api/team", undefined],
    ["GET", "/api/dead-letters", undefined],
  ];
  for (const [method, path, body] of attempts) {
    expect(await refusal(agent.ask(method, path, body)), `${method} ${path}`).toMatchObject({ status: 403, code: "admin-only" });
  }
});

test("changes come from our own pages only, as JSON", async () => {
  const answer = (headers: Record<string, string>, body = "{}") =>
    fetch(`${world.tillside.url}/api/auth/sign-out`, { method: "POST", headers: { cookie: world.admin.cookieHeader(), ...headers }, body });
  const json = { "content-type": "application/json" };
  for (const path of ["/api/stores", "/api/team/invitations", "/api/tickets/x/notes"]) {
    const post = (headers: Record<string, string>) =>
      fetch(world.tillside.url + path, { method: "POST", headers: { cookie: world.admin.cookieHeader(), ...headers }, body: "{}" });
    expect((await post(json)).status).toBe(403);
    expect((await post({ ...json, origin: "https://evil.example" })).status).toBe(403);
    expect((await post({ "content-type": "text/plain", origin: world.tillside.url })).status).toBe(403);
    expect((await post({ "content-type": "application/x-www-form-urlencoded", origin: world.tillside.url })).status).toBe(403);
  }
  expect((await answer({ ...json, origin: "https://evil.example" })).status).toBe(403);
  await world.admin.get("/api/me");
});

test("every class of answer says that it is no page, stands in no frame, is what its type says, and is kept nowhere", async () => {
  const quiet = world.admin;
  const answers: [string, Response][] = [
    ["an answer", await quiet.send("GET", "/api/me")],
    ["a file", await quiet.send("GET", "/api/listings/unmapped.csv")],
    ["a refusal", await anyone().send("GET", "/api/me")],
    ["a stranger's change", await fetch(`${world.tillside.url}/api/stores`, { method: "POST", body: "{}" })],
    ["no such address", await quiet.send("GET", "/api/nowhere")],
    ["a form that does not fit", await quiet.send("POST", "/api/stores", { name: 7 })],
    ["a wrong password", await anyone().send("POST", "/api/auth/sign-in/email", { email: "no@example.com", password: "x" })],
    ["an unsigned webhook", await fetch(`${world.tillside.url}/webhooks/tiktok/us`, { method: "POST", body: "{}" })],
    ["a return from TikTok", await quiet.send("GET", "/connect/tiktok/us")],
  ];
  for (const [what, { headers }] of answers) {
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, what).toContain("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-content-type-options"), what).toBe("nosniff");
    expect(headers.get("referrer-policy"), what).toBe("no-referrer");
    expect(headers.get("strict-transport-security"), what).toMatch(/^max-age=31536000; includeSubDomains$/);
    expect(headers.get("cross-origin-resource-policy"), what).toBe("same-origin");
    expect(headers.get("access-control-allow-origin"), what).toBeNull();
    const set = headers.getSetCookie().filter((cookie) => !cookie.includes("Max-Age=0"));
    for (const cookie of set) expect(cookie, what).toMatch(/HttpOnly; SameSite=Lax/i);
  }
  const kept = answers.filter(([what, { headers }]) => !/webhook|TikTok/.test(what) && headers.get("cache-control") !== "no-store");
  expect(kept.map(([what]) => what)).toEqual([]);
});

test("one browser asks so much in ten seconds and no more, of searches and files less; others go on", async () => {
  const [busy, calm] = [await world.agent("Busy", []), await world.agent("Calm", [])];
  const search = await Promise.all(Array.from({ length: 61 }, () => busy.send("GET", "/api/orders/search?q=nothing")));
  const refused = search.filter(({ status }) => status === 429);
  // More than twice as many as a window lets through: it may have turned meanwhile.
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get("retry-after")).toBe("10");
  expect(await refused[0]?.json()).toMatchObject({ kind: "too-many", code: "too-many-questions", facts: { seconds: 10 } });
  await busy.get("/api/me");
  await calm.get("/api/orders/search?q=nothing");
  // Whoever has no session is counted by address, before anything is asked of D1.
  for (const path of ["/api/me", "/connect/tiktok/us"]) {
    const strangers = await Promise.all(Array.from({ length: 401 }, () => anyone().send("GET", path)));
    expect(strangers.map(({ status }) => status)).toContain(429);
  }
  await calm.get("/api/me");
});

async function createQuietStore(name: string): Promise<string> {
  const { id } = await world.admin.post<{ id: string }>("/api/stores", {
    name,
    marketplace: "US",
    currency: "USD",
    timeZone: "America/New_York",
  });
  return id;
}
