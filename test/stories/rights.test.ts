// Who may do what: every route of the router, every kind of job and every socket, for everyone there is. A route or a job that nobody has
// listed here fails.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { door } from "../../worker/api.ts";
import type { Job } from "../../worker/jobs.ts";
import { Desk } from "./desk.ts";
import { Buyer, openShop, type Shop, sellUnits } from "./shopkeeper.ts";
import { openWorld, type World } from "./world.ts";

/** everyone: no session needed · person: any session, showing only what is theirs · admin · a right in the store the address names, or in any
 *  store · signature: TikTok's own door. */
type Needs =
  | "everyone"
  | "person"
  | "admin"
  | "signature"
  | "read"
  | "reply"
  | "manage"
  | "fulfil"
  | "reply or fulfil"
  | "read anywhere"
  | "fulfil anywhere"
  | "manage anywhere";

interface Place {
  store: string;
  ticket: string;
  order: string;
  /** A SKU. */
  listing: string;
  /** A buyer asks to cancel. */
  aftersale: string;
  /** A return made by hand. */
  ownReturn: string;
}

interface Route {
  needs: Needs;
  /** Fills the address's parameters; absent where it has none. */
  at?: (place: Place) => string;
  body?: (place: Place) => unknown;
  /** Asked only for refusals: done for real it would end the story. */
  onlyRefusals?: boolean;
}

const text = { type: "TEXT", text: "Hello from the matrix" };
const store = (place: Place) => place.store;
const ticket = (place: Place) => place.ticket;
const order = (place: Place) => place.order;
const aftersale = (place: Place) => place.aftersale;
const ownReturn = (place: Place) => place.ownReturn;
const details = { name: "M", lines: "1 Lane", city: "X", postalCode: "1", region: "", country: "US", phone: "1", email: "" };
const empty = () => ({});
const autoReply = (place: Place) => ({
  kind: "auto-reply",
  name: "Matrix",
  stores: [place.store],
  when: "always",
  from: null,
  until: null,
  text: "We answer tomorrow.",
  buyerHours: 12,
});
const openWeek = Array.from({ length: 7 }, () => [{ from: 540, to: 1_020 }]);
const view = { name: "Everything", filters: { view: "todo", stores: null, market: null, assignee: null, due: null }, shared: false };
const orderView = { name: "Matrix", filters: {}, columns: null, shared: false };
let clicks = 0;
const click = () => `matrix-click-${++clicks}`;

const spot = () => ({ click: click(), warehouse: "whs_none", item: "itm_none" });
const warehouse = (name: string) => ({ name, country: null, postalCode: null, timeZone: "UTC" });

/** A template for these stores. */
const words = (stores: string[]) => ({
  name: click(),
  folder: "",
  tags: [],
  kind: "reply",
  shared: true,
  variants: [{ language: "en", text: "Hello" }],
  conditions: { stores, marketplaces: [], stages: [], hours: null },
  actions: [],
});

const bulletin = {
  reports: ["sales"],
  stores: null,
  weekdays: [0],
  hour: 8,
  zone: "UTC",
  span: "7d",
  language: "en",
  addresses: ["matrix@example.com"],
};

const machineHelp = { isOn: false, address: "", models: [], tasks: {}, budget: 0 };

