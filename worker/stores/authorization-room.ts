/** One seller's consent, alive: its tokens, their renewal, and the pace of its shops. Everything that calls TikTok for these shops asks here
 *  first, so that a thousand callers at the moment of expiry make one refresh. It sends no business call itself. */
import { sql } from "drizzle-orm";
import { type Kit, openKit } from "../env.ts";
import { refreshPair, type TokenPair } from "../tiktok/authorization.ts";
import type { AppCredentials } from "../tiktok/client.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { WholeRoom } from "../whole-room.ts";
import { forgetOpened, requireApp } from "./apps.ts";
import { openPace, type Pace, slowDown, takeTurn } from "./pace.ts";
import { isSealedWithOldKey, seal, sealAgain, sealingOf, unseal } from "./seal.ts";

/** A token this close to its end is renewed before it is used. */
const RENEW_AHEAD_SECONDS = 300;
/** The daily round renews tokens this far ahead, so that a day of TikTok's token host being down costs nothing. */
const RENEW_ROUND_AHEAD_SECONDS = 2 * 86_400;
/** A caller told to wait longer than this is better off coming back later. */
const WAIT_MS_MAX = 5_000;
/** After a refresh that TikTok did not answer, the next try waits this long. */
const RENEW_RETRY_MS = 15_000;

export type Pass =
  | { ok: true; app: AppCredentials; accessToken: string; waitMs: number }
  | { ok: false; because: "reauthorize" | "unavailable" | "busy"; retrySeconds: number };

/** What lies in storage. Both tokens are sealed and bound to this authorization. */
interface Kept {
  id: string;
  region: "US" | "ROW";
  access: string;
  refresh: string;
  accessExpiresTime: number;
  refreshExpiresTime: number;
}

export class AuthorizationRoom extends WholeRoom {
  #kept: Kept | null = null;
  #renewing: Promise<Kept | null> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #renewNotBefore = 0;
  readonly #paces = new Map<string, Pace>();

  /** A seller consented, or consented again. */
  async keep(id: string, region: "US" | "ROW", pair: TokenPair): Promise<void> {
    const kit = await openKit(this.env);
    await this.#inTurn(() => this.#store(kit, id, region, pair));
  }

  /** A turn to call TikTok for one shop, with the token to do it with. */
  async pass(shopId: string, isForPerson: boolean): Promise<Pass> {
    const kit = await openKit(this.env);
    // Where there is no pair, a new one may be about to be kept.
    const kept = (await this.#load()) ?? (await this.#inTurn(() => this.#load()));
    if (!kept) return { ok: false, because: "reauthorize", retrySeconds: 0 };
    const nowSeconds = kit.now() / 1000;
    let current: Kept | null = kept;
    if (kept.accessExpiresTime - nowSeconds < RENEW_AHEAD_SECONDS) {
      current = await this.#renewOnce(kit);
      if (!current) return { ok: false, because: "reauthorize", retrySeconds: 0 };
      // TikTok did not answer the refresh: the old token may still have minutes in it.
      if (current.accessExpiresTime <= nowSeconds) return { ok: false, because: "unavailable", retrySeconds: RENEW_RETRY_MS / 1000 };
    }
    const waitMs = takeTurn(this.#paceOf(shopId, kit.now()), kit.now(), isForPerson);
    if (waitMs > WAIT_MS_MAX) return { ok: false, because: "busy", retrySeconds: Math.ceil(waitMs / 1000) };
    const app = await requireApp(kit, current.region);
    const accessToken = unseal(this.env.SEAL_KEYS, ownerOf(current.id, "access"), current.access);
    return { ok: true, app: { key: app.key, secret: app.secret }, accessToken, waitMs };
  }

  /** TikTok said this token has expired. Whoever comes second finds it already renewed. */
  async renew(staleToken: string): Promise<void> {
    const kit = await openKit(this.env);
    const kept = await this.#load();
    if (!kept) return;
    if (unseal(this.env.SEAL_KEYS, ownerOf(kept.id, "access"), kept.access) === staleToken) await this.#renewOnce(kit);
  }

  /** TikTok refuses what this secret signed. Answers whether another one has been saved since. */
  async hasOtherSecret(staleSecret: string): Promise<boolean> {
    const kit = await openKit(this.env);
    const kept = await this.#load();
    if (!kept) return false;
    forgetOpened(kit);
    return (await requireApp(kit, kept.region)).secret !== staleSecret;
  }

  /** The nightly round: renews what would end soon, and seals again what lies under an older key. */
  async tend(): Promise<void> {
    const kit = await openKit(this.env);
    const kept = await this.#load();
    if (kept && kept.accessExpiresTime - kit.now() / 1000 < RENEW_ROUND_AHEAD_SECONDS) await this.#renewOnce(kit);
    await this.#inTurn(() => this.#sealAgain(kit));
  }

  async slowDown(shopId: string): Promise<void> {
    const { now } = await openKit(this.env);
    slowDown(this.#paceOf(shopId, now()), now());
  }

  /** TikTok no longer honours the consent of this token: the tokens are destroyed and every store on it says so. False where the seller has
   *  consented anew since the token was handed out, and what failed may be tried again. */
  async lose(refusedToken: string, reason: string): Promise<boolean> {
    const kit = await openKit(this.env);
    return this.#inTurn(async () => {
      const kept = await this.#load();
      if (!kept) return true;
      if (unseal(this.env.SEAL_KEYS, ownerOf(kept.id, "access"), kept.access) !== refusedToken) return false;
      await this.#lose(kit, kept.id, reason);
      return true;
    });
  }

  /** The last store on this consent was disconnected. */
  async forget(): Promise<void> {
    await this.#inTurn(() => this.#forget());
  }

  /** Whatever changes the pair does so after whoever began before it has written all it has to: a refresh of the old consent that comes back late,
   *  with a pair or a refusal, would otherwise undo the new one. */
  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(change);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #forget(): Promise<void> {
    this.#kept = null;
    await this.ctx.storage.deleteAll();
  }

