// Tables as text, as spreadsheets save them, and what each row of a sheet would map or why it maps nothing.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv } from "../../worker/inventory/csv.ts";
import { type Found, judgeSheet, readSheet, SHEET_ROWS_MAX } from "../../worker/inventory/sheet.ts";
import { matchAny, matchParts } from "../../worker/inventory/words.ts";

const cells = (text: string) => readCsv(text).map((row) => row.cells);

describe("a file", () => {
  test.each([
    [
      "commas",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "semicolons",
      "a;b\n1,5;2",
      [
        ["a", "b"],
        ["1,5", "2"],
      ],
    ],
    [
      "tabs",
      "a\tb\r\n1\t2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "quotes, with commas and breaks inside",
      'a,b\n"1,\n2","say ""hi"""',
      [
        ["a", "b"],
        ["1,\n2", 'say "hi"'],
      ],
    ],
    [
      "a quote within a word",
      'a,b\n5" pipe,2',
      [
        ["a", "b"],
        ['5" pipe', "2"],
      ],
    ],
    [
      "a byte order mark and empty rows",
      "\u{feff}a,b\n\n,\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "old line ends",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "apostrophes of ids and formulas",
      "a,b\n'1729900000000000011,'=SUM\n",
      [
        ["a", "b"],
        ["1729900000000000011", "=SUM"],
      ],
    ],
    [
      "an apostrophe of a name",
      "a,b\n'tis,2\n",
      [
        ["a", "b"],
        ["'tis", "2"],
      ],
    ],
    ["nothing", "", []],
  ])("with %s", (_, text, rows) => {
    expect(cells(text)).toEqual(rows);
  });
  test("counts lines as an editor does", () => {
    expect(readCsv('a,b\n"1\n2",x\n\n3,4').map((row) => row.line)).toEqual([1, 2, 5]);
  });
  test.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx"])("never writes %j as a formula", (text) => {
    expect(writeCsv([[text]])).toMatch(/^\u{feff}"?'/u);
  });
  test("never writes an id as a number", () => {
    expect(writeCsv([["1729900000000000011"]])).toBe('\u{feff}"\t1729900000000000011"\r\n');
  });
  test("whatever is written, no cell begins with what a spreadsheet would run", () => {
    const text = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom("", "=", "+", "-", "@", "\t", "\r"), text, (begins, rest) => {
        const written = writeCsv([[begins + rest]]).slice(1, -2);
        expect(written).not.toMatch(/^"?[=+\-@\r]/);
        if (/^"?\t/.test(written)) expect(begins + rest).toMatch(/^\d{15,}$/);
      }),
      { numRuns: 1_000 },
    );
  });
  test("whatever is written is read again", () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .map((text) => text.replaceAll("\r", "").trim())
      .filter((text) => text !== "" && !text.startsWith("'"));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        expect(cells(writeCsv([["one", "two"], ...rows])).slice(1)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});

const HEAD = "Store,SKU ID,seller-sku,fbt_reference_code,Item SKU,qty";
const found: Found = {
  stores: new Map([
    ["ours", { id: "sto_1", mayMap: true }],
    ["seen", { id: "sto_2", mayMap: false }],
  ]),
  listings: new Map(),
  items: new Map([
    ["blk-m", { id: "itm_1", isArchived: false }],
    ["box", { id: "itm_2", isArchived: false }],
    ["old", { id: "itm_3", isArchived: true }],
  ]),
};
/** Each line's listings by its number. */
function judge(lines: string[], listings: [line: number, skus: string[]][] = []) {
  const read = readSheet([HEAD, ...lines].join("\n"));
  if ("because" in read) throw new Error(read.because.code);
  return judgeSheet(read.rows, { ...found, listings: new Map(listings) });
}

describe("a sheet", () => {
  test.each([
    ["an unknown store", "nowhere,1,,,box,1", [], "sheet-store-unknown"],
    ["a store that is only seen", "seen,1,,,box,1", [[2, ["1"]]], "sheet-store-forbidden"],
    ["an id that was rounded", "ours,1.7299E+18,,,box,1", [], "sheet-id-rounded"],
    ["no name of a listing", "ours,,,,box,1", [], "sheet-listing-unnamed"],
    ["an unknown listing", "ours,9,,,box,1", [], "sheet-listing-unknown"],
    ["a seller SKU that two have", "ours,,A,,box,1", [[2, ["1", "2"]]], "sheet-listing-twice"],
    ["an unknown item", "ours,1,,,nothing,1", [[2, ["1"]]], "sheet-item-unknown"],
    ["an archived item", "ours,1,,,old,1", [[2, ["1"]]], "item-archived"],
    ["no quantity", "ours,1,,,box,many", [[2, ["1"]]], "sheet-qty-wrong"],
    ["none of it", "ours,1,,,box,0", [[2, ["1"]]], "sheet-qty-wrong"],
    ["half of it", "ours,1,,,box,0.5", [[2, ["1"]]], "sheet-qty-wrong"],
  ] as [string, string, [number, string[]][], string][])("says of %s why it maps nothing", (_, line, listings, code) => {
    const { mappings, wrong } = judge([line], listings);
    expect(mappings).toEqual([]);
    expect(wrong.map(({ line: at, because }) => [at, because.code])).toEqual([[2, code]]);
  });
  test("adds rows of one listing up to its parts; goods of TikTok's warehouses may be several listings; blank rows wait", () => {
    const { mappings, wrong, blank } = judge(
      ["ours,1,,,BLK-M,", "OURS,,A,,box,3", "ours,,,CODE,box,2", "ours,5,,,,"],
      [
        [2, ["1"]],
        [3, ["1"]],
        [4, ["3", "4"]],
      ],
    );
    expect(wrong).toEqual([]);
    expect(blank).toBe(1);
    expect(mappings.map(({ sku, parts }) => [sku, ...parts.map(({ item, qty }) => `${item} ${qty}`)])).toEqual([
      ["1", "itm_1 1", "itm_2 3"],
      ["3", "itm_2 2"],
      ["4", "itm_2 2"],
    ]);
  });
  test("leaves a listing alone of which one row is wrong or stands twice", () => {
    const half = judge(
      ["ours,1,,,box,1", "ours,1,,,nothing,1", "ours,2,,,box,1"],
      [
        [2, ["1"]],
        [3, ["1"]],
        [4, ["2"]],
      ],
    );
    expect(half.mappings.map(({ sku }) => sku)).toEqual(["2"]);
    expect(half.wrong.map(({ line, because }) => [line, because.code])).toEqual([
      [2, "sheet-other-row"],
      [3, "sheet-item-unknown"],
    ]);
    const twice = judge(
      ["ours,1,,,box,1", "ours,1,,,BOX,2"],
      [
        [2, ["1"]],
        [3, ["1"]],
      ],
    );
    expect(twice.mappings).toEqual([]);
    expect(twice.wrong.map(({ because }) => because.code)).toEqual(["sheet-other-row", "sheet-part-twice"]);
  });
  test.each([
    ["a,b\n1,2", "sheet-column-missing"],
    ["store,item_sku\nx,y", "sheet-column-missing"],
    [`${HEAD}\n${"ours,1,,,box,1\n".repeat(SHEET_ROWS_MAX + 1)}`, "sheet-too-long"],
  ])("that is none is refused as a whole", (text, code) => {
    expect(readSheet(text)).toMatchObject({ because: { code } });
  });
});

test.each([
  ["blk m", '"blk"', '"blk"'],
  ["beanie black", '"beanie" AND "black"', '"beanie" OR "black"'],
  ['say "NOT" *', '"say" AND """NOT"""', '"say" OR "NOT"'],
  ["面膜", null, null],
  ["", null, null],
])("%j is asked of the index as words, never as its syntax", (text, all, any) => {
  expect([matchParts(text), matchAny(text, 2)]).toEqual([all, any]);
});
