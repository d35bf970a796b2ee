/** The door to the work itself: for admins how it fares, what was given up, and pulling now; for monitors, who sign in nowhere, whether all is
 *  well. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { requireRight } from "../team/rights.ts";
import { dismissOne, listLetters, replayAll, replayOne } from "./letters.ts";
import { ASKS_WINDOW_SECONDS, takeVitals } from "./monitor.ts";
import { openHealthPage, retryItems } from "./page.ts";

/** One thing, or all of the store's. */
const failedWish = z.object({
  store: z.string().min(1).max(40),
  kind: z.enum(["order", "conversation", "product", "cancellation", "return"]).optional(),
  item: z.string().min(1).max(60).optional(),
});

export const syncRoutes = new Hono<Door>()
  .get("/health", async (c) => {
    const { status, trouble, oldestWorkSeconds } = await takeVitals(c.var.kit, c.req.header("cf-connecting-ip") ?? "");
    if (status === 429) c.header("retry-after", String(ASKS_WINDOW_SECONDS));
    return c.json({ well: status === 200, trouble, oldestWorkSeconds }, status);
  })
  .get("/health/page", async (c) => c.json(await openHealthPage(c.var.kit, askingOf(c))))
  .post("/health/retry", jsonBody(failedWish), async (c) =>
    c.json({ count: await retryItems(c.var.kit, askingOf(c), c.req.valid("json")) }),
  )
  .get("/dead-letters", async (c) => c.json(await listLetters(c.var.kit, askingOf(c))))
  .post("/dead-letters/replay", jsonBody(z.object({})), async (c) => c.json({ count: await replayAll(c.var.kit, askingOf(c)) }))
  .post("/dead-letters/:id/replay", jsonBody(z.object({})), async (c) => {
    await replayOne(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .delete("/dead-letters/:id", async (c) => {
    await dismissOne(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post("/stores/:id/pull", jsonBody(z.object({})), async (c) => {
    const store = c.req.param("id");
    await requireRight(c.var.kit, askingOf(c), store, "manage");
    await c.env.LIVE.sendBatch([
      { body: { do: "reconcile-orders", store } },
      { body: { do: "reconcile-aftersales", store } },
      { body: { do: "sweep-conversations", store } },
    ]);
    return c.json({ ok: true });
  });
