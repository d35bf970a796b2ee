/** What people change about items. Each change is recorded with what was there before, and one that did not see the newest version is refused.
 *  A kit whose parts change brings the open orders that sell it up to date. */
import { type SQL, sql } from "drizzle-orm";
import { type Kit, mintId } from "../env.ts";
import { Problem } from "../problem.ts";
import { recordChange } from "../team/audit.ts";
import { askAnywhere, type Can, type PersonAnywhere, requireAnywhere } from "../team/rights.ts";
import type { Person, SignedIn } from "../team/session.ts";
import { addUp, type Cost, canArchive, type ItemForm, type Needed, type NewItem, type Part, readCost, refuseParts } from "./item.ts";
import { mayChangeItems, maySeeCosts, neededOf } from "./items.ts";
import { nameOrdersOf } from "./release.ts";
import type { ItemRow } from "./table.ts";

interface Known {
  person: Person;
  item: ItemRow | undefined;
  /** Another item with the SKU that is wanted. */
  taken: { sku: string } | undefined;
  found: ItemRow[];
  before: Part[];
  needed: Needed;
  seesCosts: boolean;
}

const orRefuse = (can: Can) => {
  if (!can.ok) throw new Problem("forbidden", can.because.code, can.because.facts);
};

/** Whoever may change items, and what there is to know before one is changed, in one round trip. */
async function learn(kit: Kit, signedIn: SignedIn, id: string, form?: ItemForm): Promise<Known> {
  const ids = JSON.stringify(form?.parts.map((one) => one.item) ?? []);
  const [people, items, taken, found, before, needed] = await kit.db.batch<
    [PersonAnywhere, ItemRow, { sku: string }, ItemRow, Part, Needed]
  >([
    askAnywhere(signedIn),
    sql`SELECT * FROM item WHERE id = ${id}`,
    sql`SELECT sku FROM item WHERE sku = ${form?.sku ?? ""} AND id <> ${id}`,
    sql`SELECT i.* FROM json_each(${ids}) k CROSS JOIN item i ON i.id = k.value`,
    sql`SELECT item_id AS item, qty FROM kit_part WHERE kit_id = ${id}`,
    neededOf(id),
  ]);
  const { person, bits } = requireAnywhere(people);
  orRefuse(mayChangeItems(bits));
  if (form?.cost) orRefuse(maySeeCosts(bits));
  return {
    person,
    item: items[0],
    taken: taken[0],
    found,
    before,
    needed: needed[0] ?? { listings: 0, kits: 0, stock: 0 },
    seesCosts: maySeeCosts(bits).ok,
  };
}

const writeParts = (id: string, parts: Part[]): SQL =>
  sql`INSERT INTO kit_part (kit_id, item_id, qty) SELECT ${id}, value->>'item', value->>'qty' FROM json_each(${JSON.stringify(parts)})
    WHERE EXISTS (SELECT 1 FROM item WHERE id = ${id})`;

export async function createItem(kit: Kit, signedIn: SignedIn, form: NewItem): Promise<{ id: string; sku: string; name: string }> {
  const { person, taken, found } = await learn(kit, signedIn, "", form);
  if (taken) throw new Problem("conflict", "item-sku-taken", { sku: taken.sku });
  const parts = addUp(form.parts);
  refuseParts(form.kind, parts, found);
  const cost = readCost(form.cost);
  const id = mintId(kit, "itm_", 12);
  const [created] = await kit.db.batch<{ id: string }[]>([
    sql`INSERT INTO item (id, sku, name, kind, barcode, cost_minor, cost_currency, created_at)
      SELECT ${id}, ${form.sku}, ${form.name}, ${form.kind}, ${form.barcode}, ${cost?.minor ?? null}, ${cost?.currency ?? null}, ${kit.now()}
      WHERE NOT EXISTS (SELECT 1 FROM item WHERE sku = ${form.sku}) RETURNING id`,
    writeParts(id, parts),
    recordChange({ at: kit.now(), userId: person.id, action: "create-item", subject: id, after: { ...told(form, cost), parts } }),
  ]);
  if (created?.length === 0) throw new Problem("conflict", "item-sku-taken", { sku: form.sku });
  return { id, sku: form.sku, name: form.name };
}

