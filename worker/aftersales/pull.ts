/** Cancellations and returns, asked for and mirrored: of some orders, or a page of a walk. An app without TikTok's scope for them has none
 *  here: the store goes on without, for everything else of it works. */
import type { Kit } from "../env.ts";
import { writeLog } from "../log.ts";
import { clearFailed, recordFailed } from "../stores/failed.ts";
import type { Caller, Shop } from "../stores/shop.ts";
import {
  type AftersaleKind,
  type AftersaleSearch,
  ORDERS_PER_AFTERSALE_SEARCH_MAX,
  searchAftersales,
  type TikTokAftersale,
} from "../tiktok/aftersales.ts";
import { CODES, TikTokFailure } from "../tiktok/failure.ts";
import { mirrorAftersales } from "./mirror.ts";
import { KINDS } from "./table.ts";

/** One order has few; more pages than this are not one order's. */
const PAGES_MAX = 20;

export interface PulledPage {
  rows: TikTokAftersale[];
  changed: number;
  /** Empty at the end. */
  nextPageToken: string;
  total: number;
}

const NOTHING: PulledPage = { rows: [], changed: 0, nextPageToken: "", total: 0 };

/** One page of a search, brought in. */
export async function pullPage(kit: Kit, shop: Shop, kind: AftersaleKind, search: AftersaleSearch, caller: Caller): Promise<PulledPage> {
  const storeId = shop.store.id;
  const sentAt = kit.now();
  const found = await askUnlessClosed(kit, shop, () => shop.call(caller, (line) => searchAftersales(line, kind, search)));
  if (!found) return NOTHING;
  const { changed, broken } = await mirrorAftersales(kit, storeId, found.rows, sentAt);
  await recordFailed(kit, storeId, kind, [...found.broken, ...broken]);
  if (changed.length > 0) {
    const ids = changed.map(({ id }) => id);
    await clearFailed(kit, storeId, kind, ids);
    const orders = [...new Set(changed.map((one) => one.order_id))];
    await kit.env.MAILBOX.getByName("mailbox").poke({ store: storeId, orders, aftersales: ids });
  }
  return { rows: found.rows, changed: changed.length, nextPageToken: found.nextPageToken, total: found.total };
}

/** Everything TikTok has of these orders. */
export async function pullAftersales(
  kit: Kit,
  shop: Shop,
  orders: readonly string[],
  { caller = "sync", kinds = KINDS }: { caller?: Caller; kinds?: readonly AftersaleKind[] } = {},
): Promise<TikTokAftersale[]> {
  const all: TikTokAftersale[] = [];
  for (const kind of kinds) {
    for (let at = 0; at < orders.length; at += ORDERS_PER_AFTERSALE_SEARCH_MAX) {
      const some = orders.slice(at, at + ORDERS_PER_AFTERSALE_SEARCH_MAX);
      let pageToken = "";
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const { rows, nextPageToken } = await pullPage(kit, shop, kind, { orders: some, pageToken }, caller);
        all.push(...rows);
        if (!nextPageToken || nextPageToken === pageToken) break;
        pageToken = nextPageToken;
      }
    }
  }
  return all;
}

/** Null where the seller's consent does not reach this far. */
async function askUnlessClosed<Page>(kit: Kit, shop: Shop, ask: () => Promise<Page>): Promise<Page | null> {
  try {
    return await ask();
  } catch (failure) {
    if (!(failure instanceof TikTokFailure) || failure.code !== CODES.scopeMissing) throw failure;
    const { code, requestId } = failure;
    writeLog(kit, { door: "consumer", job: "pull-aftersales", store: shop.store.id, verdict: "rejected", code, requestId });
    return null;
  }
}
