// What everything is held against in the same run: two routes of the same Worker that do nothing, and read one row. They stand in front of the
// product here and nowhere else. And webhooks, signed as TikTok signs them.
import { createHmac } from "node:crypto";
import { APP, type Stand } from "./stand.ts";

const NOTHING = "/webhooks/bench/nothing";
export const ONE_ROW = "/webhooks/bench/row";

export const CONTROL_ENTRY = `
import * as product from "./index.js";
export const { AuthorizationRoom, QuotaRoom, TicketRoom, MailboxRoom } = product;
const answer = async (request, env, context) => {
  const { pathname } = new URL(request.url);
  if (pathname === "${NOTHING}") { await request.arrayBuffer(); return new Response(null); }
  if (pathname === "${ONE_ROW}") return Response.json((await env.DB.prepare("SELECT name FROM user WHERE id = ?").bind("usr_bench00").all()).results);
  return product.default.fetch(request, env, context);
};
export default { ...product.default, fetch: answer };
`;

/** One push of TikTok's about an order, whoever's; answers the status. */
export async function push(stand: Stand, shopId: string, orderId: string): Promise<number> {
  const body = JSON.stringify({
    type: 1,
    tts_notification_id: `${shopId}-${orderId}`,
    shop_id: shopId,
    timestamp: Math.floor(Date.now() / 1000),
    data: { order_id: orderId },
  });
  const authorization = createHmac("sha256", APP.appSecret).update(`${APP.appKey}${body}`).digest("hex");
  return send(`${stand.tillside.url}/webhooks/tiktok/us`, body, { authorization });
}

export const pushNothing = (stand: Stand, body: string) => send(stand.tillside.url + NOTHING, body, {});

async function send(address: string, body: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  await answer.arrayBuffer();
  return answer.status;
}

/** Does `act` for each number below `count`, `width` of them at a time; answers how long each took. */
export async function crowd(count: number, width: number, act: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < count; at = next++) {
      const begun = performance.now();
      await act(at);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return times;
}
