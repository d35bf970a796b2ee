// A sheet of counts: what each row counts, or why it counts nothing.
import { expect, test } from "vitest";
import { COUNT_ROWS_MAX, judgeCounts, readCounts } from "../../worker/stock/sheet.ts";

const known = {
  warehouses: new Map([
    ["east", "whs_east"],
    ["west", "whs_west"],
  ]),
  items: new Map([
    ["mug", { id: "itm_mug", isKit: false }],
    ["007", { id: "itm_007", isKit: false }],
    ["set", { id: "itm_set", isKit: true }],
  ]),
};

function told(text: string): string[] {
  const sheet = readCounts(text);
  if ("because" in sheet) return [sheet.because.code];
  const { counts, wrong } = judgeCounts(sheet.rows, known);
  return [
    ...counts.map(({ line, warehouse, item, to }) => `${line}: ${item} in ${warehouse} is ${to}`),
    ...wrong.map(({ line, because }) => `${line}: ${because.code}`),
  ];
}

test.each([
  ["warehouse,sku,on_hand\nEast,MUG,12", ["2: itm_mug in whs_east is 12"]],
  ["Warehouse;SKU;On hand\n EAST ;mug;0", ["2: itm_mug in whs_east is 0"]],
  ["sku\tname\ton_hand\twarehouse\n007\tBond\t3\tWest", ["2: itm_007 in whs_west is 3"]],
  ["warehouse,sku,on_hand\nEast,MUG,", []],
  ["warehouse,sku,on_hand\nMars,MUG,1", ["2: sheet-warehouse-unknown"]],
  ["warehouse,sku,on_hand\nEast,CUP,1", ["2: sheet-item-unknown"]],
  ["warehouse,sku,on_hand\nEast,SET,1", ["2: item-is-kit"]],
  ...["-1", "1.5", "1,200", "a few", "=1+1", "10000000", "1000001"].map(
    (count) => [`warehouse,sku,on_hand\nEast,MUG,"${count}"`, ["2: sheet-count-wrong"]] as [string, string[]],
  ),
  [
    "warehouse,sku,on_hand\nEast,MUG,1\nEast,007,2\neast,mug,1",
    ["3: itm_007 in whs_east is 2", "2: sheet-count-twice", "4: sheet-count-twice"],
  ],
  ["warehouse,sku\nEast,MUG", ["sheet-column-missing"]],
  ["", ["sheet-column-missing"]],
  [`warehouse,sku,on_hand\n${"East,MUG,1\n".repeat(COUNT_ROWS_MAX + 1)}`, ["sheet-too-long"]],
] as [string, string[]][])("%j", (text, expected) => {
  expect(told(text)).toEqual(expected);
});
