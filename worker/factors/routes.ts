/** The doors of signing in and out, and of one's own second factors. better-auth checks the password; whoever needs more than it gets a session here. */
import { type Context, Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { Problem } from "../problem.ts";
import { requireGoodPassword } from "../team/password.ts";
import { closeSockets } from "../team/routes.ts";
import { findPerson } from "../team/session.ts";
import { mayTry, openSignIn, renewHash, SIGN_IN_WINDOW_SECONDS, tellRefusal } from "../team/sign-in.ts";
import { newPassword } from "../team/typed.ts";
import * as factors from "./factors.ts";
import { rpIdOf } from "./passkey.ts";
import { askAgain } from "./password-routes.ts";
import { afterPassword, askPasskey, proveByCode, proveByPasskey } from "./prove.ts";
import { listPeopleFactors, requireSecondFactor, resetFactors } from "./rule.ts";
import { beginStep, findStep, mintChallenge, openSession, takeChallenge, tryStep } from "./step.ts";

const NAME_CHARACTERS_MAX = 60;
const bytes = z.string().min(1).max(4_000);
const password = z.object({ password: z.string().max(200) });
const code = z.object({ code: z.string().max(60) });
const said = z.object({ id: z.string().min(1).max(400), clientDataJSON: bytes, authenticatorData: bytes });
const assertion = said.extend({ signature: bytes });
const registration = said.extend({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  publicKey: bytes,
  algorithm: z.number().int(),
});

const change = z.object({ newPassword });

/** Of better-auth's many endpoints only these are ours to offer. */
const SIGN_IN_PATHS = ["/sign-in/email", "/sign-out", "/change-password"] as const;
const credentials = z.object({ email: z.string().max(200), password: z.string().max(200) });

/** Mounted apart: the session goes into a cookie that no script reads, so better-auth's answer, which repeats it, stays here. */
export const signInRoutes = new Hono<Door>();
for (const path of SIGN_IN_PATHS) {
  signInRoutes.post(path, async (c) => {
    const typed = path === "/sign-in/email" ? credentials.parse(await c.req.raw.clone().json()) : null;
    if (path === "/change-password") await judgeChange(c);
    const isAllowed = typed === null || (await mayTry(c.var.kit, `email:${typed.email.trim()}`));
    const answer = isAllowed ? await openSignIn(c.env).handler(c.req.raw) : new Response(null, { status: 429 });
    const refused = answer.status === 429 ? "too-many-sign-ins" : answer.ok ? null : "sign-in-refused";
    if (refused && typed) tellRefusal(c.var.kit, `POST ${c.req.path}`, typed.email, refused);
    if (refused === "too-many-sign-ins") throw new Problem("too-many", refused, { seconds: SIGN_IN_WINDOW_SECONDS });
    if (refused) throw new Problem("forbidden", refused);
    const opened = typed ? ((await answer.clone().json()) as { token: string; user: { id: string } }) : null;
    if (opened) c.var.kit.later(renewHash(c.var.kit, opened.user.id, typed?.password ?? ""));
    const { cookie, ...next } = opened ? await afterPassword(c.var.kit, opened) : { cookie: null };
    for (const one of cookie ? [cookie] : answer.headers.getSetCookie()) c.header("set-cookie", one, { append: true });
    return c.json({ ok: true, ...next });
  });
}

/** better-auth asks for the present password; whose session it is, and what the new one may be, is asked here. */
async function judgeChange(c: Context<Door>): Promise<void> {
  const { newPassword } = change.parse(await c.req.raw.clone().json());
  await requireGoodPassword(c.var.kit, newPassword, await findPerson(c.var.kit, askingOf(c)));
}

const cookiesOf = (c: Context<Door>) => c.req.header("cookie");

function setCookies(c: Context<Door>, cookies: string[]) {
  for (const one of cookies) c.header("set-cookie", one, { append: true });
}

export const factorRoutes = new Hono<Door>()
  .post("/sign-in/code", jsonBody(code), async (c) => {
    setCookies(c, await proveByCode(c.var.kit, c.req.raw.headers, c.req.valid("json").code));
    return c.json({ ok: true });
  })
  .post("/sign-in/passkey/ask", jsonBody(z.object({})), async (c) => {
    const step = await findStep(c.var.kit, cookiesOf(c), ["prove", "passkey"]);
    const { ask, cookie } = await askPasskey(c.var.kit, c.req.raw.headers, step);
    if (cookie) setCookies(c, [cookie]);
    return c.json(ask);
  })
  .post("/sign-in/passkey", jsonBody(assertion), async (c) => {
    setCookies(c, await proveByPasskey(c.var.kit, c.req.raw.headers, c.req.valid("json")));
    return c.json({ ok: true });
  })
  .post("/sign-in/enrol", jsonBody(z.object({})), async (c) => {
    const step = await tryStep(c.var.kit, cookiesOf(c), ["enrol"]);
    return c.json(await factors.beginTotp(c.var.kit, await factors.findOwner(c.var.kit, step.user_id)));
  })
  .post("/sign-in/enrol/confirm", jsonBody(code), async (c) => {
    const step = await tryStep(c.var.kit, cookiesOf(c), ["enrol"]);
    const { id } = await factors.findOwner(c.var.kit, step.user_id);
    const confirmed = await factors.confirmTotp(c.var.kit, id, c.req.valid("json").code, "");
    setCookies(c, await openSession(c.var.kit, step, id, c.req.raw.headers));
    return c.json(confirmed);
  })
  .get("/factors", async (c) => c.json(await factors.listFactors(c.var.kit, await findPerson(c.var.kit, askingOf(c)))))
  .post("/factors/totp", jsonBody(password), async (c) =>
    c.json(await factors.beginTotp(c.var.kit, await askAgain(c, c.req.valid("json").password))),
  )
  .post("/factors/totp/confirm", jsonBody(code), async (c) => {
    const asking = askingOf(c);
    const { id } = await findPerson(c.var.kit, asking);
    return c.json(await factors.confirmTotp(c.var.kit, id, c.req.valid("json").code, asking.tokenHash));
  })
  .post("/factors/passkeys/ask", jsonBody(password), async (c) => {
    const person = await askAgain(c, c.req.valid("json").password);
    const challenge = mintChallenge(c.var.kit);
    setCookies(c, [await beginStep(c.var.kit, { does: "add-passkey", user_id: person.id, challenge })]);
    const known = (await factors.readStanding(c.var.kit, person.id)).factors.flatMap(({ credential }) => credential ?? []);
    return c.json({ challenge, rpId: rpIdOf(c.env.APP_URL), known, user: { id: person.id, name: person.email, shown: person.name } });
  })
  .post("/factors/passkeys", jsonBody(registration), async (c) => {
    const asking = askingOf(c);
    const { id } = await findPerson(c.var.kit, asking);
    const step = await tryStep(c.var.kit, cookiesOf(c), ["add-passkey"]);
    const challenge = await takeChallenge(c.var.kit, step);
    if (step.user_id !== id) throw new Problem("forbidden", "passkey-refused");
    return c.json(await factors.addPasskey(c.var.kit, id, c.req.valid("json"), challenge, asking.tokenHash));
  })
  .post("/factors/codes", jsonBody(password), async (c) =>
    c.json(await factors.renewCodes(c.var.kit, await askAgain(c, c.req.valid("json").password), askingOf(c).tokenHash)),
  )
  .post("/factors/:id/remove", jsonBody(password), async (c) => {
    const person = await askAgain(c, c.req.valid("json").password);
    await factors.removeFactor(c.var.kit, person, c.req.param("id"), askingOf(c).tokenHash);
    return c.json({ ok: true });
  })
  .get("/team/factors", async (c) => c.json(await listPeopleFactors(c.var.kit, askingOf(c))))
  .put("/team/factors/required", jsonBody(z.object({ required: z.boolean() })), async (c) => {
    const out = await requireSecondFactor(c.var.kit, askingOf(c), c.req.valid("json").required);
    await Promise.all(out.map((id) => closeSockets(c, id)));
    return c.json({ ok: true });
  })
  .post("/team/:id/factors/reset", jsonBody(z.object({})), async (c) => {
    await resetFactors(c.var.kit, askingOf(c), c.req.param("id"));
    await closeSockets(c, c.req.param("id"));
    return c.json({ ok: true });
  });
