// What others say, without what they quote: sentences keep their sense, their fields and their ids; whatever somebody wrote, is called or signs
// with is gone.
import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutQuotes } from "../../worker/quoting.ts";

const KEPT = [
  "The order cannot be shipped in its status",
  "Invalid parameter 'order_ids'",
  "Order 577123456789012345 is locked, try again after 2026-11-22",
  "page_size must be between 1 and 100",
  "D1_ERROR: UNIQUE constraint failed: item.sku: SQLITE_CONSTRAINT",
  "Cannot read properties of undefined (reading 'shop')",
  "the buyer's last message is older than 30 days",
  "unexpected answer at orders.0.line_items",
  "unexpected answer at orders.12.recipient_address.address_line2.postal_code",
];

test.each(KEPT)("%s stays as it is", (words) => expect(withoutQuotes(words)).toBe(words));

const HIDDEN: [words: string, becomes: string][] = [
  ['bad request: {"name":"Marisol Quintero","text":"where"}', "bad request: …"],
  ['bad request: [{"name":"Marisol Quintero"}]', "bad request: …"],
  ['bad request: {"name":"Marisol Quin', "bad request: …"],
  ['"Marisol Quintero" is no recipient', '"…" is no recipient'],
  ["Unexpected token 'J', \"Juniper Hill\" is not valid JSON", "Unexpected token 'J', \"…\" is not valid JSON"],
  ["no such address: marisol.q@example.com", "no such address: …"],
  ["cannot call +1 (503) 555-0134", "cannot call …"],
  ["cannot call 503-555-0134 or (503) 555 0134", "cannot call … or …"],
  ["the token ROW_zzC4nary77tokenzz88 has expired", "the token … has expired"],
  ["the session a73b4bb1de98a14e2bf7cd70aa9cac95 has ended", "the session … has ended"],
  ["GET https://auth.example.com/api/v2/token/get?app_secret=canary failed", "GET … failed"],
];

test.each(HIDDEN)("%s loses what it quotes", (words, becomes) => expect(withoutQuotes(words)).toBe(becomes));

test("whatever was sent is gone from the answer, in whatever sentence it stands", () => {
  const sent = fc
    .string({ minLength: 4, maxLength: 40 })
    .filter((text) => !/^(\d{6,30}|[A-Za-z]+(_[A-Za-z]+)+)$/.test(text) && !"… cannot be sent".includes(text));
  fc.assert(
    fc.property(sent, (text) => !withoutQuotes(`This ${text} cannot be sent`, [text]).includes(text)),
    { numRuns: 500 },
  );
});

test("a key in which letters follow digits is gone, whatever it begins with", () => {
  const letters = "abcdefABCDEFGHIJKLMNOPQRSTUVWXYZghijklmnopqrstuvwxyz0123456789";
  const key = fc.string({ unit: fc.constantFrom(...letters), minLength: 24, maxLength: 64 }).filter((text) => /\d[A-Za-z]/.test(text));
  fc.assert(fc.property(key, (text) => withoutQuotes(`signed by ${text}, it seems`) === "signed by …, it seems"));
});

test("a term of TikTok's stays, also where it was sent", () =>
  expect(withoutQuotes("reason seller_cancel_reason_out_of is not allowed", ["seller_cancel_reason_out_of"])).toContain("seller_cancel"));

test("what is long or hostile takes no time", () => {
  const begun = performance.now();
  for (const piece of ["{", "[", '"', "'", "1 ", "(1", "a@", "+1", "a.", "http://"]) withoutQuotes(piece.repeat(5_000));
  expect(performance.now() - begun).toBeLessThan(500);
});
