/** What a timeline is made of: messages of the buyer and of the shop's other voices, our replies, internal notes, and events. Pure: what
 *  kind of message counts as a question, as an answer, or as neither, and how it reads in one line. */
import type { MailEntry } from "../mail/entry.ts";
import type { ChatMessage, Role } from "../tiktok/chat.ts";
import type { CardBody } from "./cards.ts";

/** held: not on its way yet · returned: overtaken while it was held, the agent decides · withdrawn: taken back before it left, and shown no more. */
export type ReplyState =
  | "held"
  | "queued"
  | "sending"
  | "doubt"
  | "sent"
  | "failed"
  | "unconfirmed"
  | "returned"
  | "discarded"
  | "withdrawn";

/** Why a reply waits before it leaves. */
export interface Hold {
  /** Epoch milliseconds. */
  until: number;
  why: "undo" | "later";
  /** The newest arrival the agent had seen. */
  seen: number;
}

/** What TikTok lets a reply be. */
export type ReplyBody = { type: "TEXT"; text: string } | PictureBody | CardBody;

export interface PictureBody {
  type: "IMAGE";
  url: string;
  width: number;
  height: number;
  /** Our own copy, by its name among the store's pictures. */
  file?: string | undefined;
}

export interface MessageEntry {
  kind: "message";
  id: string;
  at: number;
  index: string;
  type: string;
  content: Record<string, unknown>;
  role: Role;
  name: string | null;
  /** An agent's own, about whether this answer counts. */
  opinion?: Opinion;
  /** What a model made of it, by the language somebody asked for (BCP 47). */
  translations?: Record<string, string>;
  /** What a model saw on its picture. */
  sighting?: Sighting;
}

export const FITS = ["yes", "no", "unclear"] as const;

/** A photo with a complaint, as a model has seen it. */
export interface Sighting {
  /** One line, by the language it is in (ISO 639-1). */
  says: Record<string, string>;
  /** Whether it shows what is claimed. */
  fits: (typeof FITS)[number];
  /** What was bought that it shows; null where that cannot be told. */
  line: string | null;
}

export interface ReplyEntry {
  kind: "reply";
  /** Chosen by the agent's browser: the same click never becomes two replies. */
  id: string;
  at: number;
  by: string;
  byName: string;
  body: ReplyBody;
  state: ReplyState;
  /** TikTok's id and index, once TikTok has the message. */
  messageId: string | null;
  index: string | null;
  /** When the last try left; null before the first. */
  triedAt: number | null;
  /** While it is held. */
  hold?: Hold;
  /** The bulk job it was written by. */
  bulk?: string;
  /** The template whose words are in it, and whether others are as well. */
  template?: { id: string; isEdited: boolean };
  /** What the agent wrote before a model translated it: for agents alone. */
  original?: Original;
  /** TikTok's own words for a refusal, or why it waits or came back. */
  trouble: string | null;
  code: number | null;
  opinion?: Opinion;
}

export interface Original {
  /** BCP 47. */
  language: string;
  text: string;
}

/** What an agent said about an answer in place of the rule: whether it counts as TikTok's meaningful reply. */
export interface Opinion {
  counts: boolean;
  reason: string;
  byName: string;
}

export interface NoteEntry {
  kind: "note";
  id: string;
  at: number;
  by: string;
  byName: string;
  text: string;
  /** People and teams named in it, with the names that stand in the text. */
  mentions?: { id: string; name: string }[];
  /** The people it was written to: those named, and the members of the teams named. */
  told?: string[];
}

