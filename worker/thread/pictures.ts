/** Pictures in a ticket: put in by whoever may reply, looked at by whoever may read. */
import type { Kit } from "../env.ts";
import { findPicture, handPicture, keepPicture, readUpload, servePicture } from "../pictures/pictures.ts";
import { Problem } from "../problem.ts";
import type { SignedIn } from "../team/session.ts";
import { openTicket } from "../tickets/opened.ts";
import type { PictureBody } from "../timeline/entries.ts";
import { requireTicket } from "./page.ts";

export async function addPicture(kit: Kit, signedIn: SignedIn, ticketId: string, given: ArrayBuffer): Promise<PictureBody> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "reply");
  return handPicture(kit, { ticketId: ticket.id, storeId: ticket.store_id }, readUpload(given), "composer");
}

/** `name` is an entry of the ticket's, or a copy of our own. */
export async function openPicture(kit: Kit, signedIn: SignedIn, ticketId: string, name: string, isSmall: boolean): Promise<Response> {
  const { ticket } = await requireTicket(kit, signedIn, ticketId, "read");
  const kept = (await findPicture(kit, ticket.store_id, name)) ?? (await bringIn(kit, ticket, name));
  return servePicture(kit, kept, isSmall);
}

async function bringIn(kit: Kit, ticket: { id: string; store_id: string }, name: string): Promise<R2ObjectBody> {
  const view = await openTicket(kit, ticket.id);
  const entry = view?.entries.find(({ id }) => id === name);
  const url =
    entry?.kind === "message" ? entry.content.url : entry?.kind === "reply" && entry.body.type === "IMAGE" ? entry.body.url : null;
  const became = await keepPicture(kit, ticket.store_id, name, url);
  const kept = became === "kept" ? await findPicture(kit, ticket.store_id, name) : null;
  if (kept) return kept;
  throw became === "later" ? new Problem("unavailable", "picture-later") : new Problem("missing", "picture-gone");
}
