/** The doors of finding: search, and the views people keep. */
import { Hono } from "hono";
import { z } from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { priority, tagId } from "../labels/label.ts";
import { DUES } from "./filters.ts";
import { searchTickets } from "./search.ts";
import { STATES } from "./timeline.ts";
import { changeView, countViews, dropView, keepView, listViews, orderViews, VIEWS_OF_PERSON_MAX, viewFilters } from "./views.ts";

const QUESTION_CHARACTERS_MAX = 200;
const NAME_CHARACTERS_MAX = 60;

/** What narrows a list and a search alike. */
export const narrowing = {
  stores: z
    .string()
    .max(2_000)
    .optional()
    .transform((text) => (text ? text.split(",") : null)),
  market: z.string().max(4).nullable().default(null),
  assignee: z.string().max(40).nullable().default(null),
  team: z.string().max(40).nullable().default(null),
  due: z.enum(DUES).nullable().default(null),
  tag: tagId.nullable().default(null),
  priority: priority.nullable().default(null),
  /** Any words there: only what the asking person has not read. */
  unread: z
    .string()
    .max(5)
    .optional()
    .transform((text) => Boolean(text)),
};

const wantedView = z.object({
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  filters: viewFilters,
  shared: z.boolean(),
});

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

export const findingRoutes = new Hono<Door>()
  .get("/tickets/search", queryOf(question), async (c) => {
    const { q, stores, market, after, ...filter } = c.req.valid("query");
    return c.json(await searchTickets(c.var.kit, askingOf(c), { text: q, stores, market, filter, after }));
  })
  .get("/views", async (c) => c.json({ views: await listViews(c.var.kit, askingOf(c)) }))
  .get("/views/counts", async (c) => c.json({ counts: await countViews(c.var.kit, askingOf(c)) }))
  .post("/views", jsonBody(wantedView), async (c) => c.json(await keepView(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/views/order", jsonBody(z.object({ ids: z.array(z.string().max(40)).max(VIEWS_OF_PERSON_MAX) })), async (c) => {
    await orderViews(c.var.kit, askingOf(c), c.req.valid("json").ids);
    return c.json({ ok: true });
  })
  .put("/views/:id", jsonBody(wantedView), async (c) => {
    await changeView(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .delete("/views/:id", async (c) => {
    await dropView(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  });
