// What is known of cancellations and returns, as a suggested reply may state it: where each stands, what is paid back, who pays for the way back.
import { describe, expect, test } from "vitest";
import { type KnownRow, readKnown } from "../../worker/aftersales/known.ts";
import { tellFacts } from "../../worker/assist/order-facts.ts";
import { unsupported } from "../../worker/claims/claims.ts";
import type { OrderPage } from "../../worker/orders/order.ts";
import type { TicketKnown } from "../../worker/templates/catalogue.ts";

const kase = (more: Partial<KnownRow>): KnownRow => ({
  id: "403590000000000001",
  kind: "return",
  order_id: "576900000000123456",
  type: "RETURN_AND_REFUND",
  status: "BUYER_SHIPPED_ITEM",
  create_time: Date.parse("2026-11-18T10:00:00Z") / 1000,
  update_time: Date.parse("2026-11-20T10:00:00Z") / 1000,
  action: null,
  deadline: null,
  currency: "GBP",
  refund_minor: 1_240,
  partial_minor: null,
  provider: "Royal Mail",
  tracking_number: "RR0146",
  keeps_item: 0,
  phase: 1,
  way_back_by: "seller",
  ...more,
});
const factsWith = (...rows: KnownRow[]) => {
  const order = {
    order: { id: "576900000000123456", stage: "delivered", total_minor: 1_240, currency: "GBP" },
    groups: [],
    packages: [],
  } as unknown as OrderPage;
  const known: TicketKnown = {
    now: Date.parse("2026-11-21T10:00:00Z"),
    language: "en-GB",
    ticket: { number: 1 },
    buyer: { nickname: "mia", language: "en", orders: 1 },
    store: { name: "GlowLab UK", marketplace: "GB", zone: "Europe/London" },
    agent: { name: "Jonas" },
    order,
    cases: rows.map(readKnown),
  };
  return tellFacts(known, [order]);
};
const refusedIn = (text: string, ...rows: KnownRow[]) =>
  unsupported(text, factsWith(...rows), { today: Date.parse("2026-11-21T10:00:00Z"), zone: "Europe/London", language: "en-GB" }).map(
    ({ words }) => words,
  );

describe("what is known of returns is a fact", () => {
  test("with where it stands, what is paid back, when it was asked for and who pays for the way back", () => {
    const told = Object.fromEntries(factsWith(kase({})).map(({ id, shown }) => [id, shown]));
    expect(told).toMatchObject({
      "return.status": "the goods are on their way back",
      "return.requested_date": "18 November 2026",
      "return.shipping_paid_by": "the shop",
      "return.tracking_no": "RR0146",
      "refund.amount": "£12.40",
      "refund.status": "the goods are on their way back",
    });
    expect(told).not.toHaveProperty("return.deadline");
    expect(told).not.toHaveProperty("cancellation.status");
  });

  test.each([
    ["RETURN_OR_REFUND_REQUEST_COMPLETE", "done, the money is paid back", "£12.40"],
    ["REFUND_OR_RETURN_REQUEST_REJECT", "refused", undefined],
    ["RETURN_OR_REFUND_REQUEST_CANCELLED", "withdrawn", undefined],
    ["SOMETHING_NEW", undefined, undefined],
  ])("%s stands as %j and pays back %j", (status, stands, amount) => {
    const told = Object.fromEntries(factsWith(kase({ status })).map(({ id, shown }) => [id, shown]));
    expect([told["return.status"], told["refund.amount"]]).toEqual([stands, amount]);
  });

  test("a replacement pays nothing back, an offer pays what it offers, and the newest case of the order is the one", () => {
    const replaced = kase({ type: "REPLACEMENT", status: "REPLACEMENT_REQUEST_COMPLETE" });
    expect(factsWith(replaced).map(({ id }) => id)).not.toContain("refund.amount");
    const offered = kase({ status: "AWAITING_BUYER_RESPONSE", partial_minor: 450 });
    expect(factsWith(offered).find(({ id }) => id === "refund.amount")?.shown).toBe("£4.50");
    const older = kase({ id: "1", create_time: 1_700_000_000, status: "REFUND_OR_RETURN_REQUEST_REJECT" });
    expect(factsWith(older, kase({})).find(({ id }) => id === "return.status")?.shown).toBe("the goods are on their way back");
    expect(factsWith(kase({ order_id: "another" })).map(({ id }) => id)).not.toContain("return.status");
  });

  test("so that a draft may say it, and no more than it", () => {
    const paid = kase({ status: "RETURN_OR_REFUND_REQUEST_COMPLETE" });
    const draft = "Hello mia, you asked for the return on 18 November 2026. The refund of £12.40 is done, the money is paid back.";
    expect(refusedIn(draft, paid)).toEqual([]);
    expect(refusedIn(draft)).not.toEqual([]);
    expect(refusedIn("You get £20.00 back on 25 November 2026.", paid)).not.toEqual([]);
  });
});

test("a case that waits for the shop says until when, and one that is its turn for others says nothing of that", () => {
  const deadline = Date.parse("2026-11-23T10:00:00Z") / 1000;
  expect(readKnown(kase({ action: "SELLER_RESPOND_RETURN", deadline })).answerBy).toBe(deadline);
  expect(readKnown(kase({ deadline })).answerBy).toBeNull();
});