  async #load(): Promise<Kept | null> {
    this.#kept ??= (await this.ctx.storage.get<Kept>("pair")) ?? null;
    return this.#kept;
  }

  #paceOf(shopId: string, now: number): Pace {
    let pace = this.#paces.get(shopId);
    if (!pace) {
      pace = openPace(now);
      this.#paces.set(shopId, pace);
    }
    return pace;
  }

  /** One refresh at a time, whoever asks. Null when the consent is lost; the kept pair unchanged when TikTok did not answer. */
  #renewOnce(kit: Kit): Promise<Kept | null> {
    this.#renewing ??= this.#inTurn(() => this.#renew(kit)).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(kit: Kit): Promise<Kept | null> {
    const kept = await this.#load();
    if (!kept || kit.now() < this.#renewNotBefore) return kept;
    const app = await requireApp(kit, kept.region);
    try {
      const refreshToken = unseal(this.env.SEAL_KEYS, ownerOf(kept.id, "refresh"), kept.refresh);
      const pair = await refreshPair({ authUrl: this.env.TIKTOK_AUTH_URL, fetch: kit.fetch }, app, refreshToken);
      return await this.#store(kit, kept.id, kept.region, pair);
    } catch (failure) {
      if (!(failure instanceof TikTokFailure)) throw failure;
      if (failure.verdict === "retry") {
        this.#renewNotBefore = kit.now() + RENEW_RETRY_MS;
        return kept;
      }
      await this.#lose(kit, kept.id, failure.words);
      return null;
    }
  }

  /** The pair is durable before anyone uses it: TikTok may already have retired the former one. */
  async #store(kit: Kit, id: string, region: "US" | "ROW", pair: TokenPair): Promise<Kept> {
    const sealing = sealingOf(kit);
    const kept: Kept = {
      id,
      region,
      access: seal(sealing, ownerOf(id, "access"), pair.accessToken),
      refresh: seal(sealing, ownerOf(id, "refresh"), pair.refreshToken),
      accessExpiresTime: pair.accessExpiresTime,
      refreshExpiresTime: pair.refreshExpiresTime,
    };
    await this.ctx.storage.put("pair", kept);
    this.#kept = kept;
    this.#renewNotBefore = 0;
    await kit.db.run(
      sql`UPDATE authorization SET state = 'connected', reason = NULL, access_expires_time = ${pair.accessExpiresTime},
        refresh_expires_time = ${pair.refreshExpiresTime}, scopes = ${JSON.stringify(pair.scopes)}, updated_at = ${kit.now()} WHERE id = ${id}`,
    );
    return kept;
  }

  async #lose(kit: Kit, id: string, reason: string): Promise<void> {
    await this.#forget();
    await kit.db.run(
      sql`UPDATE authorization SET state = 'reauthorize', reason = ${reason}, updated_at = ${kit.now()} WHERE id = ${id} AND state = 'connected'`,
      sql`UPDATE store SET state = 'reauthorize', reason = ${reason}, version = version + 1 WHERE authorization_id = ${id} AND state = 'connected'`,
    );
  }

  async #sealAgain(kit: Kit): Promise<void> {
    const kept = await this.#load();
    if (!kept || !isSealedWithOldKey(this.env.SEAL_KEYS, kept.access)) return;
    const again = (kind: "access" | "refresh") => sealAgain(sealingOf(kit), ownerOf(kept.id, kind), kept[kind]);
    this.#kept = { ...kept, access: again("access"), refresh: again("refresh") };
    await this.ctx.storage.put("pair", this.#kept);
  }
}

const ownerOf = (id: string, kind: "access" | "refresh") => `authorization:${id}:${kind}`;
