// Hundreds of texts that mean harm, through what stands between a text and a page: the cleaner of formatted e-mail, the links of a message, cells of
// a sheet and names of files. What a browser makes of them is asked in test/browser/payloads.test.ts.
import { beforeAll, expect, test } from "vitest";
import { type Part, splitLinks, splitNames } from "../../web/tickets/links.ts";
import { readCsv, writeCsv } from "../../worker/inventory/csv.ts";
import { safeName } from "../../worker/mail/sniff.ts";
import { cleanLetters } from "../stories/cleaner.ts";
import { FORMULAS, OUTSIDE, PAYLOADS } from "../stories/payloads.ts";

const PAYLOADS_MIN = 300;
const NAME_CHARACTERS_MAX = 120;
const texts = PAYLOADS.map(({ text }) => text);
let shown: (string | { failed: string })[];

beforeAll(async () => {
  shown = await cleanLetters(texts, true);
});

test("there are hundreds, none twice, of every family", () => {
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThanOrEqual(PAYLOADS_MIN);
  expect(new Set(PAYLOADS.map(({ family }) => family)).size).toBe(10);
});

test("a cleaned e-mail cleaned once more is the same: nothing that was hidden has become markup", async () => {
  const whole = shown.filter((one) => typeof one === "string");
  expect(await cleanLetters(whole, true)).toEqual(whole);
  // What the cleaner cannot read for certain is not shown as designed at all; its words are.
  const refused = texts.filter((_, at) => typeof shown[at] !== "string");
  expect(refused.filter((text) => !text.startsWith("<select"))).toEqual([]);
});

test("no style of a cleaned e-mail fetches anything, under whatever name", () => {
  const styles = shown.flatMap((one) => (typeof one === "string" ? [...one.matchAll(/style="([^"]*)"/g)] : [])).map(([, css]) => css);
  expect(styles.filter((css) => css?.includes(OUTSIDE))).toEqual([]);
});

test("an ordinary style stays", async () => {
  const letter = `<p style="color: rgb(1, 2, 3); font-family: &quot;Segoe UI&quot;, sans-serif; width: calc(100% - 2px)">x</p>`;
  expect(await cleanLetters([letter], false)).toEqual([letter]);
});

const wordsOf = (parts: Part[]) => parts.map((part) => Object.values(part).join("")).join("");

test("links and names take no sign away, and a link is an address of the web that leads where it says", () => {
  for (const text of texts) {
    const parts = splitLinks(text);
    expect(wordsOf(parts)).toBe(text);
    expect(wordsOf(splitNames(parts, ["<script>", "x", "(("]))).toBe(text);
    for (const part of parts) {
      if (!("link" in part)) continue;
      expect(part.link).toMatch(/^https?:\/\//);
      expect(part.link).not.toMatch(/[\s<>"'\\\p{Cc}\p{Cf}]/u);
      const { host, username } = new URL(part.link);
      expect([part.link.toLowerCase().includes(host), username]).toEqual([true, ""]);
    }
  }
});

test.each([
  ["See https://shop.example/a?b=c#d.", "https://shop.example/a?b=c#d"],
  ["(http://shop.example/x)", "http://shop.example/x"],
  ["https://shop.example/@maker/9", "https://shop.example/@maker/9"],
  ["https://müller.example/straße", "https://müller.example/straße"],
])("in %j the link is %j", (text, link) => expect(splitLinks(text)).toContainEqual({ link }));

test("no cell begins with what a spreadsheet would run, and each is read again as it was", () => {
  for (const text of [...texts, ...FORMULAS]) {
    const written = writeCsv([
      ["head", "x"],
      [text, "x"],
    ])
      .split("\r\n")
      .slice(1)
      .join("\r\n");
    expect(written).not.toMatch(/^"?[=+\-@\t\r\n＝＋－＠]/);
    if (/^\S(.*\S)?$/.test(text) && !text.startsWith("'"))
      expect(
        readCsv(
          writeCsv([
            ["head", "x"],
            [text, "x"],
          ]),
        )[1]?.cells[0],
      ).toBe(text);
  }
});

test("a file is called nothing but a name", () => {
  for (const text of texts) expect(safeName(`${text}.png`, NAME_CHARACTERS_MAX)).not.toMatch(/[\\/<>"\p{Cc}\p{Cf}]/u);
});
