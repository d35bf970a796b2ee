// Everything the simulator knows, as plain JSON: what is not in here does not survive a restart and is not part of a replay.
// Refuses functions, class instances and indexes; those are rebuilt from it.
import type { ReturnCase } from "../aftersales/return.ts";
import type { Buyer } from "../buyers/buyer.ts";
import type { Product } from "../catalogue/product.ts";
import type { Warehouse } from "../catalogue/warehouse.ts";
import type { Conversation, Message } from "../chat/conversation.ts";
import type { Coupon } from "../chat/coupon.ts";
import type { ServedDocument } from "../documents/served.ts";
import { type Doubts, usualDoubts } from "../doubts.ts";
import type { Fault } from "../faults.ts";
import type { GoodsRecord } from "../fbt/goods.ts";
import type { Inbound } from "../fbt/inbound.ts";
import type { StoredFile } from "../files.ts";
import type { Mail, MailFault } from "../mail/mail.ts";
import type { AskedRecord } from "../model/server.ts";
import type { Order } from "../orders/order.ts";
import type { Package } from "../orders/package.ts";
import type { ParcelLimits } from "../orders/split.ts";
import type { Seller, Shop } from "../sellers/account.ts";
import type { App } from "../sellers/app.ts";
import type { AuthCode, Grant } from "../sellers/grant.ts";
import type { Attempt, Push, PushCount, Subscription } from "../webhooks/push.ts";
import type { CallRecord } from "../wire/record.ts";
import type { Remembered } from "./lag.ts";

/** TikTok's own clockwork, each part of which a test may stop. */
export interface Rules {
  hold: boolean;
  paymentTimeout: boolean;
  autoCancel: boolean;
  completes: boolean;
  cancelAnswers: boolean;
  returnAnswers: boolean;
  expiryNotices: boolean;
  /** Whether an order for more than there is in stock is refused. */
  stockLimits: boolean;
}

/** Limits of the gateway; they may change while it runs. */
export interface Limits {
  requestsPerSecond: number;
  burst: number;
  chatRequestsPerDay: number;
  /** How long a page token lives; null for ever. */
  pageTokenSeconds: number | null;
  /** How long after shipping a label is still being made. */
  documentSeconds: number;
}

export interface State {
  version: 1;
  seed: number;
  streams: Record<string, number>;
  tails: Record<string, number>;
  sellers: Record<string, Seller>;
  shops: Record<string, Shop>;
  apps: Record<string, App>;
  grants: Record<string, Grant>;
  codes: Record<string, AuthCode>;
  products: Record<string, Product>;
  warehouses: Record<string, Warehouse>;
  buyers: Record<string, Buyer>;
  orders: Record<string, Order>;
  packages: Record<string, Package>;
  /** By shop: how much one parcel may hold. */
  parcelLimits: Record<string, ParcelLimits>;
  /** Documents an address was asked for or opened, oldest first. */
  documents: ServedDocument[];
  returns: Record<string, ReturnCase>;
  /** What sellers send to TikTok's warehouses, and every change of what lies there, oldest first. */
  inbounds: Record<string, Inbound>;
  goodsRecords: GoodsRecord[];
  conversations: Record<string, Conversation>;
  messages: Record<string, Message[]>;
  coupons: Record<string, Coupon>;
  /** Per shop, when its last coupon card was sent: epoch milliseconds. */
  couponTurns: Record<string, number>;
  files: Record<string, StoredFile>;
  mails: Record<string, Mail>;
  /** What happens to the next e-mail the product sends. */
  mailFault: MailFault | null;
  subscriptions: Subscription[];
  pushes: Record<string, Push>;
  pushCounts: Record<string, PushCount>;
  webhookLog: Attempt[];
  calls: CallRecord[];
  /** What the pretended model was asked, oldest first. */
  asked: AskedRecord[];
  buckets: Record<string, { tokens: number; at: number }>;
  /** Answers given under an idempotency key. */
  answered: Record<string, unknown>;
  chatQuota: Record<string, { day: string; used: number }>;
  /** Moves by key, and pushes by id: epoch milliseconds. */
  agenda: Record<string, number>;
  postbag: Record<string, number>;
  remembered: Remembered[];
  faults: Fault[];
  retryScale: number;
  doubts: Doubts;
  rules: Rules;
  limits: Limits;
  sensitiveWords: string[];
  /** Grows with every change, so that a page knows when to look again. */
  changes: number;
}

/** The whole of a simulator's state, as `snapshot()` hands it out. */
export type Snapshot = State;

export const usualRules = (): Rules => ({
  hold: true,
  paymentTimeout: true,
  autoCancel: true,
  completes: true,
  cancelAnswers: true,
  returnAnswers: true,
  expiryNotices: true,
  stockLimits: true,
});

/** Ten requests a second with bursts of twenty per app and shop, ten thousand chat requests a day. */
const usualLimits = (): Limits => ({
  requestsPerSecond: 10,
  burst: 20,
  chatRequestsPerDay: 10_000,
  pageTokenSeconds: null,
  documentSeconds: 0,
});

/** Words TikTok keeps out of chat: ways to talk or pay elsewhere. */
const SENSITIVE_WORDS = ["whatsapp", "wechat", "telegram", "paypal", "venmo", "zelle", "line id", "@gmail.com", "@hotmail.com"];

export function emptyState(seed: number): State {
  return {
    version: 1,
    seed,
    streams: {},
    tails: {},
    sellers: {},
    shops: {},
    apps: {},
    grants: {},
    codes: {},
    products: {},
    warehouses: {},
    buyers: {},
    orders: {},
    packages: {},
    parcelLimits: {},
    documents: [],
    returns: {},
    inbounds: {},
    goodsRecords: [],
    conversations: {},
    messages: {},
    coupons: {},
    couponTurns: {},
    files: {},
    mails: {},
    mailFault: null,
    subscriptions: [],
    pushes: {},
    pushCounts: {},
    webhookLog: [],
    calls: [],
    asked: [],
    buckets: {},
    answered: {},
    chatQuota: {},
    agenda: {},
    postbag: {},
    remembered: [],
    faults: [],
    retryScale: 1,
    doubts: usualDoubts(),
    rules: usualRules(),
    limits: usualLimits(),
    sensitiveWords: [...SENSITIVE_WORDS],
    changes: 0,
  };
}
