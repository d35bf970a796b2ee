/** A ticket's door: its page, what agents do in it, and its socket. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, languageTag } from "../door.ts";
import { priority, tagId } from "../labels/label.ts";
import { HOLD_SECONDS_MAX } from "../tickets/leaving.ts";
import { joinRoom } from "../tickets/live.ts";
import type { Viewer } from "../tickets/sockets.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { cardBody } from "../timeline/cards.ts";
import * as actions from "./actions.ts";
import { attentionRoutes } from "./attention-routes.ts";
import { blockedRoutes } from "./blocked-routes.ts";
import { cardRoutes } from "./card-routes.ts";
import { MENTIONS_MAX } from "./mentions.ts";
import { mergeRoutes } from "./merge-routes.ts";
import { listTicketsOfOrder, suggestOrders } from "./orders.ts";
import { openTicketPage, requireTicket } from "./page.ts";
import { pictureBody, pictureRoutes } from "./picture-routes.ts";

const NOTE_CHARACTERS_MAX = 10_000;

const clientId = z.string().regex(/^[\w-]{8,40}$/);
const replyBody = z.discriminatedUnion("type", [
  cardBody,
  z.object({ type: z.literal("TEXT"), text: z.string().trim().min(1).max(TEXT_CHARACTERS_MAX) }),
  pictureBody,
]);
const replyOrder = z.object({
  id: clientId,
  body: replyBody,
  /** The page's `newest` when the agent pressed send; without it nothing is compared. */
  seen: z.number().int().nonnegative().nullable().default(null),
  holdSeconds: z.number().int().min(0).max(HOLD_SECONDS_MAX).default(0),
  sendAt: z.number().int().positive().nullable().default(null),
  original: z
    .object({
      language: languageTag,
      text: z
        .string()
        .trim()
        .min(1)
        .max(TEXT_CHARACTERS_MAX * 5),
    })
    .optional(),
});
const noteOrder = z.object({
  id: clientId,
  text: z.string().trim().min(1).max(NOTE_CHARACTERS_MAX),
  /** Ids of the people and teams named in it. */
  mentions: z.array(z.string().max(40)).max(MENTIONS_MAX).default([]),
});
const decision = z.enum(["resend", "discard", "take-back", "send-now"]);
const draftKind = z.enum(["reply", "note"]);
const draft = z.object({ kind: draftKind, text: z.string().max(NOTE_CHARACTERS_MAX), edition: z.number().int().positive() });
/** Whatever an agent may do besides writing, as a page asks for it. */
export const wantedAct = z.discriminatedUnion("do", [
  z.object({ do: z.literal("assign"), assigneeId: z.string().max(40) }),
  z.object({ do: z.literal("assign-team"), teamId: z.string().max(40) }),
  z.object({ do: z.literal("snooze"), until: z.number().int().positive(), keepSnoozed: z.boolean().default(false) }),
  z.object({ do: z.literal("resolve") }),
  z.object({ do: z.literal("reopen") }),
  z.object({ do: z.literal("spam") }),
  z.object({ do: z.enum(["link-order", "unlink-order", "put-order-first"]), orderId: z.string().regex(/^\d{6,30}$/) }),
  z.object({ do: z.literal("tag"), tagId }),
  z.object({ do: z.literal("untag"), tagId }),
  z.object({ do: z.literal("priority"), priority }),
]);

export const ticketRoutes = new Hono<Door>()
  .route("/", pictureRoutes)
  .route("/", attentionRoutes)
  .route("/", cardRoutes)
  .route("/", blockedRoutes)
  .route("/", mergeRoutes)
  .get("/tickets/:id", async (c) => c.json(await openTicketPage(c.var.kit, askingOf(c), c.req.param("id"))))
  .get("/tickets/:id/suggested-orders", async (c) => c.json({ orders: await suggestOrders(c.var.kit, askingOf(c), c.req.param("id")) }))
  .get("/orders/:id/tickets", async (c) => c.json({ tickets: await listTicketsOfOrder(c.var.kit, askingOf(c), c.req.param("id")) }))
  .post("/orders/:id/conversation", jsonBody(z.object({})), async (c) =>
    c.json(await actions.startFromOrder(c.var.kit, askingOf(c), c.req.param("id"))),
  )
  .post("/tickets/:id/conversation", jsonBody(z.object({})), async (c) =>
    c.json(await actions.startFromTicket(c.var.kit, askingOf(c), c.req.param("id"))),
  )
  .post("/tickets/:id/replies", jsonBody(replyOrder), async (c) => {
    await actions.reply(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/tickets/:id/replies/:reply", jsonBody(z.object({ decision })), async (c) => {
    await actions.decideReply(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("reply"), c.req.valid("json").decision);
    return c.json({ ok: true });
  })
  .post("/tickets/:id/notes", jsonBody(noteOrder), async (c) => {
    await actions.note(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .put("/tickets/:id/drafts", jsonBody(draft), async (c) => {
    await actions.saveDraft(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/tickets/:id/drafts/take", jsonBody(z.object({ personId: z.string().max(40), kind: draftKind })), async (c) => {
    const { personId, kind } = c.req.valid("json");
    return c.json({ text: await actions.takeDraft(c.var.kit, askingOf(c), c.req.param("id"), personId, kind) });
  })
  .post("/tickets/:id/acts", jsonBody(wantedAct), async (c) => {
    await actions.act(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .get("/tickets/:id/live", async (c) => {
    const { person, ticket } = await requireTicket(c.var.kit, askingOf(c), c.req.param("id"), "read");
    const viewer: Viewer = { tab: c.get("reference"), personId: person.id, name: person.name, mode: "viewing", stores: null };
    return joinRoom(c, c.env.TICKET.getByName(ticket.id), viewer);
  });