const ROUTES: Record<string, Route> = {
  "POST /webhooks/tiktok/:region": { needs: "signature", at: () => "us" },
  "GET /connect/tiktok/:region": { needs: "everyone", at: () => "us" },
  "POST /api/auth/sign-in/email": { needs: "everyone", onlyRefusals: true },
  "POST /api/auth/sign-out": { needs: "everyone", onlyRefusals: true },
  "POST /api/auth/change-password": { needs: "everyone", onlyRefusals: true },
  "POST /api/sign-in/code": { needs: "everyone", onlyRefusals: true },
  "POST /api/sign-in/passkey/ask": { needs: "everyone", body: empty, onlyRefusals: true },
  "POST /api/sign-in/passkey": { needs: "everyone", onlyRefusals: true },
  "POST /api/sign-in/enrol": { needs: "everyone", onlyRefusals: true },
  "POST /api/sign-in/enrol/confirm": { needs: "everyone", onlyRefusals: true },
  "GET /api/factors": { needs: "person" },
  "POST /api/factors/totp": { needs: "person", body: () => ({ password: "" }), onlyRefusals: true },
  "POST /api/factors/totp/confirm": { needs: "person", body: () => ({ code: "" }), onlyRefusals: true },
  "POST /api/factors/passkeys/ask": { needs: "person", body: () => ({ password: "" }), onlyRefusals: true },
  "POST /api/factors/passkeys": {
    needs: "person",
    body: () => ({ id: "x", name: "x", clientDataJSON: "x", authenticatorData: "x", publicKey: "x", algorithm: -7 }),
    onlyRefusals: true,
  },
  "POST /api/factors/codes": { needs: "person", body: () => ({ password: "" }), onlyRefusals: true },
  "POST /api/factors/:id/remove": { needs: "person", at: () => "fac_none", body: () => ({ password: "" }), onlyRefusals: true },
  "GET /api/assist": { needs: "admin" },
  "PUT /api/assist": { needs: "admin", body: () => ({ version: 1, setting: machineHelp }) },
  "PUT /api/assist/stores/:id": {
    needs: "admin",
    at: store,
    body: () => ({ version: 0, store: { isMinimised: true, keepsPictures: false, policy: "", glossary: [] } }),
  },
  "POST /api/assist/try": { needs: "admin", body: () => ({ task: "draft" }) },
  "POST /api/assist/models": { needs: "admin", body: empty, onlyRefusals: true },
  "GET /api/assist/calls": { needs: "admin" },
  "GET /api/team/factors": { needs: "admin" },
  "PUT /api/team/factors/required": { needs: "admin", body: () => ({ required: false }) },
  "POST /api/team/:id/factors/reset": { needs: "admin", at: () => "usr_none", body: empty },
  "GET /api/welcome": { needs: "everyone" },
  "GET /api/marketplaces": { needs: "everyone" },
  "POST /api/setup": { needs: "everyone", onlyRefusals: true },
  "GET /api/invitations/:token": { needs: "everyone", at: () => "none", onlyRefusals: true },
  "POST /api/invitations/:token": { needs: "everyone", at: () => "none", onlyRefusals: true },
  "GET /api/me": { needs: "person" },
  "POST /api/here": { needs: "person", body: empty },
  "GET /api/sessions": { needs: "person" },
  "POST /api/sessions/:id/end": { needs: "person", at: () => "of-nobody", body: () => ({ password: "" }), onlyRefusals: true },
  "POST /api/sessions/end-others": { needs: "person", body: () => ({ password: "" }), onlyRefusals: true },
  "GET /api/password/ways": { needs: "everyone" },
  "POST /api/password/forgotten": { needs: "everyone", onlyRefusals: true },
  "POST /api/password/link": { needs: "everyone", onlyRefusals: true },
  "POST /api/password": { needs: "everyone", onlyRefusals: true },
  "POST /api/team/:id/password-link": { needs: "admin", at: () => "usr_none", body: () => ({ password: "" }), onlyRefusals: true },
  "GET /api/colleagues": { needs: "person" },
  "GET /api/stores": { needs: "person" },
  "GET /api/items": { needs: "read anywhere" },
  "POST /api/items": { needs: "fulfil anywhere", body: () => ({ kind: "standard", sku: click(), name: "Matrix", barcode: null }) },
  "GET /api/items/:id": { needs: "read anywhere", at: () => "itm_none", onlyRefusals: true },
  "PUT /api/items/:id": {
    needs: "fulfil anywhere",
    at: () => "itm_none",
    body: () => ({ version: 1, item: { sku: click(), name: "Matrix", barcode: null } }),
    onlyRefusals: true,
  },
  "PUT /api/items/:id/archived": { needs: "fulfil anywhere", at: () => "itm_none", body: () => ({ archived: true }), onlyRefusals: true },
  "GET /api/listings": { needs: "person" },
  "GET /api/listings/counts": { needs: "person" },
  "GET /api/listings/exact": { needs: "person" },
  "GET /api/listings/unmapped.csv": { needs: "person" },
  "GET /api/listings/:store/:sku": { needs: "read", at: ({ store: id, listing }) => `${id}/${listing}` },
  "POST /api/mappings": {
    needs: "fulfil",
    body: ({ store: id, listing }) => ({ mappings: [{ store: id, sku: listing, state: "unmapped" }] }),
  },
  "POST /api/mappings/sheet": { needs: "person", body: () => ({ text: "store,sku_id,item_sku\n", apply: false }) },
  "POST /api/mappings/:id/undo": { needs: "person", at: () => "map_none", body: empty, onlyRefusals: true },
  "GET /api/orders": { needs: "person" },
  "GET /api/orders/counts": { needs: "person" },
  "GET /api/orders/search": { needs: "person" },
  "GET /api/aftersales": { needs: "person" },
  "GET /api/aftersales/counts": { needs: "person" },
  "GET /api/aftersales/search": { needs: "person" },
  "GET /api/aftersales/:id": { needs: "read", at: aftersale },
  "GET /api/aftersales/:id/answers": { needs: "read", at: aftersale },
  "GET /api/aftersales/:id/pictures/:name": { needs: "read", at: (place) => `${place.aftersale}/pictures/0-0`, onlyRefusals: true },
  "POST /api/aftersales/:id/pictures": { needs: "fulfil", at: aftersale, onlyRefusals: true },
  "GET /api/aftersales/:id/records": { needs: "read", at: aftersale },
  "POST /api/aftersales/:id/answer": {
    needs: "fulfil",
    at: aftersale,
    body: () => ({ id: click(), decision: "APPROVE_REQUEST_CANCEL" }),
    onlyRefusals: true,
  },
  "POST /api/aftersales/:id/receive": {
    needs: "fulfil",
    at: aftersale,
    body: () => ({ units: [{ line: "1", condition: "missing" }], warehouse: null }),
    onlyRefusals: true,
  },
  "GET /api/orders/:id/aftersales": { needs: "read", at: order },
  "GET /api/orders/:id/cancel": { needs: "read", at: order },
  "POST /api/orders/:id/cancel": {
    needs: "fulfil",
    at: order,
    body: () => ({ id: click(), units: null, reason: "seller_cancel_reason_out_of_stock", tell: true }),
    onlyRefusals: true,
  },
  "POST /api/orders/:id/cancel/amount": {
    needs: "fulfil",
    at: order,
    body: () => ({ units: null, reason: "seller_cancel_reason_out_of_stock" }),
  },
  "POST /api/orders/:id/untold": { needs: "manage", at: order, body: () => ({ id: click(), do: "drop" }), onlyRefusals: true },
  "GET /api/orders/:id/refund": { needs: "read", at: order },
  "POST /api/orders/:id/refund": {
    needs: "fulfil",
    at: order,
    body: () => ({ id: click(), type: "REFUND", units: ["1"], reason: "none" }),
    onlyRefusals: true,
  },
  "POST /api/orders/:id/refund/amount": {
    needs: "fulfil",
    at: order,
    body: () => ({ type: "REFUND", units: ["1"], reason: "none" }),
    onlyRefusals: true,
  },
  "GET /api/own-returns": { needs: "person" },
  "GET /api/own-returns/counts": { needs: "person" },
  "GET /api/own-returns/search": { needs: "person" },
  "GET /api/own-returns/:id": { needs: "read", at: ownReturn },
  // Whoever types or deletes the buyer's details must also be one who sees them: the room's own story asks that.
  "PUT /api/own-returns/:id/details": { needs: "fulfil", at: ownReturn, body: () => details, onlyRefusals: true },
  "DELETE /api/own-returns/:id/details": { needs: "fulfil", at: ownReturn, onlyRefusals: true },
  "POST /api/own-returns/:id/ask": { needs: "reply", at: ownReturn, body: empty, onlyRefusals: true },
  "POST /api/own-returns/:id/receive": {
    needs: "fulfil",
    at: ownReturn,
    body: () => ({ units: [{ line: "1", condition: "missing" }], warehouse: null }),
    onlyRefusals: true,
  },
  "POST /api/own-returns/:id/close": { needs: "fulfil", at: ownReturn, body: empty, onlyRefusals: true },
  "GET /api/orders/:id/own-returns": { needs: "read", at: order },
  "POST /api/orders/:id/own-returns": {
    needs: "fulfil",
    at: order,
    body: () => ({ id: click(), units: ["1"], reason: "Matrix", details: null }),
    onlyRefusals: true,
  },
  "GET /api/orders/named": { needs: "person" },
  "GET /api/orders/waiting": { needs: "person" },
  "GET /api/orders/choices": { needs: "person" },
  "GET /api/orders/views": { needs: "person" },
  "GET /api/orders/views/counts": { needs: "person" },
  "POST /api/orders/views": { needs: "person", body: () => orderView },
  "PUT /api/orders/views/order": { needs: "person", body: () => ({ ids: [] }) },
  "PUT /api/orders/views/:id": { needs: "person", at: () => "ovw_none", body: () => orderView, onlyRefusals: true },
  "DELETE /api/orders/views/:id": { needs: "person", at: () => "ovw_none", onlyRefusals: true },
  "GET /api/orders/jobs": { needs: "person" },
  "POST /api/orders/jobs": {
    needs: "read",
    body: ({ order: id }) => ({ id: click(), of: { orders: [id] }, wish: { do: "assign", personId: "" } }),
  },
  "POST /api/orders/jobs/cancel-reasons": { needs: "person", body: ({ order: id }) => ({ of: { orders: [id] } }) },
  "GET /api/orders/jobs/:id": { needs: "person", at: () => "ojb_none", onlyRefusals: true },
  "POST /api/orders/jobs/:id": { needs: "person", at: () => "ojb_none", body: () => ({ decision: "start" }), onlyRefusals: true },
  "GET /api/orders/jobs/:id/items": { needs: "person", at: () => "ojb_none", onlyRefusals: true },
  "GET /api/orders/jobs/:id/result": { needs: "person", at: () => "ojb_none", onlyRefusals: true },
  "GET /api/orders/exports": { needs: "person" },
  "POST /api/orders/exports": {
    needs: "person",
    body: ({ order: id }) => ({ id: click(), of: { orders: [id] }, columns: ["id"] }),
    onlyRefusals: true,
  },
  "POST /api/orders/exports/:id/stop": { needs: "person", at: () => "oex_none", body: empty, onlyRefusals: true },
  "GET /api/orders/exports/:id/file": { needs: "person", at: () => "oex_none", onlyRefusals: true },
  "GET /api/orders/:id/desk": { needs: "read", at: order },
  "POST /api/orders/:id/act": { needs: "reply or fulfil", at: order, body: () => ({ do: "assign", personId: "" }) },
  "POST /api/orders/:id/notes": { needs: "reply or fulfil", at: order, body: () => ({ id: click(), text: "Matrix" }) },
  "DELETE /api/orders/:id/notes/:note": { needs: "reply or fulfil", at: order, onlyRefusals: true },
  "GET /api/tickets": { needs: "person" },
  "GET /api/tickets/counts": { needs: "person" },
  "GET /api/tickets/search": { needs: "person" },
  "GET /api/views": { needs: "person" },
  "GET /api/views/counts": { needs: "person" },
  "POST /api/views": { needs: "person", body: () => view },
  "PUT /api/views/order": { needs: "person", body: () => ({ ids: [] }) },
  "PUT /api/views/:id": { needs: "person", at: () => "viw_none", body: () => view, onlyRefusals: true },
  "DELETE /api/views/:id": { needs: "person", at: () => "viw_none", onlyRefusals: true },
  "PATCH /api/preferences": { needs: "person", body: () => ({ density: "compact" }) },
  "GET /api/audit": { needs: "admin" },
  "GET /api/audit/seals": { needs: "admin" },
  "GET /api/audit/check": { needs: "admin" },
  "GET /api/stores/:id/colleagues": { needs: "person", at: store },
  "GET /api/at-work": { needs: "person" },
  "PUT /api/at-work": { needs: "person", body: () => ({ away: false }) },
  "GET /api/rota": { needs: "admin" },
  "PUT /api/rota": {
    needs: "admin",
    body: () => ({ version: -1, rota: { cap: null, handBack: "keep", replyTakes: true } }),
    onlyRefusals: true,
  },
  "PUT /api/team/:id/cap": { needs: "admin", at: () => "usr_none", body: () => ({ cap: 5 }) },
  "GET /api/fbt/goods": { needs: "person" },
  "GET /api/fbt/goods.csv": { needs: "person" },
  "GET /api/fbt/inbounds": { needs: "person" },
  "GET /api/fbt/stores": { needs: "person" },
  "POST /api/stores/:id/fbt/refresh": { needs: "read", at: store, body: empty },
  "POST /api/fbt/goods/compare-anew": {
    needs: "manage",
    body: ({ store: id }) => ({ store: id, goods: "none", seen: 0 }),
    onlyRefusals: true,
  },
  "GET /api/stock": { needs: "person" },
  "GET /api/stock/:item/waiting": { needs: "person", at: () => "itm_none" },
  "GET /api/stock/:item/:warehouse/ledger": { needs: "person", at: () => "itm_none" },
  "GET /api/stock/:item/:warehouse/recount": { needs: "person", at: () => "itm_none" },
  "POST /api/stock/receive": { needs: "fulfil anywhere", body: () => ({ ...spot(), qty: 1, note: null }), onlyRefusals: true },
  "POST /api/stock/transfer": {
    needs: "fulfil anywhere",
    body: () => ({ ...spot(), qty: 1, to: "whs_none", isCertain: true }),
    onlyRefusals: true,
  },
  "POST /api/stock/count": { needs: "manage anywhere", body: () => ({ ...spot(), to: 1, seen: 0 }), onlyRefusals: true },
  "POST /api/stock/adjust": { needs: "manage anywhere", body: () => ({ ...spot(), by: 1, reason: "found" }), onlyRefusals: true },
  "POST /api/stock/scrap": { needs: "manage anywhere", body: () => ({ ...spot(), qty: 1, from: "on-hand" }), onlyRefusals: true },
  "POST /api/stock/sheet": { needs: "manage anywhere", body: () => ({ text: "warehouse,sku,on_hand\n" }) },
  "POST /api/stock/counts": {
    needs: "manage anywhere",
    body: () => ({ click: click(), counts: [{ line: 2, warehouse: "whs_none", item: "itm_none", to: 1, seen: 0 }] }),
  },
  "GET /api/warehouses/:id/counts.csv": { needs: "person", at: () => "whs_none", onlyRefusals: true },
  "GET /api/warehouses": { needs: "person" },
  "POST /api/warehouses": { needs: "admin", body: () => warehouse(click()) },
  "PUT /api/warehouses/:id": {
    needs: "admin",
    at: () => "whs_none",
    body: () => ({ seen: warehouse("Old"), warehouse: warehouse("New") }),
    onlyRefusals: true,
  },
  "PUT /api/warehouses/:id/archived": { needs: "admin", at: () => "whs_none", body: () => ({ archived: true }), onlyRefusals: true },
  "POST /api/stores/:id/fbt-warehouse": { needs: "admin", at: store, body: () => ({ name: click() }) },
  "GET /api/stores/:id/warehouses": { needs: "read", at: store },
  "PUT /api/stores/:id/warehouses": { needs: "manage", at: store, body: () => ({ version: -1, warehouses: [] }), onlyRefusals: true },
  "GET /api/balancing": { needs: "person" },
  "PUT /api/balancing/dial": { needs: "admin", body: () => ({ dial: "balanced" }) },
  "PUT /api/balancing/paused": { needs: "admin", body: () => ({ paused: false }) },
  "PUT /api/balancing/stores/:id/on": { needs: "admin", at: store, body: () => ({ on: false }) },
  "PUT /api/balancing/stores/:id/paused": { needs: "manage", at: store, body: () => ({ paused: false }) },
  "PUT /api/balancing/rules": {
    needs: "manage",
    body: (place) => ({ place: { level: "store", store: place.store, item: null, sku: null }, rule: null }),
  },
  "GET /api/balancing/stores/:id/listings": { needs: "read", at: store },
  "GET /api/balancing/stores/:id/listings/:sku": { needs: "read", at: (place) => `${place.store}/listings/none`, onlyRefusals: true },
  "GET /api/balancing/items/:id/replay": { needs: "manage anywhere", at: () => "itm_none", onlyRefusals: true },
  "GET /api/orders/:id/tickets": { needs: "person", at: order },
  "GET /api/mailbox/live": { needs: "person", onlyRefusals: true },
  "GET /api/team": { needs: "admin" },
  "GET /api/teams": { needs: "person" },
  "POST /api/teams": { needs: "admin", body: () => ({ name: click(), members: [], stores: null }) },
  "PUT /api/teams/:id": {
    needs: "admin",
    at: () => "tea_none",
    body: () => ({ version: 1, team: { name: click(), members: [], stores: null } }),
    onlyRefusals: true,
  },
  "DELETE /api/teams/:id": { needs: "admin", at: () => "tea_none", onlyRefusals: true },
  "POST /api/team/invitations": { needs: "admin", body: () => ({ email: `${click()}@example.com`, role: "agent", rights: [] }) },
  "DELETE /api/team/invitations/:id": { needs: "admin", at: () => "inv_none" },
  "PUT /api/team/:id/rights": { needs: "admin", at: () => "usr_none", body: () => ({ rights: [] }) },
  "PUT /api/team/:id/role": { needs: "admin", at: () => "usr_none", body: () => ({ role: "agent" }) },
  "PUT /api/team/:id/disabled": { needs: "admin", at: () => "usr_none", body: () => ({ disabled: true }) },
  "GET /api/tiktok-apps": { needs: "admin" },
  "PUT /api/tiktok-apps/:region": { needs: "admin", at: () => "US", body: () => ({ appKey: "appUS", serviceId: "serviceUS" }) },
  "POST /api/tiktok-apps/:region/end-rotation": { needs: "admin", at: () => "US", body: empty },
  "POST /api/stores": { needs: "admin", body: () => ({ name: click(), marketplace: "US", currency: "USD", timeZone: "UTC" }) },
  "PATCH /api/stores/:id": { needs: "admin", at: store, body: () => ({ version: -1, change: { reopenDays: 8 } }), onlyRefusals: true },
  "POST /api/stores/:id/authorize": { needs: "admin", at: store, body: empty },
  "POST /api/stores/:id/disconnect": { needs: "admin", at: store, body: empty, onlyRefusals: true },
  "POST /api/connect": { needs: "admin", body: () => ({ marketplace: "US" }) },
  "GET /api/authorizations/:id/shops": { needs: "admin", at: () => "aut_none", onlyRefusals: true },
  "POST /api/authorizations/:id/shops": {
    needs: "admin",
    at: () => "aut_none",
    body: () => ({ shopIds: [], storeId: null }),
    onlyRefusals: true,
  },
  "GET /api/claims/:id": { needs: "admin", at: () => "clm_none", onlyRefusals: true },
  "POST /api/claims/:id": { needs: "admin", at: () => "clm_none", body: () => ({ storeId: null }), onlyRefusals: true },
  "GET /api/gaps": { needs: "person" },
  "GET /api/stores/:id/gaps/:day": { needs: "read", at: (place) => `${place.store}/gaps/2026-11-01` },
  "POST /api/stores/:id/gaps": { needs: "manage", at: store, body: () => ({ day: null }) },
  "GET /api/evidence-packs": { needs: "admin" },
  "POST /api/evidence-packs": {
    needs: "admin",
    body: () => ({ id: click(), store: null, order: null, fromAt: 0, untilAt: 9_000_000_000_000, format: "csv" }),
  },
  "POST /api/evidence-packs/:id/stop": { needs: "admin", at: () => "evp_none", body: empty, onlyRefusals: true },
  "GET /api/evidence-packs/:id/file": { needs: "admin", at: () => "evp_none", onlyRefusals: true },
  "GET /api/buyers": { needs: "admin", onlyRefusals: true },
  "GET /api/buyers/:id": { needs: "admin", at: () => "7000000000", onlyRefusals: true },
  "POST /api/buyers/:id/erase": {
    needs: "admin",
    at: () => "7000000000",
    body: () => ({ id: click(), typed: "nobody" }),
    onlyRefusals: true,
  },
  "GET /api/buyers/:id/files": { needs: "admin", at: () => "7000000000" },
  "POST /api/buyers/:id/files": { needs: "admin", at: () => "7000000000", body: () => ({ id: click() }), onlyRefusals: true },
  "GET /api/buyer-files/:id": { needs: "admin", at: () => "pfi_none", onlyRefusals: true },
  "GET /api/erasures": { needs: "admin" },
  "GET /api/retention": { needs: "admin" },
  "POST /api/retention/preview": { needs: "admin", body: () => ({ kind: "recipients", days: 30 }) },
  "PUT /api/archive": { needs: "admin", body: () => ({ months: 24, version: 1 }), onlyRefusals: true },
  "POST /api/orders/:id/bring-back": { needs: "read", at: order, body: () => ({}) },
  "PUT /api/retention": { needs: "admin", body: () => ({ kind: "mails", days: null, was: null }) },
  "GET /api/points": { needs: "person" },
  "GET /api/points/counts": { needs: "person" },
  "GET /api/sla": { needs: "admin" },
  "GET /api/compliance": { needs: "person" },
  "GET /api/insights/sales": { needs: "person" },
  "GET /api/insights/skus": { needs: "person" },
  "GET /api/insights/items": { needs: "person" },
  "GET /api/insights/cover": { needs: "person" },
  "GET /api/insights/fulfilment": { needs: "person" },
  "GET /api/insights/returns": { needs: "person" },
  "GET /api/insights/service": { needs: "person" },
  "GET /api/insights/service/suggested": { needs: "person" },
  "GET /api/bulletins": { needs: "admin" },
  "PUT /api/bulletins/:id": { needs: "admin", at: () => "bul_matrix-matrix", body: () => ({ form: bulletin, isOn: false, version: null }) },
  "POST /api/bulletins/:id/send": { needs: "admin", at: () => "bul_matrix-matrix", body: () => ({ click: click() }) },
  "DELETE /api/bulletins/:id": { needs: "admin", at: () => "bul_none" },
  "GET /api/insights/service/tickets": { needs: "person" },
  "PUT /api/compliance/packs/:marketplace": {
    needs: "admin",
    at: () => "US",
    body: () => ({ effectiveFrom: "2025-01-01", hours: 24, targetPercent: 90, windowDays: 30, weekendToMonday: false }),
  },
  "POST /api/stores/:id/figure": { needs: "manage", at: store, body: empty },
  "PUT /api/stores/:id/figure": { needs: "admin", at: store, body: () => ({ day: "2026-01-01", percent: 93.4 }) },
  "PUT /api/stores/:id/promise": {
    needs: "admin",
    at: store,
    body: () => ({ version: -1, firstMinutes: 60, nextMinutes: null, resolutionMinutes: null, calendarId: null }),
    onlyRefusals: true,
  },
  "POST /api/calendars": { needs: "admin", body: () => ({ name: click(), timeZone: "UTC", week: openWeek, holidays: [] }) },
  "PUT /api/calendars/:id": {
    needs: "admin",
    at: () => "cal_none",
    body: () => ({ version: 1, name: click(), timeZone: "UTC", week: openWeek, holidays: [] }),
    onlyRefusals: true,
  },
  "DELETE /api/calendars/:id": { needs: "admin", at: () => "cal_none", onlyRefusals: true },
  "POST /api/sla/preview": { needs: "admin", body: () => ({ hours: null, minutes: 60 }) },
  "GET /api/rules": { needs: "person" },
  "POST /api/rules": { needs: "manage", body: (place) => autoReply(place) },
  "POST /api/rules/trials": { needs: "manage", body: (place) => autoReply(place) },
  "GET /api/rules/trials/:id": { needs: "person", at: () => "trl_none", onlyRefusals: true },
  "POST /api/rules/wording": { needs: "person", body: () => ({ text: "Hello" }) },
  "PUT /api/rules/order": { needs: "admin", body: () => ({ ids: [] }), onlyRefusals: true },
  "PUT /api/rules/:id": {
    needs: "person",
    at: () => "rul_none",
    body: (place) => ({ version: 1, form: autoReply(place) }),
    onlyRefusals: true,
  },
  "PUT /api/rules/:id/on": { needs: "person", at: () => "rul_none", body: () => ({ on: true }), onlyRefusals: true },
  "DELETE /api/rules/:id": { needs: "person", at: () => "rul_none", onlyRefusals: true },
  "GET /api/rules/:id/runs": { needs: "person", at: () => "rul_none", onlyRefusals: true },
  "GET /api/bulk/matching": { needs: "person" },
  "GET /api/bursts": { needs: "person" },
  "GET /api/bursts/:id": { needs: "person", at: () => "bst_none" },
  "POST /api/bursts/:id/draft": { needs: "person", at: () => "bst_none", body: empty, onlyRefusals: true },
  "PUT /api/bursts/:id/dismissed": { needs: "person", at: () => "bst_none", body: empty, onlyRefusals: true },
  "GET /api/bulk/choices": { needs: "person" },
  "GET /api/bulk/jobs": { needs: "person" },
  "POST /api/bulk/jobs": {
    needs: "reply",
    body: (place) => ({ id: click(), of: { tickets: [place.ticket] }, wish: { do: "act", act: { do: "reopen" } } }),
  },
  "GET /api/bulk/jobs/:id": { needs: "person", at: () => "blk_none", onlyRefusals: true },
  "GET /api/bulk/jobs/:id/items": { needs: "person", at: () => "blk_none", onlyRefusals: true },
  "GET /api/bulk/jobs/:id/preview": { needs: "person", at: () => "blk_none", onlyRefusals: true },
  "POST /api/bulk/jobs/:id": { needs: "person", at: () => "blk_none", body: () => ({ decision: "stop" }), onlyRefusals: true },
  "GET /api/dead-letters": { needs: "admin" },
  "GET /api/health": { needs: "everyone", onlyRefusals: true },
  "GET /api/health/page": { needs: "admin" },
  "POST /api/health/retry": { needs: "admin", body: ({ store: id }) => ({ store: id }), onlyRefusals: true },
  "POST /api/dead-letters/replay": { needs: "admin", body: empty },
  "DELETE /api/dead-letters/:id": { needs: "admin", at: () => "ded_none", onlyRefusals: true },
  "POST /api/dead-letters/:id/replay": { needs: "admin", at: () => "ded_none", body: empty, onlyRefusals: true },
  "GET /api/stores/:id": { needs: "read", at: store },
  "GET /api/orders/:id": { needs: "read", at: order },
  "GET /api/orders/:id/tracking": { needs: "read", at: order },
  "POST /api/orders/:id/pull": { needs: "read", at: order, body: empty },
  "GET /api/orders/:id/work": { needs: "read", at: order },
  "GET /api/orders/:id/history": { needs: "read", at: order },
  "POST /api/orders/:id/hold": {
    needs: "fulfil",
    at: order,
    body: () => ({ reason: "Asked to wait", until: null }),
    onlyRefusals: true,
  },
  "POST /api/orders/:id/release": { needs: "fulfil", at: order, body: empty, onlyRefusals: true },
  "POST /api/orders/:id/waive": {
    needs: "fulfil",
    at: order,
    body: () => ({ reason: "stock-short", ref: "", note: "It comes tomorrow" }),
    onlyRefusals: true,
  },
  "POST /api/orders/:id/warehouse": {
    needs: "fulfil",
    at: order,
    body: () => ({ lines: ["none"], warehouse: null }),
    onlyRefusals: true,
  },
  "GET /api/orders/:id/parcels": { needs: "read", at: order },
  "POST /api/orders/:id/parcels/details": { needs: "read", at: order, body: empty },
  "POST /api/orders/:id/parcels/acts": {
    needs: "fulfil",
    at: order,
    body: (place) => ({ id: click(), wish: { do: "split", groups: [[place.order], [place.order]] } }),
    onlyRefusals: true,
  },
  "GET /api/orders/:id/parcels/split": { needs: "fulfil", at: order, onlyRefusals: true },
  "GET /api/orders/:id/parcels/combinable": { needs: "fulfil", at: order, onlyRefusals: true },
  "GET /api/orders/:id/parcels/carriers": { needs: "fulfil", at: order, onlyRefusals: true },
  "POST /api/orders/:id/parcels/measures": { needs: "fulfil", at: order, body: (place) => ({ units: [place.order] }), onlyRefusals: true },
  "POST /api/orders/:id/parcels/rates": {
    needs: "fulfil",
    at: order,
    body: (place) => ({ units: [place.order], measures: { grams: 1, lengthMm: 1, widthMm: 1, heightMm: 1 } }),
    onlyRefusals: true,
  },
  "GET /api/orders/:id/parcels/:parcel/slots": { needs: "fulfil", at: (place) => `${place.order}/parcels/none`, onlyRefusals: true },
  "GET /api/orders/:id/parcels/:parcel/:paper": {
    needs: "fulfil",
    at: (place) => `${place.order}/parcels/none/label`,
    onlyRefusals: true,
  },
  "GET /api/print-runs": { needs: "person" },
  "POST /api/print-runs": { needs: "fulfil", body: (place) => ({ id: click(), orders: [place.order], wish: { do: "slips" } }) },
  "GET /api/print-runs/:id": { needs: "person", at: () => "run_none", onlyRefusals: true },
  "POST /api/print-runs/:id": { needs: "person", at: () => "run_none", body: () => ({ decision: "stop" }), onlyRefusals: true },
  "GET /api/print-runs/:id/items": { needs: "person", at: () => "run_none", onlyRefusals: true },
  "GET /api/print-runs/:id/pick-list": { needs: "person", at: () => "run_none", onlyRefusals: true },
  "GET /api/print-runs/:id/sheet": { needs: "person", at: () => "run_none", onlyRefusals: true },
  "GET /api/tickets/:id": { needs: "read", at: ticket },
  "GET /api/tickets/:id/suggested-orders": { needs: "read", at: ticket },
  "GET /api/tickets/:id/live": { needs: "read", at: ticket, onlyRefusals: true },
  "POST /api/orders/:id/conversation": { needs: "reply", at: order, body: empty },
  "POST /api/tickets/:id/conversation": { needs: "reply", at: ticket, body: empty },
  "POST /api/tickets/:id/replies": { needs: "reply", at: ticket, body: () => ({ id: click(), body: text }) },
  "POST /api/tickets/:id/replies/:reply": {
    needs: "reply",
    at: (place) => `${place.ticket}/replies/none`,
    body: () => ({ decision: "discard" }),
    onlyRefusals: true,
  },
  "GET /api/tickets/:id/order-cards": { needs: "reply", at: ticket },
  "GET /api/tickets/:id/product-cards": { needs: "reply", at: ticket },
  "POST /api/judgements": { needs: "person", body: () => ({ text: "Hi", shows: false }) },
  "PUT /api/tickets/:id/judgements/:entry": {
    needs: "reply",
    at: ticket,
    body: () => ({ counts: true, reason: "It answers" }),
    onlyRefusals: true,
  },
  "POST /api/tickets/:id/notes": { needs: "reply", at: ticket, body: () => ({ id: click(), text: "note" }) },
  "PUT /api/tickets/:id/drafts": { needs: "reply", at: ticket, body: () => ({ kind: "note", text: "", edition: 1 }) },
  "GET /api/tickets/:id/assist": { needs: "read", at: ticket },
  "GET /api/tickets/:id/burst": { needs: "read", at: ticket },
  "POST /api/tickets/:id/draft": { needs: "reply", at: ticket, body: empty },
  "POST /api/tickets/:id/summary": { needs: "reply", at: ticket, body: () => ({ language: "en" }) },
  "POST /api/tickets/:id/suggestions": { needs: "reply", at: ticket, body: empty },
  "POST /api/tickets/:id/suggestions/rewrite": { needs: "reply", at: ticket, body: () => ({ text: "Hello", tone: "shorter" }) },
  "POST /api/tickets/:id/suggestions/translation": {
    needs: "reply",
    at: ticket,
    body: () => ({ text: "Hello", from: "en", to: "de" }),
  },
  "PUT /api/tickets/:id/suggestions/:suggestion": {
    needs: "reply",
    at: ticket,
    body: () => ({ outcome: "used" }),
    onlyRefusals: true,
  },
  "POST /api/tickets/:id/translations": { needs: "read", at: ticket, body: () => ({ entry: "none", to: "de" }), onlyRefusals: true },
  "POST /api/tickets/:id/photos": { needs: "read", at: ticket, body: () => ({ entry: "none" }), onlyRefusals: true },
  "GET /api/tickets/:id/mentionable": { needs: "reply", at: ticket },
  "PUT /api/tickets/:id/following": { needs: "read", at: ticket, body: () => ({ following: true }) },
  "PUT /api/tickets/:id/read": { needs: "read", at: ticket, body: () => ({ heard: 1, read: true }) },
  "GET /api/notifications": { needs: "person" },
  "GET /api/notifications/count": { needs: "person" },
  "POST /api/notifications/read": { needs: "person", body: () => ({ items: null }) },
  "GET /api/notifications/device": { needs: "person" },
  "PUT /api/notifications/device": {
    needs: "person",
    body: () => ({ endpoint: "https://push.example.com/", p256dh: `B${"a".repeat(86)}`, auth: "a".repeat(22) }),
    onlyRefusals: true,
  },
  "DELETE /api/notifications/device": { needs: "person" },
  "POST /api/tickets/:id/drafts/take": {
    needs: "reply",
    at: ticket,
    body: () => ({ personId: "usr_none", kind: "note" }),
    onlyRefusals: true,
  },
  "PUT /api/tickets/:id/class": { needs: "reply", at: ticket, body: () => ({ class: "stock/restock" }) },
  "POST /api/tickets/:id/acts": { needs: "reply", at: ticket, body: () => ({ do: "reopen" }) },
  "GET /api/tickets/:id/related": { needs: "read", at: ticket },
  "POST /api/tickets/:id/merge": { needs: "reply", at: ticket, body: (place) => ({ id: click(), with: place.ticket }), onlyRefusals: true },
  "POST /api/tickets/:id/unmerge": { needs: "reply", at: ticket, body: () => ({ id: click(), merge: "merge-none" }), onlyRefusals: true },
  "POST /api/tickets/:id/split": {
    needs: "reply",
    at: ticket,
    body: () => ({ id: click(), entry: "none", only: true }),
    onlyRefusals: true,
  },
  "POST /api/tickets/:id/move": {
    needs: "reply",
    at: ticket,
    body: (place) => ({ id: click(), entry: "none", to: place.ticket }),
    onlyRefusals: true,
  },
  "POST /api/tickets/:id/images": { needs: "reply", at: ticket, onlyRefusals: true },
  "GET /api/tickets/:id/pictures/:name": { needs: "read", at: (place) => `${place.ticket}/pictures/none`, onlyRefusals: true },
  "GET /api/templates": { needs: "person" },
  "POST /api/templates": { needs: "reply", body: ({ store: id }) => words([id]) },
  "PUT /api/templates/:id": {
    needs: "admin",
    at: () => "tpl_none",
    body: () => ({ version: 1, template: words([]) }),
    onlyRefusals: true,
  },
  "DELETE /api/templates/:id": { needs: "admin", at: () => "tpl_none", onlyRefusals: true },
  "POST /api/templates/pictures": { needs: "person", onlyRefusals: true },
  "GET /api/templates/pictures/:file": { needs: "person", at: () => "pic_none", onlyRefusals: true },
  "POST /api/tickets/:id/template-pictures": {
    needs: "reply",
    at: ticket,
    body: () => ({ templateId: "tpl_none", file: "none" }),
    onlyRefusals: true,
  },
  "POST /api/templates/starters": { needs: "admin", body: () => ({ languages: ["en"] }) },
  "POST /api/templates/trials": { needs: "person", body: ({ store: id }) => words([id]) },
  "POST /api/snippets": { needs: "admin", body: () => ({ name: click(), variants: words([]).variants }) },
  "PUT /api/snippets/:id": {
    needs: "admin",
    at: () => "snp_none",
    body: () => ({ version: 1, snippet: { name: click(), variants: words([]).variants } }),
    onlyRefusals: true,
  },
  "DELETE /api/snippets/:id": { needs: "admin", at: () => "snp_none" },
  "GET /api/tickets/:id/templates": { needs: "reply", at: ticket },
  "POST /api/tickets/:id/render": { needs: "reply", at: ticket, body: () => ({ text: "{{buyer.nickname}}" }) },
  "POST /api/tickets/:id/macros": {
    needs: "reply",
    at: ticket,
    body: () => ({ templateId: "tpl_none", id: click() }),
    onlyRefusals: true,
  },
  "POST /api/tickets/:id/mails": {
    needs: "reply",
    at: ticket,
    body: () => ({ id: click(), to: { address: "supplier@example.net" }, subject: "Stock", text: "Is there more?" }),
    onlyRefusals: true,
  },
  "POST /api/tickets/:id/quote": { needs: "reply", at: ticket, body: () => ({ entries: ["none"] }), onlyRefusals: true },
  "POST /api/tickets/:id/mails/:mail": { needs: "reply", at: ticket, body: () => ({ decision: "discard" }), onlyRefusals: true },
  "POST /api/tickets/:id/mail-files": { needs: "reply", at: (place) => place.ticket, onlyRefusals: true },
  "GET /api/tickets/:id/mails/:mail/:part": { needs: "read", at: ticket, onlyRefusals: true },
  "GET /api/unmatched-mail": { needs: "admin" },
  "POST /api/unmatched-mail/:id": { needs: "admin", at: () => "eml_none", body: () => ({ do: "dismiss" }), onlyRefusals: true },
  "GET /api/tags": { needs: "person" },
  "POST /api/tags": { needs: "admin", body: () => ({ name: click(), colour: "teal" }) },
  "PUT /api/tags/setting": { needs: "admin", body: () => ({ agentsCreate: false }) },
  "PUT /api/tags/:id": {
    needs: "admin",
    at: () => "tag_none",
    body: () => ({ version: 1, tag: { name: click(), colour: "teal" } }),
    onlyRefusals: true,
  },
  "PUT /api/tags/:id/archived": { needs: "admin", at: () => "tag_none", body: () => ({ archived: true }), onlyRefusals: true },
  "POST /api/tags/:id/merge": { needs: "admin", at: () => "tag_none", body: () => ({ into: "tag_other" }), onlyRefusals: true },
  "POST /api/tickets/:id/block": { needs: "reply", at: ticket, body: () => ({ reason: "Threatens us" }), onlyRefusals: true },
  "GET /api/stores/:id/blocked-buyers": { needs: "person", at: store },
  "DELETE /api/stores/:id/blocked-buyers/:buyer": {
    needs: "reply",
    at: (place) => `${place.store}/blocked-buyers/none`,
    onlyRefusals: true,
  },
  "POST /api/stores/:id/pull": { needs: "manage", at: store, body: empty },
  "GET /api/backups": { needs: "admin" },
  "POST /api/backups": { needs: "admin", body: () => ({ id: click() }), onlyRefusals: true },
  "POST /api/backups/recovery-key": { needs: "admin", body: empty },
  "PUT /api/backups/schedule": { needs: "admin", body: () => ({ weekly: false, kept: 4 }) },
  "POST /api/backups/:id/stop": { needs: "admin", at: () => "bkp_none", body: empty, onlyRefusals: true },
  "GET /api/backups/:id/file": { needs: "admin", at: () => "bkp_none", onlyRefusals: true },
  // Whoever holds the setup token, which no session stands for.
  ...Object.fromEntries(
    ["", "/rows", "/part", "/rows-end", "/search", "/room", "/object", "/end"].map((step) => [
      `POST /api/restore${step}`,
      { needs: "everyone", onlyRefusals: true } satisfies Route,
    ]),
  ),
};

