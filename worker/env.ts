/** What Cloudflare hands us, and the few things the platform is and not gives: time, chance and the network. Everything below a door uses the
 *  kit it is given; only this file touches the globals, so that a replay has one place to stand in for. */
import { Db } from "./db.ts";
import type { Job } from "./jobs.ts";
import type { MailboxRoom } from "./mailbox/mailbox-room.ts";
import type { AuthorizationRoom } from "./stores/authorization-room.ts";
import type { QuotaRoom } from "./stores/quota-room.ts";
import type { TicketRoom } from "./tickets/room.ts";

export interface Env {
  DB: D1Database;
  LIVE: Queue<Job>;
  LONG: Queue<Job>;
  AUTHORIZATION: DurableObjectNamespace<AuthorizationRoom>;
  QUOTA: DurableObjectNamespace<QuotaRoom>;
  TICKET: DurableObjectNamespace<TicketRoom>;
  MAILBOX: DurableObjectNamespace<MailboxRoom>;
  EVIDENCE: R2Bucket;
  /** E-mail as it came, and files. */
  MAIL: R2Bucket;
  /** Absent until the deployment may send e-mail. */
  EMAIL?: SendEmail;
  ASSETS?: Fetcher;
  /** What one browser may ask, of everything and of what is heavy. Absent: as much as it likes. */
  ASKED?: RateLimit;
  ASKED_HEAVY?: RateLimit;
  /** Makes pictures small; absent, they are shown as they are. */
  IMAGES?: ImagesBinding;

  /** Where people and TikTok reach this deployment, without a trailing slash: "https://desk.example.com". */
  APP_URL: string;
  /** Signs session cookies. At least 32 random characters. */
  SESSION_SECRET: string;
  /** Keys that seal credentials at rest, newest first: "k2:<base64 of 32 bytes>,k1:<…>". */
  SEAL_KEYS: string;
  /** Lets the first admin in, once. Printed by `npm start` and by the deploy. */
  SETUP_TOKEN: string;
  /** The desk's own key for browsers' push services (RFC 8292): public and private part, base64url, with a dot between. Absent: no push. */
  PUSH_KEY?: string;
  /** Push services that may be asked, by host, with commas between. */
  PUSH_SERVICES?: string;
  TIKTOK_API_URL: string;
  TIKTOK_AUTH_URL: string;
  TIKTOK_AUTHORIZE_US_URL: string;
  TIKTOK_AUTHORIZE_ROW_URL: string;
  /** "app" (the strictest reading of TikTok's daily chat quota) or "shop". */
  CHAT_QUOTA_SCOPE: string;

  /** From how many bytes of the database on orders are archived; absent: what is the product's own. */
  ARCHIVE_BEGIN_BYTES?: string;

  /** Test deployments move time through this service: it answers the milliseconds to add to the clock. */
  CLOCK?: Fetcher;
}

export interface Ports {
  /** Epoch milliseconds. */
  now(): number;
  random(bytes: number): Uint8Array;
  /** Gives up after CALL_SECONDS_MAX, or `msMax`: the runtime would wait for minutes. An answer that is still being read then breaks off. */
  fetch(request: Request, msMax?: number): Promise<Response>;
  wait(ms: number): Promise<void>;
}

const CALL_SECONDS_MAX = 20;

/** What a door hands to the verbs it calls. */
export interface Kit extends Ports {
  env: Env;
  db: Db;
  /** Work that may go on after the answer has left. */
  later(work: Promise<unknown>): void;
}

export interface KitOptions {
  later?: (work: Promise<unknown>) => void;
  /** D1 bookmark of the last thing this page read; absent where the primary must be asked. */
  bookmark?: string;
}

export async function openKit(env: Env, options: KitOptions = {}): Promise<Kit> {
  const ports = await openPorts(env);
  return { env, db: new Db(env.DB, options.bookmark), later: options.later ?? (() => {}), ...ports };
}

/** The machine's own clock, where nothing was opened yet. */
export const machine = { now: () => Date.now() };

async function openPorts(env: Env): Promise<Ports> {
  const ahead = env.CLOCK ? Number(await (await env.CLOCK.fetch("http://clock/")).text()) : 0;
  return {
    now: () => machine.now() + ahead,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    fetch: (request, msMax = CALL_SECONDS_MAX * 1000) => fetch(request, { signal: AbortSignal.timeout(msMax) }),
    wait: (ms) => scheduler.wait(ms),
  };
}

/** 32 that are hard to misread. */
export const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** An id of ours: a prefix that says what it names and letters that are hard to misread. 8 letters are 40 bits, 26 are 130. */
export function mintId(kit: Pick<Ports, "random">, prefix: string, letters = 10): string {
  return prefix + Array.from(kit.random(letters), (byte) => LETTERS[byte % 32]).join("");
}
