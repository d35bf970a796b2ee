/** The door of returns made by hand: lists, one of them, the buyer's details, and what is done. */
import { Hono } from "hono";
import * as z from "zod";
import { PHASES } from "../aftersales/case.ts";
import { listShelves, receiveWish } from "../aftersales/receive.ts";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { storeList } from "../stores/asked.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { RIGHTS } from "../team/rights.ts";
import { askCustomer, beginReturn, beginWish, closeReturn, receiveOwn } from "./actions.ts";
import { countOwnReturns, findOwnReturns, listOwnOfOrder, listOwnReturns } from "./list.ts";
import { openOwnReturn, type SeenReturn } from "./page.ts";
import { detailsWish, purgeDetails, readDetails, typeDetails } from "./person.ts";

const listQuery = z.object({ stores: storeList, phase: z.enum(PHASES).default("waiting"), after: z.string().max(60).optional() });

/** There, deleted, or never told; the details themselves for whoever may see them. */
function tellPerson(kit: Parameters<typeof readDetails>[0], { details, bits, row }: SeenReturn) {
  const isHidden = (bits & RIGHTS.personal) === 0;
  const shown = details && !isHidden ? readDetails(kit, details) : null;
  const state = details ? "there" : row.purged_at !== null || row.phase > 0 ? "gone" : "missing";
  return {
    state: state as "there" | "gone" | "missing",
    isHidden: isHidden && details !== null,
    details: shown,
    source: details?.source ?? null,
    typedBy: details?.typist ?? null,
    typedAt: details?.typed_at ?? null,
    purgeAt: details?.purge_at ?? null,
  };
}

function tellReturn(seen: SeenReturn) {
  const { click: _c, turn: _t, phase, created_by: _b, asked_by: _a, purged_by: _p, closed_by: _e, ...row } = seen.row;
  return { ...row, phase: PHASES[phase] ?? "underway", ...seen.names };
}

export const ownReturnRoutes = new Hono<Door>()
  .get("/own-returns", queryOf(listQuery), async (c) => {
    const { after, ...filter } = c.req.valid("query");
    const page = await listOwnReturns(c.var.kit, askingOf(c), filter, readCursor(after));
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/own-returns/counts", queryOf(z.object({ stores: storeList })), async (c) =>
    c.json({ waiting: await countOwnReturns(c.var.kit, askingOf(c), c.req.valid("query").stores) }),
  )
  .get("/own-returns/search", queryOf(z.object({ q: z.string().trim().max(40), stores: storeList })), async (c) => {
    const { q, stores: chosen } = c.req.valid("query");
    return c.json({ rows: await findOwnReturns(c.var.kit, askingOf(c), q, chosen) });
  })
  .get("/own-returns/:id", async (c) => {
    const seen = await openOwnReturn(c.var.kit, askingOf(c), c.req.param("id"));
    const shelves = seen.can.receive.ok ? await listShelves(c.var.kit, seen.row.store_id) : [];
    return c.json({ return: tellReturn(seen), units: seen.units, customer: tellPerson(c.var.kit, seen), can: seen.can, shelves });
  })
  .put("/own-returns/:id/details", jsonBody(detailsWish), async (c) => {
    await typeDetails(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"));
    return c.json({ ok: true });
  })
  .delete("/own-returns/:id/details", async (c) => {
    await purgeDetails(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post("/own-returns/:id/ask", jsonBody(z.object({})), async (c) => c.json(await askCustomer(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/own-returns/:id/receive", jsonBody(receiveWish), async (c) =>
    c.json(await receiveOwn(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/own-returns/:id/close", jsonBody(z.object({})), async (c) => {
    await closeReturn(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .get("/orders/:id/own-returns", async (c) => c.json(await listOwnOfOrder(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/:id/own-returns", jsonBody(beginWish), async (c) =>
    c.json(await beginReturn(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  );
