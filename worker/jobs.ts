/** Every kind of work a queue carries. A job names what changed and never says how it is now: whoever takes it pulls the present truth,
 *  so that a job may be lost, repeated, reordered or late without harm. */

/** TikTok told us that something of a shop changed. The store is looked up by whoever takes the job; the door that wrote it reads nothing. */
export interface NotifiedJob {
  do: "notified";
  app: string;
  /** TikTok's notification id; repeats across retries. */
  notification: string;
  /** Empty where TikTok names the seller alone, who may have several shops. */
  shop: string;
  /** The seller's `open_id`, in place of a shop. */
  seller?: string;
  topic: NotifiedTopic;
  /** Ids of the things that changed: orders, one conversation, one product. Empty where the topic is about the shop. */
  ids: string[];
  /** Chat only: the message's index, so that a pull that already went past it costs no call. */
  index?: string;
}

export type NotifiedTopic = "orders" | "aftersales" | "conversation" | "product" | "authorization" | "fbt-stock" | "fbt-inbound";

/** Work on one store that we gave ourselves. */
export type StoreJob =
  /** A store was connected, or connected again: starts or resumes all its streams. */
  | { do: "begin-store"; store: string }
  | { do: "pull-orders"; store: string; orders: string[] }
  | { do: "pull-conversation"; store: string; conversation: string }
  | { do: "pull-product"; store: string; product: string }
  | { do: "reconcile-orders"; store: string }
  | { do: "reconcile-aftersales"; store: string }
  /** TikTok's answer to an act was lost: it is looked up. */
  | { do: "check-act"; store: string; act: string }
  | { do: "sweep-conversations"; store: string }
  /** What the store promises has changed: its open tickets are told, a page at a time. */
  | { do: "recompute-clocks"; store: string }
  /** TikTok's own figure of how the shop answers. */
  | { do: "pull-figure"; store: string }
  /** Nobody knows whether TikTok has taken something about a parcel: it is looked at. */
  | { do: "look-at-ship-act"; store: string; act: string }
  /** Orders of it have changed that TikTok may want divided into several parcels. */
  | { do: "ask-splits"; store: string }
  /** The store resolves tickets nobody comes back to. */
  | { do: "resolve-quiet"; store: string }
  /** Its stock begins or ceases to be managed here: its open orders are named, a page at a time. */
  | { do: "settle-store"; store: string }
  /** Orders have changed: the days they count in are put right. */
  | { do: "count-figures"; store: string }
  /** Something happened in its tickets: it is placed in days and hours. */
  | { do: "place-deeds"; store: string }
  /** Enough of its buyers wait that many of them may ask the same. */
  | { do: "find-bursts"; store: string }
  /** Its goods in TikTok's own warehouses. */
  | { do: "pull-goods"; store: string }
  /** Days of the store wait to be counted against TikTok's totals. */
  | { do: "prove-days"; store: string }
  /** What lies there of these goods, or of all. */
  | { do: "pull-fbt-stock"; store: string; goods: string[] | null }
  /** What is sent there: these inbound orders, or those that are due. */
  | { do: "pull-fbt-inbounds"; store: string; inbounds: string[] | null }
  /** Numbers wait to be told to TikTok, or to be read there. */
  | { do: "push-stock"; store: string }
  | { do: "backfill-orders"; store: string }
  | { do: "backfill-products"; store: string }
  | { do: "backfill-conversations"; store: string }
  | { do: "backfill-cancellations"; store: string }
  | { do: "backfill-returns"; store: string }
  /** Orders that TikTok ships, from the day on from which the store imports them. */
  | { do: "backfill-fbt"; store: string };

/** Orders wait to be brought in line with the shelves; which, stands in D1. */
export type SettleJob = { do: "settle-orders" };

/** The next levels to be counted against the ledger, behind those of this warehouse and item. */
export type RecountJob = { do: "recount-stock"; begun: number; after: [warehouse: string, item: string] };

/** What listings show is to be thought over; of which items, stands in D1. */
export type BalanceJob = { do: "balance-stock" };

/** A tag was merged: the tickets that bear it are told, a page at a time. */
export type TagJob = { do: "retag-tickets"; tag: string };

/** Work on a TikTok authorization, which several stores may share. */
export type AuthorizationJob = { do: "tend-authorization"; authorization: string };

