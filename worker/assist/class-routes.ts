/** An agent says what a ticket's newest question is about, whatever a model made of it. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { findStore } from "../stores/shop.ts";
import type { SignedIn } from "../team/session.ts";
import { announceAct } from "../thread/page.ts";
import { findRules } from "../tickets/mirror.ts";
import { type ClassPath, classPath } from "./classes.ts";
import { countCorrection, findModelsClass } from "./corrections.ts";

export const classRoutes = new Hono<Door>().put("/tickets/:id/class", jsonBody(z.object({ class: classPath })), async (c) => {
  await correctClass(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").class);
  return c.json({ ok: true });
});

async function correctClass(kit: Kit, signedIn: SignedIn, ticketId: string, given: ClassPath): Promise<void> {
  const { person, ticket } = await announceAct(kit, signedIn, ticketId);
  const store = await findStore(kit, ticket.store_id);
  if (!store) throw new Problem("missing", "store-missing");
  const was = await findModelsClass(kit, ticket.id);
  await kit.env.TICKET.getByName(ticket.id).act({ do: "classify", class: given }, await findRules(kit, store), person);
  if (was !== null) await countCorrection(kit, store, was, given);
}
