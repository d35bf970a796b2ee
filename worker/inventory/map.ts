/** Mapping listings, and taking it back. What is written is written for exactly those listings that are still as they were read, in one batch: two
 *  people at once never mix, and an undo finds its own act or leaves the listing alone. The orders concerned are named in the same batch. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { bitsIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { MINUTE_MS } from "../units.ts";
import { isSameMapping, keyOf, type ListingId, type Mapping, refuseItems, tidy, UNDO_MINUTES_MAX } from "./mapping.ts";
import { nameOrdersOf } from "./release.ts";
import type { ItemRow, MappingActRow } from "./table.ts";

const KEPT_MS = 86_400_000;
/** Beyond this many, orders are not counted one by one. */
const ORDERS_COUNTED_MAX = 1_000;

export interface Mapped {
  /** Names what was done, for taking it back; null where nothing was. */
  act: string | null;
  listings: number;
  /** Listings somebody else changed in the same moment: they are left as they are. */
  left: number;
  /** Orders in review for these listings and for nothing else. */
  orders: number;
}

/** A mapping as it stands, and the act that left it so. */
type Standing = Mapping & { act: string | null };

interface StandingRow extends ListingId {
  state: number;
  act: string | null;
  parts: string;
  bits: number;
}

/** Which statement of the batch counts the orders. */
const COUNTED_AT = 3;

const STATES = ["unmapped", "mapped", "ignored"] as const;

function standing(signedIn: SignedIn, listings: ListingId[]): SQL {
  return sql`WITH ${who(signedIn)} SELECT p.store_id AS store, p.id AS sku, p.state, p.act_id AS act, ${bitsIn(sql`p.store_id`)} AS bits,
      (SELECT json_group_array(json_object('item', q.item_id, 'qty', q.qty)) FROM listing_part q
        WHERE q.store_id = p.store_id AND q.sku_id = p.id) AS parts
    FROM who CROSS JOIN json_each(${JSON.stringify(listings)}) k
      CROSS JOIN listing_place p ON p.store_id = k.value->>'store' AND p.id = k.value->>'sku'`;
}

/** The listings as they stand, for somebody who may map in each of their stores. One that may not be seen is not there. */
async function readStanding(kit: Kit, signedIn: SignedIn, listings: ListingId[], items: string[]) {
  const [people, rows, found] = await kit.db.batch<[Person, StandingRow, ItemRow]>([
    askWho(signedIn),
    standing(signedIn, listings),
    sql`SELECT i.* FROM json_each(${JSON.stringify([...new Set(items)])}) k CROSS JOIN item i ON i.id = k.value`,
  ]);
  const person = requirePerson(people);
  const seen = rows.filter(({ bits }) => (bits & RIGHTS.read) !== 0);
  if (seen.length < listings.length) throw new Problem("missing", "listing-missing");
  if (seen.some(({ bits }) => (bits & RIGHTS.fulfil) === 0)) throw new Problem("forbidden", "right-missing", { right: "fulfil" });
  const now = seen.map(
    ({ store, sku, state, act, parts }): Standing => ({
      store,
      sku,
      state: STATES[state] ?? "unmapped",
      act,
      parts: JSON.parse(parts) as Mapping["parts"],
    }),
  );
  return { person, now: new Map(now.map((one) => [keyOf(one), one])), found };
}

export async function mapListings(kit: Kit, signedIn: SignedIn, asked: Mapping[]): Promise<Mapped> {
  const wanted = tidy(asked);
  const items = wanted.flatMap(({ parts }) => parts.map((one) => one.item));
  const { person, now, found } = await readStanding(kit, signedIn, wanted, items);
  refuseItems(wanted, found);
  return write(kit, person, wanted, now, "map-listings");
}

/** Brings listings to `wanted` that are still as `now` says. */
async function write(
  kit: Kit,
  person: Person,
  wanted: Mapping[],
  now: Map<string, Standing>,
  action: string,
  undoOf?: string,
): Promise<Mapped> {
  const changes = wanted.flatMap((one) => {
    const before = now.get(keyOf(one));
    return before && !isSameMapping(one, before) ? [{ ...one, was: before.act, before }] : [];
  });
  if (changes.length === 0) return { act: null, listings: 0, left: 0, orders: 0 };
  const act = mintId(kit, "map_", 12);
  const given = JSON.stringify(changes.map(({ store, sku, state, parts, was }) => ({ store, sku, state, parts, was })));
  const before = changes.map(({ before: { store, sku, state, parts } }) => ({ store, sku, state, parts }));
  const results = await kit.db.batch<object[]>([
    sql`INSERT INTO mapping_act (id, at, by, before) VALUES (${act}, ${kit.now()}, ${person.id}, ${JSON.stringify(before)})`,
    sql`UPDATE mapping_act SET undone_at = ${kit.now()} WHERE id = ${undoOf ?? ""}`,
    recordChange({
      at: kit.now(),
      userId: person.id,
      action,
      subject: act,
      storeId: isOneStore(changes) ? (changes[0]?.store ?? null) : null,
      before,
      after: changes.map(({ store, sku, state, parts }) => ({ store, sku, state, parts })),
    }),
    countReleased(given),
    ...writeMappings(given, act, person.id, kit.now()),
  ]);
  const listings = results.at(-1)?.length ?? 0;
  if (listings > 0) await kit.env.LIVE.send({ do: "settle-orders" });
  const [released] = (results[COUNTED_AT] ?? []) as { n: number }[];
  return { act: listings > 0 ? act : null, listings, left: changes.length - listings, orders: released?.n ?? 0 };
}

