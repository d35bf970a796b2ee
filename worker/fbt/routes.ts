/** The FBT page's door: goods in TikTok's warehouses, what is on its way there, a file of it, and reading it now. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { storeList } from "../stores/asked.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { compareAnew, refreshStock } from "./actions.ts";
import { writeGoods } from "./file.ts";
import { listInbounds } from "./inbound-list.ts";
import { listFbtStores, listGoods, searchGoods } from "./list.ts";

const QUERY_CHARACTERS_MAX = 200;
const words = z.string().max(QUERY_CHARACTERS_MAX).default("");
const goodsQuery = z.object({ stores: storeList, apart: z.literal("1").optional(), q: words, after: z.string().max(60).optional() });
const anew = z.object({ store: z.string().max(40), goods: z.string().max(40), seen: z.number().int() });

export const fbtRoutes = new Hono<Door>()
  .get("/fbt/goods", queryOf(goodsQuery), async (c) => {
    const { stores: chosen, apart, q, after } = c.req.valid("query");
    const question = { stores: chosen, isApart: apart === "1" };
    const page =
      q.trim() === ""
        ? await listGoods(c.var.kit, askingOf(c), question, readCursor(after))
        : await searchGoods(c.var.kit, askingOf(c), q, question);
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/fbt/goods.csv", queryOf(goodsQuery), async (c) => {
    const { stores: chosen, apart, q } = c.req.valid("query");
    const text = await writeGoods(c.var.kit, askingOf(c), { stores: chosen, isApart: apart === "1" }, q.trim());
    return c.body(text, 200, { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="fbt-stock.csv"' });
  })
  .get("/fbt/inbounds", queryOf(z.object({ stores: storeList, after: z.string().max(60).optional() })), async (c) => {
    const { stores: chosen, after } = c.req.valid("query");
    const page = await listInbounds(c.var.kit, askingOf(c), chosen, readCursor(after));
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/fbt/stores", async (c) => c.json({ stores: await listFbtStores(c.var.kit, askingOf(c)) }))
  .post("/stores/:id/fbt/refresh", jsonBody(z.object({})), async (c) => {
    await refreshStock(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post("/fbt/goods/compare-anew", jsonBody(anew), async (c) => {
    await compareAnew(c.var.kit, askingOf(c), c.req.valid("json"));
    return c.json({ ok: true });
  });
