/** What an agent may ask a model for in a ticket: a draft as it is written, other words for their own, translations both ways, a summary, tags and
 *  templates; and what became of each. Words go to the agent's page and nowhere else: nothing is sent to a buyer from here. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, languageTag, queryOf } from "../door.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { draftReply } from "./draft.ts";
import { whatHelps } from "./help.ts";
import { linesOf } from "./lines.ts";
import { lookAtPhoto } from "./photo.ts";
import { rewriteText, TONES } from "./rewrite.ts";
import { suggestFor } from "./suggest.ts";
import { settleSuggestion } from "./suggestions.ts";
import { summarizeTicket } from "./summary.ts";
import { translateMessage, translateReply } from "./translate.ts";

/** Whoever shortens begins with more than TikTok takes. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(TEXT_CHARACTERS_MAX * 2);
/** A note has more than a reply. */
const words = z.string().max(TEXT_CHARACTERS_MAX * 5);
const settled = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("used") }),
  z.object({ outcome: z.literal("discarded") }),
  z.object({ outcome: z.literal("accepted") }),
  z.object({ outcome: z.literal("sent"), offered: words, sent: words }),
]);

export const assistTicketRoutes = new Hono<Door>()
  .get("/tickets/:id/assist", queryOf(z.object({ language: languageTag.default("en") })), async (c) =>
    c.json(await whatHelps(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").language)),
  )
  .post("/tickets/:id/draft", jsonBody(z.object({})), async (c) => {
    const lines = linesOf(await draftReply(c.var.kit, askingOf(c), c.req.param("id")));
    return c.body(lines, 200, { "content-type": "application/x-ndjson; charset=utf-8" });
  })
  .post("/tickets/:id/summary", jsonBody(z.object({ language: languageTag })), async (c) => {
    const lines = linesOf(await summarizeTicket(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").language));
    return c.body(lines, 200, { "content-type": "application/x-ndjson; charset=utf-8" });
  })
  .post("/tickets/:id/suggestions", jsonBody(z.object({})), async (c) =>
    c.json(await suggestFor(c.var.kit, askingOf(c), c.req.param("id"))),
  )
  .post("/tickets/:id/suggestions/rewrite", jsonBody(z.object({ text, tone: z.enum(TONES) })), async (c) =>
    c.json(await rewriteText(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/tickets/:id/suggestions/translation", jsonBody(z.object({ text, from: languageTag, to: languageTag })), async (c) =>
    c.json(await translateReply(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/tickets/:id/translations", jsonBody(z.object({ entry: z.string().max(80), to: languageTag })), async (c) =>
    c.json(await translateMessage(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/tickets/:id/photos", jsonBody(z.object({ entry: z.string().max(80) })), async (c) =>
    c.json(await lookAtPhoto(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").entry)),
  )
  .put("/tickets/:id/suggestions/:suggestion", jsonBody(settled), async (c) => {
    await settleSuggestion(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("suggestion"), c.req.valid("json"));
    return c.json({ ok: true });
  });
