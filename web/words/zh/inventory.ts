/** Items, listings and where items stand, in Chinese. */
import type { Dictionary } from "../words.ts";

export const inventory: Dictionary["inventory"] = {
  title: "库存",
  tabs: {
    items: "货品",
    listings: "商品",
  },
};