/** No job asks who caused it: what may cause it is guarded here. */
const JOBS: Record<
  Job["do"],
  | "TikTok's signature"
  | "the clock"
  | "the door for e-mail"
  | "a connected store"
  | "POST /api/stores/:id/pull"
  | "POST /api/orders/:id/pull"
  | "PATCH /api/stores/:id"
  | "PUT /api/stores/:id/promise"
  | "POST /api/rules/trials"
  | "PUT /api/at-work"
  | "POST /api/tags/:id/merge"
  | "POST /api/bulk/jobs"
  | "POST /api/orders/:id/parcels/acts"
  | "POST /api/print-runs"
  | "POST /api/orders/jobs"
  | "POST /api/orders/exports"
  | "POST /api/stores/:id/gaps"
  | "POST /api/evidence-packs"
  | "POST /api/buyers/:id/erase"
  | "POST /api/backups"
  | "POST /api/buyers/:id/files"
  | "PUT /api/balancing/stores/:id/on"
> = {
  notified: "TikTok's signature",
  "begin-store": "a connected store",
  "pull-orders": "POST /api/orders/:id/pull",
  "pull-conversation": "a connected store",
  "pull-product": "a connected store",
  "reconcile-orders": "POST /api/stores/:id/pull",
  "sweep-conversations": "POST /api/stores/:id/pull",
  "backfill-orders": "a connected store",
  "backfill-products": "a connected store",
  "backfill-conversations": "a connected store",
  "backfill-cancellations": "a connected store",
  "backfill-returns": "a connected store",
  "backfill-fbt": "PATCH /api/stores/:id",
  "reconcile-aftersales": "POST /api/stores/:id/pull",
  "ask-splits": "a connected store",
  "check-act": "the clock",
  "tend-authorization": "the clock",
  "recompute-clocks": "PUT /api/stores/:id/promise",
  "pull-figure": "the clock",
  "pull-goods": "the clock",
  "pull-fbt-stock": "the clock",
  "pull-fbt-inbounds": "TikTok's signature",
  "balance-stock": "PUT /api/balancing/stores/:id/on",
  "push-stock": "PUT /api/balancing/stores/:id/on",
  "resolve-quiet": "the clock",
  "settle-orders": "a connected store",
  "settle-store": "PATCH /api/stores/:id",
  "count-figures": "the clock",
  "place-deeds": "the clock",
  "find-bursts": "the clock",
  "send-bulletin": "the clock",
  "wake-rooms": "the clock",
  "take-mail": "the door for e-mail",
  "rules-due": "a connected store",
  "read-question": "a connected store",
  "look-at-photos": "a connected store",
  "rule-trial": "POST /api/rules/trials",
  "deal-tickets": "a connected store",
  "hand-back": "PUT /api/at-work",
  "recount-stock": "the clock",
  "retag-tickets": "POST /api/tags/:id/merge",
  "tell-devices": "a connected store",
  "walk-orders": "POST /api/orders/jobs",
  "write-orders": "POST /api/orders/exports",
  "prove-days": "POST /api/stores/:id/gaps",
  "write-evidence": "POST /api/evidence-packs",
  "erase-buyer": "POST /api/buyers/:id/erase",
  "write-backup": "POST /api/backups",
  "write-person": "POST /api/buyers/:id/files",
  "empty-old": "the clock",
  "archive-cold": "the clock",
  "bulk-walk": "POST /api/bulk/jobs",
  "look-at-ship-act": "POST /api/orders/:id/parcels/acts",
  "ship-walk": "POST /api/print-runs",
};

