/** The door of working lists: pages of orders, what waits, what is found, views, what the desk keeps of one order. Jobs and files:
 *  job-routes.ts. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { REVIEW_REASONS } from "../orders/review.ts";
import { storeList } from "../stores/asked.ts";
import { isTimeZone } from "../stores/calendar.ts";
import { changeView, dropView, keepView, orderViews, VIEWS_OF_PERSON_MAX } from "../team/kept-views.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { actOnOrder } from "./acts.ts";
import { FILE_COLUMNS, LIST_COLUMNS, PERSONAL_COLUMNS, USUAL_COLUMNS } from "./columns.ts";
import { DUES, filterQuery, filtersOf, KINDS, TRACKINGS, TROUBLES } from "./filters.ts";
import { clickId } from "./job.ts";
import { listChoices } from "./jobs.ts";
import { listNamed, listOrders, NAMED_IDS_MAX, searchOrders } from "./list.ts";
import { dropNote, openDesk, writeNote } from "./notes.ts";
import { countViews, listViews, ORDER_VIEWS, wantedView } from "./views.ts";
import { countWaiting, WAITING } from "./waiting.ts";
import { NOTE_CHARACTERS_MAX, orderWish } from "./wish.ts";

const zone = z.string().max(60).refine(isTimeZone).default("UTC");
const ID_CHARACTERS_MAX = 60;
const named = z
  .string()
  .max(NAMED_IDS_MAX * ID_CHARACTERS_MAX)
  .default("")
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .pipe(z.array(z.string().max(ID_CHARACTERS_MAX)).max(NAMED_IDS_MAX));

/** Stands before the orders' own door: there any word would be taken for an order's id. */
export const workloadRoutes = new Hono<Door>()
  .get("/orders", queryOf(filterQuery.extend({ after: z.string().max(60).optional() })), async (c) => {
    const { after, ...query } = c.req.valid("query");
    const page = await listOrders(c.var.kit, askingOf(c), filtersOf(query), readCursor(after));
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/orders/search", queryOf(z.object({ q: z.string().max(200), stores: storeList })), async (c) => {
    const { q, stores: chosen } = c.req.valid("query");
    return c.json(await searchOrders(c.var.kit, askingOf(c), q, chosen));
  })
  .get("/orders/named", queryOf(z.object({ ids: named })), async (c) =>
    c.json(await listNamed(c.var.kit, askingOf(c), c.req.valid("query").ids)),
  )
  .get("/orders/waiting", queryOf(z.object({ stores: storeList, zone })), async (c) =>
    c.json({ waiting: await countWaiting(c.var.kit, askingOf(c), c.req.valid("query")), order: WAITING }),
  )
  .get("/orders/choices", async (c) => {
    const choices = await listChoices(c.var.kit, askingOf(c));
    const columns = { list: LIST_COLUMNS, usual: USUAL_COLUMNS, file: FILE_COLUMNS, personal: PERSONAL_COLUMNS };
    return c.json({ ...choices, reasons: REVIEW_REASONS, dues: DUES, kinds: KINDS, trackings: TRACKINGS, troubles: TROUBLES, columns });
  })
  .get("/orders/views", async (c) => c.json({ views: await listViews(c.var.kit, askingOf(c)) }))
  .get("/orders/views/counts", async (c) => c.json({ counts: await countViews(c.var.kit, askingOf(c)) }))
  .post("/orders/views", jsonBody(wantedView), async (c) =>
    c.json(await keepView(c.var.kit, askingOf(c), ORDER_VIEWS, c.req.valid("json"))),
  )
  .put("/orders/views/order", jsonBody(z.object({ ids: z.array(z.string().max(40)).max(VIEWS_OF_PERSON_MAX) })), async (c) => {
    await orderViews(c.var.kit, askingOf(c), ORDER_VIEWS, c.req.valid("json").ids);
    return c.json({ ok: true });
  })
  .put("/orders/views/:id", jsonBody(wantedView), async (c) => {
    await changeView(c.var.kit, askingOf(c), ORDER_VIEWS, c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .delete("/orders/views/:id", async (c) => {
    await dropView(c.var.kit, askingOf(c), ORDER_VIEWS, c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/orders/:id/desk", async (c) => c.json(await openDesk(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/:id/act", jsonBody(orderWish), async (c) => {
    await actOnOrder(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .post("/orders/:id/notes", jsonBody(z.object({ id: clickId, text: z.string().trim().min(1).max(NOTE_CHARACTERS_MAX) })), async (c) => {
    await writeNote(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .delete("/orders/:id/notes/:note", async (c) => {
    await dropNote(c.var.kit, askingOf(c), c.req.param("id"), c.req.param("note"));
    return c.json({ ok: true });
  });