/** Wakes rooms that are due, or nearly so: alarms can be lost. */
export type RoomJob = { do: "wake-rooms"; tickets: string[] };

/** Something happened in a ticket that rules are to look at; what it was stands in D1. */
export type RulesJob = { do: "rules-due"; ticket: string };
/** The next page of a rehearsal. */
export type TrialJob = { do: "rule-trial"; trial: string };

/** A buyer has asked something that a model is to read. */
export type ReadingJob = { do: "read-question"; ticket: string };
/** Photos of a complaint may be looked at. */
export type PhotosJob = { do: "look-at-photos"; ticket: string };

/** Tickets of a store wait for somebody's turn in this line. */
export type DealJob = { do: "deal-tickets"; pool: string };
/** The next tickets of somebody who went away. */
export type HandBackJob = { do: "hand-back"; person: string };
/** Somebody has news, and devices that want to hear of it. */
export type DevicesJob = { do: "tell-devices"; person: string };
/** The next step of work on many tickets. */
export type BulkJob = { do: "bulk-walk"; bulk: string };

/** The next step of shipping many orders, or of printing what belongs to them. */
export type ShipJob = { do: "ship-walk"; job: string };
/** The next step of work on many orders, or of a list being written out. */
export type WorkloadJob = { do: "walk-orders"; job: string } | { do: "write-orders"; export: string };

/** The next step of taking a buyer out of everything. */
export type ErasureJob = { do: "erase-buyer"; erasure: string };

/** The next step of the night that empties what is older than its period. */
export type RetentionJob = { do: "empty-old" };

/** The next step of the night that archives orders nobody touches any more. */
export type ArchiveJob = { do: "archive-cold" };

/** The next part of what is held of a buyer, being written out. */
export type PersonFileJob = { do: "write-person"; file: string };

/** The next part of a pack of evidence. */
export type EvidenceJob = { do: "write-evidence"; pack: string };

/** The next part of a backup. */
export type BackupJob = { do: "write-backup"; backup: string };

/** A report waits to be sent to somebody by e-mail. */
export type BulletinJob = { do: "send-bulletin"; sending: string };

/** A raw e-mail lies in R2 under this key and waits to be read. */
export type MailJob = { do: "take-mail"; key: string };

export type Job =
  | NotifiedJob
  | StoreJob
  | AuthorizationJob
  | RoomJob
  | RulesJob
  | TrialJob
  | ReadingJob
  | PhotosJob
  | DealJob
  | HandBackJob
  | BulkJob
  | ShipJob
  | WorkloadJob
  | EvidenceJob
  | ErasureJob
  | BackupJob
  | PersonFileJob
  | RetentionJob
  | ArchiveJob
  | MailJob
  | BulletinJob
  | DevicesJob
  | TagJob
  | SettleJob
  | RecountJob
  | BalanceJob;

/** Walks one step of which says after how many seconds the next is due. */
export type StepwiseJob =
  | BulkJob
  | ShipJob
  | WorkloadJob
  | EvidenceJob
  | ErasureJob
  | PersonFileJob
  | RetentionJob
  | ArchiveJob
  | BackupJob;
const STEPWISE: readonly Job["do"][] = [
  "bulk-walk",
  "ship-walk",
  "walk-orders",
  "write-orders",
  "write-evidence",
  "erase-buyer",
  "write-backup",
  "write-person",
  "empty-old",
  "archive-cold",
];
export const isStepwise = (job: Job): job is StepwiseJob => STEPWISE.includes(job.do);

/** A walk over many things never stands before a buyer's message: it travels on a queue of its own. */
export function isLong(job: Job): boolean {
  const long = [
    "recompute-clocks",
    "resolve-quiet",
    "settle-store",
    "count-figures",
    "place-deeds",
    "find-bursts",
    "send-bulletin",
    "pull-goods",
    "recount-stock",
    "prove-days",
    "retag-tickets",
    "rule-trial",
    "read-question",
    "look-at-photos",
    "hand-back",
  ];
  return isStepwise(job) || job.do.startsWith("backfill-") || long.includes(job.do) || (job.do === "pull-fbt-stock" && job.goods === null);
}

/** Cloudflare Queues: messages a `sendBatch` may hold. */
export const QUEUE_BATCH_MESSAGES_MAX = 100;