/** What only those with the right `personal` may read of a buyer, wherever it stands: with an order, a return made by hand, an e-mail. */
const PERSONAL = { name: "Wrenbird", street: "77 Wrenlane", phone: "5035550177", email: "wren.typed@example.net" };
const typed = { ...details, name: PERSONAL.name, lines: PERSONAL.street, phone: PERSONAL.phone, email: PERSONAL.email };
const secrets: string[] = Object.values(PERSONAL);
const MAY_SEE = ["admin", "personal"];

let world: World;
let place: Place;
let elsewhere: Place;
const people = new Map<string, Desk | null>();

beforeAll(async () => {
  world = await openWorld();
  place = await openPlace("GlowLab", "ours");
  elsewhere = await openPlace("Northwind", "theirs");
  world.shop.changeLimits({ requestsPerSecond: 500, burst: 1_000 });
  await writeToBuyer(place);
  people.set("admin", world.admin);
  for (const right of ["read", "reply", "fulfil", "personal", "manage"]) {
    people.set(right, await world.agent(`Agent ${right}`, [{ store: place.store, rights: ["read", right] }]));
  }
  people.set(
    "outsider",
    await world.agent("Agent outside", [{ store: elsewhere.store, rights: ["read", "reply", "fulfil", "personal", "manage"] }]),
  );
  people.set("storeless", await world.agent("Agent storeless", []));
  people.set("nobody", null);
});
afterAll(() => world.close());

