/** Inbound orders as a page shows them: newest first, with TikTok's status, its history, what was planned and what came of each kind of goods. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { type Cursor, type Listing, readPage } from "../team/pages.ts";
import { mayIn } from "../team/rights.ts";
import { type SignedIn, who } from "../team/session.ts";
import { isInboundOver } from "./goods.ts";

export interface InboundShown {
  store: string;
  /** As TikTok's number; people know it with `IBR` before it. */
  id: string;
  /** TikTok's word. */
  status: string;
  isOver: boolean;
  /** Epoch seconds. */
  createTime: number;
  shipTime: number | null;
  expectedTime: number | null;
  arrivedTime: number | null;
  centre: string;
  planned: number;
  received: number;
  defective: number;
  logs: { time: number; status: string; operator: string }[];
  parcels: { carrier: string; number: string }[];
  goods: { id: string; code: string; name: string; planned: number; received: number; defective: number }[];
}

export interface InboundsPage {
  rows: InboundShown[];
  next: Cursor | null;
  stopped: boolean;
}

type ShownRow = Omit<InboundShown, "logs" | "parcels" | "goods" | "isOver"> & { logs: string; parcels: string; goods: string };

/** One that was only named so far has no time of creation and is left out. */
export async function listInbounds(kit: Kit, signedIn: SignedIn, stores: string[] | null, after: Cursor | null): Promise<InboundsPage> {
  const list: Listing = {
    table: sql`fbt_inbound`,
    columns: sql`o.id, o.store_id`,
    key: "create_time",
    newestFirst: true,
    indexes: { every: sql`INDEXED BY fbt_inbound_by_time`, one: sql`INDEXED BY fbt_inbound_of_store` },
    where: sql`true`,
    from: 1,
  };
  const page = await readPage<{ id: string; store_id: string }>(kit, signedIn, list, { stores, after });
  const names = page.rows.map(({ store_id, id }) => ({ store: store_id, id }));
  return { ...page, rows: names.length === 0 ? [] : await showInbounds(kit, signedIn, names) };
}

async function showInbounds(kit: Kit, signedIn: SignedIn, names: { store: string; id: string }[]): Promise<InboundShown[]> {
  const rows = await kit.db.all<ShownRow>(
    sql`WITH ${who(signedIn)} SELECT o.store_id AS store, o.id, o.status, o.create_time AS createTime, o.ship_time AS shipTime,
        o.expected_time AS expectedTime, o.arrived_time AS arrivedTime, o.centre_name AS centre, o.planned, o.received, o.defective, o.logs, o.parcels,
        (SELECT json_group_array(json_object('id', i.goods_id, 'code', IFNULL(f.code, ''), 'name', IFNULL(f.name, i.goods_id), 'planned', i.planned,
            'received', i.received, 'defective', i.defective))
          FROM fbt_inbound_line i LEFT JOIN fbt_line f ON f.store_id = i.store_id AND f.id = i.goods_id
          WHERE i.store_id = o.store_id AND i.inbound_id = o.id) AS goods
      FROM who CROSS JOIN json_each(${JSON.stringify(names)}) k
        CROSS JOIN fbt_inbound o ON o.store_id = k.value->>'store' AND o.id = k.value->>'id' WHERE ${mayIn(sql`o.store_id`, "read")}`,
  );
  return rows.map((row) => ({
    ...row,
    isOver: isInboundOver(row.status),
    logs: JSON.parse(row.logs) as InboundShown["logs"],
    parcels: JSON.parse(row.parcels) as InboundShown["parcels"],
    goods: JSON.parse(row.goods) as InboundShown["goods"],
  }));
}
