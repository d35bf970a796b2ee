/** What TikTok says of parcels beyond what their orders tell: who else travels in them, when they are fetched, and whether they were damaged, lost
 *  or sent back. Brought in when somebody looks, and kept, so that looking twice asks once. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { openShop } from "../stores/shop.ts";
import type { SignedIn } from "../team/session.ts";
import { TikTokFailure } from "../tiktok/failure.ts";
import { findPackage, type PackageDetail } from "../tiktok/fulfilment.ts";
import { MINUTE_MS } from "../units.ts";
import { openScene } from "./scene.ts";
import type { DetailRow } from "./table.ts";

const DETAIL_MINUTES_FRESH = 10;
const PARCELS_ASKED_MAX = 20;

/** Answers how many parcels TikTok was asked about. */
export async function pullDetails(kit: Kit, signedIn: SignedIn, orderId: string): Promise<number> {
  const { store, packages, order } = await openScene(kit, signedIn, orderId);
  const ids = packages.map((parcel) => parcel.id);
  const known = await kit.db.all<DetailRow>(
    sql`SELECT d.* FROM json_each(${JSON.stringify(ids)}) k CROSS JOIN package_detail d ON d.package_id = k.value`,
  );
  const isFresh = (id: string, status: string) =>
    known.some((row) => row.package_id === id && row.status === status && kit.now() - row.asked_at < DETAIL_MINUTES_FRESH * MINUTE_MS);
  const asked = packages.filter((parcel) => !isFresh(parcel.id, parcel.status)).slice(0, PARCELS_ASKED_MAX);
  const shop = openShop(kit, store);
  const details: PackageDetail[] = [];
  for (const parcel of asked) {
    try {
      details.push(await shop.call("person", (line) => findPackage(line, parcel.id)));
    } catch (failure) {
      // A parcel that a split or a combination has just replaced is not there any more: the order's news will say so.
      if (!(failure instanceof TikTokFailure) || failure.verdict !== "rejected") throw failure;
    }
  }
  if (details.length === 0) return 0;
  await kit.db.run(keepDetails(store.id, details, kit.now()));
  await kit.env.MAILBOX.getByName("mailbox").poke({ store: store.id, orders: [order.id] });
  return details.length;
}

function keepDetails(storeId: string, details: readonly PackageDetail[], at: number) {
  const rows = details.map((detail) => ({
    package_id: detail.package_id,
    orders: JSON.stringify(detail.orders.map((order) => order.id)),
    status: detail.package_status ?? "",
    sub_status: detail.package_sub_status,
    exception: detail.ship_exception_reason,
    tag: detail.split_and_combine_tag,
    handover: detail.handover_method,
    pickup_from: detail.pickup_slot?.start_time ?? null,
    pickup_until: detail.pickup_slot?.end_time ?? null,
    carrier_id: detail.shipping_provider_id,
  }));
  return sql`INSERT INTO package_detail (package_id, store_id, orders, status, sub_status, exception, tag, handover, pickup_from, pickup_until,
      carrier_id, asked_at)
    SELECT k.value->>'package_id', ${storeId}, k.value->>'orders', k.value->>'status', k.value->>'sub_status', k.value->>'exception',
      k.value->>'tag', k.value->>'handover', k.value->>'pickup_from', k.value->>'pickup_until', k.value->>'carrier_id', ${at}
    FROM json_each(${JSON.stringify(rows)}) k WHERE true
    ON CONFLICT (package_id) DO UPDATE SET orders = excluded.orders, status = excluded.status, sub_status = excluded.sub_status,
      exception = excluded.exception, tag = excluded.tag, handover = excluded.handover, pickup_from = excluded.pickup_from,
      pickup_until = excluded.pickup_until, carrier_id = excluded.carrier_id, asked_at = excluded.asked_at`;
}
