/** The mailbox's door: lists and their counts, search, the views people keep, and the socket lists listen to. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { priority, tagId } from "../labels/label.ts";
import { storeList } from "../stores/asked.ts";
import { changeView, dropView, keepView, orderViews, VIEWS_OF_PERSON_MAX } from "../team/kept-views.ts";
import { listOwnStores } from "../team/list.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { RIGHTS } from "../team/rights.ts";
import { joinRoom } from "../tickets/live.ts";
import type { Viewer } from "../tickets/sockets.ts";
import { STATES } from "../timeline/timeline.ts";
import { burstFilter, classFilter, DUES, VIEWS } from "./filters.ts";
import { countTickets, listTickets } from "./list.ts";
import { searchTickets } from "./search.ts";
import { countViews, listViews, TICKET_VIEWS, wantedView } from "./views.ts";

const QUESTION_CHARACTERS_MAX = 200;

/** What narrows a list and a search alike. */
export const narrowing = {
  stores: storeList,
  market: z.string().max(4).nullable().default(null),
  assignee: z.string().max(40).nullable().default(null),
  team: z.string().max(40).nullable().default(null),
  due: z.enum(DUES).nullable().default(null),
  tag: tagId.nullable().default(null),
  priority: priority.nullable().default(null),
  class: classFilter.nullable().default(null),
  burst: burstFilter.nullable().default(null),
  /** Any words there: only what the asking person has not read. */
  unread: z
    .string()
    .max(5)
    .optional()
    .transform((text) => Boolean(text)),
};

const question = z.object({
  q: z.string().max(QUESTION_CHARACTERS_MAX).default(""),
  ...narrowing,
  state: z.enum(STATES).nullable().default(null),
  after: z
    .string()
    .regex(/^\d{1,19}$/)
    .nullable()
    .default(null),
});

export const mailboxRoutes = new Hono<Door>()
  .get("/tickets", queryOf(z.object({ view: z.enum(VIEWS), ...narrowing, after: z.string().max(60).optional() })), async (c) => {
    const { view, after, stores: chosen, market, ...filter } = c.req.valid("query");
    const page = await listTickets(c.var.kit, askingOf(c), view, { stores: chosen, market, filter }, readCursor(after));
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/tickets/counts", queryOf(z.object({ stores: narrowing.stores })), async (c) =>
    c.json(await countTickets(c.var.kit, askingOf(c), c.req.valid("query").stores)),
  )
  .get("/tickets/search", queryOf(question), async (c) => {
    const { q, stores, market, after, ...filter } = c.req.valid("query");
    return c.json(await searchTickets(c.var.kit, askingOf(c), { text: q, stores, market, filter, after }));
  })
  .get("/views", async (c) => c.json({ views: await listViews(c.var.kit, askingOf(c)) }))
  .get("/views/counts", async (c) => c.json({ counts: await countViews(c.var.kit, askingOf(c)) }))
  .post("/views", jsonBody(wantedView), async (c) => c.json(await keepView(c.var.kit, askingOf(c), TICKET_VIEWS, c.req.valid("json"))))
  .put("/views/order", jsonBody(z.object({ ids: z.array(z.string().max(40)).max(VIEWS_OF_PERSON_MAX) })), async (c) => {
    await orderViews(c.var.kit, askingOf(c), TICKET_VIEWS, c.req.valid("json").ids);
    return c.json({ ok: true });
  })
  .put("/views/:id", jsonBody(wantedView), async (c) => {
    await changeView(c.var.kit, askingOf(c), TICKET_VIEWS, c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .delete("/views/:id", async (c) => {
    await dropView(c.var.kit, askingOf(c), TICKET_VIEWS, c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/mailbox/live", async (c) => {
    const { person, stores: visible } = await listOwnStores(c.var.kit, askingOf(c));
    const seesAll = (person.all_bits & RIGHTS.read) !== 0;
    const heard = seesAll ? null : visible.map((store) => store.id);
    const viewer: Viewer = { tab: c.get("reference"), personId: person.id, name: person.name, mode: "viewing", stores: heard };
    return joinRoom(c, c.env.MAILBOX.getByName("mailbox"), viewer);
  });
