// Values of a rule and tags of a template are typed with commas between; a Chinese keyboard writes other commas than a Latin one.
import { expect, test } from "vitest";
import { splitAtCommas } from "../../web/ui/commas.ts";

test.each([
  ["refund, money back", ["refund", "money back"]],
  ["退款，退货", ["退款", "退货"]],
  ["退款、退货 ， refund,", ["退款", "退货", "refund"]],
  [" , ，", []],
  ["", []],
])("%j holds %j", (text, values) => {
  expect(splitAtCommas(text)).toEqual(values);
});
