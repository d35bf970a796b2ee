/** Hangs each room's routes on /api and exports the type the browser is built against. */
import { Hono } from "hono";
import { bringBackFirst } from "./archiving/routes.ts";
import { answerFailure, type Door, documentOf404, guardAnswers, logRequest, openDoor, refuseStrangers } from "./door.ts";
import { signInRoutes } from "./factors/routes.ts";
import { limitAsking } from "./limits.ts";
import * as all from "./rooms.ts";
import { connectRoutes } from "./stores/routes.ts";
import { webhookRoutes } from "./sync/webhooks.ts";
import { readSession } from "./team/session.ts";

/** Where one room's address has a word and another's an id, as /orders/views and /orders/:id, the room with the word is hung up first. Of the
 *  others no two have an address in common. */
const { orderJobRoutes, workloadRoutes, mailboxRoutes, ...others } = all;

const rooms = new Hono<Door>()
  .use("/orders/:id/*", bringBackFirst)
  .use("/aftersales/:id/*", bringBackFirst)
  .use("/own-returns/:id/*", bringBackFirst);

for (const room of [orderJobRoutes, workloadRoutes, mailboxRoutes, ...Object.values(others)]) rooms.route("/", room);

/** One room or another: a client of such a type calls the routes of all. */
export type Api = (typeof all)[keyof typeof all];

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
  .route("/connect", new Hono<Door>().use(open, logRequest, limitAsking).route("/", connectRoutes))
  .route("/api", api);
