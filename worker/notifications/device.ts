/** The device of a session: where a browser's push service takes what is written for it. Only services the deployment names are ever asked, so
 *  that nobody makes the desk call an address of theirs. */
import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Env, Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Can, cannot } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn } from "../team/session.ts";
import { publicKeyOf } from "./vapid.ts";

const ENDPOINT_CHARACTERS_MAX = 800;
/** An uncompressed point of P-256, and 16 bytes (RFC 8291 §3.2). */
const P256DH = /^B[\w-]{86}$/;
const AUTH = /^[\w-]{22}$/;

export const subscription = z.object({
  endpoint: z.url().max(ENDPOINT_CHARACTERS_MAX),
  p256dh: z.string().regex(P256DH),
  auth: z.string().regex(AUTH),
});

export interface OwnDevice {
  can: Can;
  /** What a browser subscribes with (RFC 8292 §4); null where push is not set up. */
  key: string | null;
  /** This session's device is told. */
  isOn: boolean;
  endpoint: string | null;
}

export async function findDevice(kit: Kit, signedIn: SignedIn): Promise<OwnDevice> {
  const [people, devices] = await kit.db.batch<[Person, { endpoint: string }]>([
    askWho(signedIn),
    sql`SELECT d.endpoint FROM session s CROSS JOIN push_device d ON d.session_id = s.id WHERE s.token = ${signedIn.tokenHash}`,
  ]);
  requirePerson(people);
  const { PUSH_KEY } = kit.env;
  const endpoint = devices[0]?.endpoint ?? null;
  return {
    can: PUSH_KEY ? { ok: true } : cannot("push-not-set-up"),
    key: PUSH_KEY ? publicKeyOf(PUSH_KEY) : null,
    isOn: endpoint !== null,
    endpoint,
  };
}

/** A browser has one address: whoever signs in there next takes it over. */
export async function keepDevice(kit: Kit, signedIn: SignedIn, wanted: z.infer<typeof subscription>): Promise<void> {
  if (!kit.env.PUSH_KEY) throw new Problem("conflict", "push-not-set-up");
  if (!isAskable(kit.env, wanted.endpoint)) throw new Problem("invalid", "push-service-unknown", { host: hostOf(wanted.endpoint) });
  const [people] = await kit.db.batch<[Person]>([
    askWho(signedIn),
    sql`INSERT OR REPLACE INTO push_device (session_id, person_id, endpoint, p256dh, auth, told_at)
      SELECT s.id, u.id, ${wanted.endpoint}, ${wanted.p256dh}, ${wanted.auth}, ${kit.now()} FROM session s CROSS JOIN user u ON u.id = s.user_id
      WHERE s.token = ${signedIn.tokenHash} AND s.expires_at > ${signedIn.now} AND u.disabled_at IS NULL`,
  ]);
  requirePerson(people);
}

export async function dropDevice(kit: Kit, signedIn: SignedIn): Promise<void> {
  const [people] = await kit.db.batch<[Person]>([
    askWho(signedIn),
    sql`DELETE FROM push_device WHERE session_id = (SELECT id FROM session WHERE token = ${signedIn.tokenHash})`,
  ]);
  requirePerson(people);
}

const hostOf = (address: string) => new URL(address).host.slice(0, 100);

/** PUSH_SERVICES names hosts, "*.example.com" every host below; a name that begins with "http" is a whole origin, for tests. */
export function isAskable(env: Pick<Env, "PUSH_SERVICES">, endpoint: string): boolean {
  const { protocol, hostname, port, origin, username } = new URL(endpoint);
  return (env.PUSH_SERVICES ?? "").split(",").some((service) => {
    if (service.startsWith("http")) return origin === service;
    if (protocol !== "https:" || port !== "" || username !== "") return false;
    return service.startsWith("*.") ? hostname.endsWith(service.slice(1)) : hostname === service;
  });
}
