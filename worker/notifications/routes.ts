/** The door of what people are told: a forgotten password's e-mail, the list, its count, reading it, and the device that is told while no page is open. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { countTry } from "../factors/password-routes.ts";
import { KINDS } from "../team/telling.ts";
import { emailAddress } from "../team/typed.ts";
import { dropDevice, findDevice, keepDevice, subscription } from "./device.ts";
import { countUnread, listNotifications, readNotifications, readPlace, writePlace } from "./list.ts";
import { canMailPasswords, mailPasswordLink } from "./password-mail.ts";

const ITEMS_MAX = 100;
const items = z.array(z.object({ ticket: z.string().max(40), kind: z.enum(KINDS) })).max(ITEMS_MAX);

export const notificationRoutes = new Hono<Door>()
  .get("/password/ways", async (c) => c.json({ byMail: await canMailPasswords(c.var.kit) }))
  .post("/password/forgotten", jsonBody(z.object({ email: emailAddress })), async (c) => {
    await countTry(c, "forgotten");
    c.var.kit.later(mailPasswordLink(c.var.kit, c.req.valid("json").email));
    return c.json({ ok: true });
  })
  .get("/notifications", queryOf(z.object({ after: z.string().max(100).optional() })), async (c) => {
    const page = await listNotifications(c.var.kit, askingOf(c), readPlace(c.req.valid("query").after));
    return c.json({ ...page, next: writePlace(page.next) });
  })
  .get("/notifications/count", async (c) => c.json(await countUnread(c.var.kit, askingOf(c))))
  .post("/notifications/read", jsonBody(z.object({ items: items.nullable() })), async (c) => {
    await readNotifications(c.var.kit, askingOf(c), c.req.valid("json").items);
    return c.json({ ok: true });
  })
  .get("/notifications/device", async (c) => c.json(await findDevice(c.var.kit, askingOf(c))))
  .put("/notifications/device", jsonBody(subscription), async (c) => {
    await keepDevice(c.var.kit, askingOf(c), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .delete("/notifications/device", async (c) => {
    await dropDevice(c.var.kit, askingOf(c));
    return c.json({ ok: true });
  });
