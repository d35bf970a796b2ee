/** The door of cards and of whether an answer counts: what may be shown to a buyer, what would count, and an agent's other opinion. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { findPerson, type SignedIn } from "../team/session.ts";
import { judgeDraft } from "../tickets/judging.ts";
import { offerOrders, offerProducts } from "./card-choice.ts";
import { announceAct } from "./page.ts";

const SEARCH_CHARACTERS_MAX = 100;
const REASON_CHARACTERS_MAX = 300;
/** A draft may be longer than it may be sent. */
const DRAFT_CHARACTERS_MAX = 20_000;

const opinion = z.object({ counts: z.boolean(), reason: z.string().trim().min(1).max(REASON_CHARACTERS_MAX) });

export const cardRoutes = new Hono<Door>()
  .get("/tickets/:id/order-cards", async (c) => c.json(await offerOrders(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/tickets/:id/product-cards", queryOf(z.object({ q: z.string().trim().max(SEARCH_CHARACTERS_MAX).default("") })), async (c) =>
    c.json(await offerProducts(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("query").q)),
  )
  .post("/judgements", jsonBody(z.object({ text: z.string().max(DRAFT_CHARACTERS_MAX), shows: z.boolean() })), async (c) => {
    await findPerson(c.var.kit, askingOf(c));
    const { text, shows } = c.req.valid("json");
    return c.json(judgeDraft(text, shows));
  })
  .put("/tickets/:id/judgements/:entry", jsonBody(opinion), async (c) => {
    await overrule(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("entry"), c.req.valid("json"));
    return c.json({ ok: true });
  });

async function overrule(kit: Kit, signedIn: SignedIn, ticketId: string, entryId: string, said: z.infer<typeof opinion>): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  if (!(await kit.env.TICKET.getByName(ticket.id).takeOpinion(entryId, said, person))) throw new Problem("missing", "answer-missing");
}