async function openPlace(seller: string, word: string): Promise<Place> {
  const shop: Shop = openShop(world, seller);
  const id = await world.connect("US", seller, `${seller} store`);
  const buyer = new Buyer(world, shop, `buyer of ${word}`);
  const address = { firstName: PERSONAL.name, line1: PERSONAL.street, phone: PERSONAL.phone };
  const bought = sellUnits(world, shop, 1, { buyerId: buyer.id, address });
  world.shop.endHold(bought.id);
  buyer.comesFrom(bought);
  buyer.writes(`secretword${word}`);
  const asked = sellUnits(world, shop);
  world.shop.endHold(asked.id);
  const { id: aftersaleId } = world.shop.requestCancel(asked.id);
  await world.settle();
  const [row] = await world.rows<{ id: string }>("SELECT id FROM ticket WHERE store_id = ?", id);
  await world.rows(
    `INSERT INTO own_return (id, click, store_id, order_id, reason, items, units, phase, turn, created_by, created_at)
      VALUES (?, ?, ?, ?, 'Matrix', '', 1, 0, 1, 'usr_none', 1)`,
    `ret_${word}`,
    word,
    id,
    bought.id,
  );
  await world.admin.put(`/api/own-returns/ret_${word}/details`, typed);
  const made = { aftersale: aftersaleId, ownReturn: `ret_${word}` };
  return { store: id, ticket: row?.id ?? "", order: bought.id, listing: shop.skus[0], ...made };
}

