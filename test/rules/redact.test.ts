// A conversation shown to somebody outside: who the buyer is and where they live is gone, what a carrier needs stays.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type KnownOfBuyer, redact } from "../../worker/letters/redact.ts";

const known: KnownOfBuyer = {
  names: ["Jennifer O'Neil", "jenny_o", "李雷"],
  places: ["7 Elm Street", "Springfield", "90210", "(+1) 212-555-0188", "jen@relay.example"],
  keep: ["1Z999AA10123456784", "403934084723025", "576900000286279715"],
};

test.each([
  ["I am Jennifer O'Neil, jennifer for short", "I am Buyer, Buyer for short"],
  ["JENNY_O here", "Buyer here"],
  ["jenny said so", "Buyer said so"],
  ["我是李雷，请查一下", "我是Buyer，请查一下"],
  ["write to jen.oneil+shop@mail.example.co.uk please", "write to [e-mail] please"],
  ["call +44 20 7946 0958 or 020-7946-0958", "call [phone] or [phone]"],
  ["call (212) 555 0188", "call [phone]"],
  ["13812345678", "[phone]"],
  ["It goes to 7 elm  street, Springfield 90210", "It goes to [address], [address] [address]"],
  ["I moved to 1200 North Oak Avenue", "I moved to [address]"],
  ["Hauptstraße 12 a in Köln", "[address] in Köln"],
  ["Calle de la Luna 14", "[address]"],
  ["送到南京路100号", "[address]"],
  ["SW1A 1AA is my postcode", "[address] is my postcode"],
  ["Austin, TX 78701", "Austin, [address]"],
  ["Apt 4B, P.O. Box 12", "[address], [address]"],
])("%j becomes %j", (text, redacted) => expect(redact(text, known)).toBe(redacted));

test.each([
  "Tracking 1Z999AA10123456784 does not move",
  "Parcel 403934084723025 at the depot",
  "Order 576900000286279715, two units",
  "It was delivered on 2026-11-22 at 14:05",
  "Ordered 12.08.2026, cost $1,204.00",
  "3 of 10 caps were broken",
  "Jenniferson's beanie, size M",
  "The street is closed",
  "",
])("%j stays as it is", (text) => expect(redact(text, known)).toBe(text));

test("what TikTok hides with asterisks hides nothing else, and a name with signs of an expression is a name", () => {
  expect(redact("all **** stars", { names: ["****"], places: ["***"], keep: [] })).toBe("all **** stars");
  expect(redact("I am A(b.c)+ today", { names: ["A(b.c)+"], places: [], keep: [] })).toBe("I am Buyer today");
});

test("nothing known of the buyer is left, however it is spaced and spelt, and hostile text ends", () => {
  const filler = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(filler, filler, fc.constantFrom("Jennifer O'Neil", "7 Elm Street", "jen@relay.example"), (before, after, secret) => {
      const shown = redact(`${before} ${secret.toUpperCase()} ${after}`, known);
      expect(shown.toLowerCase()).not.toContain(` ${secret.toLowerCase()} `);
    }),
  );
  for (const text of ["1 ".repeat(20_000), "a.".repeat(20_000), `${"x".repeat(20_000)}@`, "(".repeat(20_000)]) redact(text, known);
});
