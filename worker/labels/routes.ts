/** The door of tags: the list everybody chooses from, and what admins change about it. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { archiveTag, changeTag, createTag, letAgentsCreate, mergeTag } from "./actions.ts";
import { tagForm, tagId } from "./label.ts";
import { listTags } from "./list.ts";

export const labelRoutes = new Hono<Door>()
  .get("/tags", async (c) => c.json(await listTags(c.var.kit, askingOf(c))))
  .post("/tags", jsonBody(tagForm), async (c) => c.json(await createTag(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/tags/setting", jsonBody(z.object({ agentsCreate: z.boolean() })), async (c) => {
    await letAgentsCreate(c.var.kit, askingOf(c), c.req.valid("json").agentsCreate);
    return c.json({ ok: true });
  })
  .put("/tags/:id", jsonBody(z.object({ version: z.number().int(), tag: tagForm })), async (c) => {
    const { version, tag } = c.req.valid("json");
    await changeTag(c.var.kit, askingOf(c), c.req.param("id"), version, tag);
    return c.json({ ok: true });
  })
  .put("/tags/:id/archived", jsonBody(z.object({ archived: z.boolean() })), async (c) => {
    await archiveTag(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").archived);
    return c.json({ ok: true });
  })
  .post("/tags/:id/merge", jsonBody(z.object({ into: tagId })), async (c) => {
    await mergeTag(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").into);
    return c.json({ ok: true });
  });
