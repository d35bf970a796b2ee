// What of a recipient the wire shows, by market, carrier and status, and how a buyer changes it.
import { describe, expect, it } from "vitest";
import { DAY, openCaller, openStage, type Row, type Stage } from "./simulator-caller.ts";

async function openShop(region = "GB") {
  const stage = openStage(region);
  await openCaller(stage);
  const place = (more = {}) => stage.simulator.world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId }], ...more });
  return { stage, world: stage.simulator.world, place };
}

const addressOf = (stage: Stage, id: string) => stage.simulator.world.orderOnWire(id).recipient_address as Row | undefined;
const levelsOf = (stage: Stage, id: string) => ((addressOf(stage, id)?.district_info ?? []) as Row[]).map((level) => level.address_name);

describe("the buyer's address", () => {
  it("can be changed before shipping, which pushes topic 3", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    world.changeAddress(order.id, { line1: "14b Demo Road" });
    await stage.clock.pass(0);
    expect([order.address.line1, order.hasNewAddress, stage.pushed.at(-1)?.body.type]).toEqual(["14b Demo Road", true, 3]);
    expect(world.buyers.find((buyer) => buyer.id === order.buyerId)?.address.line1).not.toBe("14b Demo Road");
  });

  it("is empty, null or missing until the order is released", async () => {
    const { stage, world, place } = await openShop();
    const order = place({ paid: true });
    expect(addressOf(stage, order.id)).toMatchObject({ name: "", full_address: "", district_info: [] });
    stage.simulator.doubts.hiddenAddress = "null";
    expect(addressOf(stage, order.id)).toBeNull();
    stage.simulator.doubts.hiddenAddress = "missing";
    expect(world.orderOnWire(order.id)).not.toHaveProperty("recipient_address");
    world.endHold(order.id);
    expect(addressOf(stage, order.id)).toMatchObject({
      name: `${order.address.firstName} ${order.address.lastName}`,
      postal_code: order.address.postcode,
    });
  });

  it("is starred for TikTok Shipping outside the United States, clear for the seller's own carrier", async () => {
    const { stage, world, place } = await openShop("GB");
    const theirs = place({
      paid: true,
      shipping: "TIKTOK",
      address: { firstName: "Mira", lastName: "Kowal", phone: "(+44)7700900123", line1: "1 Demo Road" },
    });
    world.endHold(theirs.id);
    expect(addressOf(stage, theirs.id)).toMatchObject({
      name: "M*** K***",
      phone_number: "(+44)7********3",
      address_line1: "1*** Demo Road",
      postal_code: theirs.address.postcode,
    });
    stage.simulator.doubts.masksOutsideUs = false;
    expect(addressOf(stage, theirs.id)).toMatchObject({ name: "Mira Kowal" });
  });

  it("in the United States is clear while the order lives, starred when it is cancelled or long over", async () => {
    const { stage, world, place } = await openShop("US");
    const [lives, ends, dies] = [place({ paid: true, shipping: "TIKTOK" }), place({ paid: true }), place({ paid: true })];
    for (const order of [lives, ends, dies]) world.endHold(order.id);
    world.cancelBySeller(dies.id);
    expect(addressOf(stage, lives.id)).toMatchObject({ address_line1: lives.address.line1 });
    expect(addressOf(stage, dies.id)).toMatchObject({ address_line1: "****", postal_code: "*****" });
    expect(levelsOf(stage, dies.id)).toEqual([...dies.address.levels.slice(0, 3).map((level) => level.value), "****"]);
    world.ship(ends.id);
    world.scan(ends.id);
    world.deliver(ends.id);
    await stage.clock.pass(14 * DAY);
    expect(addressOf(stage, ends.id)).toMatchObject({ address_line1: ends.address.line1 });
    await stage.clock.pass(31 * DAY);
    expect(addressOf(stage, ends.id)).toMatchObject({ address_line1: "****" });
  });

  it("of an FBT order in the United States shows the county and little else", async () => {
    const { stage, world, place } = await openShop("US");
    const order = place({ paid: true, fbt: true });
    world.endHold(order.id);
    const address = addressOf(stage, order.id);
    expect(address).toMatchObject({ address_line1: "****", postal_code: "*****" });
    expect(address?.phone_number).toMatch(/^\(\+1\)2\*\*-\*\*\*-\*\*\d\d$/);
    expect(levelsOf(stage, order.id)).toEqual(order.address.levels.map((level) => level.value));
    expect(world.orderOnWire(order.id).buyer_email).toMatch(/@scs\.tiktokw\.us$/);
  });
});
