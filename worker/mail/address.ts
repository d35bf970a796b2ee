/** The address an answer to a ticket's e-mails comes back to: "t+1042.k3j4…@shop.example". The number finds the ticket and the token proves
 *  that we wrote it, so that nobody writes into tickets by counting. It survives mail systems that fold letters to lower case. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { LETTERS } from "../env.ts";

/** 20 letters of 32 are 100 bits. */
const TOKEN_LETTERS = 20;
const ADDRESSES = /\bt\+(\d{1,12})\.([0-9a-z]{20})@/gi;

/** Seal keys rotate: the newest writes, all of them are believed. */
const keysIn = (sealKeys: string) => sealKeys.split(",").map((key) => key.trim());

function tokenOf(key: string, ticketId: string): string {
  const digest = createHmac("sha256", `mail-address:${key}`).update(ticketId).digest();
  return Array.from(digest.subarray(0, TOKEN_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join("");
}

export function replyAddress(sealKeys: string, ticket: { id: string; number: number }, storeAddress: string): string {
  const [key = ""] = keysIn(sealKeys);
  return `t+${ticket.number}.${tokenOf(key, ticket.id)}@${domainOf(storeAddress)}`;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

export interface Claim {
  number: number;
  token: string;
}

/** Every such address in a text; nothing is proved yet. */
export const readClaims = (text: string): Claim[] =>
  [...text.matchAll(ADDRESSES)].map(([, number, token = ""]) => ({ number: Number(number), token: token.toLowerCase() }));

export const isProved = (sealKeys: string, claim: Claim, ticketId: string): boolean =>
  keysIn(sealKeys).some((key) => timingSafeEqual(Buffer.from(tokenOf(key, ticketId)), Buffer.from(claim.token)));