export type EventName =
  | "assigned"
  | "unassigned"
  | "team-assigned"
  | "team-unassigned"
  | "dealt"
  | "handed-back"
  | "snoozed"
  | "woke"
  | "resolved"
  | "reopened"
  | "unsent"
  | "spam"
  | "not-spam"
  | "order-linked"
  | "order-unlinked"
  | "order-first"
  | "merged"
  | "unmerged"
  | "split-off"
  | "split-from"
  | "moved-away"
  | "moved-here"
  | "started"
  | "bulk-undone"
  | "imported"
  | "shared"
  | "judged"
  | "tagged"
  | "untagged"
  | "prioritised"
  | "classified"
  | "blocked"
  | "unblocked"
  | "clock-warned"
  | "clock-late";

export interface EventEntry {
  kind: "event";
  id: string;
  at: number;
  /** Null for what happened by itself. */
  by: string | null;
  byName: string | null;
  name: EventName;
  facts: Record<string, string | number>;
}

export type Entry = MessageEntry | ReplyEntry | NoteEntry | EventEntry | MailEntry;

const RULE_PREFIX = "rul_";

/** What a rule wrote is no person's answer, and what it did no person's act. */
export const isByRule = (by: string | null) => by?.startsWith(RULE_PREFIX) ?? false;

/** Whether rules may want to know of it: what the buyer asked, an answer, and what was done. */
export function isNews(entry: Entry): boolean {
  if (entry.kind === "reply") return entry.state === "sent" && !isByRule(entry.by);
  if (entry.kind === "message") return entry.type !== "HIDDEN" && ["question", "answer"].includes(partOf(entry));
  return entry.kind === "event";
}

/** The buyer came from somewhere: says what the next words are about, asks nothing by itself. */
const CONTEXT_TYPES = new Set(["BUYER_ENTER_FROM_PRODUCT", "BUYER_ENTER_FROM_ORDER"]);
/** TikTok's own remarks on the conversation. */
const REMARK_TYPES = new Set(["ALLOCATED_SERVICE", "NOTIFICATION", "BUYER_ENTER_FROM_TRANSFER"]);

/** question: the buyer waits for an answer · answer: a person answered · automated: a robot or TikTok spoke · context, remark: neither. */
export type Part = "question" | "answer" | "automated" | "context" | "remark";

export function partOf(message: Pick<ChatMessage, "type" | "role">): Part {
  if (REMARK_TYPES.has(message.type)) return "remark";
  switch (message.role) {
    case "BUYER":
      return CONTEXT_TYPES.has(message.type) ? "context" : "question";
    case "CUSTOMER_SERVICE":
      return "answer";
    case "SHOP":
    case "ROBOT":
      return "automated";
    case "SYSTEM":
      return "remark";
  }
}

/** The order a message names outright: its card, or the order the buyer came from. */
export function namedOrder(message: Pick<ChatMessage, "type" | "content">): string | null {
  const { order_id: order } = message.content;
  const names = message.type === "ORDER_CARD" || message.type === "BUYER_ENTER_FROM_ORDER";
  return names && (typeof order === "string" || typeof order === "number") ? String(order) : null;
}

const ORDER_IDS = /(?<!\d)57\d{16}(?!\d)/g;

/** Order ids a buyer typed out. Whether they exist in this store is looked up by whoever shows them. */
export function mentionedOrders(message: Pick<ChatMessage, "type" | "content">): string[] {
  const { content: text } = message.content;
  return message.type === "TEXT" && typeof text === "string" ? [...new Set(text.match(ORDER_IDS) ?? [])] : [];
}

const PREVIEW_CHARACTERS_MAX = 140;

/** One line for lists and notifications. Types without words are named by the type itself, which the browser's dictionary translates. */
export function previewOf(type: string, content: Record<string, unknown>): string {
  const text = content.content ?? content.text;
  if (type === "TEXT" && typeof text === "string") return text.replace(/\s+/g, " ").trim().slice(0, PREVIEW_CHARACTERS_MAX);
  return `[${type}]`;
}

/** TikTok's name for it; null for what TikTok does not have. */
export const messageIdOf = (entry: Entry): string | null =>
  entry.kind === "message" ? entry.id : entry.kind === "reply" ? entry.messageId : null;
