// What a shop has to sell, on the wire: a set is absolute and per warehouse, and what is refused stands inside an answer of code 0.
import { expect, test } from "vitest";
import { openCaller, openStage, type Row, take } from "./simulator-caller.ts";

async function openShop() {
  const stage = openStage("GB");
  const caller = await openCaller(stage);
  const { world } = stage.simulator;
  const warehouseOf = (kind: string) => Object.values(stage.simulator.snapshot().warehouses).find((one) => one.kind === kind)?.id ?? "";
  const [home, fbt] = [warehouseOf("SALES"), warehouseOf("FBT")];
  const productId =
    Object.values(stage.simulator.snapshot().products).find(({ skus }) => skus.some(({ id }) => id === stage.skuId))?.id ?? "";
  const set = (inventory: Row[], skuId = stage.skuId) =>
    caller.send(`/product/202309/products/${productId}/inventory/update`, { skus: [{ id: skuId, inventory }] });
  /** Of our own warehouses. */
  const read = async () => {
    const answer = await caller.send("/product/202309/inventory/search", { sku_ids: [stage.skuId] });
    const skus = take<{ skus: Row[] }[]>(answer, "inventory")[0]?.skus ?? [];
    const rows = ((skus[0]?.warehouse_inventory ?? []) as Row[]).filter((row) => row.warehouse_id !== fbt);
    return rows.map((row) => [row.warehouse_id, row.available_quantity, row.committed_quantity]);
  };
  const firstError = async (inventory: Row[], skuId?: string) => {
    const answer = await set(inventory, skuId);
    expect(answer.body.code).toBe(0);
    const [error] = take<{ code: number; detail: { extra_errors: Row[] } }[]>(answer, "errors");
    return [error?.code, error?.detail.extra_errors[0]?.code];
  };
  return { stage, caller, world, home, fbt, set, read, firstError };
}

test("a number is set, sold from, and overwritten by a late one", async () => {
  const { stage, world, home, set, read } = await openShop();
  expect((await set([{ warehouse_id: home, quantity: 5 }])).body).toMatchObject({ code: 0, data: {} });
  world.placeOrder({ shopId: stage.shopId, lines: [{ skuId: stage.skuId, quantity: 2 }], paid: true });
  expect(await read()).toEqual([[home, 3, 2]]);
  await set([{ quantity: 5 }]);
  expect(await read()).toEqual([[home, 5, 2]]);
  await set([{ warehouse_id: home, quantity: 0 }]);
  expect(await read()).toEqual([[home, 0, 2]]);
});

test("every own warehouse of a SKU is named, and TikTok's own cannot be set", async () => {
  const { stage, world, home, fbt, firstError, read } = await openShop();
  const [before] = await read();
  expect(await firstError([{ warehouse_id: fbt, quantity: 3 }])).toEqual([12052990, 12052037]);
  const second = world.addWarehouse({ shopId: stage.shopId, name: "North" });
  world.restock({ skuId: stage.skuId, quantity: 4, warehouseId: second.id });
  expect(await firstError([{ warehouse_id: home, quantity: 3 }])).toEqual([12052990, 12019028]);
  expect(await firstError([{ quantity: 3 }])).toEqual([12052990, 12019028]);
  expect(await firstError([{ warehouse_id: "7390000000000009999", quantity: 3 }])).toEqual([12052990, 12052097]);
  expect(await firstError([{ warehouse_id: home, quantity: 3 }], "1729000000000000000")).toEqual([12052032, undefined]);
  expect(await read()).toEqual([before, [second.id, 4, 0]]);
});

test("a question about nothing and a number out of range are refused", async () => {
  const { caller, home, set } = await openShop();
  expect((await caller.send("/product/202309/inventory/search", {})).body.code).toBe(12019008);
  expect((await set([{ warehouse_id: home, quantity: 100_000 }])).body.code).toBe(36009004);
  expect((await set([{ warehouse_id: home, quantity: -1 }])).body.code).toBe(36009004);
  expect((await caller.send("/product/202309/products/1/inventory/update", { skus: [] })).body.code).toBe(12019022);
});
