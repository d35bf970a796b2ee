/** The templates' door: ready words, the pieces they share, and using them in a ticket. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { refuseLargeUpload } from "../thread/picture-routes.ts";
import { HOLD_SECONDS_MAX } from "../tickets/leaving.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import * as actions from "./actions.ts";
import { listTemplates, offerTemplates } from "./list.ts";
import { addTemplatePicture, openTemplatePicture, putPictureInTicket } from "./pictures.ts";
import { LANGUAGES } from "./starters.ts";
import { conditions, language, snippetForm, templateForm, variants } from "./template.ts";
import { applyMacro, renderInTicket, tryTemplate } from "./use.ts";

const version = z.number().int().positive();
const id = z.string().min(1).max(40);
const order = z.string().regex(/^\d{6,30}$/);
/** Each card of a macro is a reply of its own, whose id ends with its place. */
const clientId = z.string().regex(/^[\w-]{8,38}$/);
const about = { language: language.optional(), orderId: order.optional() };
/** A text still being written may be longer than it will be allowed to be. */
const draft = z.string().max(TEXT_CHARACTERS_MAX * 5);
const wish = z
  .object({ ...about, templateId: id.optional(), text: draft.optional(), isUse: z.boolean().optional() })
  .refine(({ templateId, text }) => (templateId === undefined) !== (text === undefined), { path: ["text"] });

const macroWish = z.object({
  ...about,
  templateId: id,
  id: clientId,
  seen: z.number().int().nonnegative().nullable().default(null),
  holdSeconds: z.number().int().min(0).max(HOLD_SECONDS_MAX).default(0),
  sendAt: z.null().default(null),
});

export const templateRoutes = new Hono<Door>()
  .get("/templates", async (c) => c.json(await listTemplates(c.var.kit, askingOf(c))))
  .post("/templates", jsonBody(templateForm), async (c) =>
    c.json(await actions.createTemplate(c.var.kit, askingOf(c), c.req.valid("json"))),
  )
  .put("/templates/:id", jsonBody(z.object({ version, template: templateForm })), async (c) => {
    const wanted = c.req.valid("json");
    await actions.changeTemplate(c.var.kit, askingOf(c), c.req.param("id"), wanted.version, wanted.template);
    return c.json({ ok: true });
  })
  .post("/templates/pictures", async (c) => {
    refuseLargeUpload(c.req.header("content-length"));
    return c.json(await addTemplatePicture(c.var.kit, askingOf(c), () => c.req.arrayBuffer()));
  })
  .get("/templates/pictures/:file", (c) => openTemplatePicture(c.var.kit, askingOf(c), c.req.param("file")))
  .post("/tickets/:id/template-pictures", jsonBody(z.object({ templateId: id, file: z.string().max(40) })), async (c) =>
    c.json(await putPictureInTicket(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/templates/:id", async (c) => {
    await actions.deleteTemplate(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post("/templates/starters", jsonBody(z.object({ languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length) })), async (c) =>
    c.json(await actions.addStarters(c.var.kit, askingOf(c), [...new Set(c.req.valid("json").languages)])),
  )
  .post("/templates/trials", jsonBody(z.object({ variants, conditions })), async (c) =>
    c.json(await tryTemplate(c.var.kit, askingOf(c), c.req.valid("json"))),
  )
  .post("/snippets", jsonBody(snippetForm), async (c) =>
    c.json(await actions.saveSnippet(c.var.kit, askingOf(c), null, c.req.valid("json"))),
  )
  .put("/snippets/:id", jsonBody(z.object({ version, snippet: snippetForm })), async (c) => {
    const wanted = c.req.valid("json");
    const known = { id: c.req.param("id"), version: wanted.version };
    return c.json(await actions.saveSnippet(c.var.kit, askingOf(c), known, wanted.snippet));
  })
  .delete("/snippets/:id", async (c) => {
    await actions.deleteSnippet(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/tickets/:id/templates", async (c) => c.json(await offerTemplates(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/tickets/:id/render", jsonBody(wish), async (c) =>
    c.json(await renderInTicket(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/tickets/:id/macros", jsonBody(macroWish), async (c) =>
    c.json(await applyMacro(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  );
