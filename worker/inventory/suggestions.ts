/** Items that may be what listings sell: for one listing by SKU, code and title; for many by their SKU alone, because those are mapped at one
 *  click. Nothing is mapped here. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { mayIn } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import { type ListingSummary, showListings } from "./listings.ts";
import { ACT_LISTINGS_MAX, type ListingId } from "./mapping.ts";
import { type Candidate, type Suggestion, suggestItems } from "./suggest.ts";
import { matchAny } from "./words.ts";

const WORDS_ASKED_MAX = 6;
const CANDIDATES_MAX = 40;
/** Unmapped listings that are compared with the items, those first that orders wait for. */
const LOOKED_AT_MAX = 2_000;

export async function suggestFor(
  kit: Kit,
  signedIn: SignedIn,
  id: ListingId,
): Promise<{ listing: ListingSummary; suggestions: Suggestion[] }> {
  const [listing] = await showListings(kit, signedIn, [id]);
  if (!listing) throw new Problem("missing", "listing-missing");
  const skus = JSON.stringify([listing.sellerSku, ...listing.codes].flatMap((sku) => sku?.trim() || []));
  const match = matchAny(`${listing.title} ${listing.variation ?? ""}`, WORDS_ASKED_MAX);
  const same = sql`SELECT i.id, i.sku, i.name FROM json_each(${skus}) k CROSS JOIN item i ON i.sku = k.value WHERE i.archived_at IS NULL`;
  const alike = sql`SELECT i.id, i.sku, i.name FROM (SELECT item_id FROM item_search WHERE item_search MATCH ${match} ORDER BY rank LIMIT ${CANDIDATES_MAX}) f
    CROSS JOIN item i ON i.id = f.item_id WHERE i.archived_at IS NULL`;
  const found = (await kit.db.batch<Candidate[]>(match ? [same, alike] : [same])).flat();
  return { listing, suggestions: suggestItems(listing, [...new Map(found.map((item) => [item.id, item])).values()]) };
}

export interface ExactMatch extends ListingId {
  title: string;
  variation: string | null;
  sellerSku: string;
  waiting: number;
  item: Candidate;
}

type ExactRow = Omit<ExactMatch, "item"> & { item: string; itemSku: string; itemName: string };

const exactIn = (
  store: string,
  depth: number,
) => sql`SELECT p.store_id AS store, p.id AS sku, l.title, l.variation, l.seller_sku AS sellerSku, p.waiting,
    i.id AS item, i.sku AS itemSku, i.name AS itemName
  FROM (SELECT * FROM listing_place INDEXED BY listing_place_of_store WHERE store_id = ${store} AND turn <= 0 ORDER BY turn, id LIMIT ${depth}) p
    CROSS JOIN listing l ON l.store_id = p.store_id AND l.sku_id = p.id
    CROSS JOIN item i ON i.sku = TRIM(l.seller_sku)
  WHERE i.archived_at IS NULL LIMIT ${ACT_LISTINGS_MAX + 1}`;

/** Unmapped listings whose seller SKU is an item's SKU, in stores where the person may map. */
export async function findExact(kit: Kit, signedIn: SignedIn, asked: string[] | null): Promise<{ rows: ExactMatch[]; more: boolean }> {
  const [people, allowed] = await kit.db.batch<[Person, { id: string }]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE ${mayIn(sql`s.id`, "fulfil")}`,
  ]);
  requirePerson(people);
  const stores = allowed.map(({ id }) => id).filter((id) => asked === null || asked.includes(id));
  if (stores.length === 0) return { rows: [], more: false };
  const depth = Math.ceil(LOOKED_AT_MAX / stores.length);
  const rows = (await kit.db.batch<ExactRow[]>(stores.map((store) => exactIn(store, depth)))).flat();
  const matches = rows.map(({ item, itemSku, itemName, ...row }) => ({ ...row, item: { id: item, sku: itemSku, name: itemName } }));
  matches.sort((one, other) => other.waiting - one.waiting);
  return { rows: matches.slice(0, ACT_LISTINGS_MAX), more: matches.length > ACT_LISTINGS_MAX };
}
