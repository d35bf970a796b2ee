/** The page's questions: the dial and the stores, what each listing of a store shows and what is on its way, and one number with everything that explains
 *  it. A store one may not read does not exist here either, not even among those that share the stock. */
import { sql } from "drizzle-orm";
import type { Kit } from "../env.ts";
import { Problem } from "../problem.ts";
import { PAGE_ROWS } from "../team/pages.ts";
import { bitsIn, type Can, cannot, mayIn, RIGHTS } from "../team/rights.ts";
import { askWho, type Person, requirePerson, type SignedIn, who } from "../team/session.ts";
import type { Explained } from "./plan.ts";
import { LEVELS, type Level, RULE_KINDS, type Rule, type RuleKind, ruleOf, usualRule } from "./rule.ts";
import { DIALS, type Dial } from "./speed.ts";
import type { BalanceDialRow, BalanceListingRow, BalancePushRow, BalanceRuleRow } from "./table.ts";

const PUSHES_TOLD_MAX = 20;

export interface BalancedStore {
  id: string;
  isOn: boolean;
  isPaused: boolean;
  /** Its own rule, or the usual one. */
  rule: Rule;
  hasRule: boolean;
  can: { begin: Can; pause: Can; rule: Can };
}

export interface BalancingPage {
  dial: Dial;
  dials: readonly Dial[];
  kinds: readonly RuleKind[];
  isPaused: boolean;
  stores: BalancedStore[];
  can: { change: Can };
}

const adminOnly = (person: Person): Can => (person.role === "admin" ? { ok: true } : cannot("admin-only"));
const mayManage = (bits: number): Can => ((bits & RIGHTS.manage) !== 0 ? { ok: true } : cannot("right-missing", { right: "manage" }));

const ruleIn = ({ kind, amount, reserve, max, stop_at, weight }: BalanceRuleRow): Rule => ({
  kind,
  amount,
  reserve,
  max,
  stopAt: stop_at,
  weight,
});

type StoreRead = { id: string; stock_managed: number; began_at: number | null; paused_at: number | null; bits: number };

export async function openBalancing(kit: Kit, signedIn: SignedIn): Promise<BalancingPage> {
  const [people, dials, stores, rules] = await kit.db.batch<[Person, BalanceDialRow, StoreRead, BalanceRuleRow]>([
    askWho(signedIn),
    sql`SELECT * FROM balance_dial WHERE one = 1`,
    sql`WITH ${who(signedIn)} SELECT s.id, s.stock_managed, b.began_at, b.paused_at, ${bitsIn(sql`s.id`)} AS bits
      FROM who CROSS JOIN store s LEFT JOIN balance_store b ON b.store_id = s.id WHERE ${mayIn(sql`s.id`, "read")}`,
    sql`WITH ${who(signedIn)} SELECT r.* FROM who CROSS JOIN store s
      CROSS JOIN balance_rule r ON r.store_id = s.id AND r.item_id = '' AND r.sku_id = '' WHERE ${mayIn(sql`s.id`, "read")}`,
  ]);
  const person = requirePerson(people);
  return {
    dial: dials[0]?.dial ?? "balanced",
    dials: DIALS,
    kinds: RULE_KINDS,
    isPaused: dials[0]?.paused_at != null,
    stores: stores.map((store) => {
      const rule = rules.find(({ store_id }) => store_id === store.id);
      const admin = adminOnly(person);
      return {
        id: store.id,
        isOn: store.began_at !== null,
        isPaused: store.paused_at !== null,
        rule: rule ? ruleIn(rule) : usualRule,
        hasRule: rule !== undefined,
        can: {
          begin: !admin.ok || store.stock_managed === 1 || store.began_at !== null ? admin : cannot("balance-not-managed"),
          pause: mayManage(store.bits),
          rule: mayManage(store.bits),
        },
      };
    }),
    can: { change: adminOnly(person) },
  };
}

export interface BalancedListing {
  store: string;
  sku: string;
  title: string;
  variation: string | null;
  sellerSku: string | null;
  wanted: number;
  shown: number | null;
  shownAt: number | null;
  sent: number | null;
  sentAt: number | null;
  next: number | null;
  /** TikTok's words, or a word of ours. */
  failed: { code: number | null; words: string } | null;
  explain: Partial<Explained>;
}

type ListingRead = BalanceListingRow & { title: string | null; variation: string | null; seller_sku: string | null };

const columns = sql`b.*, l.title, l.variation, l.seller_sku`;

function show(row: ListingRead): BalancedListing {
  return {
    store: row.store_id,
    sku: row.sku_id,
    title: row.title ?? row.sku_id,
    variation: row.variation,
    sellerSku: row.seller_sku,
    wanted: row.wanted,
    shown: row.shown,
    shownAt: row.shown_at,
    sent: row.sent,
    sentAt: row.sent_at,
    next: row.next,
    failed: row.failed_words === null ? null : { code: row.failed_code, words: row.failed_words },
    explain: JSON.parse(row.explain) as Partial<Explained>,
  };
}

