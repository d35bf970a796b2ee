/** A ticket as its room holds it, for whoever stands outside. Asks for no right: that is done before. */
import type { Kit } from "../env.ts";
import type { TicketView } from "./view.ts";

/** Null where the room has no ticket. The types of Durable Object calls cannot follow a message's free-form content. */
export const openTicket = async (kit: Pick<Kit, "env">, id: string) =>
  (await kit.env.TICKET.getByName(id).open()) as unknown as TicketView | null;
