/** The stock's door: levels and what explains them, what people do with stock, warehouses and each store's order of them. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { archiveWarehouse, changeWarehouse, createFbtWarehouse, createWarehouse } from "./actions.ts";
import { adjustStock, countStock, receiveStock, scrapStock, transferStock } from "./acts.ts";
import { applyCounts, exportShelf, tryCounts } from "./counts.ts";
import { explainLevel, type LedgerCursor, listWaiting, recountLevel } from "./history.ts";
import { listStock, listWarehouses, STOCK_VIEWS } from "./list.ts";
import { COUNT_ROWS_MAX, COUNT_SHEET_BYTES_MAX } from "./sheet.ts";
import { changeSources, openSources } from "./sources.ts";
import { ADJUST_REASONS, sourcesForm, warehouseForm, warehouseId, warehouseName } from "./warehouse.ts";

/** What one act may move, and what a shelf may be counted as. */
const PIECES_MAX = 1_000_000;
const NOTE_CHARACTERS_MAX = 200;

const id = z.string().min(1).max(40);
const spot = z.object({ click: z.string().min(8).max(64), warehouse: warehouseId, item: id });
const qty = z.number().int().min(1).max(PIECES_MAX);
const level = z.number().int().min(-PIECES_MAX).max(PIECES_MAX);

/** A ledger page's end travels as text: the entry and the balance before it. */
const writeLedgerCursor = (cursor: LedgerCursor | null) =>
  cursor && [cursor.id, cursor.on_hand, cursor.allocated, cursor.unsellable].join("_");

function readLedgerCursor(text: string | undefined): LedgerCursor | null {
  const [at, on_hand, allocated, unsellable] = /^\d{1,15}(_-?\d{1,15}){3}$/.test(text ?? "") ? (text ?? "").split("_").map(Number) : [];
  return at === undefined || on_hand === undefined || allocated === undefined || unsellable === undefined
    ? null
    : { id: at, on_hand, allocated, unsellable };
}

const counts = z
  .array(
    z.object({ line: z.number().int().min(1), warehouse: warehouseId, item: id, to: z.number().int().min(0).max(PIECES_MAX), seen: level }),
  )
  .min(1)
  .max(COUNT_ROWS_MAX);
const text = z.string().max(100).default("");
const listQuery = z.object({ view: z.enum(STOCK_VIEWS).default("all"), q: text, after: text });
const after = z.object({ after: z.string().max(100).optional() });

export const stockRoutes = new Hono<Door>()
  .get("/stock", queryOf(listQuery), async (c) => c.json(await listStock(c.var.kit, askingOf(c), c.req.valid("query"))))
  .get("/stock/:item/waiting", queryOf(after), async (c) => {
    const page = await listWaiting(c.var.kit, askingOf(c), c.req.param("item"), readCursor(c.req.valid("query").after));
    return c.json({ rows: page.rows, next: writeCursor(page.next) });
  })
  .get("/stock/:item/:warehouse/ledger", queryOf(after), async (c) => {
    const page = await explainLevel(c.var.kit, askingOf(c), c.req.param(), readLedgerCursor(c.req.valid("query").after));
    return c.json({ ...page, next: writeLedgerCursor(page.next) });
  })
  .get("/stock/:item/:warehouse/recount", async (c) => c.json(await recountLevel(c.var.kit, askingOf(c), c.req.param())))
  .post("/stock/receive", jsonBody(spot.extend({ qty, note: z.string().trim().max(NOTE_CHARACTERS_MAX).nullable() })), async (c) => {
    const wish = c.req.valid("json");
    return c.json({ level: await receiveStock(c.var.kit, askingOf(c), wish, { qty: wish.qty, note: wish.note || null }) });
  })
  .post("/stock/count", jsonBody(spot.extend({ to: z.number().int().min(0).max(PIECES_MAX), seen: level })), async (c) => {
    const wish = c.req.valid("json");
    return c.json({ level: await countStock(c.var.kit, askingOf(c), wish, wish) });
  })
  .post("/stock/adjust", jsonBody(spot.extend({ by: level, reason: z.enum(ADJUST_REASONS) })), async (c) => {
    const wish = c.req.valid("json");
    return c.json({ level: await adjustStock(c.var.kit, askingOf(c), wish, wish) });
  })
  .post("/stock/scrap", jsonBody(spot.extend({ qty, from: z.enum(["on-hand", "unsellable"]) })), async (c) => {
    const wish = c.req.valid("json");
    return c.json({ level: await scrapStock(c.var.kit, askingOf(c), wish, wish) });
  })
  .post("/stock/transfer", jsonBody(spot.extend({ qty, to: warehouseId, isCertain: z.boolean() })), async (c) => {
    const wish = c.req.valid("json");
    return c.json({ level: await transferStock(c.var.kit, askingOf(c), wish, wish) });
  })
  .get("/warehouses/:id/counts.csv", async (c) => {
    const sheet = await exportShelf(c.var.kit, askingOf(c), c.req.param("id"));
    return c.body(sheet, 200, { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="counts.csv"' });
  })
  .post("/stock/sheet", jsonBody(z.object({ text: z.string().max(COUNT_SHEET_BYTES_MAX) })), async (c) =>
    c.json(await tryCounts(c.var.kit, askingOf(c), c.req.valid("json").text)),
  )
  .post("/stock/counts", jsonBody(z.object({ click: z.string().min(8).max(64), counts })), async (c) => {
    const wish = c.req.valid("json");
    return c.json(await applyCounts(c.var.kit, askingOf(c), wish.click, wish.counts));
  })
  .get("/warehouses", async (c) => c.json(await listWarehouses(c.var.kit, askingOf(c))))
  .post("/warehouses", jsonBody(warehouseForm), async (c) => c.json(await createWarehouse(c.var.kit, askingOf(c), c.req.valid("json"))))
  .put("/warehouses/:id", jsonBody(z.object({ seen: warehouseForm, warehouse: warehouseForm })), async (c) => {
    const { seen, warehouse } = c.req.valid("json");
    await changeWarehouse(c.var.kit, askingOf(c), c.req.param("id"), seen, warehouse);
    return c.json({ ok: true });
  })
  .put("/warehouses/:id/archived", jsonBody(z.object({ archived: z.boolean() })), async (c) => {
    await archiveWarehouse(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").archived);
    return c.json({ ok: true });
  })
  .post("/stores/:id/fbt-warehouse", jsonBody(z.object({ name: warehouseName })), async (c) =>
    c.json(await createFbtWarehouse(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").name)),
  )
  .get("/stores/:id/warehouses", async (c) => c.json(await openSources(c.var.kit, askingOf(c), c.req.param("id"))))
  .put("/stores/:id/warehouses", jsonBody(z.object({ version: z.number().int(), warehouses: sourcesForm })), async (c) => {
    const { version, warehouses } = c.req.valid("json");
    await changeSources(c.var.kit, askingOf(c), c.req.param("id"), version, warehouses);
    return c.json({ ok: true });
  });