export async function listBalanced(
  kit: Kit,
  signedIn: SignedIn,
  storeId: string,
  after: string,
): Promise<{ rows: BalancedListing[]; next: string | null }> {
  const [people, stores, rows] = await kit.db.batch<[Person, object, ListingRead]>([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT s.id FROM who CROSS JOIN store s WHERE s.id = ${storeId} AND ${mayIn(sql`s.id`, "read")}`,
    sql`WITH ${who(signedIn)} SELECT ${columns} FROM balance_listing b LEFT JOIN listing l ON l.store_id = b.store_id AND l.sku_id = b.sku_id
      WHERE b.store_id = ${storeId} AND b.sku_id > ${after} AND ${mayIn(sql`${storeId}`, "read")} ORDER BY b.sku_id LIMIT ${PAGE_ROWS + 1}`,
  ]);
  requirePerson(people);
  if (stores.length === 0) throw new Problem("missing", "store-missing");
  const shown = rows.slice(0, PAGE_ROWS).map(show);
  return {
    rows: shown.map((row) => ({ ...row, explain: { mode: row.explain.mode } as Partial<Explained> })),
    next: rows.length > PAGE_ROWS ? (shown.at(-1)?.sku ?? null) : null,
  };
}

export interface NumberPage extends BalancedListing {
  item: { sku: string; name: string } | null;
  /** The item it is mapped to, where it is one. */
  mapped: { id: string; sku: string } | null;
  others: { store: string; sku: string; sellerSku: string | null; number: number }[];
  rules: { level: Level; rule: Rule | null; can: Can }[];
  holds: Level | null;
  pushes: Pick<BalancePushRow, "number" | "before" | "sent_at" | "seen_at" | "seen" | "failed_words">[];
}

export async function explainNumber(kit: Kit, signedIn: SignedIn, storeId: string, sku: string): Promise<NumberPage> {
  const mayRead = mayIn(sql`${storeId}`, "read");
  const [people, rows, rules, pushes, mapped] = await kit.db.batch<
    [Person, ListingRead & { bits: number }, BalanceRuleRow, NumberPage["pushes"][number], { id: string; sku: string }]
  >([
    askWho(signedIn),
    sql`WITH ${who(signedIn)} SELECT ${columns}, ${bitsIn(sql`${storeId}`)} AS bits FROM who CROSS JOIN balance_listing b
      LEFT JOIN listing l ON l.store_id = b.store_id AND l.sku_id = b.sku_id WHERE b.store_id = ${storeId} AND b.sku_id = ${sku} AND ${mayRead}`,
    sql`WITH ${who(signedIn)} SELECT r.* FROM who CROSS JOIN balance_rule r
        WHERE r.store_id = ${storeId} AND r.item_id = '' AND r.sku_id IN ('', ${sku}) AND ${mayRead}
      UNION ALL SELECT r.* FROM who CROSS JOIN listing_part p ON p.store_id = ${storeId} AND p.sku_id = ${sku}
        CROSS JOIN balance_rule r ON r.store_id = '' AND r.item_id = p.item_id WHERE ${mayRead}`,
    sql`WITH ${who(signedIn)} SELECT p.number, p.before, p.sent_at, p.seen_at, p.seen, p.failed_words
      FROM balance_push p INDEXED BY balance_push_of_listing
      WHERE p.store_id = ${storeId} AND p.sku_id = ${sku} AND ${mayRead} ORDER BY p.sent_at DESC LIMIT ${PUSHES_TOLD_MAX}`,
    sql`WITH ${who(signedIn)} SELECT i.id, i.sku FROM who CROSS JOIN listing_part p ON p.store_id = ${storeId} AND p.sku_id = ${sku}
      CROSS JOIN item i ON i.id = p.item_id WHERE ${mayRead}`,
  ]);
  const person = requirePerson(people);
  const [row] = rows;
  if (!row) throw new Problem("missing", "listing-missing");
  const shown = show(row);
  const { item, others } = await nameRivals(kit, signedIn, shown.explain);
  const found = rules.map((rule) => ({ ...ruleIn(rule), level: levelOf(rule) }));
  return {
    ...shown,
    item,
    others,
    mapped: mapped.length === 1 ? (mapped[0] ?? null) : null,
    rules: LEVELS.filter((level) => level !== "item" || mapped.length === 1).map((level) => ({
      level,
      rule: found.find((one) => one.level === level) ?? null,
      can: level === "item" ? adminOnly(person) : mayManage(row.bits),
    })),
    holds: found.length > 0 ? ruleOf(found).level : null,
    pushes,
  };
}

const levelOf = ({ item_id, sku_id }: BalanceRuleRow): Level => (item_id !== "" ? "item" : sku_id !== "" ? "listing" : "store");

async function nameRivals(kit: Kit, signedIn: SignedIn, explain: Partial<Explained>): Promise<Pick<NumberPage, "item" | "others">> {
  const [items, others] = await kit.db.batch<[NonNullable<NumberPage["item"]>, NumberPage["others"][number]]>([
    sql`SELECT sku, name FROM item WHERE id = ${explain.item ?? ""}`,
    sql`WITH ${who(signedIn)} SELECT k.value->>'store' AS store, k.value->>'sku' AS sku, k.value->>'number' AS number, l.seller_sku AS sellerSku
      FROM who CROSS JOIN json_each(${JSON.stringify(explain.others ?? [])}) k
        LEFT JOIN listing l ON l.store_id = k.value->>'store' AND l.sku_id = k.value->>'sku'
      WHERE ${mayIn(sql`k.value->>'store'`, "read")}`,
  ]);
  return { item: items[0] ?? null, others };
}