/** An e-mail to the address TikTok lends the buyer, and the answer from there. */
async function writeToBuyer({ store: id, ticket: of, order: bought }: Place): Promise<void> {
  const [{ version } = { version: 0 }] = await world.rows<{ version: number }>("SELECT version FROM store WHERE id = ?", id);
  await world.admin.patch(`/api/stores/${id}`, { version, change: { mailAddress: "care@matrix.example" } });
  await world.admin.post(`/api/tickets/${of}/mails`, { id: click(), to: { order: bought }, subject: "Matrix", text: "Hello" });
  const sent = () => Object.values(world.hosted.simulator.snapshot().mails).find(({ subject }) => subject === "Matrix");
  await world.until("it is sent", () => sent() !== undefined);
  secrets.push(sent()?.to ?? "nowhere");
  world.shop.answerMail({ mailId: sent()?.id ?? "", text: "Thank you" });
  await world.hosted.simulator.tick();
  const entries = async () => (await world.admin.get<{ entries: { subject?: string }[] }>(`/api/tickets/${of}`)).entries;
  await world.until("it is answered", async () => (await entries()).some(({ subject }) => subject === "Re: Matrix"));
}

test("every route of the router is listed, and nothing else", () => {
  const routed = new Set(door.routes.filter((route) => route.method !== "ALL").map((route) => `${route.method} ${route.path}`));
  expect([...routed].sort((a, b) => a.localeCompare(b))).toEqual(Object.keys(ROUTES).sort((a, b) => a.localeCompare(b)));
});

