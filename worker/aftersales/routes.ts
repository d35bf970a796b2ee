/** The door of cancellations, returns and refunds: lists, one case, what may be answered, and the acts. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody, queryOf } from "../door.ts";
import { storeList } from "../stores/asked.ts";
import { readCursor, writeCursor } from "../team/pages.ts";
import { answer, answerWish, mayAnswer, offerAnswers } from "./answer.ts";
import { canCancelAny, cancel, cancelWish, offerCancel, reckonCancel } from "./cancel.ts";
import { PHASES } from "./case.ts";
import { countWaiting, findCases, listCases } from "./list.ts";
import { openOrdered } from "./ordered.ts";
import { listOfOrder, openCase, readRecords, showCase } from "./page.ts";
import { EVIDENCE_LIMITS } from "./photos.ts";
import { listShelves, mayReceive, receive, receiveWish } from "./receive.ts";
import { mayRefund, offerRefund, reckonRefund, refund, refundAsk, refundWish } from "./refund.ts";
import { KINDS } from "./table.ts";
import { maySettleUntold, settleUntold, untoldWish } from "./untold.ts";

const listQuery = z.object({
  stores: storeList,
  kind: z.enum(KINDS).default("return"),
  phase: z.enum(PHASES).default("waiting"),
  type: z.string().max(40).optional(),
  status: z.string().max(60).optional(),
  after: z.string().max(60).optional(),
});

const cases = new Hono<Door>()
  .get("/aftersales", queryOf(listQuery), async (c) => {
    const { after, ...filter } = c.req.valid("query");
    const page = await listCases(c.var.kit, askingOf(c), filter, readCursor(after));
    return c.json({ ...page, next: writeCursor(page.next) });
  })
  .get("/aftersales/counts", queryOf(z.object({ stores: storeList })), async (c) =>
    c.json({ counts: await countWaiting(c.var.kit, askingOf(c), c.req.valid("query").stores) }),
  )
  .get("/aftersales/search", queryOf(z.object({ q: z.string().trim().max(40), stores: storeList })), async (c) => {
    const { q, stores: chosen } = c.req.valid("query");
    return c.json({ rows: await findCases(c.var.kit, askingOf(c), q, chosen) });
  })
  .get("/aftersales/:id", async (c) => {
    const seen = await openCase(c.var.kit, askingOf(c), c.req.param("id"));
    const { row, units, acts } = seen;
    const can = { answer: mayAnswer(seen), receive: mayReceive(seen) };
    const shelves = can.receive.ok ? await listShelves(c.var.kit, row.store_id) : [];
    return c.json({ case: showCase(row), units, acts, can, shelves, isByTikTok: seen.isByTikTok });
  })
  .get("/aftersales/:id/answers", async (c) =>
    c.json({ answers: await offerAnswers(c.var.kit, askingOf(c), c.req.param("id")), evidence: EVIDENCE_LIMITS }),
  )
  .get("/aftersales/:id/records", async (c) => c.json({ records: await readRecords(c.var.kit, askingOf(c), c.req.param("id")) }))
  .post("/aftersales/:id/answer", jsonBody(answerWish), async (c) =>
    c.json(await answer(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/aftersales/:id/receive", jsonBody(receiveWish), async (c) =>
    c.json(await receive(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  );

const ofOrders = new Hono<Door>()
  .get("/orders/:id/aftersales", async (c) => {
    const [id, signedIn] = [c.req.param("id"), askingOf(c)];
    const [all, ordered] = await Promise.all([listOfOrder(c.var.kit, signedIn, id), openOrdered(c.var.kit, signedIn, id)]);
    const can = { cancel: canCancelAny(ordered), refund: mayRefund(ordered), untold: maySettleUntold(ordered) };
    return c.json({ ...all, can, isByTikTok: ordered.order.fulfilled_by === "store" });
  })
  .get("/orders/:id/cancel", async (c) => c.json(await offerCancel(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/:id/cancel", jsonBody(cancelWish), async (c) =>
    c.json(await cancel(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/orders/:id/cancel/amount", jsonBody(cancelWish.pick({ units: true, reason: true })), async (c) =>
    c.json({ amount: await reckonCancel(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json")) }),
  )
  .get("/orders/:id/refund", async (c) => c.json(await offerRefund(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/orders/:id/refund", jsonBody(refundWish), async (c) =>
    c.json(await refund(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/orders/:id/refund/amount", jsonBody(refundAsk), async (c) =>
    c.json({ amount: await reckonRefund(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json")) }),
  )
  .post("/orders/:id/untold", jsonBody(untoldWish), async (c) =>
    c.json(await settleUntold(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json"))),
  );

export const aftersaleRoutes = new Hono<Door>().route("/", cases).route("/", ofOrders);