const isOneStore = (changes: ListingId[]) => changes.every(({ store }) => store === changes[0]?.store);

/** True for a listing `p` that `k` names and nobody has touched since it was read. */
const unchanged = (p: SQL): SQL => sql`${p}.store_id = k.value->>'store' AND ${p}.id = k.value->>'sku' AND ${p}.act_id IS k.value->>'was'`;

/** The last of them answers the listings that were written. */
export function writeMappings(given: string, act: string, personId: string, now: number): SQL[] {
  const those = sql`json_each(${given}) k CROSS JOIN listing_place p ON ${unchanged(sql`p`)}`;
  return [
    nameOrdersOf(sql`SELECT p.store_id, p.id AS sku_id FROM ${those}`, now),
    sql`DELETE FROM listing_part WHERE (store_id, sku_id) IN (SELECT p.store_id, p.id FROM ${those})`,
    sql`DELETE FROM listing_map WHERE (store_id, sku_id) IN (SELECT p.store_id, p.id FROM ${those} WHERE k.value->>'state' = 'unmapped')`,
    sql`INSERT INTO listing_map (store_id, sku_id, state, mapped_at, mapped_by)
      SELECT p.store_id, p.id, k.value->>'state', ${now}, ${personId} FROM ${those} WHERE k.value->>'state' <> 'unmapped'
      ON CONFLICT (store_id, sku_id) DO UPDATE SET state = excluded.state, mapped_at = excluded.mapped_at, mapped_by = excluded.mapped_by`,
    sql`INSERT INTO listing_part (store_id, sku_id, item_id, qty)
      SELECT p.store_id, p.id, q.value->>'item', q.value->>'qty' FROM ${those} CROSS JOIN json_each(k.value, '$.parts') q`,
    sql`UPDATE listing_place SET act_id = ${act} FROM json_each(${given}) k WHERE ${unchanged(sql`listing_place`)} RETURNING id`,
  ];
}

/** Orders that waited for these listings to be mapped, and for nothing else. */
const countReleased = (given: string): SQL =>
  sql`SELECT COUNT(*) AS n FROM (SELECT 1 FROM json_each(${given}) k
      CROSS JOIN order_review r INDEXED BY order_review_by_reason
        ON r.store_id = k.value->>'store' AND r.reason = 'listing-unmapped' AND r.ref = k.value->>'sku'
      WHERE k.value->>'state' <> 'unmapped' AND NOT EXISTS (SELECT 1 FROM order_review o WHERE o.order_id = r.order_id
        AND (o.reason <> r.reason OR (o.ref <> r.ref AND (o.ref > r.ref
          OR o.ref NOT IN (SELECT j.value->>'sku' FROM json_each(${given}) j WHERE j.value->>'state' <> 'unmapped')))))
      LIMIT ${ORDERS_COUNTED_MAX})`;

/** Puts listings back exactly as they were before the act, those nobody has changed since. Its own person may, and an admin. */
export async function undoMapping(kit: Kit, signedIn: SignedIn, id: string): Promise<Mapped> {
  const act = await kit.db.first<MappingActRow>(sql`SELECT * FROM mapping_act WHERE id = ${id}`);
  const before = act ? (JSON.parse(act.before) as Mapping[]) : [];
  const items = before.flatMap(({ parts }) => parts.map((one) => one.item));
  const { person, now, found } = await readStanding(kit, signedIn, before, items);
  if (!act || (act.by !== person.id && person.role !== "admin")) throw new Problem("missing", "mapping-missing");
  if (kit.now() - act.at > UNDO_MINUTES_MAX * MINUTE_MS) throw new Problem("conflict", "mapping-undo-late", { minutes: UNDO_MINUTES_MAX });
  const own = before.filter((one) => now.get(keyOf(one))?.act === id);
  if (own.length === 0) throw new Problem("conflict", "mapping-changed-meanwhile");
  refuseItems(own, found);
  const undone = await write(kit, person, own, now, "undo-mapping", id);
  return { ...undone, act: null, left: before.length - undone.listings };
}

/** Nobody takes back what is older. */
export async function forgetActs(kit: Kit): Promise<void> {
  await kit.db.run(sql`DELETE FROM mapping_act WHERE at < ${kit.now() - KEPT_MS}`);
}
