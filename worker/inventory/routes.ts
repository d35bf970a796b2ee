/** The inventory's door: items, listings, what they are mapped to, and spreadsheets of it. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { storeList } from "../stores/asked.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { itemForm, newItem } from "./item.ts";
import { archiveItem, changeItem, createItem } from "./item-actions.ts";
import { listItems, openItem } from "./items.ts";
import { countListings, listListings, STATES, searchListings } from "./listings.ts";
import { mapListings, undoMapping } from "./map.ts";
import { mappings } from "./mapping.ts";
import { SHEET_BYTES_MAX } from "./sheet.ts";
import { exportUnmapped, takeSheet } from "./sheets.ts";
import { findExact, suggestFor } from "./suggestions.ts";

const QUERY_CHARACTERS_MAX = 200;
const words = z.string().max(QUERY_CHARACTERS_MAX).optional();

const itemsQuery = z.object({ q: words, archived: z.literal("1").optional(), after: z.string().max(100).optional() });
const listingsQuery = z.object({ stores: storeList, state: z.enum(STATES).optional(), q: words, after: z.string().max(60).optional() });

export const inventoryRoutes = new Hono<Door>()
  .get("/items", queryOf(itemsQuery), async (c) => {
    const { q, archived, after } = c.req.valid("query");
    return c.json(await listItems(c.var.kit, askingOf(c), { q, archived: archived === "1", after }));
  })
  .post("/items", jsonBody(newItem), async (c) => c.json(await createItem(c.var.kit, askingOf(c), c.req.valid("json"))))
  .get("/items/:id", async (c) => c.json(await openItem(c.var.kit, askingOf(c), c.req.param("id"))))
  .put("/items/:id", jsonBody(z.object({ version: z.number().int(), item: itemForm })), async (c) => {
    const { version, item } = c.req.valid("json");
    await changeItem(c.var.kit, askingOf(c), c.req.param("id"), version, item);
    return c.json({ ok: true });
  })
  .put("/items/:id/archived", jsonBody(z.object({ archived: z.boolean() })), async (c) => {
    await archiveItem(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").archived);
    return c.json({ ok: true });
  })
  .get("/listings", queryOf(listingsQuery), async (c) => {
    const { stores: chosen, state, q, after } = c.req.valid("query");
    const question = { stores: chosen, state: state ?? null };
    const page = q
      ? await searchListings(c.var.kit, askingOf(c), q, question)
      : await listListings(c.var.kit, askingOf(c), question, readCursor(after));
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/listings/counts", async (c) => c.json({ stores: await countListings(c.var.kit, askingOf(c)) }))
  .get("/listings/exact", queryOf(z.object({ stores: storeList })), async (c) =>
    c.json(await findExact(c.var.kit, askingOf(c), c.req.valid("query").stores)),
  )
  .get("/listings/unmapped.csv", queryOf(z.object({ stores: storeList })), async (c) => {
    const text = await exportUnmapped(c.var.kit, askingOf(c), c.req.valid("query").stores);
    return c.body(text, 200, { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="unmapped.csv"' });
  })
  .get("/listings/:store/:sku", async (c) => c.json(await suggestFor(c.var.kit, askingOf(c), c.req.param())))
  .post("/mappings", jsonBody(z.object({ mappings })), async (c) =>
    c.json(await mapListings(c.var.kit, askingOf(c), c.req.valid("json").mappings)),
  )
  .post("/mappings/sheet", jsonBody(z.object({ text: z.string().max(SHEET_BYTES_MAX), apply: z.boolean() })), async (c) => {
    const { text, apply } = c.req.valid("json");
    return c.json(await takeSheet(c.var.kit, askingOf(c), text, apply));
  })
  .post("/mappings/:id/undo", jsonBody(z.object({})), async (c) => c.json(await undoMapping(c.var.kit, askingOf(c), c.req.param("id"))));
