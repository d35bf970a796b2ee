/** The stores' door: TikTok apps, stores and their switches, and both ways to connect one. */
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import * as z from "zod";
import { askingOf, type Door, jsonBody } from "../door.ts";
import { MARKETPLACES, REGIONS } from "../tiktok/authorization.ts";
import { changeStore, createStore, disconnectStore } from "./actions.ts";
import { endRotation, listApps, saveApp } from "./apps.ts";
import { connectChosen, listChoices } from "./choose.ts";
import { ATTEMPT_MINUTES, beginConnect, type ConnectOrder, type ConnectResult, claimConsent, findClaim, finishConnect } from "./connect.ts";
import { listStores, openStorePage } from "./list.ts";
import { storeChange, storeForm } from "./store.ts";

const STATE_COOKIE = "tillside-connect";
const region = z.enum(REGIONS);
const id = z.string().min(1).max(40);

export const storeRoutes = new Hono<Door>()
  .get("/marketplaces", (c) => c.json({ marketplaces: MARKETPLACES }))
  .get("/tiktok-apps", async (c) => c.json(await listApps(c.var.kit, askingOf(c))))
  .put(
    "/tiktok-apps/:region",
    jsonBody(
      z.object({
        appKey: z.string().trim().min(1).max(100),
        serviceId: z.string().trim().min(1).max(100),
        secret: z.string().trim().min(8).max(200).optional(),
      }),
    ),
    async (c) => {
      await saveApp(c.var.kit, askingOf(c), region.parse(c.req.param("region")), c.req.valid("json"));
      return c.json({ ok: true });
    },
  )
  .post("/tiktok-apps/:region/end-rotation", jsonBody(z.object({})), async (c) => {
    await endRotation(c.var.kit, askingOf(c), region.parse(c.req.param("region")));
    return c.json({ ok: true });
  })
  .get("/stores", async (c) => c.json({ stores: await listStores(c.var.kit, askingOf(c)) }))
  .post("/stores", jsonBody(storeForm), async (c) => c.json(await createStore(c.var.kit, askingOf(c), c.req.valid("json"))))
  .get("/stores/:id", async (c) => c.json(await openStorePage(c.var.kit, askingOf(c), c.req.param("id"))))
  .patch("/stores/:id", jsonBody(z.object({ version: z.number().int(), change: storeChange })), async (c) => {
    const { version, change } = c.req.valid("json");
    await changeStore(c.var.kit, askingOf(c), c.req.param("id"), version, change);
    return c.json({ ok: true });
  })
  .post("/stores/:id/authorize", jsonBody(z.object({})), async (c) => sendToTikTok(c, { storeId: c.req.param("id") }))
  .post("/stores/:id/disconnect", jsonBody(z.object({})), async (c) => {
    await disconnectStore(c.var.kit, askingOf(c), c.req.param("id"));
    return c.json({ ok: true });
  })
  .post("/connect", jsonBody(z.object({ marketplace: id })), async (c) => sendToTikTok(c, { marketplace: c.req.valid("json").marketplace }))
  .get("/authorizations/:id/shops", async (c) => c.json(await listChoices(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/authorizations/:id/shops", jsonBody(z.object({ shopIds: z.array(id).max(50), storeId: id.nullable() })), async (c) => {
    const { shopIds, storeId } = c.req.valid("json");
    return c.json(await connectChosen(c.var.kit, askingOf(c), c.req.param("id"), shopIds, storeId));
  })
  .get("/claims/:id", async (c) => c.json(await findClaim(c.var.kit, askingOf(c), c.req.param("id"))))
  .post("/claims/:id", jsonBody(z.object({ storeId: id.nullable() })), async (c) => {
    const result = await claimConsent(c.var.kit, askingOf(c), c.req.param("id"), c.req.valid("json").storeId);
    return c.json({ to: addressOf(result) });
  });

async function sendToTikTok(c: Context<Door>, order: ConnectOrder) {
  const { url, state } = await beginConnect(c.var.kit, askingOf(c), order);
  const secure = c.env.APP_URL.startsWith("https:");
  setCookie(c, STATE_COOKIE, state, { path: "/connect", httpOnly: true, secure, sameSite: "Lax", maxAge: ATTEMPT_MINUTES * 60 });
  return c.json({ url });
}

/** Where TikTok sends the seller's browser back to; registered with the app in Partner Center. */
export const connectRoutes = new Hono<Door>().get("/tiktok/:region", async (c) => {
  const from = region.parse(c.req.param("region").toUpperCase());
  const query = new URL(c.req.url).searchParams;
  const browser = { state: getCookie(c, STATE_COOKIE) ?? null, address: c.req.header("cf-connecting-ip") ?? "" };
  const result = await finishConnect(c.var.kit, c.get("asking"), from, query, browser);
  setCookie(c, STATE_COOKIE, "", { path: "/connect", maxAge: 0 });
  return c.redirect(addressOf(result));
});

/** The page that says what became of it. */
function addressOf(result: ConnectResult): string {
  switch (result.to) {
    case "store":
      return `/stores/${result.storeId}?${new URLSearchParams({ connect: result.connect, ...result.facts })}`;
    case "app":
      return `/app-store/tiktok-shop?${new URLSearchParams({ connect: result.connect, ...result.facts })}`;
    case "choose":
      return `/app-store/tiktok-shop/choose?${new URLSearchParams({ authorization: result.authorizationId, store: result.storeId ?? "", marketplace: result.marketplace })}`;
    case "claim":
      return `/app-store/tiktok-shop/claim?${new URLSearchParams({ claim: result.claimId })}`;
    case "sign-in":
      return "/sign-in?reason=connect";
  }
}
