/** A connected store's line to TikTok: every call goes through here, in its turn, with a living token, and comes back as data or as a
 *  failure whose verdict says what to do. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Kit } from "../env.ts";
import type { Line } from "../tiktok/client.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import type { ChatCaller } from "./quota-room.ts";
import type { StoreRow } from "./table.ts";

const REFUSED_TRIES_MAX = 3;

/** Who is waiting for the answer decides the turn and, for chats, the share of the day's quota. */
export type Caller = ChatCaller;

export interface Shop {
  store: StoreRow;
  /** Any call but chat. */
  call<T>(caller: Caller, act: (line: Line) => Promise<T>): Promise<T>;
  /** Chat calls count against a daily quota. */
  chat<T>(caller: Caller, act: (line: Line) => Promise<T>): Promise<T>;
}

export async function findStore(kit: Kit, id: string): Promise<StoreRow | null> {
  return kit.db.first<StoreRow>(sql`SELECT * FROM store WHERE id = ${id}`);
}

export function openShop(kit: Kit, store: StoreRow): Shop {
  return {
    store,
    call: async (caller, act) => callShop(kit, requireWay(store), caller, act),
    chat: async (caller, act) => {
      // First: nothing is asked of TikTok for a store that is not connected, so nothing of the day that all share is taken for it.
      const way = requireWay(store);
      const quota = kit.env.QUOTA.getByName(quotaName(kit, store));
      const taken = await quota.take(caller);
      if (!taken.ok)
        throw new TikTokFailure({ code: CODES.chatQuota, words: "today's chat calls are used up", verdict: "retry", outcome: "none" });
      try {
        return await callShop(kit, way, caller, act);
      } catch (failure) {
        if (failure instanceof TikTokFailure && failure.code === CODES.chatQuota) await quota.exhaust();
        throw failure;
      }
    },
  };
}

/** Whether this caller's share of the day's chat calls is not yet used up. Takes none. */
export async function hasChatsLeft(kit: Kit, store: StoreRow, caller: Caller): Promise<boolean> {
  return (await kit.env.QUOTA.getByName(quotaName(kit, store)).take(caller, 0)).ok;
}

/** TikTok does not say whether the chat quota is per app or per shop; the strict reading is the default. */
export function quotaName(kit: Kit, store: Pick<StoreRow, "shop_id" | "marketplace">): string {
  if (kit.env.CHAT_QUOTA_SCOPE === "shop") return `shop:${store.shop_id}`;
  return `app:${store.marketplace === "US" ? "US" : "ROW"}`;
}

/** What a call needs to know of a store's way to its shop. */
interface Way {
  authorizationId: string;
  shopId: string;
  cipher: string;
}

function requireWay({ authorization_id, shop_id, shop_cipher, state }: StoreRow): Way {
  if (!authorization_id || !shop_id || !shop_cipher || state !== "connected") throw lostConsent("not connected");
  return { authorizationId: authorization_id, shopId: shop_id, cipher: shop_cipher };
}

async function callShop<T>(
  kit: Kit,
  { authorizationId, shopId, cipher }: Way,
  caller: Caller,
  act: (line: Line) => Promise<T>,
): Promise<T> {
  const room = kit.env.AUTHORIZATION.getByName(authorizationId);
  let stale = "";
  for (let attempt = 1; ; attempt += 1) {
    const pass = await room.pass(shopId, caller === "person");
    if (!pass.ok) {
      if (pass.because === "reauthorize") throw lostConsent("the authorization has ended");
      throw new TikTokFailure({ code: null, words: pass.because, verdict: "retry", outcome: "none" });
    }
    if (pass.waitMs > 0) await kit.wait(pass.waitMs);
    const line: Line = {
      apiUrl: kit.env.TIKTOK_API_URL,
      app: pass.app,
      accessToken: pass.accessToken,
      cipher,
      now: kit.now,
      fetch: kit.fetch,
    };
    try {
      return await act(line);
    } catch (caught) {
      const failure = asFailure(caught);
      if ((failure.code === CODES.tokenExpired || failure.isTokenRefused) && attempt === 1) {
        stale = pass.accessToken;
        await room.renew(stale);
        continue;
      }
      // No refresh came of it, and TikTok has not said that none will: whether the consent lives is not known yet.
      if (failure.isTokenRefused && pass.accessToken === stale) throw failure.withVerdict("retry");
      if (failure.code === CODES.signatureInvalid && attempt === 1 && (await room.hasOtherSecret(pass.app.secret))) continue;
      if (failure.code === CODES.tooManyRequests) {
        await room.slowDown(shopId);
        // Refused unread, so asking again does nothing twice: waiting a moment costs less than a button pressed again, or a job begun anew.
        if (attempt < REFUSED_TRIES_MAX) continue;
      }
      const isDead = failure.code === CODES.tokenInvalid || failure.isTokenRefused;
      if (isDead && !(await room.lose(pass.accessToken, failure.words)) && attempt === 1) continue;
      throw failure;
    }
  }
}

const lostConsent = (words: string) => new TikTokFailure({ code: null, words, verdict: "reauthorize", outcome: "none" });

/** An answer that is not shaped as documented is our misunderstanding, and may have had its effect. */
function asFailure(caught: unknown): TikTokFailure {
  if (caught instanceof TikTokFailure) return caught;
  if (caught instanceof z.ZodError) {
    const words = `unexpected answer at ${caught.issues[0]?.path.join(".") || "its top"}`;
    return new TikTokFailure({ code: null, words, verdict: "bug", outcome: "unknown" });
  }
  throw caught;
}
