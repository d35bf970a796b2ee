/** Items, listings and where items stand, in German. */
import type { Dictionary } from "../words.ts";

export const inventory: Dictionary["inventory"] = {
  title: "Inventar",
  tabs: {
    items: "Artikel",
    listings: "Angebote",
  },
};