function addressOf(route: string, { at }: Route): string {
  const path = route.split(" ")[1] ?? "";
  return path.replace(
    /:\w+(\/replies\/:reply|\/pictures\/:name|\/blocked-buyers\/:buyer|\/parcels\/:parcel\/:paper|\/parcels\/:parcel|\/gaps\/:day|\/listings\/:sku|\/:sku)?/,
    at?.(place) ?? "",
  );
}

function expected(needs: Needs, who: string): number[] | "done" {
  if (needs === "signature") return [401];
  if (needs === "everyone") return "done";
  if (who === "nobody") return [401];
  if (needs === "person") return "done";
  if (needs === "admin") return who === "admin" ? "done" : [403];
  if (needs === "read anywhere") return who === "storeless" ? [403] : "done";
  if (needs === "fulfil anywhere" || needs === "manage anywhere")
    return ["admin", "outsider"].includes(who) || needs.startsWith(who) ? "done" : [403];
  if (who === "outsider" || who === "storeless") return [404];
  if (who === "admin" || needs === "read" || who === needs || needs.split(" or ").includes(who)) return "done";
  return [403];
}

describe.each(Object.entries(ROUTES))("%s", (route, rule) => {
  test.each(["admin", "read", "reply", "fulfil", "personal", "manage", "outsider", "storeless", "nobody"])("%s", async (who) => {
    const outcome = expected(rule.needs, who);
    if (outcome === "done" && rule.onlyRefusals) return;
    const desk = people.get(who) ?? new Desk(world.tillside.url);
    const [method = "GET"] = route.split(" ");
    const query = route.includes("/insights/")
      ? "?from=2026-11-01&to=2026-11-22&counted=opened"
      : (route.endsWith("/tickets") || route.endsWith("/bulk/matching")) && method === "GET"
        ? "?view=todo"
        : route.endsWith("/search")
          ? "?q=secretwordours"
          : "";
    const body = method === "GET" || method === "DELETE" ? undefined : (rule.body?.(place) ?? {});
    const upload: Record<string, string> =
      route.endsWith("/images") || (route.startsWith("POST") && route.endsWith("/pictures"))
        ? { "content-type": "image/png", "x-tillside": "upload" }
        : {};
    const answer = await desk.send(method, addressOf(route, rule) + query, body, upload);
    const said = await answer.text();
    if (answer.headers.get("content-disposition")?.startsWith("attachment")) expect(Object.keys(EXPORTS)).toContain(route);
    if (outcome === "done") expect(answer.status, said).toBeLessThan(400);
    else expect(outcome, `${answer.status} ${said}`).toContain(answer.status);
    if (!MAY_SEE.includes(who))
      for (const secret of secrets)
        if (!JSON.stringify(body ?? "").includes(secret)) expect(said, `${who} sees ${secret}`).not.toContain(secret);
    if (["outsider", "storeless", "nobody"].includes(who)) {
      for (const secret of [place.store, place.ticket, place.order, place.aftersale, "secretwordours", "buyer of ours"]) {
        const given = addressOf(route, rule).includes(secret) || JSON.stringify(body ?? "").includes(secret);
        if (!given) expect(said, `${who} sees ${secret}`).not.toContain(secret);
      }
    }
  });
});

test("whoever may see recipients sees them where they stand, and by them nobody else finds anything", async () => {
  const [seer, reader] = [people.get("personal") as Desk, people.get("fulfil") as Desk];
  const shown = await Promise.all(
    [`orders/${place.order}`, `own-returns/${place.ownReturn}`, `tickets/${place.ticket}`].map(async (path) =>
      seer.send("GET", `/api/${path}`),
    ),
  );
  const said = (await Promise.all(shown.map((answer) => answer.text()))).join();
  expect(secrets.filter((secret) => !said.includes(secret))).toEqual([]);
  const searches = Object.keys(ROUTES).filter((route) => route.startsWith("GET") && /\/(search|named|tickets|orders|buyers)$/.test(route));
  expect(searches.length).toBeGreaterThan(4);
  for (const route of searches)
    for (const secret of secrets) {
      const query = new URLSearchParams({ q: secret, ids: secret, view: "todo" });
      const said = await (await reader.send("GET", `${addressOf(route, ROUTES[route] as Route)}?${query}`)).text();
      const hidden = /\/(search|named)$/.test(route) ? [secret, place.order, place.ticket, place.ownReturn] : [secret];
      for (const one of hidden) expect(said.replaceAll(JSON.stringify(secret), ""), `${route} ${secret}`).not.toContain(one);
    }
});

test("a store one may not see does not exist, also where its id is named", async () => {
  const outsider = people.get("outsider");
  const rows = async (path: string) => ((await outsider?.get<{ rows: object[] }>(path)) ?? { rows: [] }).rows;
  expect(await rows(`/api/orders?stores=${place.store}`)).toEqual([]);
  expect(await rows(`/api/tickets?view=todo&stores=${place.store}`)).toEqual([]);
  expect(await rows(`/api/orders/search?q=${place.order}&stores=${place.store}`)).toEqual([]);
  expect(await rows(`/api/tickets/search?q=secretwordours&stores=${place.store}`)).toEqual([]);
  const { counts } = (await outsider?.get<{ counts: { todo: number } }>(`/api/tickets/counts?stores=${place.store}`)) ?? {
    counts: { todo: -1 },
  };
  expect(counts.todo).toBe(0);
  expect(await rows("/api/tickets?view=todo")).toHaveLength(1);
});

test("a mixed list of stores shows only the allowed ones", async () => {
  const reader = people.get("read") as Desk;
  const { rows } = await reader.get<{ rows: { store_id: string }[] }>(`/api/orders?stores=${place.store},${elsewhere.store}`);
  expect([...new Set(rows.map((row) => row.store_id))]).toEqual([place.store]);
});

test("sockets: the mailbox tells each only of their stores, a ticket opens only for those who may read it, strangers' pages not at all", async () => {
  const outsider = people.get("outsider") as Desk;
  const reader = people.get("read") as Desk;
  await expect(outsider.listen(`/api/tickets/${place.ticket}/live`)).rejects.toThrow("refused");
  await expect(new Desk(world.tillside.url).listen("/api/mailbox/live")).rejects.toThrow("refused");
  const foreign = new Desk(world.tillside.url);
  for (const [name, value] of reader.cookies) foreign.cookies.set(name, value);
  Object.defineProperty(foreign, "origin", { value: world.tillside.url });
  const [theirs, ours] = await Promise.all([outsider.listen("/api/mailbox/live"), reader.listen("/api/mailbox/live")]);
  await world.admin.post(`/api/tickets/${place.ticket}/notes`, { id: click(), text: "only for ours" });
  await world.admin.post(`/api/tickets/${place.ticket}/acts`, { do: "resolve" });
  await world.until("the reader hears it", () => ours.heard.some((frame) => frame.t === "changed"));
  expect(theirs.heard).toEqual([]);
  theirs.close();
  ours.close();
});

test("whoever loses a right or is signed out hears nothing more: the sockets close, the next question is refused", async () => {
  const desk = await world.agent("Agent leaving", [{ store: place.store, rights: ["read", "reply"] }]);
  const { person } = await desk.get<{ person: { id: string } }>("/api/me");
  const [list, open] = await Promise.all([desk.listen("/api/mailbox/live"), desk.listen(`/api/tickets/${place.ticket}/live`)]);
  await world.admin.put(`/api/team/${person.id}/rights`, { rights: [] });
  await world.until("both are closed", () => list.isOver && open.isOver);
  expect((await desk.send("GET", `/api/tickets/${place.ticket}`)).status).toBe(404);
});

test("jobs: none is caused for a store by someone without a right in it", async () => {
  expect(Object.keys(JOBS).length).toBeGreaterThan(0);
  await world.settle();
  const from = world.log.length;
  for (const who of ["outsider", "storeless", "nobody"]) {
    const desk = people.get(who) ?? new Desk(world.tillside.url);
    for (const cause of new Set(Object.values(JOBS))) {
      if (!cause.startsWith("POST ")) continue;
      await desk.send("POST", addressOf(cause, ROUTES[cause] as Route), {});
    }
  }
  await world.settle();
  expect(world.log.slice(from).filter((line) => line.door === "consumer")).toEqual([]);
});

