/** The seller's own TikTok apps: one for US shops, one for everywhere else. Secrets are sealed in D1; opened copies live in memory for a
 *  minute at most, so that a rotated secret takes effect by itself. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { requireAdmin, type SignedIn } from "../team/session.ts";
import type { AppRegion } from "../tiktok/authorization.ts";
import { isSealedWithOldKey, seal, sealAgain, sealingOf, unseal } from "./seal.ts";

const OPEN_SECRET_MS_MAX = 60_000;

export interface App {
  region: AppRegion;
  key: string;
  serviceId: string;
  /** Signs our calls. */
  secret: string;
  /** What webhooks may be signed with: the older secret too, while one is being rotated. */
  secrets: string[];
}

interface AppRow {
  region: AppRegion;
  app_key: string;
  service_id: string;
  secret_sealed: string;
  older_secret_sealed: string | null;
}

const opened = new WeakMap<D1Database, Map<AppRegion, { app: App; at: number }>>();

export async function findApp(kit: Kit, region: AppRegion): Promise<App | null> {
  const cache = opened.get(kit.env.DB) ?? new Map<AppRegion, { app: App; at: number }>();
  opened.set(kit.env.DB, cache);
  const known = cache.get(region);
  if (known && kit.now() - known.at < OPEN_SECRET_MS_MAX) return known.app;
  const row = await kit.db.first<AppRow>(sql`SELECT * FROM tiktok_app WHERE region = ${region}`);
  if (!row) return null;
  const app = openApp(kit, row);
  cache.set(region, { app, at: kit.now() });
  return app;
}

/** What is remembered is read anew the next time: another isolate may have saved another secret. */
export function forgetOpened(kit: Kit): void {
  opened.delete(kit.env.DB);
}

export async function requireApp(kit: Kit, region: AppRegion): Promise<App> {
  const app = await findApp(kit, region);
  if (!app) throw new Problem("conflict", "app-missing", { region });
  return app;
}

function openApp(kit: Kit, row: AppRow): App {
  const secret = unseal(kit.env.SEAL_KEYS, ownerOf(row.region), row.secret_sealed);
  const older = row.older_secret_sealed ? [unseal(kit.env.SEAL_KEYS, ownerOf(row.region), row.older_secret_sealed)] : [];
  return { region: row.region, key: row.app_key, serviceId: row.service_id, secret, secrets: [secret, ...older] };
}

const ownerOf = (region: AppRegion) => `app:${region}`;

export interface AppForm {
  appKey: string;
  serviceId: string;
  /** Absent: the secret stays as it is. */
  secret?: string;
}

/** Keeps the former secret beside a new one, so that webhooks signed with either are let in until the rotation is ended. */
export async function saveApp(kit: Kit, signedIn: SignedIn, region: AppRegion, form: AppForm): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  const before = await kit.db.first<AppRow>(sql`SELECT * FROM tiktok_app WHERE region = ${region}`);
  if (!before && !form.secret) throw new Problem("invalid", "secret-missing");
  const isSameApp = before?.app_key === form.appKey;
  if (before && !isSameApp && !form.secret) throw new Problem("invalid", "secret-missing");
  const sealed = form.secret ? seal(sealingOf(kit), ownerOf(region), form.secret) : before?.secret_sealed;
  const older = isSameApp && form.secret ? before.secret_sealed : (isSameApp && before?.older_secret_sealed) || null;
  await kit.db.run(
    sql`INSERT INTO tiktok_app (region, app_key, service_id, secret_sealed, older_secret_sealed, updated_at)
      VALUES (${region}, ${form.appKey}, ${form.serviceId}, ${sealed}, ${older}, ${kit.now()})
      ON CONFLICT (region) DO UPDATE SET app_key = excluded.app_key, service_id = excluded.service_id,
        secret_sealed = excluded.secret_sealed, older_secret_sealed = excluded.older_secret_sealed, updated_at = excluded.updated_at`,
    recordChange({
      at: kit.now(),
      userId: admin.id,
      action: "save-tiktok-app",
      subject: `app:${region}`,
      before: before && { appKey: before.app_key, serviceId: before.service_id },
      after: { appKey: form.appKey, serviceId: form.serviceId, secretChanged: form.secret !== undefined },
    }),
  );
  forgetOpened(kit);
}

/** After this only the newest secret is accepted. */
export async function endRotation(kit: Kit, signedIn: SignedIn, region: AppRegion): Promise<void> {
  const admin = await requireAdmin(kit, signedIn);
  await kit.db.run(
    sql`UPDATE tiktok_app SET older_secret_sealed = NULL, updated_at = ${kit.now()} WHERE region = ${region}`,
    recordChange({ at: kit.now(), userId: admin.id, action: "end-secret-rotation", subject: `app:${region}` }),
  );
  forgetOpened(kit);
}

/** The nightly round: what lies under an older seal key is sealed with the newest. A former secret stays under its own when a new one is saved, so
 *  each is looked at by itself; one that does not open keeps no other from it, and is told when they are done. */
export async function sealAppsAgain(kit: Kit): Promise<void> {
  const rows = await kit.db.all<AppRow>(sql`SELECT * FROM tiktok_app`);
  const secrets = rows.flatMap(({ region, secret_sealed, older_secret_sealed }) => [
    { region, column: sql`secret_sealed`, sealed: secret_sealed },
    { region, column: sql`older_secret_sealed`, sealed: older_secret_sealed },
  ]);
  const troubles: unknown[] = [];
  for (const { region, column, sealed } of secrets) {
    if (!sealed || !isSealedWithOldKey(kit.env.SEAL_KEYS, sealed)) continue;
    try {
      const again = sealAgain(sealingOf(kit), ownerOf(region), sealed);
      // Only what was read is replaced: an admin may be saving a new secret this moment.
      await kit.db.run(sql`UPDATE tiktok_app SET ${column} = ${again} WHERE region = ${region} AND ${column} = ${sealed}`);
    } catch (trouble) {
      troubles.push(trouble);
    }
  }
  if (troubles.length > 0) throw troubles[0];
}

export interface AppSummary {
  region: AppRegion;
  app_key: string;
  service_id: string;
  rotating: number;
  updated_at: number;
}

/** What the settings page shows: never a secret. */
export async function listApps(kit: Kit, signedIn: SignedIn) {
  await requireAdmin(kit, signedIn);
  const apps = await kit.db.all<AppSummary>(
    sql`SELECT region, app_key, service_id, older_secret_sealed IS NOT NULL AS rotating, updated_at FROM tiktok_app`,
  );
  const addresses = (region: AppRegion) => ({
    redirectUrl: `${kit.env.APP_URL}/connect/tiktok/${region.toLowerCase()}`,
    webhookUrl: `${kit.env.APP_URL}/webhooks/tiktok/${region.toLowerCase()}`,
  });
  return { apps, addresses: { US: addresses("US"), ROW: addresses("ROW") } };
}
