/** The team's door: set-up, joining, sessions, people and their rights. Signing in and out itself is better-auth's. */
import { type Context, Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { listChanges } from "./audit.ts";
import { noteUse } from "./idle.ts";
import { listNames, listOwnSessions, listOwnStores, listTeam } from "./list.ts";
import * as people from "./people.ts";
import { changePreferences, preferences } from "./preferences.ts";
import { RIGHTS } from "./rights.ts";
import { checkAudit, tellSeals } from "./seals.ts";
import { changeTeam, createTeam, deleteTeam, listTeams, teamForm } from "./teams.ts";
import { emailAddress, newPassword } from "./typed.ts";

const name = z.string().trim().min(1).max(80);
const role = z.enum(["admin", "agent"]);
const rights = z
  .array(z.object({ store: z.string().min(1).max(40), rights: z.array(z.enum(Object.keys(RIGHTS) as [keyof typeof RIGHTS])) }))
  .max(200);

export const teamRoutes = new Hono<Door>()
  .get("/welcome", async (c) => c.json({ isSetUp: await people.isSetUp(c.var.kit) }))
  .post("/setup", jsonBody(z.object({ token: z.string().max(200), name, email: emailAddress, password: newPassword })), async (c) => {
    const { token, ...person } = c.req.valid("json");
    await people.setUp(c.var.kit, token, person);
    return c.json({ ok: true });
  })
  .get("/me", async (c) => c.json(await listOwnStores(c.var.kit, askingOf(c))))
  .patch("/preferences", jsonBody(preferences), async (c) =>
    c.json({ preferences: await changePreferences(c.var.kit, askingOf(c), c.req.valid("json")) }),
  )
  .get(
    "/audit",
    queryOf(z.object({ before: z.coerce.number().int().positive().optional(), subject: z.string().max(60).optional() })),
    async (c) => c.json(await listChanges(c.var.kit, askingOf(c), c.req.valid("query"))),
  )
  .get("/audit/seals", async (c) => c.json(await tellSeals(c.var.kit, askingOf(c))))
  .get("/audit/check", queryOf(z.object({ from: z.coerce.number().int().positive().default(1) })), async (c) =>
    c.json(await checkAudit(c.var.kit, askingOf(c), c.req.valid("query").from)),
  )
  .post("/here", jsonBody(z.object({})), async (c) => {
    await noteUse(c.var.kit, askingOf(c));
    return c.json({ ok: true });
  })
  .get("/sessions", async (c) => c.json({ sessions: await listOwnSessions(c.var.kit, askingOf(c)) }))
  .get("/colleagues", async (c) => c.json({ colleagues: await listNames(c.var.kit, askingOf(c)) }))
  .get("/teams", async (c) => c.json({ teams: await listTeams(c.var.kit, askingOf(c)) }))
  .post("/teams", jsonBody(teamForm), async (c) => c.json(await createTeam(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/teams/:id", jsonBody(z.object({ version: z.number().int(), team: teamForm })), async (c) => {
    const { version, team } = c.req.valid("json");
    await changeTeam(c.var.kit, askingOf(c), c.req.param("id"), version, team);
    return c.json({ ok: true });
  })
  .delete("/teams/:id", async (c) => {
    await deleteTeam(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/team", async (c) => c.json(await listTeam(c.var.kit, askingOf(c))))
  .post("/team/invitations", jsonBody(z.object({ email: emailAddress, role, rights })), async (c) =>
    c.json(await people.invite(c.var.kit, askingOf(c), c.req.valid("json"))),
  )
  .delete("/team/invitations/:id", async (c) => {
    await people.withdrawInvitation(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .put("/team/:id/rights", jsonBody(z.object({ rights })), async (c) => {
    await people.changeRights(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").rights);
    await closeSockets(c, c.req.param("id"));
    return c.json({ ok: true });
  })
  .put("/team/:id/role", jsonBody(z.object({ role })), async (c) => {
    await people.changeRole(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").role);
    await closeSockets(c, c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/invitations/:token", async (c) => {
    const { email: invited, role: as } = await people.findInvitation(c.var.kit, c.req.param("token"));
    return c.json({ email: invited, role: as });
  })
  .post("/invitations/:token", jsonBody(z.object({ name, password: newPassword })), async (c) =>
    c.json(await people.acceptInvitation(c.var.kit, c.req.param("token"), c.req.valid("json"))),
  );

/** Whoever may see less now, or was signed out, hears nothing more; a page that may go on opens its sockets again. */
export const closeSockets = (c: Context<Door>, personId: string) => c.env.MAILBOX.getByName("mailbox").dropPerson(personId);