/** Everything by which much leaves at once, and how it is shown that it follows the rights of the moment. */
const EXPORTS: Record<string, (writer: Desk) => Promise<void>> = {
  "GET /api/listings/unmapped.csv": () => expectOwnRows("/api/listings/unmapped.csv", "GlowLab beanie"),
  "GET /api/fbt/goods.csv": () => expectOwnRows("/api/fbt/goods.csv", "reference_code"),
  "GET /api/warehouses/:id/counts.csv": async () => {
    const { id } = await world.admin.post<{ id: string }>("/api/warehouses", warehouse(click()));
    expect(await statusOf(people.get("read"), `/api/warehouses/${id}/counts.csv`)).toBe(200);
    expect(await statusOf(people.get("storeless"), `/api/warehouses/${id}/counts.csv`)).toBe(404);
  },
  "GET /api/orders/jobs/:id/result": async (writer) => {
    const wish = { do: "assign", personId: "" };
    const { id } = await writer.post<{ id: string }>("/api/orders/jobs", {
      id: click(),
      of: { orders: [place.order, elsewhere.order] },
      wish,
    });
    await world.settle();
    const said = await (await writer.send("GET", `/api/orders/jobs/${id}/result`)).text();
    expect([said.includes(place.order), said.includes("buyer of theirs")]).toEqual([true, false]);
    expect(await statusOf(people.get("outsider"), `/api/orders/jobs/${id}/result`)).toBe(404);
  },
  "GET /api/orders/exports/:id/file": async (writer) => {
    const file = await beginFile(writer);
    const said = await (await writer.send("GET", file)).text();
    expect([place.order, PERSONAL.street, elsewhere.order].map((text) => said.includes(text))).toEqual([true, true, false]);
    for (const other of ["admin", "personal", "outsider"]) expect(await statusOf(people.get(other), file)).toBe(404);
    await giveRights(writer, ["read", "fulfil"]);
    expect(await statusOf(writer, file)).toBe(403);
    await giveRights(writer, []);
    expect(await statusOf(writer, file)).toBe(403);
  },
  "write-orders": async (writer) => {
    const file = await beginFile(writer);
    const id = file.split("/").at(-2) ?? "";
    // As if its last step were still to come.
    await world.rows(
      "UPDATE order_export SET state = 'writing', walk_at = 1, rows = 0, parts = 0, stores = '[]', personal_stores = '[]' WHERE id = ?",
      id,
    );
    await giveRights(writer, ["read", "fulfil"]);
    await world.tillside.cron("* * * * *");
    const shown = async () => (await writer.get<{ exports: { id: string }[] }>("/api/orders/exports")).exports.find((one) => one.id === id);
    await world.until("it has ended", async () => (await shown())?.["state" as "id"] === "failed");
    expect(await shown()).toMatchObject({ rows: 0, can: { open: { ok: false, because: { code: "export-rights-gone" } } } });
  },
  "GET /api/print-runs/:id/pick-list": (writer) => expectRunClosed(writer, "pick-list"),
  "GET /api/print-runs/:id/sheet": (writer) => expectRunClosed(writer, "sheet"),
  "GET /api/evidence-packs/:id/file": async () => {
    const { id } = await world.admin.post<{ id: string }>("/api/evidence-packs", ROUTES["POST /api/evidence-packs"]?.body?.(place));
    await expectForAdmins(`/api/evidence-packs/${id}/file`);
  },
  "GET /api/buyer-files/:id": async () => {
    const [buyer] = await world.rows<{ id: string }>("SELECT buyer_user_id AS id FROM orders WHERE id = ?", place.order);
    const { id } = await world.admin.post<{ id: string }>(`/api/buyers/${buyer?.id}/files`, { id: click() });
    await expectForAdmins(`/api/buyer-files/${id}`);
  },
  "GET /api/backups/:id/file": async () => {
    await world.admin.post("/api/backups/recovery-key", {});
    const { id } = await world.admin.post<{ id: string }>("/api/backups", { id: click() });
    await expectForAdmins(`/api/backups/${id}/file`);
  },
  // Who asked for these may be gone when they are written: they belong to the desk, and whoever opens them must be an admin then.
  "write-evidence": async () => {},
  "write-backup": async () => {},
  "write-person": async () => {},
  "send-bulletin": async () => {
    const desk = await world.agent("Agent bulletin", []);
    const me = await idOf(desk);
    await world.rows("UPDATE user SET role = 'admin' WHERE id = ?", me);
    await desk.put("/api/bulletins/bul_of-one-gone", { form: bulletin, isOn: false, version: null });
    await world.rows("UPDATE user SET role = 'agent' WHERE id = ?", me);
    await world.admin.post("/api/bulletins/bul_of-one-gone/send", { click: click() });
    await world.settle();
    const [sending] = await world.rows("SELECT state, words FROM bulletin_sending WHERE bulletin_id = 'bul_of-one-gone'");
    expect(sending).toEqual({ state: "refused", words: "bulletin-nobody" });
  },
};

const statusOf = async (desk: Desk | null | undefined, path: string) =>
  (await (desk ?? new Desk(world.tillside.url)).send("GET", path)).status;
const idOf = async (desk: Desk) => (await desk.get<{ person: { id: string } }>("/api/me")).person.id;
const giveRights = async (desk: Desk, rights: string[]) =>
  world.admin.put(`/api/team/${await idOf(desk)}/rights`, { rights: rights.length === 0 ? [] : [{ store: place.store, rights }] });

async function expectOwnRows(path: string, own: string): Promise<void> {
  for (const query of ["", `?stores=${place.store},${elsewhere.store}`]) {
    const said = await (await (people.get("read") as Desk).send("GET", path + query)).text();
    expect([said.includes(own), said.includes("Northwind")]).toEqual([true, false]);
  }
  expect(await statusOf(null, path)).toBe(401);
}

/** A file of every order there is, with whom they go to. */
async function beginFile(writer: Desk): Promise<string> {
  const wanted = { id: click(), of: { filters: {} }, columns: ["id", "recipient", "address"] };
  const { id } = await writer.post<{ id: string }>("/api/orders/exports", wanted);
  await world.settle();
  return `/api/orders/exports/${id}/file`;
}

/** A run names orders of one's stores, for oneself, until the right to ship is taken. */
async function expectRunClosed(writer: Desk, what: string): Promise<void> {
  const wanted = { id: click(), orders: [place.order, elsewhere.order], wish: { do: "slips" } };
  const { id } = await writer.post<{ id: string }>("/api/print-runs", wanted);
  await world.settle();
  // As after a run in which this order's paper was drawn.
  await world.rows("UPDATE ship_item SET outcome = 'done', packages = '[\"p1\"]' WHERE job_id = ? AND order_id = ?", id, place.order);
  await world.rows(
    `INSERT OR IGNORE INTO parcel_paper (package_id, kind, order_id, store_id, number, file, bytes, fetched_at)
      VALUES ('p1', 'slip', ?, ?, '', 'none', 1, 1)`,
    place.order,
    place.store,
  );
  const path = `/api/print-runs/${id}/${what}`;
  expect(await statusOf(writer, path)).toBe(200);
  expect(await statusOf(people.get("outsider"), path)).toBe(404);
  await giveRights(writer, ["read"]);
  expect(await statusOf(writer, path)).toBe(404);
}

async function expectForAdmins(file: string): Promise<void> {
  await world.until("it is written", async () => (await statusOf(world.admin, file)) === 200);
  expect(await statusOf(people.get("manage"), file)).toBe(403);
  const desk = await world.agent(`Agent once ${click()}`, []);
  await world.rows("UPDATE user SET role = 'admin' WHERE id = ?", await idOf(desk));
  expect(await statusOf(desk, file)).toBe(200);
  await world.rows("UPDATE user SET role = 'agent' WHERE id = ?", await idOf(desk));
  expect(await statusOf(desk, file)).toBe(403);
}

test("every file that leaves is listed, by its address or by the job that writes or sends it", () => {
  const files = Object.keys(ROUTES).filter((route) => /^GET .*(\.csv|\/(file|sheet|result|pick-list)|\/buyer-files\/:id)$/.test(route));
  const jobs = Object.keys(JOBS).filter((job) => /^(write|send)-/.test(job));
  expect(Object.keys(EXPORTS).sort()).toEqual([...files, ...jobs].sort());
});

test.each(Object.entries(EXPORTS))("what leaves by %s follows the rights of the moment", async (_, prove) => {
  await prove(await world.agent(`Agent writer ${click()}`, [{ store: place.store, rights: ["read", "fulfil", "personal"] }]));
});
