/** Tells a person's devices what is new: pulled when the burst is over, so that many become one message and what was read meanwhile is not told.
 *  A device remembers how far it was told; one whose service is away is tried a few times. */
import { type SQL, sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import type { Job } from "../jobs.ts";
import { QUEUE_BATCH_MESSAGES_MAX } from "../jobs.ts";
import { type PreferenceRow, type Preferences, readPreferences } from "../team/preferences.ts";
import { EVERY_STORE, RIGHTS } from "../team/rights.ts";
import { isQuiet, isTold, type Kind } from "../team/telling.ts";
import { type Delivery, pushTo } from "./push.ts";
import type { NotificationRow, PushDeviceRow } from "./table.ts";

const ATTEMPTS_MAX = 6;
const BACKOFF_FIRST_SECONDS = 15;
/** Tickets one message names; the others are a number. */
const NAMED_MAX = 3;
const LOOKED_AT_MAX = 50;
const WORDS_CHARACTERS_MAX = 140;
const NAME_CHARACTERS_MAX = 60;
/** A job may come this much before the device's time. */
const EARLY_MS = 2_000;
/** Whose time passed this long ago has lost its job. */
const OVERDUE_MS = 20_000;

interface News extends Pick<NotificationRow, "ticket_id" | "entry_id" | "count" | "by_name" | "at"> {
  kind: Kind;
  number: number;
  store: string;
  buyer_name: string;
  preview: string;
}

/** What a device is sent. Nothing here is a sentence: the page's own dictionary makes one. */
export interface PushMessage {
  items: {
    kind: Kind;
    ticket: string;
    entry: string;
    number: number;
    store: string;
    count: number;
    by?: string;
    buyer?: string;
    words?: string;
  }[];
  more: number;
  /** Chosen by the person; without one the device's own. */
  language?: string;
}

export async function tellDevices(kit: Kit, personId: string): Promise<void> {
  const { PUSH_KEY: key } = kit.env;
  const readAt = kit.now();
  const [devices, chosen, news] = await kit.db.batch<[Due, PreferenceRow, News]>([
    sql`SELECT d.*, s.expires_at FROM push_device d INDEXED BY push_device_of_person CROSS JOIN session s ON s.id = d.session_id
      WHERE d.person_id = ${personId} AND d.due_at <= ${readAt + EARLY_MS}`,
    sql`SELECT name, value FROM preference WHERE user_id = ${personId}`,
    unreadOf(personId),
  ]);
  const preferences = readPreferences(chosen);
  for (const { expires_at, ...device } of devices) {
    const fresh = news.filter(({ at }) => at > device.told_at);
    const message = messageFor(fresh, preferences, readAt);
    const delivery: Delivery =
      expires_at <= readAt ? { is: "gone" } : key && message ? await pushTo(kit, key, device, message) : { is: "sent" };
    await settle(kit, device, delivery, readAt);
  }
}

type Due = PushDeviceRow & { expires_at: number };

const unreadOf = (
  personId: string,
): SQL => sql`SELECT n.ticket_id, n.kind, n.entry_id, n.count, n.by_name, n.at, t.number, t.buyer_name, t.preview, s.name AS store
  FROM notification n INDEXED BY notification_of_person CROSS JOIN user u ON u.id = n.person_id
    CROSS JOIN ticket t ON t.id = n.ticket_id CROSS JOIN store s ON s.id = t.store_id
  WHERE n.person_id = ${personId} AND u.disabled_at IS NULL AND n.is_read = 0 AND (u.role = 'admin' OR EXISTS (
    SELECT 1 FROM store_right r WHERE r.user_id = u.id AND r.store_id IN (s.id, ${EVERY_STORE}) AND r.bits & ${RIGHTS.read}))
  ORDER BY n.at DESC, n.ticket_id DESC, n.kind DESC LIMIT ${LOOKED_AT_MAX}`;

/** Null where there is nothing to say now. Quiet hours are not made up for: what came in them waits in the desk. */
export function messageFor(news: News[], preferences: Preferences, now: number): PushMessage | null {
  const wanted = news.filter(({ kind }) => isTold(preferences, kind, "push"));
  if (wanted.length === 0 || isQuiet(preferences, now)) return null;
  const items = wanted.slice(0, NAMED_MAX).map((one) => ({
    kind: one.kind,
    ticket: one.ticket_id,
    entry: one.entry_id,
    number: one.number,
    store: one.store.slice(0, NAME_CHARACTERS_MAX),
    count: one.count,
    ...(preferences.pushWords === true ? wordsOf(one) : {}),
  }));
  return { items, more: wanted.length - items.length, ...(preferences.language ? { language: preferences.language } : {}) };
}

/** Whose words they are, and the words: only for a person who wants them on the device. */
const wordsOf = ({ kind, by_name, buyer_name, preview }: News) => ({
  ...(by_name === null ? {} : { by: by_name.slice(0, NAME_CHARACTERS_MAX) }),
  buyer: buyer_name.slice(0, NAME_CHARACTERS_MAX),
  ...(kind === "buyer-wrote" ? { words: preview.slice(0, WORDS_CHARACTERS_MAX) } : {}),
});

async function settle(kit: Kit, device: PushDeviceRow, delivery: Delivery, told: number): Promise<void> {
  const isIt = sql`session_id = ${device.session_id} AND endpoint = ${device.endpoint}`;
  if (delivery.is === "gone") return kit.db.run(sql`DELETE FROM push_device WHERE ${isIt}`);
  if (delivery.is === "later" && device.attempts + 1 < ATTEMPTS_MAX) {
    const seconds = delivery.seconds ?? BACKOFF_FIRST_SECONDS * 2 ** device.attempts;
    await kit.db.run(sql`UPDATE push_device SET due_at = ${kit.now() + seconds * 1000}, attempts = attempts + 1 WHERE ${isIt}`);
    await kit.env.LIVE.send({ do: "tell-devices", person: device.person_id }, { delaySeconds: seconds });
    return;
  }
  // What came while this was on its way has not been told; the clock names the device again.
  const since = sql`EXISTS (SELECT 1 FROM notification n WHERE n.person_id = ${device.person_id} AND n.is_read = 0 AND n.at > ${told})`;
  await kit.db.run(
    sql`UPDATE push_device SET told_at = ${told}, attempts = 0, due_at = CASE WHEN ${since} THEN ${told} ELSE NULL END WHERE ${isIt}`,
  );
}

/** Persons whose devices nobody came for. */
export async function nameDevicesDue(kit: Kit): Promise<Job[]> {
  const due = await kit.db.all<{ person_id: string }>(
    sql`SELECT person_id FROM push_device WHERE due_at < ${kit.now() - OVERDUE_MS} ORDER BY due_at LIMIT ${QUEUE_BATCH_MESSAGES_MAX}`,
  );
  return [...new Set(due.map(({ person_id }) => person_id))].map((person) => ({ do: "tell-devices", person }));
}
