/** Hangs each room's routes on /api and exports the type the browser is built against. */
import { Hono } from "hono";
import { aftersaleRoutes } from "./aftersales/routes.ts";
import { backupRoutes } from "./backup/routes.ts";
import { balancingRoutes } from "./balancing/routes.ts";
import { bulkRoutes } from "./bulk/routes.ts";
import { bulletinRoutes } from "./bulletins/routes.ts";
import { answerFailure, type Door, documentOf404, guardAnswers, logRequest, openDoor, refuseStrangers } from "./door.ts";
import { passwordRoutes } from "./factors/password-routes.ts";
import { factorRoutes, signInRoutes } from "./factors/routes.ts";
import { fbtRoutes } from "./fbt/routes.ts";
import { gapRoutes } from "./gaps/routes.ts";
import { helpdeskRoutes } from "./helpdesk/routes.ts";
import { insightRoutes } from "./insights/routes.ts";
import { inventoryRoutes } from "./inventory/routes.ts";
import { labelRoutes } from "./labels/routes.ts";
import { mailRoutes } from "./letters/routes.ts";
import { limitAsking } from "./limits.ts";
import { mailboxRoutes } from "./mailbox/routes.ts";
import { notificationRoutes } from "./notifications/routes.ts";
import { orderRoutes } from "./orders/routes.ts";
import { ownReturnRoutes } from "./ownreturns/routes.ts";
import { personRoutes } from "./persons/routes.ts";
import { evidenceRoutes } from "./pictures/evidence.ts";
import { pointRoutes } from "./points/routes.ts";
import { retentionRoutes } from "./retention/routes.ts";
import { rotaRoutes } from "./rota/routes.ts";
import { ruleRoutes } from "./rules/routes.ts";
import { shippingRoutes } from "./shipping/routes.ts";
import { slaRoutes } from "./sla/routes.ts";
import { stockRoutes } from "./stock/routes.ts";
import { connectRoutes, storeRoutes } from "./stores/routes.ts";
import { syncRoutes } from "./sync/routes.ts";
import { webhookRoutes } from "./sync/webhooks.ts";
import { teamRoutes } from "./team/routes.ts";
import { readSession } from "./team/session.ts";
import { templateRoutes } from "./templates/routes.ts";
import { ticketRoutes } from "./thread/routes.ts";
import { orderJobRoutes } from "./workload/job-routes.ts";
import { workloadRoutes } from "./workload/routes.ts";

const rooms = new Hono<Door>()
  .route("/", teamRoutes)
  .route("/", factorRoutes)
  .route("/", passwordRoutes)
  .route("/", storeRoutes)
  .route("/", gapRoutes)
  .route("/", pointRoutes)
  .route("/", stockRoutes)
  .route("/", fbtRoutes)
  .route("/", inventoryRoutes)
  .route("/", balancingRoutes)
  .route("/", orderJobRoutes)
  .route("/", workloadRoutes)
  .route("/", orderRoutes)
  .route("/", shippingRoutes)
  .route("/", aftersaleRoutes)
  .route("/", labelRoutes)
  .route("/", slaRoutes)
  .route("/", notificationRoutes)
  .route("/", evidenceRoutes)
  .route("/", mailboxRoutes)
  .route("/", ticketRoutes)
  .route("/", mailRoutes)
  .route("/", templateRoutes)
  .route("/", ownReturnRoutes)
  .route("/", rotaRoutes)
  .route("/", ruleRoutes)
  .route("/", bulkRoutes)
  .route("/", insightRoutes)
  .route("/", helpdeskRoutes)
  .route("/", bulletinRoutes)
  .route("/", personRoutes)
  .route("/", retentionRoutes)
  .route("/", backupRoutes)
  .route("/", syncRoutes);

export type Api = typeof rooms;

const open = openDoor((request, env, now) => readSession(request, env.APP_URL, env.SESSION_SECRET, now));

/** Answers of the API are somebody's own: no cache between us and them keeps any. */
const api = new Hono<Door>()
  .use(open, logRequest, limitAsking)
  .use(async (c, next) => {
    await next();
    if (c.res.status !== 101) c.res.headers.set("cache-control", "no-store");
  })
  .route("/auth", signInRoutes)
  .use(refuseStrangers)
  .route("/", rooms)
  .all("*", documentOf404);

export const door = new Hono<Door>()
  .onError(answerFailure)
  .use(guardAnswers)
  .route("/webhooks", new Hono<Door>().use(open).route("/", webhookRoutes))
  .route("/connect", new Hono<Door>().use(open, logRequest).route("/", connectRoutes))
  .route("/api", api);
