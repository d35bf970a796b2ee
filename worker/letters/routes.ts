/** The door of e-mail in tickets: writing, files, parts, and what belonged to no ticket. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { FILES_BYTES_MAX, mailDraft, mailQuote } from "../mail/draft.ts";
import { Problem } from "../problem.ts";
import { addFile, decideMail, writeMail } from "./outgoing.ts";
import { openPart } from "./parts.ts";
import { quoteTicket } from "./share.ts";
import { listUnmatched, settleUnmatched } from "./unmatched.ts";

const decision = z.discriminatedUnion("do", [
  z.object({ do: z.literal("assign"), number: z.number().int().positive() }),
  z.object({ do: z.literal("dismiss") }),
]);

export const mailRoutes = new Hono<Door>()
  .post("/tickets/:id/mails", jsonBody(mailDraft), async (c) => {
    await writeMail(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/tickets/:id/quote", jsonBody(mailQuote), async (c) =>
    c.json(await quoteTicket(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/tickets/:id/mails/:mail", jsonBody(z.object({ decision: z.enum(["resend", "discard"]) })), async (c) => {
    await decideMail(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("mail"), c.req.valid("json").decision);
    return c.json({ ok: true });
  })
  .post("/tickets/:id/mail-files", queryOf(z.object({ name: z.string().max(1_000).default("") })), async (c) => {
    const refuse = () => new Problem("too-large", "mail-files-too-large", { bytes: FILES_BYTES_MAX });
    if (Number(c.req.header("content-length") ?? 0) > FILES_BYTES_MAX) throw refuse();
    return c.json(await addFile(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").name, await c.req.arrayBuffer()));
  })
  .get("/tickets/:id/mails/:mail/:part", queryOf(z.object({ remote: z.enum(["0", "1"]).default("0") })), (c) => {
    const { id, mail, part } = c.req.param();
    return openPart(c.var.kit, askingOf(c), id, mail, part, c.req.valid("query").remote === "1");
  })
  .get("/unmatched-mail", queryOf(z.object({ before: z.coerce.number().int().positive().optional() })), async (c) =>
    c.json(await listUnmatched(c.var.kit, askingOf(c), c.req.valid("query").before)),
  )
  .post("/unmatched-mail/:id", jsonBody(decision), async (c) => {
    await settleUnmatched(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  });
