/** The doors of forgotten passwords, and of ending sessions: what asks for the password of whoever is signed in, or comes without one. */
import { type Context, Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { Problem } from "../problem.ts";
import { endOtherSessions, endSession } from "../team/list.ts";
import { closeSockets } from "../team/routes.ts";
import { findPerson, type Person, requireAdmin } from "../team/session.ts";
import { mayTry, SIGN_IN_WINDOW_SECONDS, SIGN_INS_PER_ADDRESS_MAX } from "../team/sign-in.ts";
import { newPassword } from "../team/typed.ts";
import * as factors from "./factors.ts";
import { findLink, giveLink, setPassword } from "./password-link.ts";

const token = z.string().min(1).max(80);
const present = z.object({ password: z.string().max(200) });

/** Whoever is signed in and has just said their password again. */
export async function askAgain(c: Context<Door>, given: string): Promise<Person> {
  const person = await findPerson(c.var.kit, askingOf(c));
  await factors.requirePassword(c.var.kit, person, given);
  return person;
}

/** What anybody may try without a session is counted by address. */
export async function countTry(c: Context<Door>, tried: string): Promise<void> {
  const address = c.req.header("cf-connecting-ip") ?? "";
  if (!(await mayTry(c.var.kit, `${tried}:${address}`, SIGN_INS_PER_ADDRESS_MAX)))
    throw new Problem("too-many", "too-many-sign-ins", { seconds: SIGN_IN_WINDOW_SECONDS });
}

export const passwordRoutes = new Hono<Door>()
  .post("/password/link", jsonBody(z.object({ token })), async (c) => {
    await countTry(c, "password-link");
    const { name, email } = await findLink(c.var.kit, c.req.valid("json").token);
    return c.json({ name, email });
  })
  .post("/password", jsonBody(z.object({ token, password: newPassword })), async (c) => {
    await countTry(c, "password-link");
    const asked = c.req.valid("json");
    await closeSockets(c, await setPassword(c.var.kit, asked.token, asked.password));
    return c.json({ ok: true });
  })
  .post("/team/:id/password-link", jsonBody(present), async (c) => {
    await requireAdmin(c.var.kit, askingOf(c));
    const admin = await askAgain(c, c.req.valid("json").password);
    return c.json(await giveLink(c.var.kit, admin, c.req.param("id")));
  })
  .post("/sessions/end-others", jsonBody(present), async (c) => {
    const person = await askAgain(c, c.req.valid("json").password);
    await endOtherSessions(c.var.kit, askingOf(c), person);
    await closeSockets(c, person.id);
    return c.json({ ok: true });
  })
  .post("/sessions/:id/end", jsonBody(present), async (c) => {
    const person = await askAgain(c, c.req.valid("json").password);
    await endSession(c.var.kit, person, c.req.param("id"));
    await closeSockets(c, person.id);
    return c.json({ ok: true });
  });
