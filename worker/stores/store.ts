/** What is true of a store and allowed with it: its form, its switches, when it may be connected. Pure but for the statements it writes. */
import * as z from "zod";
import { EMAIL_CHARACTERS_MAX } from "../team/typed.ts";
import { type ConsentEnd, endOfConsent, findMarketplace, MARKETPLACES } from "../tiktok/authorization.ts";
import { isTimeZone } from "./calendar.ts";
import { fbtWish } from "./fbt.ts";
import type { StoreRow } from "./table.ts";

const STORE_NAME_CHARACTERS_MAX = 60;

const address = z.object({
  line1: z.string().max(200),
  line2: z.string().max(200),
  city: z.string().max(100),
  region: z.string().max(100),
  postalCode: z.string().max(20),
  country: z.string().max(2),
});

export const noAddress = (country: string) => ({ line1: "", line2: "", city: "", region: "", postalCode: "", country });

/** A new store's general settings, all changeable later but the marketplace. */
export const storeForm = z.object({
  name: z.string().trim().min(1).max(STORE_NAME_CHARACTERS_MAX),
  marketplace: z.enum(MARKETPLACES.map((marketplace) => marketplace.code) as [string, ...string[]]),
  currency: z.string().regex(/^[A-Z]{3}$/),
  timeZone: z.string().refine(isTimeZone),
  address: address.optional(),
});
export type StoreForm = z.infer<typeof storeForm>;

/** One pencil of the store page changes one or a few of these. */
export const storeChange = storeForm
  .omit({ marketplace: true })
  .extend({
    ordersImport: z.boolean(),
    chatImport: z.boolean(),
    stockManaged: z.boolean(),
    orderOpensTicket: z.boolean(),
    reopenDays: z.number().int().min(0).max(90),
    /** Who gets its tickets in turn: a team, "*" for everyone who may reply, or "" for nobody. */
    dealTo: z.string().max(40),
    /** After so many days without the buyer's answer a ticket is resolved; null is never. */
    quietDays: z.number().int().min(1).max(365).nullable(),
    replyTargetMinutes: z.number().int().min(5).max(10_080),
    /** Where its e-mail is written from; null writes none. */
    mailAddress: z.email().max(EMAIL_CHARACTERS_MAX).toLowerCase().nullable(),
    fbt: fbtWish,
  })
  .partial()
  .strict();
/** Besides, the rest of a store's promise, which has a page of its own. */
export interface StoreChange extends z.infer<typeof storeChange> {
  nextTargetMinutes?: number | null;
  resolutionTargetMinutes?: number | null;
  calendarId?: string | null;
  promiseOverrides?: object[];
}

/** TikTok scores shops in Thailand and Indonesia on answers within 12 hours and others within 24; half of it leaves room to be human. */
export const replyTargetMinutesOf = (marketplace: string) => (["TH", "ID"].includes(marketplace) ? 360 : 720);

export interface Connection {
  state: "disconnected" | "connected" | "expiring" | "reauthorize";
  /** When the seller must consent again; null unless connected. */
  end: ConsentEnd | null;
}

/** What the Connection card says. The seller picks how long consent lasts; TikTok warns from 30 days before its end. */
export function connectionOf(store: Pick<StoreRow, "state">, refreshExpiresTime: number | null, nowSeconds: number): Connection {
  if (store.state !== "connected" || refreshExpiresTime === null) return { state: store.state, end: null };
  const end = endOfConsent(refreshExpiresTime, nowSeconds);
  return { state: end.warning === null ? "connected" : "expiring", end };
}

export const regionOf = (marketplace: string) => findMarketplace(marketplace)?.region ?? "ROW";