const told = ({ sku, name, barcode }: Pick<ItemForm, "sku" | "name" | "barcode">, cost: Cost | null) => ({ sku, name, barcode, cost });
const costOf = ({ cost_minor, cost_currency }: ItemRow): Cost | null =>
  cost_minor !== null && cost_currency !== null ? { minor: cost_minor, currency: cost_currency } : null;
const isSame = (one: Part[], other: Part[]) =>
  one.length === other.length && one.every((part) => other.some(({ item, qty }) => item === part.item && qty === part.qty));

export async function changeItem(kit: Kit, signedIn: SignedIn, id: string, version: number, form: ItemForm): Promise<void> {
  const { person, item, taken, found, before } = await learn(kit, signedIn, id, form);
  if (!item) throw new Problem("missing", "item-missing");
  if (item.version !== version) throw new Problem("conflict", "item-changed-meanwhile");
  if (taken) throw new Problem("conflict", "item-sku-taken", { sku: taken.sku });
  const parts = addUp(form.parts);
  refuseParts(item.kind, parts, found);
  const cost = form.cost === undefined ? costOf(item) : readCost(form.cost);
  const isNewest = sql`EXISTS (SELECT 1 FROM item WHERE id = ${id} AND version = ${version})`;
  const changesParts = !isSame(before, parts);
  const results = await kit.db.batch<{ id: string }[]>([
    ...(changesParts
      ? [
          sql`DELETE FROM kit_part WHERE kit_id = ${id} AND ${isNewest}`,
          sql`INSERT INTO kit_part (kit_id, item_id, qty) SELECT ${id}, value->>'item', value->>'qty'
            FROM json_each(${JSON.stringify(parts)}) WHERE ${isNewest}`,
          nameOrdersOf(sql`SELECT store_id, sku_id FROM listing_part WHERE item_id = ${id}`, kit.now()),
        ]
      : []),
    recordChange({
      at: kit.now(),
      userId: person.id,
      action: "change-item",
      subject: id,
      before: { ...told(item, costOf(item)), parts: before },
      after: { ...told(form, cost), parts },
    }),
    sql`UPDATE item SET sku = ${form.sku}, name = ${form.name}, barcode = ${form.barcode}, cost_minor = ${cost?.minor ?? null},
      cost_currency = ${cost?.currency ?? null}, version = version + 1 WHERE id = ${id} AND version = ${version} RETURNING id`,
  ]);
  if (results.at(-1)?.length === 0) throw new Problem("conflict", "item-changed-meanwhile");
  if (changesParts) await kit.env.LIVE.send({ do: "settle-orders" });
}

/** Offered no more. Refused while a listing, a kit or a shelf needs it; what it was used for long ago keeps its name. */
export async function archiveItem(kit: Kit, signedIn: SignedIn, id: string, archived: boolean): Promise<void> {
  const { person, item, needed } = await learn(kit, signedIn, id);
  if (!item) throw new Problem("missing", "item-missing");
  if ((item.archived_at !== null) === archived) return;
  const can = canArchive({ ok: true }, needed);
  if (archived && !can.ok) throw new Problem("conflict", can.because.code, can.because.facts);
  const isFree = sql`NOT EXISTS (SELECT 1 FROM listing_part WHERE item_id = ${id})`;
  await kit.db.run(
    sql`UPDATE item SET archived_at = ${archived ? kit.now() : null}, version = version + 1 WHERE id = ${id} AND (${archived ? 0 : 1} OR ${isFree})`,
    recordChange({
      at: kit.now(),
      userId: person.id,
      action: archived ? "archive-item" : "restore-item",
      subject: id,
      before: { sku: item.sku },
    }),
  );
}
